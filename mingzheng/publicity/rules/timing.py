"""When a record must be out, how long it stays, when it must be taken down (期限)."""

import csv
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from mingzheng.core.calendar import WorkCalendar
from mingzheng.publicity.states import PenaltyType, RecordKind, Scheme

# 国办发〔2015〕51号, 国发〔2016〕33号: within seven working days of the decision.
PUBLISH_WORKDAYS = 7
# 《行政处罚法》第四十八条: a decision that was changed, revoked, found unlawful or void is taken
# down within three days and the reason said; 《行政处罚法》第八十五条: these days are workdays.
WITHDRAW_WORKDAYS = 3
WITHDRAW_BASIS = "《行政处罚法》第四十八条"
PERMIT = "permit"  # the sort of every permit


@dataclass(frozen=True)
class Term:
    """One line of the table of periods: of what, by when, for how long.

    `months` None: until the decision's own validity ends. `most` is, for a small fine, up to how
    many 万元 it is small; None: nobody has said, so no fine is small unless called so.
    """

    scheme: str
    sort: str
    workdays: int
    months: int | None
    is_shown: bool
    source: str
    is_verified: bool
    most: Decimal | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Of which scheme and sort."""
        return self.scheme, self.sort


Terms = Mapping[tuple[str, str], Term]


@cache
def starter() -> dict[tuple[str, str], Term]:
    """The periods as we ship them; those marked unverified are to be checked (待核实)."""
    with Path(__file__).with_name("terms.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Term(
                row["scheme"],
                row["sort"],
                int(row["workdays"]),
                int(row["months"]) if row["months"] else None,
                row["is_shown"] == "1",
                row["source"],
                row["is_verified"] == "1",
            )
            for row in csv.DictReader(file)
        ]
    return {row.key: row for row in rows}


def term_for(
    kind: str, types: Sequence[str], fine: Decimal | None, *, scheme: str, terms: Terms
) -> Term:
    """The period that holds for one decision.

    Several penalties in one decision: the longest display, shown if any of them is, the shortest
    time to publish. A permit goes by the general rule whoever gave it.
    """
    if kind == RecordKind.PERMIT:
        return terms[Scheme.GENERAL, PERMIT]
    rows = [_of(one, fine, scheme, terms) for one in types] or [
        terms[scheme, PenaltyType.OTHER.value]
    ]
    shown = [row for row in rows if row.is_shown]
    if not shown:
        return rows[0]
    longest = max(shown, key=lambda row: row.months or 0)
    return min(
        (longest, *(row for row in shown if row.months == longest.months)),
        key=lambda row: row.workdays,
    )


def _of(sort: str, fine: Decimal | None, scheme: str, terms: Terms) -> Term:
    small = terms[scheme, PenaltyType.SMALL_FINE.value]
    is_small = sort == PenaltyType.FINE and fine is not None and small.most is not None
    if is_small and fine is not None and small.most is not None and fine <= small.most:
        return small
    return terms.get((scheme, sort), terms[scheme, PenaltyType.OTHER.value])


def publish_due(decided: date, term: Term, calendar: WorkCalendar) -> date:
    """The last day to publish (公示期限); the day after the decision is day one."""
    return calendar.add(decided, term.workdays)


def display_until(
    published: date, term: Term, *, valid_until: date | None, asked: date | None = None
) -> date | None:
    """The last day that a record is shown; None: as long as the site is there.

    Counted from the day of publication; `asked` (公示截止期) may end it sooner, never later.
    A permit is shown while it is valid.
    """
    last = valid_until if term.months is None else add_months(published, term.months)
    ends = [day for day in (last, asked) if day is not None]
    return min(ends, default=None)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def late_by(due: date, done: date, calendar: WorkCalendar) -> int:
    """By how many working days it was late; 0 in time."""
    return max(0, calendar.between(due, done)) if done > due else 0


def result(due: date, done: date, calendar: WorkCalendar) -> str:
    """按时, or 晚了 N 个工作日."""
    late = late_by(due, done, calendar)
    return f"晚了 {late} 个工作日" if late else "按时"
