"""Imports on the desk: upload → columns → row-by-row report → confirm → undo."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.collection import actions, annotating, queries, tasks
from mingzheng.collection.forms import UploadForm
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.readers import READERS
from mingzheng.collection.rules.columns import IGNORE, KEEP, SAME_NAME
from mingzheng.collection.states import BatchKind
from mingzheng.core.access import Blocked, Denied, may
from mingzheng.exports.files import KINDS
from mingzheng.screens import import_desk
from mingzheng.screens.lists import Column, Listing, respond
from mingzheng.screens.states import ImportState

STEPS = ("上传表格", "对上列名", "看逐行报告", "确认导入")
PLACES = {ImportState.READING: 2, ImportState.READ: 3}
# A report holds every problem of every row: lists read only these counts of it.
COUNTS = {
    "rows": ("行", "report__rows"),
    "created": ("新增", "report__counts__created"),
    "updated": ("修改", "report__counts__updated"),
}


def _count(name: str) -> Callable[[Any], Any]:
    return lambda one: "—" if getattr(one, name) is None else getattr(one, name)


COLUMNS = (
    import_desk.FILE,
    Column("kind", "导入什么", lambda one: one.get_kind_display(), sort="kind"),
    Column("office", "编制单位", lambda one: one.organisation_name, sort="organisation__path"),
    import_desk.STATE,
    *(Column(name, label, _count(name), css="num") for name, (label, _) in COUNTS.items()),
    import_desk.WHO,
    import_desk.WHEN,
)


def _seen(request: StaffRequest, pk: int) -> ImportBatch:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _mine(request: StaffRequest) -> QuerySet[Organisation]:
    mine = within(paths_with(request.user, "edition.edit"))
    return Organisation.objects.filter(mine, is_active=True).order_by("path")


def _may_edit(request: StaffRequest, case: ImportBatch) -> bool:
    return may(request.user, "edition.edit", case.organisation_path)


@login_required
@require_safe
def batches(request: StaffRequest) -> HttpResponse:
    """导入记录: every import of one's offices, newest first."""
    rows = queries.visible_to(request.user).defer("report", "changes", "mapping")
    listing = Listing(
        request,
        COLUMNS,
        rows.annotate(**{name: KT(path) for name, (_, path) in COUNTS.items()}),
        import_desk.FILTERS,
        sort="-when",
        name="导入记录",
        unit="次",
        empty="把本单位的目录表格传上来，系统逐行读给您看，确认了才改目录。",
    )
    return respond(request, listing, template="collection/batches.html")


@login_required
def upload(request: StaffRequest) -> HttpResponse:
    """Step 1: take the file in; a refused file is named with its sentence beside the field."""
    asked = request.GET.get("organisation") or request.user.organisation.code
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        organisations=_mine(request),
        initial={"organisation": asked, "kind": request.GET.get("kind", BatchKind.CATALOGUE)},
    )
    if form.is_valid() and (batch := _take(request, form)):
        if batch.state == ImportState.READ:
            return redirect("collection:mapping", batch.pk)
        return redirect(batch)
    context = {"form": form, "steps": STEPS, "may_import": _mine(request)}
    return render(request, "collection/upload.html", context)


def _take(request: StaffRequest, form: UploadForm) -> ImportBatch | None:
    data = form.cleaned_data
    receive = partial(
        actions.receive,
        data["organisation"],
        by=request.user,
        field_name=data["field"].list_name if data["field"] else "",
        is_complete=data["is_complete"],
        kind=data["kind"],
        published=data["published"],
    )
    if batch := import_desk.taken(form, receive):
        _read(batch)
    return batch


def _read(batch: ImportBatch) -> None:
    import_desk.set_to_work(batch, actions.read, tasks.read_batch, actions.INLINE_BYTES)


@login_required
def mapping(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 2: which column is which, how it was recognised, with its first values."""
    case = _seen(request, pk)
    may_edit = _may_edit(request, case)
    if request.method == "POST":
        if not may_edit:
            raise Denied(actions.MAY_IMPORT)
        if chosen := _changed(case, request.POST):
            actions.remap(case, case.mapping | chosen, by=request.user, later=True)
            _read(case)
        return redirect(case)
    if case.state != ImportState.READ:
        return redirect(case)
    meanings = READERS[case.kind].meanings.items()
    context = {"batch": case, "steps": STEPS, "meanings": meanings, "may_edit": may_edit}
    return render(request, "collection/mapping.html", context)


def _changed(case: ImportBatch, said: QueryDict) -> dict[str, str]:
    """What the person chose otherwise than it was read ("table:column" → meaning).

    Only that: two tables of one sheet share the numbers of their columns, not the meanings.
    """
    chosen, known = {}, {*READERS[case.kind].meanings, KEEP, IGNORE}
    for at, layout in enumerate(case.report.get("layouts", [])):
        for column in layout["columns"]:
            meaning = said.get(f"c-{at}-{column['index']}", "")
            if meaning in known and meaning != (column["meaning"] or KEEP):
                chosen[f"{layout['table']}:{column['index']}"] = meaning
    return chosen


@login_required
@require_safe
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 3: the report; while the file is being read, its progress."""
    case = _seen(request, pk)
    return import_desk.show(
        request,
        "collection/batch.html",
        case,
        steps=STEPS,
        current=PLACES.get(ImportState(case.state), len(STEPS)),
        guessed=_has_guesses(case),
        may_edit=_may_edit(request, case),
        may_annotate=bool(case.report.get("problems")) and annotating.can_be(case),
    )


def _has_guesses(case: ImportBatch) -> bool:
    """Whether a column was recognised otherwise than by its name, so that a person should look."""
    layouts = case.report.get("layouts", [])
    return any(column["how"] != SAME_NAME for one in layouts for column in one["columns"])


@login_required
@require_POST
def apply_batch(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 4: all rows into the draft, or none."""
    case = _seen(request, pk)
    actions.confirm(case, by=request.user, reason=request.POST.get("reason", ""))
    if case.report["rows"] > actions.INLINE_ROWS:
        tasks.write_batch.enqueue(case.pk)
        return redirect(case)
    done = actions.write(case, by=request.user)
    if done.changes:
        words = f"新增 {done.created} 个事项，修改 {done.updated} 个，删去 {done.removed} 个。"
    else:
        words = "目录里已经是这样，什么都没有改。"
    messages.success(request, f"已导入《{case.file_name}》：{words}")
    return redirect(case)


undo = import_desk.ending(
    queries.visible_to,
    actions.undo_batch,
    "已撤销导入《{file}》，目录草稿回到导入前。",
)
drop = import_desk.ending(
    queries.visible_to,
    actions.drop,
    "已放弃《{file}》，目录没有变。",
    back="collection:batches",
)
report_csv = import_desk.report(queries.visible_to)


@login_required
@require_safe
def annotated(request: StaffRequest, pk: int) -> HttpResponse:
    """带批注的表格: the uploaded workbook with each problem as a comment where it stands."""
    case = _seen(request, pk)
    if not annotating.can_be(case):
        raise Blocked("只有 1 MB 以内的 XLSX 表格能加批注，请下载 CSV 报告对照着改。")
    response = HttpResponse(annotating.annotated(case), content_type=KINDS["xlsx"])
    name = f"{case.file_name.rsplit('.', 1)[0]}（带批注）.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
