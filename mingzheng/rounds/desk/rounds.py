"""Rounds on the desk: the list, the draft, the board, the steps, urging, taking."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require, require_anywhere
from mingzheng.accounts.queries.reach import holds, paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked, may
from mingzheng.core.flow import Step
from mingzheng.core.moves import choices, why_not
from mingzheng.deadlines import almanac, clocks
from mingzheng.deadlines.models import Clock
from mingzheng.editions.forms import NoteForm
from mingzheng.rounds import queries, rules
from mingzheng.rounds.actions import rounds as actions
from mingzheng.rounds.actions import submissions
from mingzheng.rounds.desk.tables import (
    ROUND_COLUMNS,
    ROUND_FILTERS,
    board_columns,
    board_filters,
)
from mingzheng.rounds.forms import ExtendForm, OfficeForm, RoundForm
from mingzheng.rounds.models import Round
from mingzheng.rounds.states import OWED, RUNNING, RoundState, SubmissionState
from mingzheng.screens.lists import Listing, respond

STEPS: dict[str, Callable[..., None]] = {
    "open": actions.open_round,
    "extend": actions.extend,
    "gather": actions.gather,
    "reopen": actions.reopen,
    "close": actions.close,
    "cancel": actions.cancel,
}
PER_PAGE = 60  # a county's 57 offices on one page


def seen(request: StaffRequest, pk: int) -> Round:
    """The round if this person may see it, else 404."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def to_run(request: StaffRequest, pk: int, deed: str = "round.edit") -> Round:
    """The round for somebody who may do this deed in it; others are told who may."""
    round_ = seen(request, pk)
    require(request.user, deed, round_.organisation_path, round_.organisation_name)
    return round_


def page(request: StaffRequest, round_: Round, here: str, **context: Any) -> dict[str, Any]:
    """What every page of a round shows: the round, its tabs, what this person may do."""
    path = round_.organisation_path
    return {
        "round": round_,
        "here": here,
        "may_run": may(request.user, "round.edit", path),
        "may_merge": may(request.user, "submission.merge", path),
        "may_see_all": may(request.user, "edition.see", path),
        "is_running": round_.state in RUNNING,
        **context,
    }


@login_required
@require_safe
def rounds(request: StaffRequest) -> HttpResponse:
    """填报轮次: rounds of mine and rounds in which my office is asked."""
    sent = Count("submissions", ~Q(submissions__state__in=OWED))
    listing = Listing(
        request,
        ROUND_COLUMNS,
        queries.visible_to(request.user).annotate(asked=Count("submissions"), sent=sent),
        ROUND_FILTERS,
        sort="-due",
        name="填报轮次",
        unit="轮",
        empty="政务公开办发起以后，本单位要填的会出现在这里。",
    )
    context = {"may_open": holds(request.user, "round.edit")}
    return respond(request, listing, template="rounds/rounds.html", context=context)


@login_required
def new(request: StaffRequest) -> HttpResponse:
    """起草一轮填报, of the highest organisation over which one may."""
    require_anywhere(request.user, "round.edit")
    mine = within(paths_with(request.user, "round.edit"))
    host = Organisation.objects.filter(mine).order_by("path")[0]
    form = RoundForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asked = form.offices(host)
        made = actions.draft(host, form.terms(), offices=asked, by=request.user)
        messages.success(request, f"已起草，选了 {made.offices_total} 个单位。看一遍再发起。")
        return redirect(made)
    return render(request, "rounds/form.html", {"form": form, "host": host, "round": None})


@login_required
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """修改 a round that is still a draft."""
    round_ = to_run(request, pk)
    form = RoundForm(request.POST if request.method == "POST" else None, round_=round_)
    if form.is_valid():
        actions.change(round_, form.terms(), by=request.user)
        messages.success(request, "已保存。")
        return redirect(round_)
    context = {"form": form, "host": round_.organisation, "round": round_}
    return render(request, "rounds/form.html", context)


@login_required
@require_safe
def round_page(request: StaffRequest, pk: int) -> HttpResponse:
    """进度: the board of offices; an office that is only asked sees its own lines."""
    round_ = seen(request, pk)
    today, calendar = timezone.localdate(), almanac.current()
    listing = Listing(
        request,
        board_columns(
            today, calendar, has_nothing=bool(round_.nothing_total), several=len(round_.kinds) > 1
        ),
        queries.submissions_seen_by(request.user).filter(round=round_),
        board_filters(today, several=len(round_.kinds) > 1),
        sort="office",
        per_page=PER_PAGE,
        name=f"{round_.title}进度",
        unit="份",
        empty="没有这样的单位。",
    )
    running = round_.state in RUNNING
    light = rules.light_of(round_.due_on, None, today, calendar, is_owed=running)
    context = page(request, round_, "board", light=light)
    if context["may_see_all"]:
        lines = queries.board(round_, today)
        context |= {"board": lines, "heads": SubmissionState.labels, **_steps(request, round_)}
        if lines:
            cells = [(label, n) for _, label, n in lines[-1].cells]
            context["summary"] = rules.progress(cells, lines[-1].total)
            context["late"] = lines[-1].late
            context["board_nothing"] = lines[-1].nothing
    return respond(request, listing, template="rounds/round.html", context=context)


