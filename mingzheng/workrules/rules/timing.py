"""Does the internal time fit into the time limit of an item (内部时限和公开时限)?"""

from enum import StrEnum

from mingzheng.deadlines.rules.limits import (
    LONGEST_CLOSURE_DAYS,
    LONGEST_RUN_WORKDAYS,
    PERIOD_MONTHS,
    PUBLISH_WORKDAYS,
    Kind,
    TimeLimit,
    strictest,
)
from mingzheng.workrules.rules.course import HOURS_A_WORKDAY, Span

# Kinds whose number of days runs forward from the day on which the information is there.
COUNTED = frozenset({Kind.WITHIN, Kind.ON_REQUEST, *PERIOD_MONTHS})
STATUTORY = Span(PUBLISH_WORKDAYS)  # 《政府信息公开条例》第二十六条
WEEK_DAYS, WEEK_WORKDAYS = 7, 5


class Fit(StrEnum):
    """How the internal time stands to the limit."""

    FITS = "fits"
    HOLIDAYS = "holidays"  # in an ordinary week it fits; over weekends or holidays it may not
    OVER = "over"
    OPEN = "open"  # the limit names no number of days to compare with


FIT_LABELS = {
    Fit.FITS: "来得及",
    Fit.HOLIDAYS: "遇周末、长假可能来不及",
    Fit.OVER: "超过公开时限",
    Fit.OPEN: "不按天数算",
}


def room_of(limit: TimeLimit) -> Span | None:
    """How much time the strictest part of a limit leaves; None if it names no number of days.

    《政府信息公开条例》第二十六条: a limit of another law prevails, shorter or longer. What is due
    at once (实时公开) must be out the same working day.
    """
    strict = strictest(limit)
    if strict.kind is Kind.IMMEDIATE and not strict.n:
        return Span(HOURS_A_WORKDAY, "hour")
    if strict.kind not in {*COUNTED, Kind.IMMEDIATE} or strict.n is None or strict.unit is None:
        return None
    return Span(strict.n, strict.unit.value)


def fit(course: Span, room: Span | None) -> Fit:
    """Whether a course of this length fits into this room.

    Of one unit the numbers decide. Of two, both are turned into calendar days: it is over when it
    is longer in ordinary weeks, fits when its longest is no longer than the room's shortest.
    """
    if not course.n:
        return Fit.FITS
    if room is None:
        return Fit.OPEN
    if course.unit == "hour" and room.unit != "hour":
        course = Span(-(-course.n // HOURS_A_WORKDAY))  # hours of the office, not of the clock
    if course.unit == room.unit:
        return Fit.FITS if course.n <= room.n else Fit.OVER
    _, usual, longest = _days(course)
    shortest_room, usual_room, _ = _days(room)
    if usual > usual_room:
        return Fit.OVER
    return Fit.FITS if longest <= shortest_room else Fit.HOLIDAYS


def _days(span: Span) -> tuple[float, float, float]:
    """The fewest, the usual and the most calendar days of a span."""
    n = span.n
    if span.unit == "workday":
        usual = n * WEEK_DAYS / WEEK_WORKDAYS
        fewest = n + max(n - 1, 0) // LONGEST_RUN_WORKDAYS
        return fewest, usual, -(-n * WEEK_DAYS // WEEK_WORKDAYS) + LONGEST_CLOSURE_DAYS
    if span.unit == "month":
        return n * 28, n * 30, n * 31
    days = n / 24 if span.unit == "hour" else n
    return days, days, days
