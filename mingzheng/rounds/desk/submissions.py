"""One office's submission on the desk: what to do next, the workbook, the rows with remarks."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.collection import actions as collection
from mingzheng.collection import tasks
from mingzheng.collection.models import ImportBatch
from mingzheng.core.access import Blocked, may
from mingzheng.core.moves import choices, why_not
from mingzheng.deadlines import almanac
from mingzheng.editions.forms import NoteForm
from mingzheng.exports.files import KINDS
from mingzheng.files.rules.safety import Refused, check_size
from mingzheng.rounds import queries
from mingzheng.rounds.actions import submissions as actions
from mingzheng.rounds.desk.tables import HEADS_SENT, sent_line
from mingzheng.rounds.flow import is_no_village
from mingzheng.rounds.forms import NothingForm, RowNoteForm, WorkbookForm
from mingzheng.rounds.models import RowNote, Submission
from mingzheng.rounds.states import RUNNING, SubmissionState
from mingzheng.rounds.workbook import workbook_of
from mingzheng.screens.states import ImportState

STEPS: dict[str, Callable[..., None]] = {
    "start": actions.start,
    "submit": actions.submit,
    "report_nothing": actions.report_nothing,
    "withdraw": actions.withdraw,
    "pass_town": actions.pass_town,
    "return_below": actions.return_below,
    "accept": actions.accept,
    "send_back": actions.send_back,
}
WAY = ("开始", "下载表格，填写", "上传，看报告", "提交", "接收")
LAST = {True: "汇总", False: "批复"}  # whether it is merged or stays the office's own
OPEN_BATCH = (ImportState.READING, ImportState.READ, ImportState.FAILED, ImportState.APPLYING)
ROWS_A_PAGE = 50


def seen(request: StaffRequest, pk: int) -> Submission:
    """The submission if this person may see it, else 404."""
    return get_object_or_404(queries.submissions_seen_by(request.user), pk=pk)


def _to_do(request: StaffRequest, pk: int, deed: str) -> Submission:
    """The submission for somebody who may do this deed; others are told who may."""
    one = seen(request, pk)
    require(request.user, deed, one.organisation_path, one.organisation_name)
    return one


def page(request: StaffRequest, one: Submission, here: str, **context: Any) -> dict[str, Any]:
    """What every page of a submission shows, and what this person may do with it."""
    path, host = one.organisation_path, one.round.organisation_path
    running = one.round.state in RUNNING
    return {
        "submission": one,
        "round": one.round,
        "here": here,
        "may_fill": running and may(request.user, "submission.submit", path),
        "may_comment": running and may(request.user, "submission.comment", path),
        "may_urge": running and may(request.user, "submission.urge", host),
        **context,
    }


def _with_list(one: Submission) -> Submission:
    """What has not begun holds no list yet: its guards ask about the one the office has now."""
    if one.state == SubmissionState.PENDING:
        one.edition = queries.edition_of(one)
    return one


def _place(one: Submission, batch: ImportBatch | None) -> int:
    """Which step of the way is the present one, from 1."""
    if one.state == SubmissionState.PENDING:
        return 1
    if one.state == SubmissionState.FILLING:
        if batch and batch.state in OPEN_BATCH:
            return 3
        return 4 if one.items_total else 2
    if one.state == SubmissionState.RECEIVED:
        is_through = not one.is_merged_later and one.edition and one.edition.is_public
        return 7 if is_through else 6
    return 7 if one.state == SubmissionState.MERGED else 5


@login_required
@require_safe
def submission(request: StaffRequest, pk: int) -> HttpResponse:
    """填报页: for the office one obvious next step, for those who check what came in."""
    return _show(request, _with_list(seen(request, pk)), WorkbookForm())


def _show(request: StaffRequest, one: Submission, form: WorkbookForm) -> HttpResponse:
    batch = one.upload if one.state == SubmissionState.FILLING else None
    blocking = [p for p in batch.report.get("problems", []) if p["blocking"]] if batch else []
    steps = [c for c in choices(one, by=request.user) if c.step.form != "merge"]
    if is_no_village(one, request.user):  # no town has to do with it
        steps = [c for c in steps if is_no_village not in c.step.unless]
    takes = [c.step for c in steps if c.reason is None]
    context = page(
        request,
        one,
        "task",
        light=queries.light_of(one, timezone.localdate(), almanac.current()),
        form=form,
        batch=batch if batch and batch.state in OPEN_BATCH else None,
        blocking=len(blocking),
        way=(*WAY, LAST[one.is_merged_later]),
        place=_place(one, batch),
        notes=one.notes.all(),
        may_trace=may(request.user, "trace.see", one.organisation_path),
        forward=[s for s in takes if not s.note_required],
        back=[s for s in takes if s.note_required],
        blocked=[c for c in steps if c.reason and one.state in c.step.sources],
    )
    return render(request, "rounds/submission.html", context)


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the submission: an opinion, then the deed."""
    one = _with_list(seen(request, pk))
    if step not in STEPS:
        raise Http404
    row = one.FLOW.step(step)
    kind = NothingForm if row.form == "nothing" else NoteForm
    form = kind(request.POST if request.method == "POST" else None, required=row.note_required)
    if form.is_valid():
        STEPS[step](one, by=request.user, **form.cleaned_data)
        messages.success(request, f"{one.organisation.label}：{row.label}，已办。")
        return redirect(one)
    reason = why_not(one, step, by=request.user)
    status = 403 if reason and request.method == "POST" else 200
    context = page(request, one, "step", step=row, form=form, reason=reason)
    context["notes"] = one.notes.filter(settled_at=None) if row.note_required else []
    return render(request, "rounds/submission_step.html", context, status=status)


