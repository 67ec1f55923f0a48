"""Imports on the desk: upload → report (and columns) → confirm → send, or undo."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Denied, may
from mingzheng.exports.files import KINDS
from mingzheng.intake import actions, exporting, queries, tasks
from mingzheng.intake.forms import UploadForm
from mingzheng.intake.models import Intake
from mingzheng.intake.rules.sheets import IGNORE
from mingzheng.publicity.queries import offices_for
from mingzheng.publicity.rules.fields import by_code, fields_of
from mingzheng.publicity.states import RecordKind
from mingzheng.screens import import_desk
from mingzheng.screens.lists import Column, Filter, Listing, respond
from mingzheng.screens.states import ImportState

STEPS = ("上传表格", "看逐行报告", "确认导入", "送审")
PLACES = {ImportState.READING: 1, ImportState.READ: 2, ImportState.APPLYING: 3}
MAY_IMPORT = "导入许可和处罚由本单位经办人来做。"
COLUMNS = (
    import_desk.FILE,
    Column("kind", "是什么表", lambda one: one.get_kind_display(), sort="kind"),
    Column("office", "单位", lambda one: one.organisation.label, sort="organisation__path"),
    import_desk.STATE,
    import_desk.WHO,
    import_desk.WHEN,
)
BY_NAME, BY_STATE = import_desk.FILTERS
BY_KIND = Filter(
    "kind", "是什么表", lambda rows, value: rows.filter(kind=value), RecordKind.choices
)


def _seen(request: StaffRequest, pk: int) -> Intake:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _may_edit(request: StaffRequest, one: Intake) -> bool:
    return may(request.user, "publicity_import.apply", one.organisation_path)


@login_required
@require_safe
def intakes(request: StaffRequest) -> HttpResponse:
    """导入记录: every import of one's offices, newest first."""
    rows = queries.visible_to(request.user).defer("report", "changes", "mapping")
    listing = Listing(
        request,
        COLUMNS,
        rows,
        (BY_NAME, BY_KIND, BY_STATE),
        sort="-when",
        name="双公示导入记录",
        unit="次",
        empty="把本单位的公示表传上来，逐行读给您看，确认了才存。",
    )
    return respond(request, listing, template="intake/intakes.html")


@login_required
def upload(request: StaffRequest) -> HttpResponse:
    """Step 1: take the file in; a refused file is named with its sentence beside the field."""
    mine = offices_for(request.user, "publicity.edit")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"organisation": request.user.organisation.code, "kind": request.GET.get("kind")}
    form = UploadForm(*sent, organisations=mine, initial=initial)
    if form.is_valid() and (one := _take(request, form)):
        return redirect(one)
    context = {"form": form, "steps": STEPS, "may_import": mine.exists()}
    return render(request, "intake/upload.html", context)


def _take(request: StaffRequest, form: UploadForm) -> Intake | None:
    office, kind = form.cleaned_data["organisation"], form.cleaned_data["kind"]
    receive = partial(actions.receive, office, kind, by=request.user)
    if one := import_desk.taken(form, receive):
        _work(one)
    return one


def _work(one: Intake) -> None:
    import_desk.set_to_work(one, actions.work, tasks.work, actions.INLINE_BYTES)


@login_required
@require_safe
def intake(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 2: the report, with the columns; while the file is being read, its progress."""
    one = _seen(request, pk)
    is_applied = one.state == ImportState.APPLIED
    standing = actions.standing_of(one) if is_applied else {"drafts": 0, "gone": 0}
    return import_desk.show(
        request,
        "intake/intake.html",
        one,
        steps=STEPS,
        current=PLACES.get(ImportState(one.state), len(STEPS)),
        layouts=_layouts(one),
        may_edit=_may_edit(request, one),
        drafts=standing["drafts"],
        gone=standing["gone"],
    )


def _layouts(one: Intake) -> list[dict[str, Any]]:
    known = by_code(one.kind)
    return [
        layout
        | {
            "columns": [
                column | {"title": known[column["code"]].title if column["code"] else ""}
                for column in layout["columns"]
            ]
        }
        for layout in one.report.get("layouts", [])
    ]


@login_required
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """对列名: which column is which, where the names are not the official ones."""
    one = _seen(request, pk)
    may_edit = _may_edit(request, one)
    if request.method == "POST":
        if not may_edit:
            raise Denied(MAY_IMPORT)
        if chosen := _changed(one, request.POST):
            actions.remap(one, one.mapping | chosen, by=request.user)
            _work(one)
        return redirect(one)
    if one.state != ImportState.READ:
        return redirect(one)
    context = {"batch": one, "layouts": _layouts(one), "fields": fields_of(one.kind),
               "steps": STEPS, "may_edit": may_edit}  # fmt: skip
    return render(request, "intake/columns.html", context)


def _changed(one: Intake, said: QueryDict) -> dict[str, str]:
    """What the person chose otherwise than it was read ("table:column" → code)."""
    chosen, known = {}, {*by_code(one.kind), IGNORE}
    for layout in one.report.get("layouts", []):
        for column in layout["columns"]:
            key = f"{layout['table']}:{column['index']}"
            code = said.get(f"c-{key}", "")
            if code in known and code != (column["code"] or IGNORE):
                chosen[key] = code
    return chosen


@login_required
@require_POST
def apply(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 3: all rows as drafts, or none."""
    one = _seen(request, pk)
    actions.confirm(one, by=request.user)
    _work(one)
    if one.file.size <= actions.INLINE_BYTES:
        messages.success(request, f"已导入《{one.file_name}》，核对以后送审。")
    return redirect(one)


@login_required
@require_POST
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 4: send what this import brought to the reviewer, so many at once."""
    one = _seen(request, pk)
    done, left = actions.submit(one, by=request.user)
    more = f"还有 {left} 条，再点一次接着送。" if left else ""
    messages.success(request, f"{done} 条已送审。{more}")
    return redirect(one)


undo = import_desk.ending(
    queries.visible_to,
    actions.undo,
    "已撤销导入《{file}》，{done} 条回到导入以前。",
)
drop = import_desk.ending(
    queries.visible_to,
    actions.drop,
    "已放弃《{file}》，什么都没有存。",
    back="intake:intakes",
)
report_csv = import_desk.report(queries.visible_to)  # identity numbers are not in it


@login_required
@require_safe
def template(request: StaffRequest, kind: str) -> HttpResponse:
    """公示表模板 with drop-downs and an example."""
    if kind not in RecordKind.values:
        raise Http404
    response = HttpResponse(exporting.template(kind), content_type=KINDS["xlsx"])
    name = f"{RecordKind(kind).label}信用信息公示表.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
