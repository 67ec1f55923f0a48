"""What a publication would fulfil, before it is published: which dues, and whether in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.states import EditionState, ListKind, Mode
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.limit_text import read_limit
from mingzheng.deadlines.rules.limits import Kind, TimeLimit, from_json
from mingzheng.dues.models import NO_ITEM, OPEN, Due, PromptTerm
from mingzheng.dues.rules.clauses import counts_from_forming, triggered
from mingzheng.dues.rules.days import earliest
from mingzheng.dues.rules.periods import is_of_what_is_over
from mingzheng.dues.rules.results import Days, Verdict, verdict
from mingzheng.dues.states import DueKind


@dataclass(frozen=True)
class Match:
    """One thing that a publication would fulfil.

    `item` None: the law alone wants it, nobody has said which item it is. `due` None: nobody
    registered it; publishing makes it arise (`actions.fulfil_unlisted`).
    `verdict` is how it would be if published on the day asked for; `suggested`: what the editor
    most likely means, to be ticked beforehand.
    """

    item: Item | None
    due: Due | None
    what: str
    due_on: date | None
    verdict: Verdict
    suggested: bool

    @property
    def code(self) -> str:
        """The code of its item; empty for none."""
        return self.item.code if self.item else ""

    @property
    def name(self) -> str:
        """What its item is called, or that there is none yet."""
        return self.item.name if self.item else NO_ITEM


def matching(
    organisation: Organisation, item_codes: Iterable[str], formed_on: date, on: date
) -> list[Match]:
    """What a publication under these items would fulfil if it came out on `on`.

    `formed_on` is the day the information was formed or changed. In the order of items, then of
    due days; items that the office does not owe give nothing. At most four queries, however many
    items; what 及时 means is asked only where an item says so.
    """
    items = {item.code: item for item in _owed(organisation, item_codes)}
    found: dict[str, list[Due]] = {code: [] for code in items}
    dues = Due.objects.filter(OPEN, organisation=organisation, item_code__in=items)
    for due in dues.select_related("term").order_by("due_on", "pk"):
        found[due.item_code].append(due)
    calendar = almanac.current()
    asks = any(_says_promptly(item) for item in items.values())
    prompt = prompt_for([organisation]).get(organisation.pk) if asks else None
    rows: list[Match] = []
    for code, item in items.items():
        rows += _of_dues(item, found[code], formed_on, on, calendar)
        rows += _unlisted(item, found[code], formed_on, on, (calendar, prompt))
    return rows


def without_item(organisation: Organisation, chosen: Iterable[str], on: date) -> list[Match]:
    """What the law alone wants of an office, of the dues that were chosen by their keys.

    One query where any was chosen, none otherwise.
    """
    keys = [int(one[4:]) for one in chosen if one.startswith("due:") and one[4:].isdecimal()]
    if not keys:
        return []
    rows = Due.objects.filter(OPEN, organisation=organisation, item_code="", pk__in=keys)
    calendar = almanac.current()
    found = []
    for due in rows.order_by("due_on", "pk"):
        days = Days(due.due_on, on, due.provisional)
        shown = verdict(days, on, calendar)
        found.append(Match(None, due, due.what, due.due_on, shown, True))
    return found


def _of_dues(
    item: Item, dues: Sequence[Due], formed_on: date, on: date, calendar: WorkCalendar
) -> list[Match]:
    ripe = [due.pk for due in dues if _is_ripe(due, formed_on)]
    rows = []
    for due in dues:
        days = Days(due.due_on, on, due.provisional)
        is_meant = due.happened_on == formed_on or due.pk in ripe[:1]
        row = Match(item, due, due.what, due.due_on, verdict(days, on, calendar), is_meant)
        rows.append(row)
    return rows


def _is_ripe(due: Due, formed_on: date) -> bool:
    """Whether something formed on a day can be of this period: what is to come tells of nothing."""
    if due.period_start is None or due.period_end is None:
        return False
    is_of_the_past = is_of_what_is_over(due.term.clause(due.clause))
    return (due.period_end if is_of_the_past else due.period_start) <= formed_on


def _unlisted(
    item: Item,
    dues: Sequence[Due],
    formed_on: date,
    on: date,
    given: tuple[WorkCalendar, int | None],
) -> list[Match]:
    """The due that would arise, unless one of that day is registered."""
    calendar, prompt = given
    parts = triggered(limit_of(item))
    if not parts or any(due.happened_on == formed_on for due in dues):
        return []
    _, found = earliest(parts, formed_on, calendar, prompt)
    days = Days(found.due_on, on, found.provisional)
    # Where periods are due, a publication is more likely one of them.
    suggested = not any(due.kind == DueKind.PERIODIC for due in dues)
    shown = verdict(days, on, calendar)
    return [Match(item, None, "", found.due_on, shown, suggested)]


def _says_promptly(item: Item) -> bool:
    return any(part.kind is Kind.PROMPTLY for _, part in triggered(limit_of(item)))


def limit_of(item: Item) -> TimeLimit:
    """The limit that holds for an item: what a later law says comes before the table."""
    if item.override_text:
        return read_limit(item.override_text)
    return from_json(item.limit or {"kind": "unread"})


def _owed(organisation: Organisation, item_codes: Iterable[str]) -> list[Item]:
    duties = Duty.objects.filter(organisation=organisation, item__code__in=list(item_codes))
    return [duty.item for duty in _in_force(duties)]


def asks_for_forming(organisation: Organisation, item_codes: Iterable[str]) -> bool:
    """Whether the limit of one of these items counts from the day of forming. One query."""
    return any(counts_from_forming(limit_of(one)) for one in _owed(organisation, item_codes))


def items_owed_by(organisation: Organisation) -> list[Item]:
    """The items in force of which an office may owe documents, by field. One query."""
    return [duty.item for duty in _in_force(Duty.objects.filter(organisation=organisation))]


def _in_force(duties):
    return (
        duties.filter(
            item__edition__state=EditionState.IN_FORCE,
            item__edition__catalogue__kind=ListKind.DISCLOSURE,
        )
        .exclude(item__mode=Mode.ON_REQUEST)
        .select_related("item__field", "item__edition__catalogue")
        .order_by("item__field__position", "item__position", "item_id")
    )


def prompt_for(organisations: Iterable[Organisation]) -> dict[int, int]:
    """How many working days 及时 is, by the key of each office that has a number; one query.

    The number of the nearest office at or above it holds.
    """
    chains = {
        one.pk: [int(part) for part in one.path.strip("/").split("/")] for one in organisations
    }
    keys = {key for chain in chains.values() for key in chain}
    set_by = dict(
        PromptTerm.objects.filter(organisation__in=keys).values_list("organisation_id", "workdays")
    )
    nearest = {
        pk: next((set_by[key] for key in reversed(chain) if key in set_by), None)
        for pk, chain in chains.items()
    }
    return {pk: days for pk, days in nearest.items() if days}
