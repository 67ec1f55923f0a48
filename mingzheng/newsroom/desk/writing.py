"""Writing on the desk: begin, edit, see as the public will, compare two revisions."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mingzheng.accounts.queries import require, require_anywhere
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked, may
from mingzheng.newsroom.actions import duties
from mingzheng.newsroom.desk.manuscripts import body_for, page, places, readable, seen
from mingzheng.newsroom.forms import ContentForm, PublicNoteForm, StartForm
from mingzheng.newsroom.queries import (
    content_of,
    enclosed_in,
    last_passed,
    offices_to_write_for,
    revisions_of,
)
from mingzheng.prose.rules.cleaning import clean
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Manuscript, Revision
from mingzheng.replay.comparing import compare as compare_texts
from mingzheng.replay.words import record_of


@login_required
def start(request: StaffRequest) -> HttpResponse:
    """起草: for which office, and what it is."""
    require_anywhere(request.user, "manuscript.edit")
    offices = list(offices_to_write_for(request.user))
    data = request.POST if request.method == "POST" else None
    home = {"office": request.user.organisation_code}
    form = StartForm(data, offices=offices, initial=home)
    if form.is_valid():
        office = next(one for one in offices if one.code == form.cleaned_data["office"])
        made = drafting.open_article(office, by=request.user, kind=form.cleaned_data["kind"])
        return redirect("newsroom:edit", made.pk)
    return render(request, "newsroom/start.html", {"form": form, **places(request)})


@login_required
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """写稿: the text with its record. What somebody else saved meanwhile is shown beside it."""
    one = seen(request, pk)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    if request.method != "POST":
        context = page(request, one, "edit", form=ContentForm(manuscript=one))
        context["expected"] = duties.expected(one)
        return render(request, "newsroom/edit.html", context)
    form = ContentForm(request.POST, manuscript=one)
    status, context = 200, {}
    if form.is_valid():
        try:
            return _saved(request, one, form)
        except drafting.Stale as stale:
            status, context = 409, _beside(request, stale, form)
            form = context.pop("form")
        except Blocked as refused:
            form.add_error(None, refused.reason)
    context = page(request, one, "edit", form=form, **context)
    return render(request, "newsroom/edit.html", context, status=status)


def _saved(request: StaffRequest, one: Manuscript, form: ContentForm) -> HttpResponse:
    base, said = form.cleaned_data["base"] or 0, form.said()
    cleaned = clean(said.body)
    made = drafting.save_revision(one, replace(said, body=cleaned.html), by=request.user, base=base)
    messages.success(request, f"已存第 {made.number} 稿。" if made else "和上一稿一样，不用再存。")
    told = [*form.cleaned_data["pasted"].split("\n"), *cleaned.notes]
    if words := "".join(dict.fromkeys(filter(None, map(str.strip, told)))):
        messages.warning(request, f"清理正文时：{words}")
    return redirect(one)


def _beside(request: StaffRequest, stale: drafting.Stale, form: ContentForm) -> dict[str, Any]:
    """The other's text beside mine; my form stays as typed, based on theirs from now on."""
    data = request.POST.copy()
    data["base"] = str(stale.latest.number)
    said = form.said()
    office = stale.latest.manuscript.organisation_id
    again = ContentForm(data, manuscript=stale.latest.manuscript)
    again.add_error(None, stale.reason)
    found = compare_texts(stale.latest.content, said, office, record_of)
    return {
        "form": again,
        "latest": stale.latest,
        "rows": found.rows,
        "fields": found.fields,
        "old_title": f"第 {stale.latest.number} 稿（{stale.latest.written_by_name}）",
        "new_title": "您写的，还没有存",
    }


@login_required
def note(request: StaffRequest, pk: int) -> HttpResponse:
    """更正说明: what the page will say at its top."""
    one = seen(request, pk)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    data = request.POST if request.method == "POST" else None
    kept = {"public_note": one.public_note, "closes_earlier": one.closes_earlier}
    form = PublicNoteForm(data, initial={**kept, "closes": bool(one.closes_earlier)})
    if form.is_valid():
        drafting.set_note(one, **form.cleaned_data, by=request.user)
        messages.success(request, "更正说明已存。")
        return redirect(one)
    return render(request, "newsroom/note.html", page(request, one, "note", form=form))


@login_required
@require_safe
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """预览: the revision as the public page will show it; `?revision=` for an older one."""
    one = readable(request, pk)
    is_guest = not may(request.user, "manuscript.see", one.organisation_path)
    asked = "" if is_guest else request.GET.get("revision", "")
    revision = _revision(one, asked) or one.revision
    if revision is None:
        raise Http404
    files = enclosed_in(revision)
    content = content_of(revision, files)
    record = record_of(content, one.organisation_id)
    for label in ("标题", "副标题", "对应的公开事项", "关联", "附件", "公开属性"):
        record.pop(label, None)
    context = page(request, one, "preview", revision=revision, content=content, record=record)
    context |= {"body": body_for(one, content), "files": files}
    context["is_guest"] = is_guest
    return render(request, "newsroom/preview.html", context)


@login_required
@require_safe
def compare(request: StaffRequest, pk: int) -> HttpResponse:
    """对照: two revisions side by side, by default the one sent back or passed last, and this."""
    one = seen(request, pk)
    new = _revision(one, request.GET.get("new", "")) or one.revision
    old = _revision(one, request.GET.get("old", "")) or _before(one, new)
    before, after = (revision.content if revision else None for revision in (old, new))
    found = compare_texts(before, after, one.organisation_id, record_of)
    context = page(
        request,
        one,
        "compare",
        old=old,
        new=new,
        rows=found.rows,
        fields=found.fields,
        revisions=revisions_of(one.article),
        old_title=f"第 {old.number} 稿" if old else "还没有",
        new_title=f"第 {new.number} 稿" if new else "还没有",
    )
    return render(request, "newsroom/compare.html", context)


def _revision(one: Manuscript, number: str) -> Revision | None:
    if not number.isdecimal() or len(number) > 9:
        return None
    return one.article.revisions.filter(number=int(number)).first()


def _before(one: Manuscript, new: Revision | None) -> Revision | None:
    if new is None:
        return None
    passed = last_passed(one)
    if passed and passed.number < new.number:
        return passed
    return one.article.revisions.filter(number__lt=new.number).order_by("-number").first()
