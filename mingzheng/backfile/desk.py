"""Old articles at the desk (旧稿入库): upload → report (and columns) → confirm → undo."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.requests import StaffRequest
from mingzheng.backfile import actions, queries, tasks
from mingzheng.backfile.forms import UploadForm
from mingzheng.backfile.models import ArticleBatch
from mingzheng.backfile.rules.opening import is_list
from mingzheng.backfile.rules.rows import LABELS, named
from mingzheng.backfile.rules.screening import is_held
from mingzheng.backfile.rules.sources import heads_of
from mingzheng.core.access import Denied, may
from mingzheng.files.rules.safety import Refused
from mingzheng.screens import import_desk
from mingzheng.screens.lists import Column, Listing, respond
from mingzheng.screens.states import ImportState

STEPS = ("上传旧稿", "看逐行报告", "确认入库", "已经公开")
MAY_TAKE_IN = "旧稿入库由政务公开办来做。"
HEAD = ("文件", "行", "列", "问题", "原来写的", "不入库")
PLACES = {ImportState.READING: 1, ImportState.READ: 2, ImportState.APPLYING: 3}
COLUMNS = (
    import_desk.FILE,
    Column("office", "单位", lambda one: one.organisation.label, sort="organisation__path"),
    Column("column", "栏目", lambda one: one.column.name),
    import_desk.STATE,
    import_desk.WHO,
    import_desk.WHEN,
)


def _seen(request: StaffRequest, pk: int) -> ArticleBatch:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _may_take_in(request: StaffRequest, one: ArticleBatch) -> bool:
    return may(request.user, queries.TAKE_IN, one.organisation_path)


@login_required
@require_safe
def batches(request: StaffRequest) -> HttpResponse:
    """入库记录: every batch of one's offices, newest first."""
    listing = Listing(
        request,
        COLUMNS,
        queries.visible_to(request.user).defer("report", "mapping"),
        import_desk.FILTERS,
        sort="-when",
        name="旧稿入库记录",
        unit="次",
        empty="旧网站的信息，整批传上来，逐行核对，确认了才按原来的日期公开。",
    )
    return respond(request, listing, template="backfile/batches.html")


@login_required
def upload(request: StaffRequest) -> HttpResponse:
    """Step 1: take the file in; a refused file is named with its sentence beside the field."""
    mine = queries.offices_for(request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    asked = request.GET.get("organisation") or request.user.organisation.code
    form = UploadForm(*sent, organisations=mine, initial={"organisation": asked})
    if form.is_valid() and (one := _take(request, form)):
        return redirect(one)
    context = {"form": form, "steps": STEPS, "may_take_in": mine.exists()}
    return render(request, "backfile/upload.html", context)


def _take(request: StaffRequest, form: UploadForm) -> ArticleBatch | None:
    office, into = form.cleaned_data["organisation"], form.cleaned_data["into"]
    receive = partial(actions.receive, office, into, by=request.user)
    if one := import_desk.taken(form, receive):
        _work(one)
    return one


def _work(one: ArticleBatch) -> None:
    import_desk.set_to_work(one, actions.work, tasks.work, actions.INLINE_BYTES)


def _told(problems: list[dict[str, Any]], is_held_apart: bool) -> list[dict[str, Any]]:
    """The lines of a report beside those held apart; a remark says too that its row stays out."""
    out = {(line["sheet"], line["row"]) for line in problems if line["blocking"]}
    return [
        line | {"is_out": (line["sheet"], line["row"]) in out}
        for line in problems
        if not (is_held_apart and is_held(line))
    ]


@login_required
@require_safe
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 2: the report and what would come in; afterwards what did."""
    one = _seen(request, pk)
    held = queries.held_in(one, by=request.user) if one.state == ImportState.READ else []
    problems = one.report.get("problems", [])
    is_in = one.state == ImportState.APPLIED
    return import_desk.show(
        request,
        "backfile/batch.html",
        one,
        problems=_told(problems, bool(held)),
        steps=STEPS,
        current=PLACES.get(ImportState(one.state), len(STEPS)),
        held=held,
        may_pass=any(group.may_pass for group in held),
        heads=[(heading, LABELS.get(key, "")) for heading, key in one.report.get("heads", [])],
        articles=queries.articles_of(one)[:20] if is_in else [],
        may_take_in=_may_take_in(request, one),
        may_map=is_list(one.file_name),
    )


@login_required
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """对列名: which column of the list is which, where the names are others."""
    one = _seen(request, pk)
    can_map = _may_take_in(request, one)
    try:
        heads = _heads(one)
    except Refused:
        return redirect(one)
    if request.method == "POST":
        if not can_map:
            raise Denied(MAY_TAKE_IN)
        actions.remap(one, _said(request.POST, heads), by=request.user)
        _work(one)
        return redirect(one)
    if one.state not in (ImportState.READ, ImportState.FAILED) or not heads:
        return redirect(one)
    context: dict[str, Any] = {"batch": one, "heads": heads, "fields": LABELS.items()}
    return render(request, "backfile/columns.html", context | {"steps": STEPS, "can_map": can_map})


def _heads(one: ArticleBatch) -> list[tuple[str, str]]:
    """Headings of a list with the field each is read as; none for pages and documents."""
    if not is_list(one.file_name):
        return []
    with one.file.open("rb") as file:
        heads = heads_of(bytes(file.read()))
    return list(zip(heads, named(heads, one.mapping), strict=True))


def _said(sent: QueryDict, heads: list[tuple[str, str]]) -> dict[str, str]:
    """Heading → field for every column, as the form says."""
    chosen = {}
    for at, (heading, _) in enumerate(heads):
        key = sent.get(f"c-{at}", "")
        chosen["".join(heading.split()).strip("\ufeff").lower()] = key if key in LABELS else ""
    return chosen


@login_required
@require_POST
def apply(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 3: everything new goes public on its old day, or nothing does."""
    one = _seen(request, pk)
    actions.confirm(one, by=request.user)
    _work(one)
    one.refresh_from_db()
    if one.state == ImportState.APPLIED:
        total = one.report["counts"]["created"]
        messages.success(request, f"已入库《{one.file_name}》，{total} 篇已经公开。")
    return redirect(one)


@login_required
@require_POST
def let_pass(request: StaffRequest, pk: int) -> HttpResponse:
    """放行: the findings that were ticked, or all of a kind, with one reason."""
    one = _seen(request, pk)
    kinds = set(request.POST.getlist("kind"))
    lines = filter(is_held, one.report.get("problems", []))
    marks = {line["marks"][0] for line in lines if line["code"] in kinds}
    marks |= set(request.POST.getlist("mark"))
    freed = actions.let_pass(one, marks, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"已放行，理由留痕。又有 {freed} 篇可以入库。")
    return redirect(one)


undo = import_desk.ending(
    queries.visible_to,
    actions.undo,
    "已撤销《{file}》，{done} 篇已从网页和搜索里撤下。",
)
drop = import_desk.ending(
    queries.visible_to,
    actions.drop,
    "已放弃《{file}》，什么都没有公开。",
    back="backfile:batches",
)
report_csv = import_desk.report(queries.visible_to, HEAD)
