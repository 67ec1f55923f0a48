"""The questions of 双公示: what a person sees, what the public finds, what is late, what waits."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Count, F, Min, Q, QuerySet, Value

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.publicity.models import DisplayPeriod, MarketOffice, Record
from mingzheng.publicity.rules.timing import Terms, starter
from mingzheng.publicity.states import (
    TOLD_STATES,
    RecordState,
    Scheme,
)

NOT_YET = (RecordState.DRAFT, RecordState.REVIEW)
SOON = timedelta(days=14)  # calendar days: no holiday makes five working days longer


# --- periods --------------------------------------------------------------------------------------


def terms() -> Terms:
    """The table of periods in force: ours, with what the openness office changed. One query."""
    return starter() | {row.term.key: row.term for row in DisplayPeriod.objects.all()}


def scheme_of(organisation: Organisation) -> str:
    """By whose rules an office shows its penalties (Scheme). One query."""
    is_market = MarketOffice.objects.filter(organisation=organisation).exists()
    return (Scheme.MARKET if is_market else Scheme.GENERAL).value


def market_offices() -> QuerySet[Organisation]:
    """The offices that go by the market regulator's rules."""
    chosen = MarketOffice.objects.values("organisation")
    return Organisation.objects.filter(pk__in=chosen).order_by("path")


# --- the desk -------------------------------------------------------------------------------------


def visible_to(person: Person) -> QuerySet[Record]:
    """Records of the offices over which this person may see what is not public yet."""
    inside = within(paths_with(person, "publicity.see"), "organisation__")
    return Record.objects.filter(inside).select_related("organisation")


def offices_for(person: Person, deed: str) -> QuerySet[Organisation]:
    """The offices for which this person may do a deed, open ones, in tree order."""
    inside = within(paths_with(person, deed))
    return Organisation.objects.filter(inside, is_active=True).order_by("path")


def to_review(person: Person) -> QuerySet[Record]:
    """Records that this person may let out, the most urgent first; their own ones left out."""
    inside = within(paths_with(person, "publicity.release"), "organisation__")
    rows = Record.objects.filter(inside, state=RecordState.REVIEW)
    mine = rows.exclude(submitted_by=person.actor_id).select_related("organisation")
    return mine.order_by("due_on", "pk")


def late(rows: QuerySet[Record], today: date) -> QuerySet[Record]:
    """Of these, what is not shown although its day is over; what is not to be shown left out."""
    return rows.filter(state__in=NOT_YET, due_on__lt=today, exempt_reason="")


@dataclass(frozen=True)
class Task:
    """So many records of one office that wait for one step, the first of them due on a day."""

    step: str
    office: str
    number: int
    due_on: date
    record: int


def waiting_for(person: Person, today: date) -> list[Task]:
    """What waits: to let out, to finish, to take down, to correct. One query."""
    mine = Q(organisation__code=person.organisation_code)
    step = {
        "release": Q(state=RecordState.REVIEW) & ~Q(submitted_by=person.actor_id),
        "submit": Q(state=RecordState.DRAFT, exempt_reason="", due_on__lte=today + SOON) & mine,
        "withdraw": Q(state=RecordState.PUBLISHED, withdraw_by__isnull=False),
        "correct": Q(state=RecordState.PUBLISHED) & ~Q(pending={}),
    }
    found: Any = None
    for name, asked in step.items():
        inside = within(paths_with(person, f"publicity.{name}"), "organisation__")
        rows = Record.objects.filter(inside, asked).order_by()
        due = "withdraw_by" if name == "withdraw" else "due_on"
        some: Any = rows.values("organisation__name").annotate(
            n=Count("pk"), due=Min(due), first=Min("pk")
        )
        # The name of the step goes along as a column, so that one query asks for all four.
        some = some.annotate(step=_named(name)).values_list(
            "step", "organisation__name", "n", "due", "first"
        )
        found = some if found is None else found.union(some, all=True)
    return [Task(*row) for row in found or ()]


def _named(step: str) -> Any:
    return Value(step, output_field=CharField())


@dataclass(frozen=True)
class Punctuality:
    """How one office stands: shown in all, shown in time, late and not shown, to be taken down."""

    office: Organisation
    shown: int
    in_time: int
    late: int
    to_withdraw: int

    @property
    def rate(self) -> str:
        """Shown in time of those shown, in per cent; empty where nothing was shown."""
        return f"{100 * self.in_time / self.shown:.1f}%" if self.shown else ""


def punctuality(person: Person, today: date) -> list[Punctuality]:
    """Every office within reach that has records, the worst first. Two queries."""
    told = Q(state__in=TOLD_STATES)
    rows: Any = (
        visible_to(person)
        .order_by()
        .values("organisation")
        .annotate(
            shown=Count("pk", filter=told),
            in_time=Count("pk", filter=told & Q(published_on__lte=F("due_on"))),
            late=Count("pk", filter=Q(state__in=NOT_YET, due_on__lt=today, exempt_reason="")),
            to_withdraw=Count(
                "pk", filter=Q(state=RecordState.PUBLISHED, withdraw_by__isnull=False)
            ),
        )
    )
    counted = {row.pop("organisation"): row for row in rows}
    offices = Organisation.objects.filter(pk__in=counted)
    found = [Punctuality(office, **counted[office.pk]) for office in offices]
    return sorted(found, key=lambda one: (-one.late, one.office.path))
