"""When a year's holidays are announced, open dues are counted anew (日历公布，到期日重算)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.deadlines.models import CalendarYear
from mingzheng.dues.actions.following import note_moves
from mingzheng.dues.models import OPEN, CalendarSeen, Due
from mingzheng.dues.queries.standing import standing_of
from mingzheng.dues.rules.explaining import reckon

AT_ONCE = 1000


@transaction.atomic
def recount(today: date) -> int:
    """Count the open dues anew that a changed year of the calendar can move; how many moved.

    Two small queries as long as nothing changed. Each that moved has an event with both days.
    """
    stored = dict(CalendarYear.objects.values_list("year", "version"))
    seen = dict(CalendarSeen.objects.values_list("year", "version"))
    changed = [year for year, version in stored.items() if seen.get(year) != version]
    if not changed:
        return 0
    for year in changed:
        CalendarSeen.objects.update_or_create(year=year, defaults={"version": stored[year]})
    if not seen:
        return 0  # the first look: everything was counted by this calendar
    calendar, first = almanac.current(), date(min(changed), 1, 1)
    return sum(_recount(some, calendar) for some in _batches(first))


def _batches(first: date) -> Iterator[list[Due]]:
    touched = Q(due_on__gte=first) | Q(happened_on__gte=first)
    rows = Due.objects.filter(OPEN, touched, in_workdays=True)
    rows = rows.select_related("organisation", "item", "term").order_by("pk")
    last = 0
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield some
        last = some[-1].pk


def _recount(dues: list[Due], calendar: WorkCalendar) -> int:
    changed, days = [], defaultdict(list)
    for due in dues:
        found, before = reckon(standing_of(due), calendar), due.due_on
        if (found.due_on, found.provisional) != (due.due_on, due.provisional):
            due.due_on, due.provisional = found.due_on, found.provisional
            changed.append((due, before))
            days[due.due_on, due.provisional].append(due.pk)
    for (day, provisional), pks in days.items():
        Due.objects.filter(pk__in=pks).update(due_on=day, provisional=provisional)
    return note_moves(changed, "放假安排公布，到期日重算")
