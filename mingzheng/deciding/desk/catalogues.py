"""Yearly catalogues on the desk: the list, the editor, the workbook, the steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import may
from mingzheng.core.moves import choices, why_not
from mingzheng.deciding import sheets
from mingzheng.deciding.forms import ConsentForm, MatterForm, NoteForm, ReasonForm, WorkbookForm
from mingzheng.decisions import queries
from mingzheng.decisions.actions import catalogues as actions
from mingzheng.decisions.models import DecisionCatalogue
from mingzheng.decisions.rules.rows import changes, problems
from mingzheng.files.rules.safety import Refused, check_size
from mingzheng.screens.lists import NOTHING, Column, Filter, Listing, respond

LATEST = 8  # events on the page; all of them stand in the trace
COLUMNS = (
    Column("title", "目录", lambda one: one.title, url=lambda one: one.get_absolute_url()),
    Column("year", "年度", lambda one: one.year, sort="year", css="nowrap"),
    Column("organ", "决策机关", lambda one: one.organisation.label, sort="organisation__path"),
    Column("state", "状态", lambda one: one.state_label, sort="state"),
    Column("consent", "党委同意", lambda one: one.consent_on or NOTHING, css="nowrap"),
    Column("published", "公布", lambda one: one.published_on or NOTHING, sort="published_on"),
)
FILTERS = (
    Filter(
        "year", "年度", lambda rows, value: rows.filter(year=value) if value.isdecimal() else rows
    ),
)


def seen(request: StaffRequest, pk: int) -> DecisionCatalogue:
    """The version if this person may see it, else 404."""
    return get_object_or_404(queries.catalogues_visible_to(request.user), pk=pk)


def page(request: StaffRequest, one: DecisionCatalogue, **context: Any) -> dict[str, Any]:
    """What every page of a version shows."""
    may_edit = one.is_draft and may(request.user, "decision_list.edit", one.organisation_path)
    return {"catalogue": one, "may_edit": may_edit, **context}


@login_required
@require_safe
def catalogues(request: StaffRequest) -> HttpResponse:
    """年度目录: every version within reach; open this year's or next year's."""
    listing = Listing(
        request,
        COLUMNS,
        queries.catalogues_visible_to(request.user).order_by("-year", "-number", "-pk"),
        FILTERS,
        name="年度决策事项目录",
        unit="版",
        empty="还没有目录。决策机关的经办人从右上角起草。",
    )
    home, year = _home(request), timezone.localdate().year
    context = {"home": home, "years": [year, year + 1] if home else []}
    return respond(request, listing, template="deciding/desk/catalogues.html", context=context)


def _home(request: StaffRequest) -> Organisation | None:
    """The organ whose catalogue this person writes: where the post is held, not the own office."""
    return queries.organs_of(request.user).order_by("path").first()


@login_required
@require_POST
def open_draft(request: StaffRequest) -> HttpResponse:
    """起草 the home organ's catalogue of a year; the version under way is opened instead."""
    home = _home(request) or request.user.organisation
    require(request.user, "decision_list.edit", home.path, home.name)
    today, asked = timezone.localdate(), request.POST.get("year", "")
    year = int(asked) if asked in (str(today.year), str(today.year + 1)) else today.year
    found = queries.under_way(home, year)
    if found is None:
        found = actions.open_draft(home, year, by=request.user)
        messages.success(request, f"已起草《{found.title}》。")
    return redirect(found)


