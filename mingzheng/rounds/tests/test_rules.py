"""Due days, lights and urging, without a database."""

from datetime import date

import pytest

from mingzheng.deadlines.almanac import shipped
from mingzheng.rounds import rules
from mingzheng.rounds.queries import BoardRow

TODAY = date(2026, 6, 15)  # a Monday
CALENDAR = shipped()


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 6, 15), "今天以后"),
        (date(2026, 6, 1), "今天以后"),
        (date(2026, 6, 27), "星期六"),
        (date(2026, 6, 26), None),
        (date(2027, 6, 15), None),
        (date(2027, 6, 16), "到 2027-06-15 为止"),
        (date(9999, 12, 31), "看看年份"),
    ],
)
def test_a_due_day_is_a_workday_to_come(due_on, words):
    problem = rules.due_problem(due_on, TODAY, CALENDAR)

    assert (words in problem) if words else problem is None


@pytest.mark.parametrize(
    ("due_on", "colour"),
    [
        (date(2026, 7, 31), "green"),
        (date(2026, 6, 18), "blue"),
        (date(2026, 6, 16), "amber"),
        (date(2026, 6, 12), "orange"),
        (date(2026, 6, 1), "red"),
    ],
)
def test_what_is_owed_has_the_light_of_its_due_day(due_on, colour):
    assert rules.light_of(due_on, None, TODAY, CALENDAR, is_owed=True).colour == colour


def test_what_came_late_says_so_for_ever_and_counts_no_more():
    late = rules.light_of(date(2026, 6, 1), date(2026, 6, 3), TODAY, CALENDAR, is_owed=False)
    in_time = rules.light_of(date(2026, 6, 1), date(2026, 6, 1), TODAY, CALENDAR, is_owed=False)

    assert (late.colour, late.label) == ("grey", "迟交 2 个工作日")
    assert in_time.label == "按时交了"


def test_an_office_is_urged_near_the_due_day_and_once_a_day():
    soon, later = date(2026, 6, 18), date(2026, 7, 31)

    assert rules.may_be_urged(soon, None, TODAY, CALENDAR) is None
    assert rules.may_be_urged(soon, date(2026, 6, 14), TODAY, CALENDAR) is None
    assert "今天已经催过" in rules.may_be_urged(soon, TODAY, TODAY, CALENDAR)
    assert "剩 3 个工作日起才催" in rules.may_be_urged(later, None, TODAY, CALENDAR)


def test_the_board_says_itself_in_one_sentence():
    said = rules.progress([("待填报", 2), ("已提交", 0), ("已接收", 1)], 3)

    assert said == "共 3 份：待填报 2 个，已接收 1 个。"
    assert rules.progress([], 0) == "还没有单位。"


def test_a_bar_begins_each_part_where_the_one_before_ends():
    cells = [("pending", "待填报", 2), ("filling", "填报中", 0), ("submitted", "已提交", 3)]
    line = BoardRow("", "全部单位", cells, 0, 0, 5)

    assert line.shares == [("pending", "待填报", 2, 0), ("submitted", "已提交", 3, 2)]