@login_required
@require_safe
def workbook(request: StaffRequest, pk: int) -> HttpResponse:
    """下载表格: prefilled, with lists, checks and what was remarked."""
    one = seen(request, pk)
    response = HttpResponse(workbook_of(one), content_type=KINDS["xlsx"])
    name = f"{one.organisation.label}-{one.round.title}-{one.get_kind_display()}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@login_required
@require_POST
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """上传: the same reader as every import; nothing changes before it is confirmed."""
    one = _to_do(request, pk, "submission.submit")
    if one.state != SubmissionState.FILLING or one.round.state not in RUNNING:
        raise Blocked(f"现在是“{one.state_label}”，填报中才能上传表格。")
    form = WorkbookForm(request.POST, request.FILES)
    if form.is_valid() and (batch := _received(request, one, form)):
        return redirect(batch if batch.state == ImportState.FAILED else one)
    return _show(request, one, form)


def _received(request: StaffRequest, one: Submission, form: WorkbookForm) -> ImportBatch | None:
    file = form.cleaned_data["file"]
    try:
        check_size(file.name, file.size)
        batch = collection.receive(
            one.organisation,
            file.name,
            file.read(),
            by=request.user,
            is_complete=form.cleaned_data["is_complete"],
            kind=one.kind,
        )
    except Refused as refused:
        form.add_error("file", refused.sentence)
        return None
    if file.size > collection.INLINE_BYTES:
        tasks.read_batch.enqueue(batch.pk)
    else:
        collection.read(batch)
    return batch


@login_required
@require_POST
def apply(request: StaffRequest, pk: int) -> HttpResponse:
    """确认导入: the last upload into the office's draft, all of it or nothing."""
    one = _to_do(request, pk, "import.apply")
    batch = one.upload
    if batch is None or batch.state != ImportState.READ:
        raise Blocked("没有等着确认的表格，可能刚才已经导入了。")
    done = collection.apply_batch(batch, by=request.user, reason=request.POST.get("reason", ""))
    words = f"新增 {done.created} 个，修改 {done.updated} 个，删去 {done.removed} 个。"
    messages.success(request, f"已导入《{batch.file_name}》：{words}")
    return redirect(one)


@login_required
@require_safe
def rows(request: StaffRequest, pk: int) -> HttpResponse:
    """事项和意见: every row that was sent, with the remarks beside it."""
    one = seen(request, pk)
    return _rows(request, one, RowNoteForm(kind=one.kind))


def _rows(request: StaffRequest, one: Submission, form: RowNoteForm) -> HttpResponse:
    asked = request.GET.get("only", "")
    notes: dict[str, list[RowNote]] = {}
    for note in one.notes.all():
        notes.setdefault(note.code, []).append(note)
    items = queries.rows_in(one)
    if asked == "noted":
        items = items.filter(code__in=[code for code in notes if code])
    listing = Paginator(items, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = page(
        request,
        one,
        "rows",
        listing=listing,
        heads=HEADS_SENT[one.is_merged_later],
        rows=[(sent_line(item), notes.get(item.code, [])) for item in listing],
        general=notes.get("", []),
        only=asked,
        form=form,
        columns=form.columns,
    )
    return render(request, "rounds/rows.html", context)


@login_required
@require_POST
def comment(request: StaffRequest, pk: int) -> HttpResponse:
    """写意见 on a row."""
    one = _to_do(request, pk, "submission.comment")
    form = RowNoteForm(request.POST, kind=one.kind)
    if not form.is_valid():
        return _rows(request, one, form)
    actions.comment(one, by=request.user, **form.cleaned_data)
    messages.success(request, "意见已写上，退回时一起送给单位。")
    return redirect("rounds:rows", pk)


@login_required
@require_POST
def settle(request: StaffRequest, pk: int, note: int) -> HttpResponse:
    """改好了: the office marks a remark as dealt with."""
    one = seen(request, pk)
    notes = one.notes.select_related("submission__organisation", "submission__round")
    actions.settle(get_object_or_404(notes, pk=note), by=request.user)
    messages.success(request, "这条意见标成改好了。")
    return redirect(one)


@login_required
@require_POST
def urge(request: StaffRequest, pk: int) -> HttpResponse:
    """催报 one office."""
    one = seen(request, pk)
    actions.urge([one], by=request.user, note=request.POST.get("note", "")[:200])
    messages.success(request, f"催了{one.organisation.label}，它的待办里看得到。")
    return redirect(one)
