"""One round of time for dues (报时): editions, offices, periods, calendar."""

from datetime import date

from mingzheng.dues.actions.following import follow_editions, follow_offices
from mingzheng.dues.actions.periods import open_periods
from mingzheng.dues.actions.recounting import recount


def tick(today: date) -> int:
    """Bring dues up to date with the catalogue, the day and the calendar; how many changed.

    Safe to repeat. Its cost grows with what changed since the last round, not with what exists.
    """
    return follow_editions(today) + follow_offices(today) + open_periods(today) + recount(today)
