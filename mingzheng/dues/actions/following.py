"""Dues follow the catalogue (目录接续): a new edition in force takes over what is still owed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Catalogue, Duty, Edition, Item
from mingzheng.catalogue.states import EditionState, ListKind, Mode
from mingzheng.core import trace
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.dues.actions.periods import SYSTEM, start_series
from mingzheng.dues.actions.terms import terms_of
from mingzheng.dues.models import OPEN, Due, Following, Series, Term
from mingzheng.dues.rules.clauses import clauses, periodic
from mingzheng.dues.rules.days import of_period
from mingzheng.dues.rules.periods import in_year
from mingzheng.dues.states import Closing, DueKind

LEFT = "新版目录里没有这个事项了，或者不再由本单位公开。"
RETIRED = "本单位的目录已经停用，由别的目录接续。"
DISSOLVED = "单位已经停用（撤并），接手的单位按它自己的目录公开。"
OTHER_LIMIT = "新版目录改了公开时限，按新的时限另外列出。"


def follow_editions(today: date) -> int:
    """Take up every edition in force that is new, let go of those out of force; how many dues."""
    done = 0
    fresh = Edition.objects.filter(
        state=EditionState.IN_FORCE, catalogue__kind=ListKind.DISCLOSURE, following=None
    )
    for edition in fresh.select_related("catalogue__organisation").order_by("effective_on", "pk"):
        done += _take_up(edition, today)
    gone = Following.objects.filter(ended_on=None).exclude(edition__state=EditionState.IN_FORCE)
    for one in gone.select_related("edition__catalogue"):
        done += _let_go(one, today)
    return done


@transaction.atomic
def follow_offices(today: date) -> int:
    """End what offices that are in use no longer still owed; how many dues.

    Whoever takes over their work owes what its own catalogue says, from its own day on.
    """
    gone = Organisation.objects.filter(is_active=False).values_list("pk", flat=True)
    rows = Due.objects.filter(OPEN, organisation__in=list(gone))
    return close(rows, DISSOLVED, today, Closing.DISSOLVED)


@transaction.atomic
def _take_up(edition: Edition, today: date) -> int:
    """Move what is open to the new rows, end what is no longer owed, begin the new periods."""
    catalogue = Catalogue.objects.select_for_update().get(pk=edition.catalogue_id)
    if Following.objects.filter(edition=edition).exists():
        return 0  # somebody else's round of time was faster
    before = Following.objects.filter(edition__catalogue=catalogue, ended_on=None)
    # What fell due before anybody kept dues here is not held against an office.
    since = edition.effective_on or today if before.update(ended_on=today) else today
    Following.objects.create(edition=edition, since=today)
    Series.objects.filter(item__edition__catalogue=catalogue).delete()
    open_dues = Due.objects.filter(OPEN, catalogue=catalogue)
    owed = Duty.objects.filter(
        item__edition=edition,
        item__code=OuterRef("item_code"),
        organisation=OuterRef("organisation"),
    ).exclude(item__mode=Mode.ON_REQUEST)
    dropped = close(open_dues.exclude(Exists(owed)), LEFT, today)
    row = Item.objects.filter(edition=edition, code=OuterRef("item_code"))
    moved = open_dues.update(item=Subquery(row.values("pk")[:1]))
    items = list(edition.items.select_related("edition__catalogue"))
    terms = terms_of(items)
    changed = _apply_limits(
        open_dues.filter(kind=DueKind.PERIODIC, due_on__gte=today), terms, today
    )
    return dropped + moved + changed + start_series(items, terms, since, today)


@transaction.atomic
def _let_go(following: Following, today: date) -> int:
    """End what an edition owed that left force without a next one."""
    Following.objects.filter(pk=following.pk).update(ended_on=today)
    catalogue = following.edition.catalogue_id
    if Edition.objects.filter(catalogue=catalogue, state=EditionState.IN_FORCE).exists():
        return 0  # the next edition took over
    Series.objects.filter(item__edition__catalogue=catalogue).delete()
    return close(Due.objects.filter(OPEN, catalogue=catalogue), RETIRED, today)


def _apply_limits(rows: QuerySet[Due], terms: dict[int, Term], today: date) -> int:
    """Bring periods still to come under the new limit; end those it does not know.

    Documents keep the limit under which they were made: the snapshot is theirs.
    """
    groups: dict[int, list[Due]] = defaultdict(list)
    for due in rows.select_related("organisation", "item", "term"):
        item = due.item_id
        if item is not None and due.term_id != terms[item].pk:
            groups[item].append(due)
    calendar, ending, kept = almanac.current(), list[int](), list[tuple[Due, date | None]]()
    for item, dues in groups.items():
        years = {year for due in dues if due.due_on for year in _around(due.due_on.year)}
        slots = _slots(terms[item], years, calendar)
        for due in dues:
            before = due.due_on
            if due.slot not in slots:
                ending.append(due.pk)
                continue
            for name, value in slots[due.slot].items():
                setattr(due, name, value)
            kept.append((due, before))
    fields = ["term", "clause", "due_on", "in_workdays", "provisional"]
    Due.objects.bulk_update([due for due, _ in kept], fields, batch_size=500)
    note_moves(kept, "目录调整，到期日重算")
    return len(kept) + close(Due.objects.filter(pk__in=ending), OTHER_LIMIT, today)


def _around(year: int) -> range:
    return range(year - 1, year + 2)


def _slots(term: Term, years: Iterable[int], calendar: WorkCalendar) -> dict[str, dict[str, Any]]:
    """What each period of a limit in these years sets on its due."""
    found: dict[str, dict[str, Any]] = {}
    for at, _ in periodic(term.limit):
        limit = clauses(term.limit)[at]
        for period in (one for year in sorted(years) for one in in_year(limit, year, calendar)):
            day = of_period(limit, period, calendar)
            found[period.slot(limit)] = {
                "term": term, "clause": at, "due_on": day.due_on,
                "in_workdays": day.in_workdays, "provisional": day.provisional,
            }  # fmt: skip
    return found


def note_moves(pairs: Iterable[tuple[Due, date | None]], label: str) -> int:
    """One event for each due whose day is another than before; how many."""
    moved = [(due, before) for due, before in pairs if due.due_on != before]
    return trace.record_many(
        ((due, {"before": before, "due_on": due.due_on}) for due, before in moved),
        "recount",
        by=SYSTEM,
        label=label,
    )


def close(rows: QuerySet[Due], reason: str, today: date, closing: Closing = Closing.DROPPED) -> int:
    """End open dues for a reason that is nobody's deed; each has its event. How many."""
    dues = list(rows.select_related("organisation", "item"))
    Due.objects.filter(pk__in=[due.pk for due in dues]).update(
        closed_on=today, closing=closing, closing_reason=reason, closed_by=""
    )
    return trace.record_many(
        ((due, {"closing": str(closing.label)}) for due in dues),
        "drop",
        by=SYSTEM,
        label="不再要求",
        note=reason,
    )
