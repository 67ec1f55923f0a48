"""Which periods a limit makes and when each is due (定期公开的各期). Pure.

The due days are those of `deadlines.rules.limits.occurrences`; here each gets its period and name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, takewhile

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.limits import (
    PERIOD_MONTHS,
    Kind,
    TimeLimit,
    Unit,
    due_on,
    occurrences,
)

AHEAD = 2  # this period and the next
YEARS_AHEAD = 30  # a limit that makes no period within these makes none


@dataclass(frozen=True)
class Period:
    """One occurrence of a periodic limit: what it covers, what it is called, its last day."""

    start: date
    end: date
    label: str
    due_on: date

    def slot(self, limit: TimeLimit) -> str:
        """What names this period of this kind of limit, whatever the words of the limit."""
        return f"{limit.kind}:{self.end:%Y-%m-%d}"


@dataclass(frozen=True)
class Plan:
    """What to list now, until which due day all is listed then, and when to look again.

    `again_on` None: the limit comes round no more.
    """

    periods: list[Period]
    until: date
    again_on: date | None


def plan(limit: TimeLimit, listed_until: date, today: date, calendar: WorkCalendar) -> Plan:
    """Go on where a list ends: what passed unlisted, this period and the next.

    When the nearer of the two has passed, the one after them is to be listed.
    """
    missed = _from(limit, listed_until + timedelta(days=1), calendar)
    past = list(takewhile(lambda one: one.due_on < today, missed))
    coming = from_day(limit, today, AHEAD, calendar)
    fresh = [one for one in coming if one.due_on > listed_until]
    if len(coming) < AHEAD:
        return Plan([*past, *fresh], listed_until, None)
    return Plan([*past, *fresh], coming[-1].due_on, coming[0].due_on + timedelta(days=1))


def from_day(limit: TimeLimit, first: date, count: int, calendar: WorkCalendar) -> list[Period]:
    """The next `count` periods whose due day is `first` or later, in order; [] for other kinds."""
    return list(islice(_from(limit, first, calendar), count))


def _from(limit: TimeLimit, first: date, calendar: WorkCalendar) -> Iterator[Period]:
    for year in range(first.year, first.year + YEARS_AHEAD):
        yield from (one for one in in_year(limit, year, calendar) if one.due_on >= first)


def in_year(limit: TimeLimit, year: int, calendar: WorkCalendar) -> list[Period]:
    """The periods of a limit that fall due in `year`, in order."""
    if limit.kind is Kind.EVERY:
        return _repeated(limit, year, calendar)
    if limit.kind not in PERIOD_MONTHS:
        return []
    if _counts_from_the_end(limit):
        return _after_the_end(limit, year, calendar)
    before = covers_the_one_before(limit)
    return [_around(limit.kind, day, before) for day in occurrences(limit, year, calendar)]


def covers_the_one_before(limit: TimeLimit) -> bool:
    """True if each occurrence tells of the period that is over (上一年度、上月)."""
    return limit.per.startswith("上")


def is_of_what_is_over(limit: TimeLimit) -> bool:
    """True if a period can be told of only when it has ended (上月情况、每季度结束后几日内)."""
    if limit.kind not in PERIOD_MONTHS:
        return False
    return _counts_from_the_end(limit) or covers_the_one_before(limit)


def _counts_from_the_end(limit: TimeLimit) -> bool:
    return limit.n is not None and limit.unit is not None


def _after_the_end(limit: TimeLimit, year: int, calendar: WorkCalendar) -> list[Period]:
    """Periods with so many days after their end."""
    after = replace(limit, kind=Kind.WITHIN)
    found = []
    for number in (year - 1, year):
        for start, end in _spans(limit.kind, number):
            day = due_on(after, end, calendar)
            if day is not None and day.year == year:
                found.append(Period(start, end, label(limit.kind, start), day))
    return found


def _around(kind: Kind, day: date, before: bool) -> Period:
    """The period that the due day lies in, or the one before it."""
    start, end = next(span for span in _spans(kind, day.year) if span[0] <= day <= span[1])
    if before:
        last = start - timedelta(days=1)
        start, end = next(s for s in _spans(kind, last.year) if s[1] == last)
    return Period(start, end, label(kind, start), day)


def _spans(kind: Kind, year: int) -> list[tuple[date, date]]:
    step = PERIOD_MONTHS[kind]
    starts = [date(year, month, 1) for month in range(1, 13, step)]
    following = [*starts[1:], date(year + 1, 1, 1)]
    return [(start, end - timedelta(days=1)) for start, end in zip(starts, following, strict=True)]


def _repeated(limit: TimeLimit, year: int, calendar: WorkCalendar) -> list[Period]:
    days = occurrences(limit, year, calendar)
    found, before = [], _day_before_first(limit, days, year)
    for day in days:
        start = min(before + timedelta(days=1), day)
        found.append(Period(start, day, _span_label(limit, start, day), day))
        before = day
    return found


def _day_before_first(limit: TimeLimit, days: list[date], year: int) -> date:
    """The day on which the stretch before the first of the year ended."""
    turn = date(year - 1, 12, 31)
    if not days or limit.n is None or limit.unit in (Unit.MONTH, Unit.WORKDAY):
        return turn
    span = limit.n if limit.unit is Unit.DAY else max(limit.n // 24, 1)
    return days[0] - timedelta(days=span)


def label(kind: Kind, start: date) -> str:
    """What a period is called, by its first day: 2026年、2026年下半年、2026年第2季度、2026年6月."""
    year = f"{start.year}年"
    if kind is Kind.HALF_YEARLY:
        return year + ("上半年" if start.month < 7 else "下半年")
    if kind is Kind.QUARTERLY:
        return f"{year}第{(start.month + 2) // 3}季度"
    if kind is Kind.MONTHLY:
        return f"{year}{start.month}月"
    return year


def _span_label(limit: TimeLimit, start: date, end: date) -> str:
    if start == end:
        return f"{end.year}年{end.month}月{end.day}日"
    if limit.unit is Unit.MONTH:
        return f"{start.year}年{start.month}月至{end.month}月"
    if limit.unit is Unit.DAY and limit.n == 7:
        return f"{end.year}年{end.month}月{end.day}日这一周"
    return f"{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日"
