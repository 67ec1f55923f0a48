"""Manuscripts on the desk: the list, the case page, its steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import organisations_seen_by
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import Blocked, may
from mingzheng.core.flow import Step
from mingzheng.core.moves import choices, why_not
from mingzheng.newsroom.actions import duties, findings, stepping
from mingzheng.newsroom.forms import NoteForm, ScheduleForm, SignForm, places_of
from mingzheng.newsroom.queries import (
    asked_to_interpret,
    content_of,
    enclosed_in,
    kept_waiting_by,
    readable_by,
    visible_to,
)
from mingzheng.prose.rules.reading import placed
from mingzheng.publishing.actions import reviewing
from mingzheng.publishing.actions.synchronising import early_interpretation, interpretation_gap
from mingzheng.publishing.flow import TURN_OF_STEP
from mingzheng.publishing.models import Manuscript
from mingzheng.publishing.states import ManuscriptState, Purpose
from mingzheng.replay.words import record_of
from mingzheng.screens import lists
from mingzheng.texts.rules.content import Content
from mingzheng.texts.states import ArticleKind

LATEST = 8  # events on the page; all of them stand in the trace
KINDS = dict(ArticleKind.choices)
OPEN_LOOK = "open"


def seen(request: StaffRequest, pk: int) -> Manuscript:
    """The manuscript if this person may see it, else 404: a stranger must not learn of it."""
    return get_object_or_404(visible_to(request.user), pk=pk)


def readable(request: StaffRequest, pk: int) -> Manuscript:
    """The same for its text alone, also for an office that was asked to interpret it."""
    return get_object_or_404(readable_by(request.user), pk=pk)


def base_of(request: StaffRequest) -> int:
    """The number of the revision that a form was filled in about."""
    base = request.POST.get("revision", "")
    if not base.isdecimal() or len(base) > 9:
        raise Blocked("不知道改的是哪一稿，请刷新后再办。")
    return int(base)


def body_for(one: Manuscript, content: Content) -> str:
    """A body as staff read it, its pictures at addresses that only staff may open."""
    return placed(content.body, places_of(one.pk, content))


def page(request: StaffRequest, one: Manuscript, here: str, **context: Any) -> dict[str, Any]:
    """What every page of a manuscript shows: it, its tabs, what this person may do."""
    may_edit = one.is_draft and may(request.user, "manuscript.edit", one.organisation_path)
    return {"manuscript": one, "here": here, "may_edit": may_edit, **context}


def _moment(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else lists.NOTHING


def _tag(one: Manuscript) -> str:
    if one.state == ManuscriptState.PUBLISHED:
        return "tag tag-valid"
    return "tag tag-void" if one.state == ManuscriptState.DISCARDED else "tag tag-ink"


COLUMNS = (
    lists.Column(
        "title", "标题", lambda one: one.subject_title, sort="title",
        url=lambda one: one.get_absolute_url(),
    ),
    lists.Column("state", "状态", lambda one: one.state_label, dress=_tag, css="nowrap"),
    lists.Column("purpose", "事由", lambda one: one.get_purpose_display(), css="nowrap"),
    lists.Column("kind", "种类", lambda one: KINDS.get(one.kind, lists.NOTHING), css="nowrap"),
    lists.Column("office", "单位", lambda one: one.organisation.label),
    lists.Column("drafter", "拟稿人", lambda one: one.drafter_name, css="nowrap"),
    lists.Column(
        "opened", "起草时间", lambda one: _moment(one.opened_at), sort="opened_at", css="nowrap",
        at_first=False,
    ),
    lists.Column(
        "submitted", "送审时间", lambda one: _moment(one.submitted_at), sort="submitted_at",
        css="nowrap",
    ),
    lists.Column(
        "publish", "发布时间", lambda one: _moment(one.published_at or one.publish_at),
        sort="publish_at", css="nowrap",
    ),
)  # fmt: skip


def _titled(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(title__contains=value)


def _in_state(rows: QuerySet, value: str) -> QuerySet:
    if value == OPEN_LOOK:
        done = (ManuscriptState.PUBLISHED, ManuscriptState.DISCARDED)
        return rows.exclude(state__in=done)
    return rows.filter(state=value)


def _of_office(rows: QuerySet, value: str) -> QuerySet:
    named = Q(organisation__name__contains=value) | Q(organisation__short_name__contains=value)
    return rows.filter(named)


FILTERS = (
    lists.Filter("q", "标题", _titled),
    lists.Filter("state", "状态", _in_state, ((OPEN_LOOK, "正在办的"), *ManuscriptState.choices)),
    lists.Filter("kind", "种类", lambda rows, v: rows.filter(kind=v), ArticleKind.choices),
    lists.Filter("purpose", "事由", lambda rows, v: rows.filter(purpose=v), Purpose.choices),
    lists.Filter("office", "单位", _of_office),
    lists.Filter("who", "拟稿人", lambda rows, v: rows.filter(drafter_name__contains=v)),
)


@login_required
@require_safe
def manuscripts(request: StaffRequest) -> HttpResponse:
    """稿件: every manuscript within reach, the newest first."""
    listing = lists.Listing(
        request,
        COLUMNS,
        visible_to(request.user).defer("revision__body"),
        FILTERS,
        sort="-opened",
        name="稿件",
        unit="份",
        empty="还没有稿件。点“起草”写第一篇。",
    )
    may_write = any("manuscript.edit" in grant.deeds for grant in request.user.grants)
    context = {"here": "manuscripts", "may_write": may_write, **places(request)}
    context["asked"] = asked_to_interpret(request.user) if may_write else []
    return lists.respond(request, listing, template="newsroom/manuscripts.html", context=context)


def places(request: StaffRequest) -> dict[str, Any]:
    """Whose columns and settings the chips of the newsroom lead to; nobody's for who sees none."""
    home: Organisation | None = request.user.organisation
    if not may(request.user, "organisation.see", request.user.organisation_path):
        home = organisations_seen_by(request.user).order_by("path").first()
    return {"office_code": home.code if home else ""}


