"""The six lights and the day rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.ledger import Fact, read
from mingzheng.deadlines.rules.lights import MOST_CELLS, Thresholds, day_rule, light

CALENDAR = almanac.shipped()
DUE = date(2025, 10, 24)  # a Friday
REPLY = Fact("started", date(2025, 9, 22), workdays=20)
ASKED = [Fact("paused", date(2025, 10, 9)), Fact("resumed", date(2025, 10, 16))]


@pytest.mark.parametrize(
    ("today", "colour", "label"),
    [
        (date(2025, 10, 16), "green", "剩 6 个工作日"),
        (date(2025, 10, 17), "blue", "剩 5 个工作日"),
        (date(2025, 10, 21), "blue", "剩 3 个工作日"),
        (date(2025, 10, 22), "amber", "剩 2 个工作日"),
        (DUE, "amber", "今天到期"),
        (date(2025, 10, 25), "orange", "刚过期"),  # Saturday: late, but by no working day
        (date(2025, 10, 31), "orange", "晚了 5 个工作日"),
        (date(2025, 11, 3), "red", "晚了 6 个工作日"),
    ],
)
def test_the_light_says_how_near(today, colour, label):
    found = light(DUE, today, CALENDAR, Thresholds())

    assert (found.colour, found.label) == (colour, label)


def test_no_clock_is_grey():
    assert light(None, DUE, CALENDAR, Thresholds()).colour == "grey"


def test_a_county_may_set_its_own_thresholds():
    early = Thresholds(blue=10, amber=6, red=0)

    assert light(DUE, date(2025, 10, 16), CALENDAR, early).colour == "amber"
    assert light(DUE, date(2025, 10, 27), CALENDAR, early).colour == "red"


def test_a_calendar_day_limit_that_ends_on_a_sunday():
    sunday = date(2025, 10, 26)

    assert light(sunday, date(2025, 10, 25), CALENDAR, Thresholds()).label == "下个工作日前到期"


def test_the_day_rule_shows_what_is_used_not_counted_and_left():
    found = day_rule(read([REPLY, *ASKED], CALENDAR), CALENDAR, date(2025, 10, 22))

    assert (found.used, found.paused, found.left) == (12, 6, 8)
    drawn = [cell.css for cell in found.cells]
    assert drawn == [
        "day-used day-start", *["day-used"] * 7, *["day-paused"] * 6, *["day-used"] * 3,
        "day-today", *[""] * 7, "day-due",
    ]  # fmt: skip
    assert [(c.day, c.word) for c in found.cells if c.word] == [
        (date(2025, 9, 23), "起算"), (date(2025, 10, 22), "今天"), (date(2025, 11, 3), "到期"),
    ]  # fmt: skip


def test_days_past_the_due_day_are_drawn_too():
    found = day_rule(read([REPLY], CALENDAR), CALENDAR, date(2025, 10, 28))

    assert [cell.css for cell in found.cells[-3:]] == ["day-due", "day-over", "day-over"]
    assert found.cells[-1].word == "今天"
    assert found.left == 0


def test_a_stopped_clock_does_not_grow():
    stopped = read([REPLY, Fact("stopped", date(2025, 10, 10))], CALENDAR)

    assert day_rule(stopped, CALENDAR, date(2026, 6, 1)).used == 9
    assert len(day_rule(stopped, CALENDAR, date(2026, 6, 1)).cells) == 20


@given(st.integers(1, 300), st.dates(date(2025, 9, 22), date(2026, 12, 31)))
def test_a_phone_can_always_show_it(length, today):
    facts = [Fact("started", date(2025, 9, 22), workdays=length)]

    found = day_rule(read(facts, CALENDAR), CALENDAR, today)

    assert 0 < len(found.cells) <= MOST_CELLS
    assert found.used + found.left == length
    assert "到期" in "".join(cell.word for cell in found.cells)
