"""The working calendar (工作日): weekdays, days off and make-up workdays (调休). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Days that differ from their weekday, and the last day the State Council has announced."""

    special: Mapping[date, bool]
    known_until: date
    version: str = ""
    known_from: date = date(2004, 1, 1)

    def is_workday(self, day: date) -> bool:
        """True if offices work that day."""
        return self.special.get(day, day.weekday() < 5)

    def is_provisional(self, day: date) -> bool:
        """True if the day's year is not announced, so that the answer may still change."""
        return not self.known_from <= day <= self.known_until

    def add(self, start: date, workdays: int) -> date:
        """The last day of a period of `workdays`; the day after `start` is day one.

        《民法典》第二百零一条: the first day does not count. ValueError if negative.
        """
        if workdays < 0:
            raise ValueError("工作日数不能小于 0。")
        day = start
        while workdays:
            day += ONE_DAY
            workdays -= self.is_workday(day)
        return day

    def add_days(self, start: date, days: int) -> date:
        """The last day of a period of calendar days; the day after `start` is day one."""
        return start + timedelta(days=days)

    def between(self, after: date, until: date) -> int:
        """Workdays after `after`, up to and including `until`; negative if `until` is earlier."""
        if until < after:
            return -self.between(until, after)
        days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
        return sum(map(self.is_workday, days))
