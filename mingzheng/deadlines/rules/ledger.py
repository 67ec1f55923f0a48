"""How a period runs (期限): a ledger of facts and a calendar give the due day and the why. Pure.

《政府信息公开条例》第三十条, 第三十三条; 《民法典》第二百零一条: the first day does not count.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple

from mingzheng.core.calendar import ONE_DAY, WorkCalendar

# The order of facts of one day; a reply on the day of the correction ends the new period.
ACTIONS = ("started", "restarted", "extended", "paused", "resumed", "stopped")
Action = Literal["started", "restarted", "extended", "paused", "resumed", "stopped"]


@dataclass(frozen=True)
class Fact:
    """One line of the ledger. `workdays` or `days` for started, restarted and extended."""

    action: Action
    on: date
    workdays: int | None = None
    days: int | None = None
    basis: str = ""
    note: str = ""

    @property
    def rank(self) -> tuple[date, int, int, str, str]:
        """The order in which facts count, whoever recorded which first."""
        return self.on, ACTIONS.index(self.action), self.amount, self.basis, self.note

    @property
    def amount(self) -> int:
        return self.workdays or self.days or 0


class Reason(NamedTuple):
    """One numbered line of the explanation: a sentence and its article."""

    text: str
    basis: str


class Pause(NamedTuple):
    """Days that do not count: after `after`, up to and including `until`."""

    after: date
    until: date
    note: str
    basis: str


@dataclass(frozen=True)
class Reading:
    """What a ledger says. While `paused_since` is set, `due_on` is the earliest day possible."""

    started_on: date
    due_on: date
    total: int
    in_workdays: bool
    excluded: frozenset[date]
    paused_since: date | None
    stopped_on: date | None
    provisional: bool
    explanation: tuple[Reason, ...]

    @property
    def unit(self) -> str:
        return "个工作日" if self.in_workdays else "日"


def read(facts: Iterable[Fact], calendar: WorkCalendar) -> Reading:
    """Compute a period from its ledger, in whatever order it was recorded.

    Overlapping pauses count once. A restart forgets the start, the extensions and the stops
    before it; a pause keeps its own days. ValueError if nothing started.
    """
    ledger = sorted(facts, key=lambda fact: fact.rank)
    base = _base(ledger)
    later = [fact for fact in ledger if fact.rank > base.rank]
    extensions = [fact for fact in later if fact.action == "extended"]
    stopped_on = min((fact.on for fact in later if fact.action == "stopped"), default=None)
    pauses, open_since = _pauses(ledger)
    total = base.amount + sum(fact.amount for fact in extensions)
    excluded = frozenset(day for pause in pauses for day in _days(pause.after, pause.until))
    due = _due(base, total, excluded, calendar)
    pauses = [pause for pause in pauses if pause.after < due and pause.until > base.on]
    if stopped_on or (open_since and open_since >= due):
        open_since = None
    return Reading(
        started_on=base.on,
        due_on=due,
        total=total,
        in_workdays=base.workdays is not None,
        excluded=frozenset(day for day in excluded if base.on < day < due),
        paused_since=open_since,
        stopped_on=stopped_on,
        provisional=calendar.is_provisional(due),
        explanation=tuple(_explain(base, extensions, pauses, open_since, calendar)),
    )


def _base(ledger: list[Fact]) -> Fact:
    """The fact that the period runs from; a restart without a length runs as long as the start."""
    starts = [fact for fact in ledger if fact.action in ("started", "restarted")]
    if not starts:
        raise ValueError("期限还没有起算。")
    long = next((fact for fact in reversed(starts) if fact.amount), starts[-1])
    return replace(starts[-1], workdays=long.workdays, days=long.days)


def _pauses(ledger: list[Fact]) -> tuple[list[Pause], date | None]:
    """The union of the pauses, and since when one is still open.

    An open pause lasts at least to the last pause or resumption known.
    """
    merged, depth, began = list[Pause](), 0, list[Fact]()
    lines = [fact for fact in ledger if fact.action in ("paused", "resumed")]
    for fact in lines:
        if fact.action == "paused":
            began, depth = [*began, fact] if depth else [fact], depth + 1
        elif depth:
            depth -= 1
            if not depth:
                merged.append(_pause(began, fact.on))
    if not depth:
        return merged, None
    return [*merged, _pause(began, lines[-1].on)], began[0].on


def _pause(began: list[Fact], until: date) -> Pause:
    notes = "、".join(dict.fromkeys(fact.note for fact in began if fact.note))
    return Pause(began[0].on, until, notes, began[0].basis)


def _days(after: date, until: date) -> Iterator[date]:
    return (after + ONE_DAY * n for n in range(1, (until - after).days + 1))


def _due(base: Fact, total: int, excluded: Iterable[date], calendar: WorkCalendar) -> date:
    skip, day = frozenset(excluded), base.on
    while total:
        day += ONE_DAY
        if day not in skip and (base.workdays is None or calendar.is_workday(day)):
            total -= 1
    return day


def spoken(day: date, year: int) -> str:
    """A date as people say it: 10月24日, with the year where it is not `year`."""
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日"


def _ranges(days: Iterable[date], year: int) -> str:
    """Days as words, neighbours joined: 10月1日至10月8日、10月11日."""
    words = []
    for _, run in groupby(enumerate(days), lambda pair: pair[1] - ONE_DAY * pair[0]):
        found = [day for _, day in run]
        last = f"至{spoken(found[-1], year)}" if len(found) > 1 else ""
        words.append(spoken(found[0], year) + last)
    return "、".join(words)


def _holidays(base: Fact, due: date, calendar: WorkCalendar) -> str:
    if base.workdays is None:
        return ""
    special = [day for day in _days(base.on, due) if day in calendar.special]
    off = [day for day in special if not calendar.special[day]]
    worked = [day for day in special if calendar.special[day] and day.weekday() > 4]
    year = base.on.year
    return (f"{_ranges(off, year)}放假，不计。" if off else "") + (
        f"{_ranges(worked, year)}调休上班，计入。" if worked else ""
    )


def _explain(
    base: Fact,
    extensions: list[Fact],
    pauses: list[Pause],
    open_since: date | None,
    calendar: WorkCalendar,
) -> Iterator[Reason]:
    def say(day: date) -> str:
        return spoken(day, base.on.year)

    unit = "日" if base.workdays is None else "个工作日"
    again = "重新起算" if base.action == "restarted" else "起算"
    first, due = _due(base, 1, (), calendar), _due(base, base.amount, (), calendar)
    start = f"{say(base.on)}{base.note or '收到'}，当日不算，{say(first)}{again}。"
    yield Reason(start, base.basis)
    rest = _holidays(base, due, calendar)
    yield Reason(f"{base.amount} {unit}，原定 {say(due)}到期。{rest}", base.basis)
    total, excluded = base.amount, set[date]()
    for fact in extensions:
        total += fact.amount
        due = _due(base, total, (), calendar)
        words = (
            f"{say(fact.on)}{fact.note or '延长期限'}，加 {fact.amount} {unit}，{say(due)}到期。"
        )
        yield Reason(words, fact.basis)
    for pause in pauses:
        days = [day for day in _days(pause.after, pause.until) if day > base.on]
        lost = [day for day in days if base.workdays is None or calendar.is_workday(day)]
        excluded.update(days)
        due = _due(base, total, excluded, calendar)
        if pause.after == open_since:
            words = f"{say(pause.after)}起{pause.note or '暂停'}，期限停算，恢复后顺延。"
        elif lost:
            words = (
                f"{_ranges(days, base.on.year)}{pause.note or '暂停'}，"
                f"{len(lost)} {unit}不计，到期日顺延到 {say(due)}。"
            )
        else:
            continue
        yield Reason(words, pause.basis)
    if calendar.is_provisional(due):
        words = f"{due.year} 年的放假安排还没有公布，{say(due)}是暂定的，公布后重新计算。"
        yield Reason(words, "")
