"""A round (填报轮次): drafted, opened, put off, gathered, ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import below, require
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions.editions import note_questions
from mingzheng.catalogue.states import ListKind
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.moves import move
from mingzheng.deadlines import almanac, clocks
from mingzheng.rounds import rules
from mingzheng.rounds.flow import ROUND_FLOW
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.states import RoundState, SubmissionState

CLOCK = "collection"  # the one clock of a round


@dataclass(frozen=True)
class Terms:
    """What a round asks: its name, its due day, how to fill in, for which lists."""

    title: str
    due_on: date
    instructions: str = ""
    guidance: str = ""
    kinds: tuple[str, ...] = field(default=(ListKind.DISCLOSURE.value,))


@transaction.atomic
def draft(
    organisation: Organisation, terms: Terms, *, offices: Iterable[Organisation], by: Actor
) -> Round:
    """Draft a round of this organisation (起草一轮填报) for offices at or below it.

    Raises Denied without the deed round.edit, Blocked for a due day nobody can keep.
    """
    require(by, "round.edit", organisation.path, organisation.name)
    _check_due(terms.due_on)
    made = Round.objects.create(
        organisation=organisation,
        state=ROUND_FLOW.start,
        title=terms.title,
        kinds=list(terms.kinds),
        due_on=terms.due_on,
        instructions=terms.instructions,
        guidance=terms.guidance,
    )
    trace.record(made, "draft", by=by, label="起草一轮填报", due_on=terms.due_on)
    add_offices(made, offices, by=by)
    return made


@transaction.atomic
def change(round_: Round, terms: Terms, *, by: Actor) -> None:
    """Change what a round asks while it is a draft (修改), of the same offices."""
    _editable(round_, by)
    if round_.state != RoundState.DRAFT:
        raise Blocked(f"这一轮是“{round_.state_label}”，只有起草时能改；改截止日期请用“延期”。")
    _check_due(terms.due_on)
    for name in ("title", "due_on", "instructions", "guidance"):
        setattr(round_, name, getattr(terms, name))
    added = set(terms.kinds) - set(round_.kinds)
    round_.kinds = list(terms.kinds)
    round_.save(update_fields=["title", "due_on", "instructions", "guidance", "kinds"])
    offices = below(round_.organisation).filter(pk__in=round_.submissions.values("organisation"))
    _ask(round_, offices, added)
    round_.submissions.exclude(kind__in=terms.kinds).delete()
    _recount(round_)
    trace.record(round_, "change", by=by, label="修改填报要求", due_on=terms.due_on)


@transaction.atomic
def add_offices(round_: Round, offices: Iterable[Organisation], *, by: Actor) -> int:
    """Ask more offices (增加填报单位), also while the round runs; returns how many are new."""
    _editable(round_, by)
    new = _ask(round_, offices, round_.kinds)
    if new:
        names = [one.organisation.label for one in new]
        trace.record(round_, "add_offices", by=by, label="增加填报单位", offices=names)
    _recount(round_)
    return len(new)


def _ask(round_: Round, offices: Iterable[Organisation], kinds: Iterable[str]) -> list[Submission]:
    inside = {one.pk for one in below(round_.organisation)}
    have = set(round_.submissions.values_list("organisation_id", "kind"))
    new = [
        Submission(round=round_, organisation=one, kind=kind, state=SubmissionState.PENDING)
        for one in offices
        if one.pk in inside
        for kind in kinds
        if (one.pk, kind) not in have
    ]
    return Submission.objects.bulk_create(new)


@transaction.atomic
def remove_office(round_: Round, submission: Submission, *, by: Actor) -> None:
    """Take an office out that has not begun (去掉填报单位)."""
    _editable(round_, by)
    gone = round_.submissions.filter(pk=submission.pk, state=SubmissionState.PENDING)
    if not gone.delete()[0]:
        raise Blocked(f"{submission.organisation.label}已经开始填报，不能去掉。")
    name = submission.organisation.label
    trace.record(round_, "remove_office", by=by, label="去掉填报单位", office=name)
    _recount(round_)


@transaction.atomic
def open_round(round_: Round, *, by: Actor, note: str = "") -> None:
    """Open the round (发起): every office sees it, its period begins to run."""
    _recount(round_)
    _check_due(round_.due_on)
    move(round_, "open", by=by, note=note)
    today = timezone.localdate()
    round_.opened_on = today
    round_.save(update_fields=["opened_on"])
    clocks.start(
        round_,
        kind=CLOCK,
        by=by,
        on=today,
        basis=round_.title[:200],
        label="填报期限",
        workdays=almanac.current().between(today, round_.due_on),
    )


@transaction.atomic
def extend(round_: Round, *, by: Actor, due_on: date, note: str) -> None:
    """Give every office until a later day (延期)."""
    old = round_.due_on
    if due_on <= old:
        raise Blocked(f"延期要在原来的截止日期 {old:%Y-%m-%d} 以后。")
    _check_due(due_on)
    move(round_, "extend", by=by, note=note, due_on=due_on)
    round_.due_on = due_on
    round_.save(update_fields=["due_on"])
    more = almanac.current().between(old, due_on)
    today = timezone.localdate()
    clocks.extend(round_, kind=CLOCK, by=by, on=today, basis=note[:200], workdays=more)


def gather(round_: Round, *, by: Actor, note: str = "") -> None:
    """Begin to merge what has been taken (开始汇总)."""
    _recount(round_)
    move(round_, "gather", by=by, note=note)


def reopen(round_: Round, *, by: Actor, note: str) -> None:
    """Back to collecting (回到填报)."""
    move(round_, "reopen", by=by, note=note)


@transaction.atomic
def close(round_: Round, *, by: Actor, note: str = "") -> None:
    """End the round (结束)."""
    _recount(round_)
    move(round_, "close", by=by, note=note)
    _stop_clock(round_, by)


@transaction.atomic
def cancel(round_: Round, *, by: Actor, note: str) -> None:
    """Call the round off (取消); what offices have filled in stays in their drafts.

    Nothing is merged any more, so the host's draft waits for no answers: it goes on without them.
    """
    was_open = round_.state != RoundState.DRAFT
    move(round_, "cancel", by=by, note=note)
    edition = catalogue.edition_for(round_.organisation)
    if was_open and round_.is_merged and edition and edition.is_draft:
        note_questions(edition, 0)
    if was_open:
        _stop_clock(round_, by)


def _recount(round_: Round) -> None:
    """Guards ask the tally: it must be of now, not of when the page was built."""
    for name in ("tally", "questions_total"):
        round_.__dict__.pop(name, None)


def _stop_clock(round_: Round, by: Actor) -> None:
    clocks.stop(round_, kind=CLOCK, by=by, on=timezone.localdate(), basis="这一轮办完")


def _check_due(due_on: date) -> None:
    if problem := rules.due_problem(due_on, timezone.localdate(), almanac.current()):
        raise Blocked(problem)


def _editable(round_: Round, by: Actor) -> None:
    require(by, "round.edit", round_.organisation_path, round_.organisation_name)
    if round_.state in (RoundState.CLOSED, RoundState.CANCELLED):
        raise Blocked(f"这一轮是“{round_.state_label}”，不能再改。")
