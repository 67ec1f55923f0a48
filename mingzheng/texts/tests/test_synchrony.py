"""What stands between a policy and its interpretation, by days; 国办发〔2016〕80号."""

from datetime import date

import pytest

from mingzheng.core.calendar import WorkCalendar
from mingzheng.texts.rules.synchrony import Interpretation, gap, hold

TODAY = date(2026, 6, 15)  # a Monday
CALENDAR = WorkCalendar({}, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("one", "workdays", "words"),
    [
        (Interpretation("甲", is_public=True), 0, ""),
        (Interpretation("甲", is_outdated=True), 0, "讲的是修订以前的文字"),
        (Interpretation("甲"), 0, "还没有审到终审签发"),
        (Interpretation("甲", is_ready=True), 0, "还没有定发布时间，最晚 2026-06-15"),
        (Interpretation("甲", is_ready=True, on=TODAY), 0, ""),
        (Interpretation("甲", is_ready=True, on=date(2026, 6, 18)), 2, "最晚要在 2026-06-17"),
        (Interpretation("甲", is_ready=True, on=date(2026, 6, 18)), 3, ""),
    ],
)
def test_an_interpretation_goes_along_or_it_is_said_why_not(one, workdays, words):
    found = gap([one], TODAY, workdays, CALENDAR)

    assert words in found
    assert bool(found) == bool(words)


def test_one_interpretation_that_goes_along_is_enough():
    some = [Interpretation("甲"), Interpretation("乙", is_public=True)]

    assert gap(some, TODAY, 0, CALENDAR) == ""
    assert "还没有关联解读" in gap([], TODAY, 0, CALENDAR)


def test_an_interpretation_waits_for_every_policy_that_is_not_public_yet():
    assert hold([]) == ""
    assert hold(["救助办法", ""]) == (
        "解读的《救助办法》《还没有标题》还没有公开，等它公开时一同发布。"
    )
