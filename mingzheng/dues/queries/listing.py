"""Dues in lists: an office's own, everybody's for the openness office, those of one item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.core.calendar import WorkCalendar
from mingzheng.dues.models import OPEN, Due, Fulfillment
from mingzheng.dues.rules.results import Verdict, verdict
from mingzheng.dues.states import DueKind

NEXT = 10  # calendar days ahead that the to-do list looks
TOP = 6  # dues named in the to-do list; the rest stand in the office's own list
_FULL = ("organisation", "item__field", "term")


@dataclass(frozen=True)
class Line:
    """A due with what became of it, the publication that counts, and how many stand beside it."""

    due: Due
    verdict: Verdict
    out: Fulfillment | None = None
    others: int = 0


@dataclass(frozen=True)
class Owing:
    """What an office owes next: the most urgent dues, and how many there are in all."""

    dues: Sequence[Due]
    total: int


def visible_to(person: Person) -> QuerySet[Due]:
    """The dues of the offices this person may look into, with office, item and limit."""
    return Due.objects.filter(
        within(paths_with(person, "edition.see"), "organisation__")
    ).select_related(*_FULL)


def open_dues(organisation: Organisation) -> QuerySet[Due]:
    """What an office itself owes, by the day; what has no day comes last."""
    rows = Due.objects.filter(OPEN, organisation=organisation).select_related(*_FULL)
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def owed_by(
    organisation: Organisation, today: date, calendar: WorkCalendar, *, most: int = 100
) -> list[Line]:
    """What an office itself owes, the most urgent first, each with its light. One query."""
    rows = open_dues(organisation)[:most]
    return [Line(due, verdict(due.days, today, calendar)) for due in rows]


def next_owed(person: Person, today: date) -> Owing:
    """What the person's own office owes within days or owes already, for the to-do list.

    For whoever may register dues there. One query, whatever the office owes.
    """
    home = person.organisation
    if not any(home.path.startswith(path) for path in paths_with(person, "due.open")):
        return Owing([], 0)
    rows = (
        Due.objects.filter(OPEN, organisation=home, due_on__lte=today + timedelta(days=NEXT))
        .select_related("organisation", "item")
        .annotate(total=Window(Count("pk")))
        .order_by("due_on", "pk")[:TOP]
    )
    dues = list(rows)
    return Owing(dues, dues[0].total if dues else 0)


def of_item(code: str, *, public: bool = True) -> QuerySet[Due]:
    """Everything owed of one item, the latest first, each with its first publication. One query.

    The public sees every period, and of documents those that were published: the title of one
    that is not out yet is the office's own.
    """
    rows = Due.objects.filter(item_code=code)
    if public:
        rows = rows.filter(Q(kind=DueKind.PERIODIC) | Q(fulfilled_on__isnull=False))
        rows = rows.exclude(fulfilled_on=None, closed_on__isnull=False)
    out = Fulfillment.objects.filter(due=OuterRef("pk"), withdrawn_on=None)
    first = out.order_by("on", "pk")
    many = out.order_by().values("due").annotate(n=Count("pk")).values("n")
    return (
        rows.select_related("organisation")
        .annotate(
            out_title=Subquery(first.values("title")[:1]),
            out_address=Subquery(first.values("address")[:1]),
            out_total=Coalesce(Subquery(many), 0),
        )
        .order_by(Coalesce("fulfilled_on", "due_on").desc(nulls_last=True), "-pk")
    )


def lines_of(dues: Iterable[Any], today: date, calendar: WorkCalendar) -> list[Line]:
    """Dues as `of_item` gives them with their results, in the same order; reads nothing itself."""
    return [
        Line(due, verdict(due.days, today, calendar), _out(due), max(0, due.out_total - 1))
        for due in dues
    ]


def _out(due: Any) -> Fulfillment | None:
    if not due.out_total:
        return None
    return Fulfillment(on=due.fulfilled_on, title=due.out_title, address=due.out_address)
