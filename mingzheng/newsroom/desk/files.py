"""Files of a draft on the desk (附件和图片): uploaded, put in order, renamed, removed, opened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked, may
from mingzheng.files.rules.refusals import Refused
from mingzheng.newsroom.actions import enclosing
from mingzheng.newsroom.desk.manuscripts import base_of, page, readable, seen
from mingzheng.newsroom.forms import FileForm
from mingzheng.newsroom.queries import enclosed_in
from mingzheng.prose.rules.admission import MAX_BYTES, TOO_LARGE
from mingzheng.publishing.models import Manuscript, RevisionFile
from mingzheng.screens.sending import send

DEEDS: dict[str, Callable[..., Any]] = {"up": enclosing.move_up, "out": enclosing.take_out}
MEGABYTE = 1024 * 1024


@login_required
def files(request: StaffRequest, pk: int) -> HttpResponse:
    """附件和图片: the files of the present revision; each change is a new revision."""
    one = seen(request, pk)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    form = FileForm(initial=_base(one))
    if request.method == "POST" and "do" in request.POST:
        return _deed(request, one)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and _taken_in(request, one, form):
            return redirect("newsroom:files", one.pk)
    context = page(request, one, "files", form=form, files=enclosed_in(one.revision))
    return render(request, "newsroom/files.html", context)


def _base(one: Manuscript) -> dict[str, int]:
    return {"revision": one.revision.number if one.revision else 0}


def _taken_in(request: StaffRequest, one: Manuscript, form: FileForm) -> bool:
    """Whether the file was taken in; what is wrong with it stands beside the form."""
    file, alt, base = (form.cleaned_data[name] for name in ("file", "alt", "revision"))
    try:
        if file.size > MAX_BYTES:
            raise Refused(TOO_LARGE.format(-(-file.size // MEGABYTE), MAX_BYTES // MEGABYTE))
        made = enclosing.enclose(one, file.name, file.read(), by=request.user, base=base, alt=alt)
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return False
    except Blocked as refused:
        form.add_error(None, refused.reason)
        return False
    said = [f"已附上“{made.name}”（{made.type_label}，{made.size_label}）。", *made.notes]
    if not made.content.is_read:
        said.append("文件大，里面的文字还在读，读完才能送审。")
    messages.success(request, "".join(said))
    return True


def _deed(request: StaffRequest, one: Manuscript) -> HttpResponse:
    deed, _, key = request.POST["do"].partition("-")
    if not key.isdecimal() or len(key) > 18:
        raise Blocked(enclosing.GONE)
    base = base_of(request)
    if deed == "name":
        name = request.POST.get("name", "")
        enclosing.rename(one, int(key), name, by=request.user, base=base)
    elif deed in DEEDS:
        DEEDS[deed](one, int(key), by=request.user, base=base)
    else:
        raise Blocked("没有这一步，请刷新后再看。")
    messages.success(request, "已存为新的一稿。")
    return redirect("newsroom:files", one.pk)


@login_required
@require_safe
def file(request: StaffRequest, pk: int, key: int) -> HttpResponseBase:
    """One file of any revision of the manuscript's article, for those who may read its drafts."""
    one = readable(request, pk)
    rows = RevisionFile.objects.filter(revision__article=one.article_id, attachment=key)
    if not may(request.user, "manuscript.see", one.organisation_path):
        rows = rows.filter(revision=one.revision_id)  # who was asked to interpret reads this text
    found = get_object_or_404(rows.select_related("attachment__content")[:1])
    assert found.attachment is not None  # noqa: S101 - asked for by its key
    return send(request, found.attachment)
