"""Working days, including make-up days (调休)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.core.calendar import WorkCalendar

# National Day 2025 with its make-up workdays, as the State Council announced it.
OFF = [date(2025, 10, day) for day in range(1, 9)]
CALENDAR = WorkCalendar(
    special=dict.fromkeys(OFF, False) | {date(2025, 9, 28): True, date(2025, 10, 11): True},
    known_until=date(2025, 12, 31),
)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ANY_CALENDAR = st.builds(
    WorkCalendar,
    st.dictionaries(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.booleans(), max_size=60),
    st.just(date(2026, 12, 31)),
)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2025, 9, 22), 20, date(2025, 10, 24)),  # across National Day, two make-up workdays
        (date(2025, 9, 1), 20, date(2025, 9, 28)),  # the last day is a make-up Sunday
        (date(2025, 3, 3), 20, date(2025, 3, 31)),  # an ordinary month
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 10, 4), 0, date(2025, 10, 4)),
    ],
)
def test_the_day_after_the_start_is_day_one(start, count, end):
    """《民法典》第二百零一条: the first day does not count."""
    assert CALENDAR.add(start, count) == end


def test_a_negative_period_is_refused():
    with pytest.raises(ValueError, match="不能小于 0"):
        CALENDAR.add(date(2025, 1, 1), -1)


def test_calendar_days_are_just_days():
    assert CALENDAR.add_days(date(2025, 9, 30), 30) == date(2025, 10, 30)


def test_past_the_announced_year_it_says_so():
    assert not CALENDAR.is_provisional(date(2025, 12, 31))
    assert CALENDAR.is_provisional(date(2026, 1, 1))
    assert CALENDAR.is_provisional(date(2003, 12, 31))  # before the first year known


@given(ANY_CALENDAR, DAYS, st.integers(0, 200))
def test_counting_back_what_was_added_gives_the_same(calendar, start, count):
    assert calendar.between(start, calendar.add(start, count)) == count


@given(ANY_CALENDAR, DAYS, st.integers(1, 200))
def test_a_period_ends_on_a_workday(calendar, start, count):
    assert calendar.is_workday(calendar.add(start, count))


@given(ANY_CALENDAR, DAYS, DAYS, DAYS)
def test_counts_add_up(calendar, a, b, c):
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)
    assert calendar.between(a, a + timedelta(days=1)) in (0, 1)
