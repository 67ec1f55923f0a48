"""Legal and promised periods (期限): the ledger in the database, the due day stored beside it.

A statutory clock and a promised one (承诺期限) of one kind stand side by side: what pauses,
extends or stops the kind moves both.
"""

from datetime import date
from typing import Any, NamedTuple, TypedDict, Unpack, cast

from django.db import transaction

from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.deadlines.models import Clock, ClockFact
from mingzheng.deadlines.rules.ledger import Action, Fact, Reading, read
from mingzheng.deadlines.rules.lights import DayRule, Light, Thresholds, day_rule, light

LABELS = {
    "started": "起算", "restarted": "重新起算", "extended": "延长", "paused": "暂停",
    "resumed": "恢复", "stopped": "结束",
}  # fmt: skip


class Length(TypedDict, total=False):
    """How long: one of the two."""

    workdays: int
    days: int


class Terms(Length, total=False):
    """What the first fact of a clock may say besides: its name, what began it, whose it is."""

    label: str
    note: str
    promised: bool


class Change(NamedTuple):
    """A clock whose due day the calendar moved."""

    clock: Clock
    before: date
    after: date


class Face(NamedTuple):
    """What a page shows of a clock; `parts/clock.html` draws it."""

    clock: Clock
    reading: Reading
    light: Light
    rule: DayRule
    today: date


@transaction.atomic
def start(
    subject: Any, *, kind: str, by: Actor, on: date, basis: str, **terms: Unpack[Terms]
) -> Clock:
    """Start a period: it counts from the day after `on`, for `workdays` or calendar `days`.

    Blocked if the subject has this clock already; a period that runs anew is `restart`.
    """
    ref = trace.subject_of(subject)
    fact = Fact(
        "started", on, terms.get("workdays"), terms.get("days"), basis, terms.get("note", "")
    )
    clock = Clock(
        subject_type=ref.type,
        subject_id=ref.id,
        subject_title=ref.title,
        organisation=getattr(subject, "organisation_code", ""),
        organisation_path=getattr(subject, "organisation_path", ""),
        kind=kind,
        label=terms.get("label", "期限"),
        promised=terms.get("promised", False),
        due_on=on,
    )
    if _clocks(ref, kind).filter(promised=clock.promised).exists():
        raise Blocked(f"“{clock.label}”已经起算过了。")
    clock.save(force_insert=True)
    return _tell(clock, fact, by)


def pause(
    subject: Any, *, kind: str, by: Actor, on: date, basis: str, note: str = ""
) -> list[Clock]:
    """Stop counting after `on`. Pauses may overlap; each needs its own `resume`."""
    return _tell_all(subject, kind, Fact("paused", on, basis=basis, note=note), by)


def resume(
    subject: Any, *, kind: str, by: Actor, on: date, basis: str, note: str = ""
) -> list[Clock]:
    """Count again after `on`."""
    return _tell_all(subject, kind, Fact("resumed", on, basis=basis, note=note), by)


def extend(
    subject: Any, *, kind: str, by: Actor, on: date, basis: str, **length: Unpack[Length]
) -> list[Clock]:
    """Add so many `workdays` or `days`; how many the law allows is the room's rule."""
    return _tell_all(subject, kind, Fact("extended", on, basis=basis, **length), by)


def restart(
    subject: Any, *, kind: str, by: Actor, on: date, basis: str, **length: Unpack[Length]
) -> list[Clock]:
    """Let the period run anew from the day after `on`, as long as before if no length is given."""
    return _tell_all(subject, kind, Fact("restarted", on, basis=basis, **length), by)


def stop(
    subject: Any, *, kind: str, by: Actor, on: date, basis: str, note: str = ""
) -> list[Clock]:
    """End the period on that day."""
    return _tell_all(subject, kind, Fact("stopped", on, basis=basis, note=note), by)


def _subject(clock: Clock) -> trace.Subject:
    return trace.Subject(clock.subject_type, clock.subject_id, clock.subject_title)


