"""Periods listed ahead (定期公开逐期列出): this one and the next, for every office that owes them.

A series knows the day on which its next period is to be listed, so that a round of time looks at
what changed and not at what exists.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.states import EditionState, Mode
from mingzheng.core import trace
from mingzheng.core.access import SystemActor
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.dues.actions.terms import terms_of
from mingzheng.dues.models import Due, Series, Term
from mingzheng.dues.rules.clauses import clauses, periodic
from mingzheng.dues.rules.days import of_period
from mingzheng.dues.rules.periods import Plan, plan
from mingzheng.dues.states import DueKind, Origin

SYSTEM = SystemActor()
AT_ONCE = 500  # series in one transaction
MANY = 5000  # dues written at once
LABEL = "按目录列出"
NEVER = date(9999, 12, 31)


def start_series(items: Sequence[Item], terms: dict[int, Term], since: date, today: date) -> int:
    """Begin the periodic parts of items of a new edition from `since` on; how many dues opened."""
    fresh = [
        Series(item=item, clause=at, opened_until=since - timedelta(days=1), opens_on=today)
        for item in items
        if item.mode != Mode.ON_REQUEST
        for at, _ in periodic(terms[item.pk].limit)
    ]
    Series.objects.bulk_create(fresh, batch_size=1000)
    return sum(
        _advance(fresh[start : start + AT_ONCE], terms, today)
        for start in range(0, len(fresh), AT_ONCE)
    )


def open_periods(today: date) -> int:
    """List every period whose day to be listed has come; how many dues that makes.

    Safe to repeat, and for two at the same time: a series is held while it moves on.
    """
    opened = 0
    while True:
        with transaction.atomic():
            some = list(
                Series.objects.select_for_update(of=("self",))
                .filter(opens_on__lte=today, item__edition__state=EditionState.IN_FORCE)
                .select_related("item__edition__catalogue")
                .order_by("opens_on", "pk")[:AT_ONCE]
            )
            if not some:
                return opened
            terms = terms_of({one.item_id: one.item for one in some}.values())
            opened += _advance(some, terms, today)


def _advance(some: Sequence[Series], terms: dict[int, Term], today: date) -> int:
    """Open the next periods of these series and note the day of those after them."""
    calendar = almanac.current()
    offices = _offices_owing({one.item_id for one in some})
    # Hundreds of items share one limit and one day: what comes next is worked out once.
    known: dict[tuple[int, int, date], Ahead] = {}
    opened, todo = 0, list[Due]()
    again: dict[tuple[date, date], list[int]] = defaultdict(list)
    for one in some:
        term = terms[one.item_id]
        key = (term.pk, one.clause, one.opened_until)
        if key not in known:
            known[key] = _ahead(term, one, today, calendar)
        ahead = known[key]
        todo += [_due(one, at, columns) for columns in ahead.columns for at in offices[one.item_id]]
        again[ahead.plan.until, ahead.plan.again_on or NEVER].append(one.pk)
        if len(todo) >= MANY:
            opened, todo = opened + open_many(todo, LABEL), []
    for (until, opens_on), pks in again.items():
        Series.objects.filter(pk__in=pks).update(opened_until=until, opens_on=opens_on)
    return opened + open_many(todo, LABEL)


class Ahead(NamedTuple):
    """What to list of a limit, and the columns that each of its periods gives to a due."""

    plan: Plan
    columns: list[dict[str, Any]]


def _ahead(term: Term, series: Series, today: date, calendar: WorkCalendar) -> Ahead:
    limit = clauses(term.limit)[series.clause]
    found = plan(limit, series.opened_until, today, calendar)
    columns = []
    for period in found.periods:
        day = of_period(limit, period, calendar)
        columns.append(
            {
                "kind": DueKind.PERIODIC,
                "origin": Origin.CATALOGUE,
                "what": period.label,
                "slot": period.slot(limit),
                "period_start": period.start,
                "period_end": period.end,
                "term": term,
                "clause": series.clause,
                "due_on": day.due_on,
                "in_workdays": day.in_workdays,
                "provisional": day.provisional,
                "opened_on": today,
            }
        )
    return Ahead(found, columns)


def _due(series: Series, office: Organisation, columns: dict[str, Any]) -> Due:
    item = series.item
    catalogue = item.edition.catalogue_id
    return Due(
        organisation=office, catalogue_id=catalogue, item=item, item_code=item.code, **columns
    )


def _offices_owing(items: Iterable[int]) -> dict[int, list[Organisation]]:
    """The offices in service that owe each of these items. One query a thousand items."""
    found: dict[int, list[Organisation]] = defaultdict(list)
    rows = Duty.objects.filter(item__in=list(items), organisation__is_active=True)
    for duty in rows.select_related("organisation").order_by("item_id", "organisation__path"):
        found[duty.item_id].append(duty.organisation)
    return found


def open_many(dues: Sequence[Due], label: str) -> int:
    """Store dues that are not there yet, each with its event; how many were new."""
    known = _known(dues)
    fresh = {_key(due): due for due in dues if _key(due) not in known}
    rows = Due.objects.bulk_create(fresh.values(), batch_size=1000)
    trace.record_many(
        ((due, {"due_on": due.due_on, "basis": due.term.text}) for due in rows),
        "open",
        by=SYSTEM,
        label=label,
    )
    return len(rows)


def _key(due: Due) -> tuple[int, str, str]:
    return due.organisation_id, due.item_code, due.slot


def _known(dues: Sequence[Due]) -> set[tuple[int, str, str]]:
    codes = list({due.item_code for due in dues})
    slots = list({due.slot for due in dues})
    rows = Due.objects.filter(item_code__in=codes, slot__in=slots)
    return set(rows.values_list("organisation_id", "item_code", "slot"))
