"""Which periods a limit makes, when things are due, what became of them: pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.limit_text import read_limit
from mingzheng.deadlines.rules.limits import PUBLISH_WORKDAYS, occurrences
from mingzheng.dues.rules import clauses, days
from mingzheng.dues.rules.explaining import Ending, Standing, explain, reckon
from mingzheng.dues.rules.periods import from_day, in_year, plan
from mingzheng.dues.rules.results import Days, verdict, worst
from mingzheng.dues.states import Result as R

CALENDAR = almanac.shipped()
TODAY = date(2026, 6, 15)
LIMITS = (
    "每年1月31日前公开上一年度年度报告", "每季度结束后10个工作日内", "每月10日前公开上月情况",
    "每半年至少更新1次", "每季度首月10日前", "每周更新", "每年6月底前", "每月结束后5日内",
)  # fmt: skip


def told(text: str, year: int) -> list[tuple[str, str]]:
    found = in_year(read_limit(text), year, CALENDAR)
    return [(one.label, f"{one.due_on:%m-%d}") for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # so many days after the period: the last period of the year before falls due this year
        (
            "每季度结束后10个工作日内",
            [("2025年第4季度", "01-15"), ("2026年第1季度", "04-15"),
             ("2026年第2季度", "07-14"), ("2026年第3季度", "10-20")],
        ),
        # a date: the period it lies in, or the one before where the words say 上
        ("每年1月31日前公开上一年度年度报告", [("2025年", "01-31")]),
        ("每年6月底前", [("2026年", "06-30")]),
        ("每半年至少更新1次", [("2026年上半年", "06-30"), ("2026年下半年", "12-31")]),
        ("20个工作日内", []),
    ],
)  # fmt: skip
def test_a_periodic_limit_names_its_periods(text, expected):
    assert told(text, 2026) == expected


def test_what_is_due_by_the_tenth_may_tell_of_the_month_before():
    assert told("每月10日前公开上月情况", 2026)[:2] == [
        ("2025年12月", "01-10"),
        ("2026年1月", "02-10"),
    ]


def test_weeks_end_on_sundays_and_have_names_of_their_own():
    weeks = in_year(read_limit("每周更新"), 2026, CALENDAR)

    assert (weeks[0].start, weeks[0].end) == (date(2025, 12, 29), date(2026, 1, 4))
    assert weeks[0].label == "2026年1月4日这一周"
    assert len({one.label for one in weeks}) == len(weeks)


@given(st.sampled_from(LIMITS), st.integers(2010, 2035))
def test_the_days_are_those_of_the_limit_and_no_period_comes_twice(text, year):
    limit = read_limit(text)
    found = in_year(limit, year, CALENDAR)

    assert [one.due_on for one in found] == occurrences(limit, year, CALENDAR)
    both = [*found, *in_year(limit, year + 1, CALENDAR)]
    assert len({one.slot(limit) for one in both}) == len(both) == len({o.label for o in both})
    assert all(one.start <= one.end for one in both)


def test_this_period_and_the_next_are_listed():
    limit = read_limit("每季度结束后10个工作日内")

    first = plan(limit, TODAY - timedelta(days=1), TODAY, CALENDAR)

    assert [one.label for one in first.periods] == ["2026年第2季度", "2026年第3季度"]
    assert (first.until, first.again_on) == (date(2026, 10, 20), date(2026, 7, 15))
    assert plan(limit, first.until, date(2026, 7, 14), CALENDAR).periods == []
    following = plan(limit, first.until, date(2026, 7, 15), CALENDAR)
    assert [one.label for one in following.periods] == ["2026年第4季度"]


def test_periods_missed_while_nobody_looked_are_listed_too():
    limit = read_limit("每季度结束后10个工作日内")

    found = plan(limit, date(2026, 1, 20), TODAY, CALENDAR)

    assert [one.label for one in found.periods] == [
        "2026年第1季度",
        "2026年第2季度",
        "2026年第3季度",
    ]


def test_a_limit_of_several_parts_is_taken_apart():
    limit = read_limit("信息形成之日起20个工作日内；每年3月31日前公开上年度")

    assert [at for at, _ in clauses.triggered(limit)] == [0]
    assert [at for at, _ in clauses.periodic(limit)] == [1]
    assert clauses.triggered(read_limit("依申请公开")) == []
    assert not clauses.is_owed(read_limit("依申请公开"))


def due(text: str, happened: date = date(2026, 6, 1), prompt: int | None = None):
    return days.earliest(clauses.triggered(read_limit(text)), happened, CALENDAR, prompt)[1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("信息形成或者变更之日起20个工作日内", date(2026, 6, 30)),
        ("批准后20日内公开", date(2026, 6, 21)),
        ("24小时内", date(2026, 6, 2)),
        ("事件发生后5小时内", date(2026, 6, 1)),
        # at once, or together with it: the day itself
        ("实时公开", date(2026, 6, 1)),
        # before the event
        ("会议召开前10个工作日", date(2026, 5, 18)),
        # no day is invented
        ("及时公开", None),
        ("长期公开", None),
        ("公示期5个工作日", None),
        ("看情况", None),
    ],
)
def test_what_was_made_on_the_first_of_june_is_due(text, day):
    """《政府信息公开条例》第二十六条: twenty working days, unless the item says otherwise."""
    found = due(text)

    assert found.due_on == day
    assert all(reason.text.endswith("。") for reason in found.reasons)


def test_without_a_day_the_law_is_recalled_but_no_day_is_set():
    """《政府信息公开条例》第二十六条: the general limit stands, the catalogue names none."""
    found = due("及时公开")

    assert found.due_on is None
    assert f"{PUBLISH_WORKDAYS} 个工作日，也就是 2026年6月30日" in found.reasons[-1].text
    assert "不当作到期日" in found.reasons[-1].text


def test_an_office_may_say_what_prompt_means():
    found = due("及时公开", prompt=3)

    assert found.due_on == date(2026, 6, 4)
    assert "待核实" in found.reasons[0].basis


def test_of_several_parts_the_one_due_first_holds_and_the_others_are_named():
    limit = read_limit("办事指南20个工作日内，名单3个工作日内")
    standing = Standing(limit, 1, happened_on=date(2026, 6, 1))

    assert days.earliest(clauses.triggered(limit), date(2026, 6, 1), CALENDAR)[0] == 1
    lines = explain(standing, Ending(Days(None), verdict(Days(None), TODAY, CALENDAR)), CALENDAR)
    assert "办事指南：" in lines[-1].text
    assert "按最早到期的一种算" in lines[-1].text


def test_a_year_not_announced_is_provisional_only_where_working_days_are_counted():
    december = date(CALENDAR.known_until.year, 12, 28)

    assert due("10个工作日内", december).provisional
    assert "暂定" in due("10个工作日内", december).reasons[-1].text
    assert not due("批准后20日内公开", december).provisional
    assert "暂定" not in due("批准后20日内公开", december).reasons[-1].text


def test_a_period_is_explained_from_its_end():
    limit = read_limit("每季度结束后10个工作日内")
    (period,) = from_day(limit, TODAY, 1, CALENDAR)

    lines = [reason.text for reason in days.of_period(limit, period, CALENDAR).reasons]

    assert lines[0] == "目录规定：每季度结束后 10 个工作日内公开。"
    assert "6月30日2026年第2季度结束，当日不算" in lines[1]
    assert "7月14日到期" in lines[2]


def test_a_due_needs_a_period_or_a_day():
    with pytest.raises(ValueError, match="形成日期"):
        reckon(Standing(read_limit("及时公开"), 0), CALENDAR)


D = date(2026, 6, 12)  # a Friday, one working day before TODAY


@pytest.mark.parametrize(
    ("given_days", "result", "label", "colour"),
    [
        # published
        (Days(D, date(2026, 6, 9)), R.EARLY, "提前 3 个工作日", "green"),
        (Days(D, D), R.ON_TIME, "按时公开", "green"),
        (Days(date(2026, 6, 14), D), R.ON_TIME, "按时公开", "green"),  # over a weekend
        (Days(D, date(2026, 6, 16)), R.LATE, "晚了 2 个工作日", "orange"),
        (Days(D, date(2026, 6, 13)), R.LATE, "晚了不到 1 个工作日", "orange"),
        (Days(date(2026, 6, 1), date(2026, 6, 12)), R.LATE, "晚了 9 个工作日", "red"),
        (Days(None, D), R.DONE, "已公开", "green"),
        # not published
        (Days(D), R.MISSING, "没有公开，晚了 1 个工作日", "orange"),
        (Days(date(2026, 6, 1)), R.MISSING, "没有公开，晚了 10 个工作日", "red"),
        (Days(TODAY), R.WAITING, "今天到期", "amber"),
        (Days(date(2026, 6, 22)), R.WAITING, "剩 4 个工作日", "blue"),
        (Days(date(2026, 7, 14)), R.WAITING, "剩 20 个工作日", "green"),
        (Days(date(2027, 1, 14), provisional=True), R.PROVISIONAL, None, "green"),
        (Days(None), R.OPEN_ENDED, "没有规定日子", "grey"),
        # no longer owed
        (Days(D, closing="excused", closed_on=TODAY), R.EXCUSED, "免予公开", "grey"),
        (Days(None, closing="dropped", closed_on=TODAY), R.DROPPED, None, "grey"),
        (Days(D, closing="dropped", closed_on=TODAY), R.MISSING, None, "orange"),
        (Days(TODAY, closing="dropped", closed_on=TODAY), R.DROPPED, None, "grey"),
    ],
)
def test_the_result_of_a_due(given_days, result, label, colour):
    found = verdict(given_days, TODAY, CALENDAR)

    assert (found.result, found.light.colour) == (result, colour)
    assert label is None or found.label == label


def test_provisional_days_say_so():
    found = verdict(Days(date(2027, 1, 14), provisional=True), TODAY, CALENDAR)

    assert found.label.endswith("（暂定）")


def test_the_worst_light_of_some():
    assert worst(["green", "orange", "blue"]) == "orange"
    assert worst([]) == "grey"


def test_a_limit_of_no_period_makes_none():
    assert in_year(read_limit("及时公开"), 2026, CALENDAR) == []
    assert plan(read_limit("及时公开"), TODAY, TODAY, CALENDAR).again_on is None
