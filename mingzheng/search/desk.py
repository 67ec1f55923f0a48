"""The words that help to find, on the desk of the openness office (搜索用词)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingzheng.core.access import Blocked, Denied
from mingzheng.search import actions
from mingzheng.search.models import Asked, Synonym

PER_PAGE = 30


def editors_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse with a sentence whoever may not edit the words."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not actions.may_edit(request.user):
            raise Denied("搜索用词由政务公开办维护。")
        return view(request, *args, **kwargs)

    return login_required(guarded)


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@editors_only
def listed(request: HttpRequest, rows: Any, page: str) -> HttpResponse:
    """没搜到的词, 推荐结果 and 热搜词: a table of them, page by page."""
    return render(request, f"search/desk/{page}.html", {"listing": _page(request, rows.all())})


@editors_only
def synonyms(request: HttpRequest) -> HttpResponse:
    """同义词: all of them, or those that hold a word."""
    q = request.GET.get("q", "").strip()[:40]
    rows = Synonym.objects.filter(Q(word__contains=q) | Q(official__contains=q))
    if request.GET.get("reviewed") == "0":
        rows = rows.filter(is_reviewed=False)
    context = {
        "listing": _page(request, rows),
        "q": q,
        "unreviewed": Synonym.objects.filter(is_reviewed=False).count(),
    }
    return render(request, "search/desk/synonyms.html", context)


@editors_only
def word(request: Any, form_class: Any, save: Callable[..., Any], back: str, pk: int = 0) -> Any:
    """增加、修改同义词 or 推荐结果; a new word may come from the list of what was not found."""
    model = form_class.Meta.model
    row = get_object_or_404(model, pk=pk) if pk else model()
    given = {} if pk else {model.COLUMNS[0]: request.GET.get("word", "")}
    form = form_class(
        request.POST if request.method == "POST" else None, initial=given, instance=row
    )
    if form.is_valid():
        try:
            saved = save(form.instance, by=request.user)
        except Blocked as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"已保存“{saved}”，马上起作用。")
            return redirect(back)
    what = model._meta.verbose_name
    heading = f"修改{what}" if pk else f"增加{what}"
    context = {"form": form, "row": row, "back": back, "heading": heading, "what": what}
    return render(request, "search/desk/word.html", context)


@require_POST
@editors_only
def remove(request: Any, form_class: Any, back: str, pk: int) -> HttpResponse:
    """删除同义词 or 推荐结果."""
    row = get_object_or_404(form_class.Meta.model, pk=pk)
    said = str(row)
    actions.remove_word(row, by=request.user)
    messages.success(request, f"已删除“{said}”，留痕里查得到。")
    return redirect(back)


@require_POST
@editors_only
def show(request: Any, pk: int) -> HttpResponse:
    """列入热搜, or out again."""
    row = get_object_or_404(Asked, pk=pk)
    actions.show(row, by=request.user, is_shown=not row.is_shown)
    messages.success(request, f"“{row}”{'不再列入热搜' if row.is_shown else '列入热搜了'}。")
    return redirect("search_desk:hot")
