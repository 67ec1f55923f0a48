"""Days gone by (过去的日子): the demo county lives through last year with the clock set back.

Deeds ask Django for the time themselves, as they must: what they write down, in the trace too, is
then of that day. Only `load_demo` does this, before anybody else is at the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from mingzheng.core.calendar import ONE_DAY, WorkCalendar
from mingzheng.deadlines import almanac

OPENS, STEP = time(9, 10), timedelta(minutes=35)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let what is inside happen at a moment (aware) that is over."""
    now, timezone.now = timezone.now, lambda: moment
    try:
        yield
    finally:
        timezone.now = now


def morning(day: date) -> datetime:
    """When the offices open on a day."""
    return timezone.make_aware(datetime.combine(day, OPENS))


def workday(day: date, back: int = 0, calendar: WorkCalendar | None = None) -> date:
    """The day, or the last workday before it; `back`: so many workdays earlier still."""
    calendar = calendar or almanac.current()
    while back or not calendar.is_workday(day):
        back -= calendar.is_workday(day)
        day -= ONE_DAY
    return day


def pace(out_on: date) -> Iterator[datetime]:
    """When one step after the other is taken of what goes out on a day, a workday: two the day
    before (written, sent), the reviews and the signature on the day itself."""
    yield morning(workday(out_on, 1))
    yield morning(workday(out_on, 1)) + 4 * STEP
    moment = morning(out_on)
    while True:
        yield moment
        moment += STEP