def _clocks(ref: trace.Subject, kind: str):
    return Clock.objects.filter(subject_type=ref.type, subject_id=ref.id, kind=kind)


@transaction.atomic
def _tell_all(subject: Any, kind: str, fact: Fact, by: Actor) -> list[Clock]:
    clocks = list(_clocks(trace.subject_of(subject), kind).select_for_update().order_by("promised"))
    if not clocks:
        raise Blocked("这个期限还没有起算，不能暂停、恢复、延长或者结束。")
    return [_tell(clock, fact, by) for clock in clocks]


def _tell(clock: Clock, fact: Fact, by: Actor) -> Clock:
    """Add a line to the ledger, compute the due day, leave an event in the subject's trace."""
    before = clock.due_on
    ClockFact.objects.create(
        clock=clock,
        action=fact.action,
        on=fact.on,
        workdays=fact.workdays,
        days=fact.days,
        basis=fact.basis,
        note=fact.note,
        actor_id=by.actor_id,
    )
    recompute(clock, almanac.current())
    trace.record(
        _subject(clock),
        f"clock.{fact.action}",
        by=by,
        label=f"{clock.label}{LABELS[fact.action]}",
        note=fact.note,
        kind=clock.kind,
        on=fact.on,
        basis=fact.basis,
        before=before,
        due_on=clock.due_on,
    )
    return clock


def reading(clock: Clock, calendar: WorkCalendar) -> Reading:
    """Read a clock's ledger."""
    return read(
        (
            Fact(cast(Action, f.action), f.on, f.workdays, f.days, f.basis, f.note)
            for f in clock.facts.all()
        ),
        calendar,
    )


def recompute(clock: Clock, calendar: WorkCalendar) -> Reading:
    """Store what the ledger says under this calendar; the same again changes nothing."""
    found = reading(clock, calendar)
    clock.due_on, clock.paused_since = found.due_on, found.paused_since
    clock.stopped_on, clock.provisional = found.stopped_on, found.provisional
    clock.calendar_version, clock.explanation = calendar.version, found.explanation
    clock.save()
    return found


@transaction.atomic
def announce(
    year: int, days: almanac.Days, *, source: str, by: Actor, dry_run: bool = False
) -> list[Change]:
    """Store a year's notice and recompute the open clocks; returns those whose due day moves.

    With `dry_run` nothing stays: the officer sees the list first, then confirms. Raises Denied
    without the deed calendar.edit.
    """
    if not any("calendar.edit" in grant.deeds for grant in by.grants):
        raise Denied("工作日历由系统管理员维护。")
    almanac.seed()  # a table with one year would have no other
    stored = almanac.store(year, days, source=source)
    calendar, changes = almanac.current(), list[Change]()
    clocks = Clock.objects.filter(stopped_on=None).select_for_update().prefetch_related("facts")
    for clock in clocks:
        before = clock.due_on
        recompute(clock, calendar)
        if clock.due_on != before:
            changes.append(Change(clock, before, clock.due_on))
    label = f"{year} 年放假安排公布，期限重算"
    for clock, before, after in changes:
        trace.record(
            _subject(clock),
            "clock.recomputed",
            by=by,
            label=label,
            kind=clock.kind,
            before=before,
            due_on=after,
        )
    moved = len(changes)
    trace.record(
        stored, "calendar.announced", by=by, label="公布放假安排", source=source, clocks_moved=moved
    )
    transaction.set_rollback(dry_run)
    return changes


FIRST_THRESHOLDS = Thresholds()


def face(clock: Clock, *, today: date, thresholds: Thresholds = FIRST_THRESHOLDS) -> Face:
    """What a page shows of one clock: one query for the calendar, one for the ledger."""
    calendar = almanac.current()
    found = reading(clock, calendar)
    running = not (found.stopped_on or found.paused_since)
    shown = light(found.due_on if running else None, today, calendar, thresholds)
    return Face(clock, found, shown, day_rule(found, calendar, today), today)