def _steps(request: StaffRequest, round_: Round) -> dict[str, Any]:
    steps = [one for one in choices(round_, by=request.user) if round_.state in one.step.sources]
    return {
        "forward": [one.step for one in steps if not one.reason and not one.step.note_required],
        "back": [one.step for one in steps if not one.reason and one.step.note_required],
        "blocked": [one for one in steps if one.reason],
    }


@login_required
@require_safe
def about(request: StaffRequest, pk: int) -> HttpResponse:
    """要求和期限: what is asked, the guidance, the period with its reasons."""
    round_ = seen(request, pk)
    clock = Clock.objects.filter(
        subject_type=Round._meta.label_lower, subject_id=str(round_.pk), kind=actions.CLOCK
    ).first()
    face = clocks.face(clock, today=timezone.localdate()) if clock else None
    may_trace = may(request.user, "trace.see", round_.organisation_path)
    context = page(request, round_, "about", face=face, may_trace=may_trace)
    return render(request, "rounds/about.html", context)


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the round: its form, then the deed."""
    round_ = seen(request, pk)
    if step not in STEPS:
        raise Http404
    row = round_.FLOW.step(step)
    form = _form_for(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        STEPS[step](round_, by=request.user, **form.cleaned_data)
        messages.success(request, f"{row.label}，已办。")
        return redirect(round_)
    reason = why_not(round_, step, by=request.user)
    status = 403 if reason and request.method == "POST" else 200
    context = page(request, round_, "board", step=row, form=form, reason=reason)
    return render(request, "rounds/step.html", context, status=status)


def _form_for(row: Step, data: Any) -> NoteForm:
    if row.form == "extend":
        return ExtendForm(data, required=True)
    return NoteForm(data, required=row.note_required)


@login_required
def offices(request: StaffRequest, pk: int) -> HttpResponse:
    """填报单位: whom the round asks; add one, take one out that has not begun."""
    round_ = to_run(request, pk)
    removed = request.POST.get("remove", "")
    if removed:
        rows = round_.submissions.select_related("organisation")
        gone = get_object_or_404(rows, pk=int(removed) if removed.isdecimal() else 0)
        actions.remove_office(round_, gone, by=request.user)
        messages.success(request, f"已去掉{gone.organisation.label}。")
        return redirect("rounds:offices", pk)
    form = OfficeForm(request.POST if request.method == "POST" else None, round_=round_)
    if form.is_valid():
        office = form.cleaned_data["office"]
        actions.add_offices(round_, [office], by=request.user)
        messages.success(request, f"已增加{office.label}。")
        return redirect("rounds:offices", pk)
    rows = round_.submissions.select_related("organisation").order_by("organisation__path", "kind")
    may_change = round_.state in (RoundState.DRAFT, *RUNNING)
    context = page(request, round_, "offices", form=form, rows=rows, may_change=may_change)
    return render(request, "rounds/offices.html", context)


@login_required
@require_POST
def urge_late(request: StaffRequest, pk: int) -> HttpResponse:
    """催报: everybody who is late or nearly so, each once a day."""
    round_ = to_run(request, pk, "submission.urge")
    rows = queries.submissions_seen_by(request.user).filter(round=round_, state__in=OWED)
    urged = submissions.urge(rows, by=request.user)
    messages.success(request, f"催了 {urged} 个单位，他们的待办里看得到。")
    return redirect(round_)


@login_required
@require_POST
def accept_all(request: StaffRequest, pk: int) -> HttpResponse:
    """全部接收: everything that has come in and may be taken."""
    round_ = to_run(request, pk, "submission.accept")
    rows = queries.submissions_seen_by(request.user).filter(round=round_)
    taken, left = submissions.accept_all(rows, by=request.user)
    if not taken and not left:
        raise Blocked("没有等着接收的填报。")
    messages.success(request, f"接收了 {taken} 份。")
    for reason in left[:5]:
        messages.warning(request, reason)
    return redirect(round_)
