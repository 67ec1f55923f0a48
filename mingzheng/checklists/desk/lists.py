"""Lists of words and of sites on the desk of the openness office (词库、可以链接的网站)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.checklists import actions, queries
from mingzheng.checklists.desk.guard import keepers_only
from mingzheng.checklists.forms import WordForm, WorkbookForm
from mingzheng.checklists.models import AllowedHost, LinkPolicy, LinkState, Word, WordList
from mingzheng.checklists.sheets import Reading, read_words, to_xlsx
from mingzheng.checklists.states import LinkStanding
from mingzheng.checklists.tasks import probe_links
from mingzheng.core.access import Blocked
from mingzheng.files.rules.safety import Refused, check_size
from mingzheng.proofing.states import WordKind

PER_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@keepers_only
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """词库: every list, whether it is on, how many words."""
    return render(request, "checklists/desk/lists.html", {"lists": queries.lists()})


@keepers_only
@require_safe
def word_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: its words, filtered by text, kind and whether they are reviewed."""
    found = get_object_or_404(queries.lists(), pk=pk)
    q, kind = request.GET.get("q", "").strip()[:40], request.GET.get("kind", "")
    rows = found.words.filter(Q(wrong__contains=q) | Q(right__contains=q))
    if kind in WordKind.values:
        rows = rows.filter(kind=kind)
    if request.GET.get("reviewed") == "0":
        rows = rows.filter(is_reviewed=False)
    context = {
        "word_list": found,
        "listing": _page(request, rows),
        "q": q,
        "kind": kind,
        "kinds": WordKind.choices,
    }
    return render(request, "checklists/desk/word_list.html", context)


@keepers_only
@require_safe
def hosts(request: HttpRequest) -> HttpResponse:
    """可以链接的网站."""
    context = {"listing": _page(request, AllowedHost.objects.all())}
    return render(request, "checklists/desk/hosts.html", context)


@keepers_only
def entry(
    request: Any, form_class: Any, save: Callable[..., Any], back: str, pk: int = 0
) -> HttpResponse:
    """增加、修改词库 or 可以链接的网站; a new site may come from a finding."""
    model = form_class.Meta.model
    row = get_object_or_404(model, pk=pk) if pk else model()
    given = {} if pk else {"host": request.GET.get("host", "")}
    return _edit(request, form_class(request.POST or None, initial=given, instance=row), save, back)


@keepers_only
def word(request: Any, word_list: int = 0, pk: int = 0) -> HttpResponse:
    """增加、修改词 of a list."""
    if pk:
        row = get_object_or_404(Word.objects.select_related("word_list"), pk=pk)
    else:
        row = Word(word_list=get_object_or_404(WordList, pk=word_list))
    back = reverse("checklists:list", args=[row.word_list_id])
    return _edit(request, WordForm(request.POST or None, instance=row), actions.save_word, back)


def _edit(request: Any, form: Any, save: Callable[..., Any], back: str) -> HttpResponse:
    row = form.instance
    if form.is_valid():
        try:
            saved = save(row, by=request.user)
        except Blocked as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"已保存“{saved}”，马上起作用。")
            return redirect(back)
    what = row._meta.verbose_name
    back = back if back.startswith("/") else reverse(back)
    context = {
        "form": form,
        "row": row,
        "back": back,
        "heading": f"修改{what}" if row.pk else f"增加{what}",
        "kind": row._meta.model_name,
    }
    return render(request, "checklists/desk/entry.html", context)


@require_POST
@keepers_only
def remove(request: Any, model: Any, pk: int) -> HttpResponse:
    """删除词、词库 or 可以链接的网站."""
    row = get_object_or_404(model, pk=pk)
    said = str(row)
    back = (
        reverse("checklists:list", args=[row.word_list_id])
        if isinstance(row, Word)
        else reverse("checklists:hosts" if isinstance(row, AllowedHost) else "checklists:lists")
    )
    actions.remove(row, by=request.user)
    messages.success(request, f"已删除“{said}”，留痕里查得到。")
    return redirect(back)


@keepers_only
@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """下载词表."""
    found = get_object_or_404(WordList, pk=pk)
    response = HttpResponse(to_xlsx(found.name, found.words.all()), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.name}.xlsx")
    return response


@keepers_only
def upload(request: Any, pk: int) -> HttpResponse:
    """上传词表; nothing is kept while a row is wrong."""
    found = get_object_or_404(WordList, pk=pk)
    is_post = request.method == "POST"
    form = WorkbookForm(*((request.POST, request.FILES) if is_post else ()))
    reading = _read(form) if form.is_valid() else None
    if reading and not reading.problems:
        new, changed = actions.put_words(found, reading.words, by=request.user)
        said = f"读了 {len(reading.words)} 个词：新增 {new} 个，改了 {changed} 个。"
        messages.success(request, said)
        return redirect("checklists:list", pk)
    problems = reading.problems if reading else []
    context = {"form": form, "word_list": found, "problems": problems}
    return render(request, "checklists/desk/upload.html", context)


def _read(form: WorkbookForm) -> Reading | None:
    """What the file says; None, with the sentence at its box, for a file that is refused."""
    file = form.cleaned_data["file"]
    try:
        check_size(file.name, file.size)
        return read_words(file.name, file.read())
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return None


@keepers_only
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """链接检查: whether other sites are asked, and what did not open."""
    broken = LinkState.objects.filter(standing=LinkStanding.BROKEN)
    context = {
        "policy": LinkPolicy.objects.filter(pk=1).first() or LinkPolicy(),
        "listing": _page(request, broken.order_by("-probed_at", "url")),
        "total": LinkState.objects.count(),
    }
    return render(request, "checklists/desk/links.html", context)


@require_POST
@keepers_only
def switch(request: Any) -> HttpResponse:
    """打开、关闭站外链接检查; switched on, what is due is asked at once."""
    on = request.POST.get("on") == "1"
    actions.switch_probing(on, by=request.user)
    if on:
        probe_links.enqueue()
    messages.success(request, "打开了，正在后台检查。" if on else "关了，不再问别的网站。")
    return redirect("checklists:links")