@login_required
@require_safe
def manuscript(request: StaffRequest, pk: int) -> HttpResponse:
    """One manuscript: what it says, what is missing, who said what, the steps."""
    one = seen(request, pk)
    files = enclosed_in(one.revision)
    content = content_of(one.revision, files)
    expected = duties.expected(one) if one.is_open else None
    context = page(
        request,
        one,
        "case",
        content=content,
        body=body_for(one, content),
        files=files,
        record=record_of(content, one.organisation_id, expected.names if expected else None),
        **_findings(request, one),
        expected=expected,
        wait=early_interpretation(one) if one.state == ManuscriptState.SIGNED else "",
        **_told(request, one),
        **_steps(request, one),
    )
    if one.state == ManuscriptState.SIGNED and may(
        request.user, "manuscript.back_sign", one.organisation_path
    ):
        context["schedule"] = ScheduleForm(initial={"publish_at": one.publish_at})
        context["waiting"] = kept_waiting_by(one)
    return render(request, "newsroom/manuscript.html", context)


def _findings(request: StaffRequest, one: Manuscript) -> dict[str, Any]:
    """What the checks say; nothing is said any more of what went out or was given up."""
    report = findings.report(one, by=request.user) if one.is_open else None
    if report is None:
        return {}
    mendable = [
        line.finding.fingerprint
        for line in report.lines
        if line.finding.level == "red" and line.finding.replacement and not line.passed
    ]
    return {"report": report, "mendable": mendable}


def _told(request: StaffRequest, one: Manuscript) -> dict[str, Any]:
    """What its events tell: reviews, drafts, the last steps. One query for all three."""
    events = list(trace.history(one))
    told: dict[str, Any] = {
        "reviews": [
            (
                TURN_OF_STEP[event.step].stage.label,
                event.step != TURN_OF_STEP[event.step].back,
                event,
            )
            for event in events
            if event.step in TURN_OF_STEP
        ],
        "drafts": [event for event in reversed(events) if event.step == "save"],
    }
    if may(request.user, "trace.see", one.organisation_path):
        told["history"] = events[::-1][:LATEST]
    return told


def _steps(request: StaffRequest, one: Manuscript) -> dict[str, Any]:
    steps = [c for c in choices(one, by=request.user) if c.step.who != "系统"]
    takes = [c.step for c in steps if c.reason is None]
    return {
        # What asks for a reason goes backwards: it never stands out as the thing to do.
        "forward": [step for step in takes if not step.note_required],
        "back": [step for step in takes if step.note_required],
        "blocked": [c for c in steps if c.reason and one.state in c.step.sources],
    }


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the flow: its form, then the deed."""
    one = seen(request, pk)
    try:
        row = one.FLOW.step(step)
    except KeyError as unknown:
        raise Http404 from unknown
    if row.who == "系统":
        raise Http404
    gap = interpretation_gap(one, timezone.localdate()) if step == "sign" else ""
    wait = early_interpretation(one) if step == "sign" else ""
    form, status = _form(request, one, row, gap), 200
    if form.is_valid():
        try:
            stepping.take(one, step, by=request.user, **form.cleaned_data)
        except Blocked as refused:  # beside the form: what was typed is not lost
            form.add_error(None, refused.reason)
            one, status = seen(request, pk), 409
        else:
            messages.success(request, f"《{one.subject_title}》：{row.label}，已办。{wait}")
            return redirect(one)
    reason = why_not(one, step, by=request.user)
    if reason and request.method == "POST":
        status = status if status == 409 else 403
    files = enclosed_in(one.revision)
    content = content_of(one.revision, files)
    context = page(
        request, one, "step", step=row, form=form, reason=reason, content=content, gap=gap,
        body=body_for(one, content), files=files,
        waiting=kept_waiting_by(one) if step == "back_sign" else [], wait=wait,
        **_findings(request, one),
    )  # fmt: skip
    return render(request, "newsroom/step.html", context, status=status)


def _form(request: StaffRequest, one: Manuscript, row: Step, gap: str) -> NoteForm:
    data = request.POST if request.method == "POST" else None
    number = one.revision.number if one.revision else None
    initial = {"revision": number, "steps": one.steps_taken}
    kind = SignForm if row.form == "sign" else NoteForm
    form = kind(data, required=row.note_required, initial=initial)
    if row.form == "sign" and not gap and not (data and data.get("reason")):
        del form.fields["reason"]  # asked only where an interpretation is missing
    return form


@login_required
@require_POST
def schedule(request: StaffRequest, pk: int) -> HttpResponse:
    """改发布时间 of what is signed; an empty moment lets it out at once."""
    one = seen(request, pk)
    form = ScheduleForm(request.POST)
    if form.is_valid():
        reviewing.reschedule(one, form.cleaned_data["publish_at"], by=request.user)
        words = "已发布" if one.state == ManuscriptState.PUBLISHED else "发布时间已改"
        messages.success(request, f"《{one.subject_title}》：{words}。{early_interpretation(one)}")
    else:
        messages.error(request, "发布时间没有看懂，请重新选。")
    return redirect(one)
