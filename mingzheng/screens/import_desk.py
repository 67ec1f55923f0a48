"""The desk that all imports have in common (导入办理): list, upload, report, undoing, giving up.

A room names its own columns, steps and words; its desk keeps what only that kind of import has.
"""

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.requests import StaffRequest
from mingzheng.files.rules.safety import Refused, check_size, defuse
from mingzheng.screens.lists import Column, Filter
from mingzheng.screens.states import AT_WORK, ImportState

REFRESH_SECONDS = 3
SLOW = timedelta(minutes=10)  # background work that takes longer has probably died
SHOWN = 200  # problems on a page; all of them are in the file
TAGS = {ImportState.APPLIED: "tag tag-valid"} | dict.fromkeys(
    (ImportState.UNDONE, ImportState.DROPPED, ImportState.FAILED), "tag tag-void"
)
HEAD = ("工作表", "行", "列", "问题", "表里写的", "必须改")
Visible = Callable[[Any], QuerySet[Any]]  # a room's `queries.visible_to`
View = Callable[..., HttpResponse]


def _tag(batch: Any) -> str:
    return TAGS.get(ImportState(batch.state), "tag tag-ink")


def _when(batch: Any) -> str:
    return f"{timezone.localtime(batch.uploaded_at):%Y-%m-%d %H:%M}"


FILE = Column("file", "文件", str, sort="file_name", url=lambda one: one.get_absolute_url())
STATE = Column("state", "状态", lambda one: one.state_label, sort="state", dress=_tag)
WHO = Column("who", "上传人", lambda one: one.uploaded_by_name)
WHEN = Column("when", "上传时间", _when, sort="uploaded_at")
FILTERS = (
    Filter("q", "文件名", lambda rows, value: rows.filter(file_name__contains=value)),
    Filter("state", "状态", lambda rows, value: rows.filter(state=value), ImportState.choices),
)


def a_file(label: str, help_text: str) -> forms.FileField:
    """The field in which a file is chosen."""
    said = {"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"}
    return forms.FileField(label=label, help_text=help_text, error_messages=said)


class UploadForm(forms.Form):
    """Whose the file is; a room adds the file and what else it must know of it."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="单位", to_field_name="code", empty_label=None
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        office: Any = self.fields["organisation"]
        office.queryset = organisations


def taken(form: forms.Form, receive: Callable[[str, bytes], Any]) -> Any | None:
    """The uploaded file as a batch; None for a refused one, with its sentence beside the field."""
    file = form.cleaned_data["file"]
    try:
        check_size(file.name, file.size)
        return receive(file.name, file.read())
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return None


def set_to_work(batch: Any, at_once: Callable[[Any], Any], later: Any, most: int) -> None:
    """At once, or in the background where the file has more bytes than a page may wait for."""
    if batch.file.size > most:
        later.enqueue(batch.pk)
    else:
        at_once(batch)


def show(
    request: HttpRequest,
    template: str,
    batch: Any,
    *,
    problems: list[dict[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of an import with its report; it looks again by itself while somebody is at work.

    `problems` are those to list, else all of the report; `more` are the steps, which of them is
    `current` and what only this kind of import has.
    """
    found = batch.report.get("problems", []) if problems is None else problems
    problems = sorted(found, key=lambda one: not one["blocking"])
    context = {
        "batch": batch,
        "report": batch.report,
        "problems": problems[:SHOWN],
        "told": len(problems),
        "blocking": sum(one["blocking"] for one in problems),
        "is_slow": timezone.now() - batch.uploaded_at > SLOW,
    }
    response = render(request, template, context | more)
    if batch.state in AT_WORK:
        response["Refresh"] = str(REFRESH_SECONDS)  # no script may do it
    return response


def ending(visible: Visible, end: Callable[..., Any], said: str, back: str = "") -> View:
    """The view by which an import is taken back or given up: `end(batch, by=…)`, then `said`.

    `said` has {file} and {done}, what `end` returns; `back` is an address, else the import's own.
    """

    @login_required
    @require_POST
    def view(request: StaffRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(visible(request.user), pk=pk)
        done = end(batch, by=request.user)
        messages.success(request, said.format(file=batch.file_name, done=done))
        return redirect(back or batch)

    return view


def report(visible: Visible, head: tuple[str, ...] = HEAD) -> View:
    """The view of an import's report as a table to work from, formulas defused."""

    @login_required
    @require_safe
    def view(request: StaffRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(visible(request.user), pk=pk)
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        name = content_disposition_header(True, f"导入报告-{batch.pk}.csv")
        response["Content-Disposition"] = name
        response.write("\ufeff")
        writer = csv.writer(response)
        writer.writerow(head)
        for problem in batch.report.get("problems", []):
            cells = [str(problem[k]) for k in ("sheet", "row", "column", "message", "value")]
            must = "是" if problem["blocking"] else "否"
            writer.writerow([*map(defuse, cells), must])
        return response

    return view
