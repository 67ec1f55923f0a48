"""Matters on the desk: the list with lights, one case, the form of each step."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import may
from mingzheng.core.calendar import WorkCalendar
from mingzheng.core.moves import choices, why_not
from mingzheng.deadlines import almanac, clocks
from mingzheng.deciding.forms import EvidenceForm, NoteForm, ProposalForm, RedraftForm, StartForm
from mingzheng.decisions import queries
from mingzheng.decisions.actions import course as actions
from mingzheng.decisions.models import Decision
from mingzheng.decisions.rules import stages
from mingzheng.decisions.states import DecisionState
from mingzheng.screens.lists import NOTHING, Column, Filter, Listing, respond


class Lights:
    """How matters stand to their plan; the calendar is read once a page."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.calendar: WorkCalendar | None = None

    def of(self, one: Decision) -> tuple[str, str]:
        """(colour, words): the consultation's days left, else the plan's."""
        if one.is_consulting:
            return "green", f"征求意见，还有 {one.days_left} 日"
        if self.calendar is None:
            self.calendar = almanac.current()
        found = queries.light_of(one, self.today, self.calendar)
        return found.colour, found.label if found.colour != "grey" else "没有计划日期"


def _next(one: Decision) -> str:
    due = stages.next_stage(one.state, one.left_out, one.kept)
    return stages.LABELS[due] if due else NOTHING


def _columns(lights: Lights) -> tuple[Column, ...]:
    return (
        Column("name", "事项", lambda one: one.name, sort="name",
               url=lambda one: one.get_absolute_url(), css="title-cell"),
        Column("code", "编号", lambda one: one.code, sort="code", css="nowrap"),
        Column("lead", "承办单位", lambda one: one.organisation.label, sort="organisation__path"),
        Column("organ", "决策机关", lambda one: one.organ.label, at_first=False),
        Column("state", "现在", lambda one: one.state_label, sort="state"),
        Column("next", "下一步", _next),
        Column("light", "计划", lambda one: lights.of(one)[1], light=lambda one: lights.of(one)[0]),
        Column("listed", "目录", lambda one: "在目录内" if one.is_listed else "不在目录内",
               at_first=False),
        Column("touched", "最近办理", lambda one: one.touched_on or NOTHING, sort="touched_on",
               css="nowrap"),
    )  # fmt: skip


FILTERS = (
    Filter("q", "事项", lambda rows, value: rows.filter(name__contains=value)),
    Filter("state", "现在", lambda rows, value: rows.filter(state=value), DecisionState.choices),
    Filter(
        "year", "年度", lambda rows, value: rows.filter(year=value) if value.isdecimal() else rows
    ),
)


@login_required
@require_safe
def matters(request: StaffRequest) -> HttpResponse:
    """重大行政决策: every matter within reach, where it stands, how it stands to its plan."""
    listing = Listing(
        request,
        _columns(Lights()),
        queries.visible_to(request.user),
        FILTERS,
        name="重大行政决策事项",
        unit="个事项",
        empty="年度目录公布以后，事项会出现在这里。",
    )
    home = request.user.organisation
    context = {"may_propose": may(request.user, "decision.propose", home.path)}
    return respond(request, listing, template="deciding/desk/matters.html", context=context)


@login_required
def propose(request: StaffRequest) -> HttpResponse:
    """提出建议: a matter that stands in no catalogue, led by the clerk's own office."""
    home = request.user.organisation
    require(request.user, "decision.propose", home.path, home.name)
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        organ = queries.organ_of(home)
        one = actions.propose(organ, form.cleaned_data, lead=home, by=request.user)
        messages.success(request, "建议已经登记，等决策机关办公室决定是否启动。")
        return redirect(one)
    return render(request, "deciding/desk/propose.html", {"form": form})


def seen(request: StaffRequest, pk: int) -> Decision:
    """The matter if this person may see it, else 404."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@login_required
@require_safe
def matter(request: StaffRequest, pk: int) -> HttpResponse:
    """One case: the course with its files on the left; clock, steps and what happened right."""
    one = seen(request, pk)
    chapters = queries.chapters(one, public=False)
    today = timezone.localdate()
    context = {
        "one": one,
        "chapters": chapters,
        "told": [chapter for chapter in chapters if not chapter.is_empty],
        "records": sorted(
            (leaf.record for chapter in chapters for leaf in chapter.leaves),
            key=lambda record: -record.pk,
        ),
        "hearing_out": one.left_out.get(stages.HEARING, ""),
        "faces": [clocks.face(clock, today=today) for clock in queries.running_clocks(one)],
        "light": Lights().of(one),
        "next": _next(one),
        "may_edit": may(request.user, "decision.edit", one.organisation_path),
        "may_release": may(request.user, "decision.release_document", one.organisation_path),
        "may_trace": may(request.user, "trace.see", one.organisation_path),
        "is_public": queries.public_decisions().filter(pk=one.pk).exists(),
        **_steps(request, one),
    }
    return render(request, "deciding/desk/matter.html", context)


def _steps(request: StaffRequest, one: Decision) -> dict[str, Any]:
    found = choices(one, by=request.user)
    takes = [choice.step for choice in found if choice.reason is None]
    return {
        # What asks for a reason goes backwards: it never stands out as the thing to do.
        "forward": [step for step in takes if not step.note_required],
        "back": [step for step in takes if step.note_required],
        "blocked": [c for c in found if c.reason and one.state in c.step.sources],
    }


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the course: its evidence, then the deed."""
    one = seen(request, pk)
    if step not in {row.name for row in one.FLOW.steps}:
        raise Http404
    row = one.FLOW.step(step)
    form = _form(one, step, request.POST if request.method == "POST" else None)
    if form.is_valid():
        _take(one, step, form, request)
        messages.success(request, f"“{one.name}”：{row.label}，已办。")
        return redirect(one)
    reason = why_not(one, step, by=request.user)
    status = 403 if reason and request.method == "POST" else 200
    context = {"one": one, "step": row, "form": form, "reason": reason}
    return render(request, "deciding/desk/step.html", context, status=status)


def _form(one: Decision, step: str, data: Any) -> Any:
    if step == "end":
        return NoteForm(data, required=True)
    known = actions.known_of(one)
    if step == "start":
        planned = queries.planned_out(one)
        return StartForm(data, step=step, known=known, left_out=planned)
    if step == "redraft":
        may_keep = stages.may_keep(actions.reached_by(one), one.left_out)
        last = dict(known.files.get("draft", {}))
        return RedraftForm(data, known=known, may_keep=may_keep, initial=last)
    return EvidenceForm(data, step=step, known=known)


def _take(one: Decision, step: str, form: Any, request: StaffRequest) -> None:
    said, by = form.cleaned_data, request.user
    if step == "end":
        actions.end(one, by=by, note=said["note"])
    elif step == "start":
        left_out, is_open = form.left_out, not said["is_closed"]
        actions.start(one, form.said, by=by, left_out=left_out, is_open=is_open)
    elif step == "redraft":
        actions.redraft(one, form.said, by=by, note=said["note"], kept=said.get("kept", ()))
    else:
        actions.take(one, step, form.said, by=by)