@login_required
@require_safe
def catalogue(request: StaffRequest, pk: int) -> HttpResponse:
    """One version: its matters, what must be changed, what it changes, its steps."""
    one = seen(request, pk)
    rows = queries.rows_of(one)
    found = [c for c in choices(one, by=request.user) if c.step.who != "系统"]
    takes = [choice.step for choice in found if choice.reason is None]
    context = page(
        request,
        one,
        rows=[(code, row, row.words("plan"), row.words("left_out")) for code, row in rows.items()],
        problems=problems(rows.values()) if one.is_draft else [],
        changes=changes(queries.rows_of(one.based_on), rows) if one.based_on else [],
        forward=[step for step in takes if not step.note_required],
        back=[step for step in takes if step.note_required],
        blocked=[c for c in found if c.reason and one.state in c.step.sources],
        may_adjust=one.state == "published"
        and may(request.user, "decision_list.edit", one.organisation_path)
        and request.user.organisation_id == one.organisation_id,
    )
    if may(request.user, "trace.see", one.organisation_path):
        context["history"] = trace.history(one).order_by("-sequence")[:LATEST]
    return render(request, "deciding/desk/catalogue.html", context)


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of a version: its form, then the deed."""
    one = seen(request, pk)
    if step not in {row.name for row in one.FLOW.steps if row.who != "系统"}:
        raise Http404
    row = one.FLOW.step(step)
    data = request.POST if request.method == "POST" else None
    form = ConsentForm(data) if step == "consent" else NoteForm(data, required=row.note_required)
    if form.is_valid():
        said = form.cleaned_data
        if step == "consent":
            actions.consent(one, by=request.user, **said)
        elif step == "publish":
            actions.publish(one, by=request.user, **said)
        else:
            actions.take(one, step, by=request.user, **said)
        messages.success(request, f"《{one.title}》：{row.label}，已办。")
        return redirect(one)
    reason = why_not(one, step, by=request.user)
    status = 403 if reason and request.method == "POST" else 200
    context = page(request, one, step=row, form=form, reason=reason)
    return render(request, "deciding/desk/list_step.html", context, status=status)


@login_required
def row(request: StaffRequest, pk: int, code: str = "") -> HttpResponse:
    """Write one matter of a draft, new or there already."""
    one = seen(request, pk)
    require(request.user, "decision_list.edit", one.organisation_path, one.organisation_name)
    known = queries.rows_of(one)
    if code and code not in known:
        raise Http404
    leads = list(queries.leads_of(one.organisation))
    form = MatterForm(request.POST or None, leads=leads, row=known.get(code))
    if form.is_valid():
        made = actions.put_row(one, form.row, by=request.user, code=code)
        messages.success(request, f"已存 {made.code} {made.name}。")
        return redirect(one)
    context = page(request, one, form=form, code=code)
    return render(request, "deciding/desk/row.html", context)


@login_required
@require_POST
def remove(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """调出: take a matter out of a draft."""
    one = seen(request, pk)
    require(request.user, "decision_list.edit", one.organisation_path, one.organisation_name)
    get_object_or_404(one.matters, code=code)
    actions.remove_row(one, code, by=request.user)
    messages.success(request, f"已调出 {code}。")
    return redirect(one)


@login_required
def reason(request: StaffRequest, pk: int) -> HttpResponse:
    """调整原因 of a later version."""
    one = seen(request, pk)
    require(request.user, "decision_list.edit", one.organisation_path, one.organisation_name)
    form = ReasonForm(request.POST or None, initial={"reason": one.reason})
    if form.is_valid():
        actions.explain(one, form.cleaned_data["reason"], by=request.user)
        messages.success(request, "调整原因已存，会和目录一起公布。")
        return redirect(one)
    return render(request, "deciding/desk/reason.html", page(request, one, form=form))


@login_required
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """上传目录表: all of it or nothing, and undoable."""
    one = seen(request, pk)
    require(request.user, "decision_list.edit", one.organisation_path, one.organisation_name)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    said: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            check_size(file.name, file.size)
            reading = sheets.read(file.name, file.read(), queries.names_of_leads(one.organisation))
        except Refused as refused:
            said = [str(refused)]
        else:
            said = reading.problems
            if not said:
                number = actions.put_rows(one, reading.rows, by=request.user)
                messages.success(request, f"已导入 {number} 个事项；不对的话可以撤销导入。")
                return redirect(one)
    context = page(request, one, form=form, problems=said)
    return render(request, "deciding/desk/upload.html", context)


@login_required
@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """撤销导入: the rows as they stood before."""
    one = seen(request, pk)
    require(request.user, "decision_list.edit", one.organisation_path, one.organisation_name)
    actions.undo_upload(one, by=request.user)
    messages.success(request, "已撤销，目录回到导入以前。")
    return redirect(one)


@login_required
@require_safe
def workbook(request: StaffRequest, pk: int) -> HttpResponse:
    """目录表: the version as a workbook to change outside."""
    one = seen(request, pk)
    leads = [office.name for office in queries.leads_of(one.organisation)]
    data = sheets.to_xlsx(one.title, queries.rows_of(one), leads)
    response = HttpResponse(data, content_type=sheets.KINDS["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{one.title}.xlsx")
    return response
