"""The time limit as a rule: its days, its JSON form, which is stricter, how it is said."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.deadlines.rules.limits import (
    PERIOD_MONTHS,
    PUBLISH_WORKDAYS,
    Kind,
    TimeLimit,
    Trigger,
    Unit,
    as_json,
    due_on,
    from_json,
    in_plain_words,
    occurrences,
    shorter_than,
    strictest,
)

W, D, H, M = Unit.WORKDAY, Unit.DAY, Unit.HOUR, Unit.MONTH


class WeekdaysOff:
    """A calendar of Mondays to Fridays without some days off; enough to test the arithmetic."""

    def __init__(self, *days_off):
        self.days_off = set(days_off)

    def add(self, start, workdays):
        day = start
        while workdays:
            day += timedelta(days=1)
            workdays -= day.weekday() < 5 and day not in self.days_off
        return day

    def add_days(self, start, days):
        return start + timedelta(days=days)


NATIONAL_DAY = WeekdaysOff(*(date(2026, 10, day) for day in range(1, 9)))
FRIDAY = date(2026, 9, 25)


def within(n, unit, trigger=Trigger.FORMED, **facts):
    return TimeLimit(Kind.WITHIN, n, unit, trigger, **facts)


@pytest.mark.parametrize(
    ("n", "unit", "happened", "due"),
    [
        (1, W, FRIDAY, date(2026, 9, 28)),  # the day itself does not count
        (5, W, FRIDAY, date(2026, 10, 12)),  # across National Day
        (20, W, FRIDAY, date(2026, 11, 2)),
        (20, D, FRIDAY, date(2026, 10, 15)),
        (24, H, FRIDAY, date(2026, 9, 26)),
        (36, H, FRIDAY, date(2026, 9, 26)),  # from the first minute of the day: never too late
        (5, H, FRIDAY, FRIDAY),
        (1, M, date(2026, 1, 31), date(2026, 2, 28)),  # the month has no 31st
        (1, M, date(2028, 1, 31), date(2028, 2, 29)),
        (12, M, FRIDAY, date(2027, 9, 25)),
        (2, M, date(2026, 12, 31), date(2027, 2, 28)),
    ],
)
def test_a_limit_is_due_on_its_last_day(n, unit, happened, due):
    assert due_on(within(n, unit), happened, NATIONAL_DAY) == due


def test_art_26_gives_twenty_working_days():
    """《政府信息公开条例》第二十六条."""
    limit = within(PUBLISH_WORKDAYS, W, Trigger.FORMED_OR_CHANGED)

    assert due_on(limit, date(2026, 3, 2), WeekdaysOff()) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("n", "unit", "event", "due"),
    [
        (3, W, date(2026, 3, 6), date(2026, 3, 3)),
        (3, W, date(2026, 10, 9), date(2026, 9, 28)),  # before the holiday
        (7, D, date(2026, 3, 6), date(2026, 2, 27)),
        (25, H, date(2026, 3, 6), date(2026, 3, 4)),
        (1, M, date(2026, 3, 31), date(2026, 2, 28)),
    ],
)
def test_an_advance_limit_counts_back_from_the_event(n, unit, event, due):
    assert due_on(TimeLimit(Kind.ADVANCE, n, unit), event, NATIONAL_DAY) == due


def test_same_day_is_due_on_the_day_itself():
    assert due_on(TimeLimit(Kind.IMMEDIATE, 0, D), FRIDAY, NATIONAL_DAY) == FRIDAY


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.WITHIN, Kind.ON_REQUEST, Kind.ADVANCE}))
def test_kinds_without_a_day_have_no_due_day(kind):
    assert due_on(TimeLimit(kind), FRIDAY, NATIONAL_DAY) is None


@pytest.mark.parametrize("kind", [*PERIOD_MONTHS, Kind.EVERY])
def test_periodic_limits_are_not_due_after_a_trigger(kind):
    assert due_on(TimeLimit(kind, 15, D), FRIDAY, NATIONAL_DAY) is None


YEAR_ENDS = [date(2026, m, d) for m, d in ((3, 31), (6, 30), (9, 30), (12, 31))]


@pytest.mark.parametrize(
    ("limit", "days"),
    [
        (TimeLimit(Kind.YEARLY, month=1, day=31), [date(2026, 1, 31)]),
        (TimeLimit(Kind.YEARLY, month=2, day=29), [date(2026, 2, 28)]),
        (TimeLimit(Kind.YEARLY, month=6), [date(2026, 6, 30)]),
        (TimeLimit(Kind.YEARLY), [date(2026, 12, 31)]),
        (TimeLimit(Kind.YEARLY, 4, M), [date(2026, 4, 30)]),  # after last year ended
        (TimeLimit(Kind.HALF_YEARLY), YEAR_ENDS[1::2]),
        (TimeLimit(Kind.QUARTERLY), YEAR_ENDS),
        (TimeLimit(Kind.QUARTERLY, month=1, day=15), [date(2026, m, 15) for m in (1, 4, 7, 10)]),
        (TimeLimit(Kind.QUARTERLY, 15, D), [date(2026, m, 15) for m in (1, 4, 7, 10)]),
        (TimeLimit(Kind.MONTHLY, day=10), [date(2026, m, 10) for m in range(1, 13)]),
        (TimeLimit(Kind.EVERY, 6, M), YEAR_ENDS[1::2]),
        (within(20, W), []),
        (TimeLimit(Kind.STANDING), []),
        (TimeLimit(Kind.EVERY), []),
    ],
)
def test_a_periodic_limit_names_its_days_of_the_year(limit, days):
    assert occurrences(limit, 2026, WeekdaysOff()) == days


def test_last_days_of_months_follow_the_month():
    days = occurrences(TimeLimit(Kind.MONTHLY), 2028, WeekdaysOff())

    assert [day.day for day in days] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_weekly_limits_fall_on_every_sunday():
    days = occurrences(TimeLimit(Kind.EVERY, 7, D), 2026, WeekdaysOff())

    assert (days[0], days[-1], len(days)) == (date(2026, 1, 4), date(2026, 12, 27), 52)


def test_daily_and_workdaily_limits_count_their_days():
    assert len(occurrences(TimeLimit(Kind.EVERY, 1, D), 2026, WeekdaysOff())) == 365
    assert len(occurrences(TimeLimit(Kind.EVERY, 1, W), 2026, WeekdaysOff())) == 261
    assert len(occurrences(TimeLimit(Kind.EVERY, 48, H), 2026, WeekdaysOff())) == 182


@pytest.mark.parametrize(
    ("a", "b", "shorter"),
    [
        (within(10, W), within(20, W), True),
        (within(20, W), within(10, W), False),
        (within(20, W), within(20, W), False),
        (within(7, D), within(20, W), True),
        (within(7, W), within(30, D), True),
        (within(20, W), within(20, D), False),
        (within(20, D), within(20, W), True),
        (within(5, D), within(5, W), False),  # five working days may run on without a break
        (within(24, H), within(3, D), True),
        (within(20, D), within(1, M), True),
        (TimeLimit(Kind.IMMEDIATE, trigger=Trigger.FORMED), within(20, W), True),
        (TimeLimit(Kind.MONTHLY), TimeLimit(Kind.QUARTERLY), True),
        (TimeLimit(Kind.QUARTERLY), TimeLimit(Kind.MONTHLY), False),
        (TimeLimit(Kind.EVERY, 1, M), TimeLimit(Kind.YEARLY), True),
        # not comparable
        (within(7, W, Trigger.DECIDED), within(20, W), False),
        (within(7, W, Trigger.OTHER, trigger_text="竣工"), within(20, W, Trigger.OTHER), False),
        (TimeLimit(Kind.MONTHLY), within(20, W), False),
        (TimeLimit(Kind.PROMPTLY), within(20, W), False),
        (TimeLimit(Kind.STANDING), TimeLimit(Kind.STANDING), False),
    ],
)
def test_shorter_is_claimed_only_when_certain(a, b, shorter):
    assert shorter_than(a, b) is shorter


def test_the_strictest_of_several_deadlines_usually_falls_first():
    permits = within(7, W, Trigger.DECIDED, scope="行政许可")
    limit = within(20, W, alternatives=(TimeLimit(Kind.STANDING), permits))

    assert strictest(limit) is permits
    assert strictest(permits) is permits
    assert strictest(TimeLimit(Kind.STANDING)) == TimeLimit(Kind.STANDING)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (
            within(
                20, W, Trigger.FORMED_OR_CHANGED, display_n=7, display_unit=D, display_at_least=True
            ),
            "信息形成或变更之日起 20 个工作日内公开；公示期不少于 7 天",
        ),
        (within(20, W, Trigger.NONE), "20 个工作日内公开，原文没有写起算日"),
        (within(24, H, Trigger.OTHER, trigger_text="事件发生"), "事件发生后 24 小时内公开"),
        (within(20, W, trigger_text="该信息形成"), "信息形成之日起 20 个工作日内公开"),
        (
            within(7, W, scope="处罚", note="涉密的除外"),
            "处罚：信息形成之日起 7 个工作日内公开；涉密的除外",
        ),
        (TimeLimit(Kind.YEARLY, month=1, day=31, per="年报"), "每年 1 月 31 日前公开（年报）"),
        (TimeLimit(Kind.YEARLY, month=6), "每年 6 月最后一天前公开"),
        (TimeLimit(Kind.YEARLY, 4, M), "每年结束后 4 个月内公开"),
        (TimeLimit(Kind.HALF_YEARLY), "每半年最后一天前公开"),
        (TimeLimit(Kind.QUARTERLY, month=1, day=15), "每季度第 1 个月 15 日前公开"),
        (TimeLimit(Kind.MONTHLY, day=10), "每月 10 日前公开"),
        (TimeLimit(Kind.EVERY, 6, M), "至少每 6 个月更新一次"),
        (TimeLimit(Kind.IMMEDIATE), "信息一产生就立即公开"),
        (TimeLimit(Kind.IMMEDIATE, trigger=Trigger.FORMED), "信息形成后立即公开"),
        (TimeLimit(Kind.IMMEDIATE, 0, D), "信息产生当天公开"),
        (TimeLimit(Kind.IMMEDIATE, 0, D, Trigger.DECIDED), "作出决定当天公开"),
        (TimeLimit(Kind.PROMPTLY), "及时公开或更新，没有规定具体天数"),
        (TimeLimit(Kind.STANDING), "长期公开，内容有变化时随时更新"),
        (TimeLimit(Kind.ADVANCE, 7, D), "至少提前 7 天公开"),
        (TimeLimit(Kind.ADVANCE, 3, W, Trigger.OTHER, "会"), "会前至少 3 个工作日公开"),
        (TimeLimit(Kind.ADVANCE, None, None, Trigger.OTHER, "活动"), "活动之前公开"),
        (TimeLimit(Kind.ALONGSIDE), "与相关事项同时公开"),
        (TimeLimit(Kind.ALONGSIDE, None, None, Trigger.OTHER, "采购公告"), "与采购公告同时公开"),
        (TimeLimit(Kind.ON_REQUEST), "依申请公开"),
        (TimeLimit(Kind.ON_REQUEST, 20, W), "依申请公开，收到申请之日起 20 个工作日内提供"),
        (TimeLimit(Kind.DISPLAY, display_n=5, display_unit=W), "公示期 5 个工作日"),
        (
            TimeLimit(Kind.UNREAD, source_text="尽快"),
            "公开时限暂时没有识别出来：原文写的是“尽快”，请向公开单位核实",
        ),
        (TimeLimit(Kind.UNREAD), "公开时限暂时没有识别出来：原文没有写，请向公开单位核实"),
    ],
)
def test_a_limit_is_said_in_plain_words(limit, words):
    assert in_plain_words(limit) == words


def test_alternatives_are_said_after_the_main_deadline():
    limit = within(20, W, alternatives=(within(7, W, Trigger.DECIDED, scope="行政许可"),))

    assert in_plain_words(limit) == (
        "信息形成之日起 20 个工作日内公开；行政许可：作出决定之日起 7 个工作日内公开"
    )


@pytest.mark.parametrize("words", [Kind, Trigger, Unit])
def test_every_word_of_the_rule_has_its_own_chinese_label(words):
    labels = [word.label for word in words]

    assert all("\u4e00" <= label[0] <= "\u9fff" for label in labels)
    assert len(set(labels)) == len(labels)


def test_json_names_its_fields_first_to_last():
    assert as_json(within(20, W, inferred=("推断",))) == {
        **{"kind": "within", "n": 20, "unit": "workday", "trigger": "formed", "trigger_text": ""},
        **{"month": None, "day": None, "per": "", "display_n": None, "display_unit": None},
        **{"display_at_least": False, "note": "", "alternatives": [], "inferred": ["推断"]},
        **{"source_text": "", "scope": ""},
    }


def test_json_with_an_unknown_word_is_refused():
    assert from_json({"kind": "within", "n": 3, "unit": "day"}) == TimeLimit(Kind.WITHIN, 3, D)
    with pytest.raises(ValueError, match="fortnight"):
        from_json({"kind": "within", "n": 3, "unit": "fortnight"})


NUMBERS = st.none() | st.integers(0, 999)
DATES = st.dates(date(2000, 1, 1), date(2050, 12, 31))
FACTS = {
    "kind": st.sampled_from(Kind),
    "n": NUMBERS,
    "unit": st.none() | st.sampled_from(Unit),
    "trigger": st.sampled_from(Trigger),
    **dict.fromkeys(("trigger_text", "per", "note", "source_text", "scope"), st.text(max_size=9)),
    "month": st.none() | st.integers(1, 12),
    "day": st.none() | st.integers(1, 31),
    "display_n": NUMBERS,
    "display_unit": st.none() | st.sampled_from(Unit),
    "display_at_least": st.booleans(),
    "inferred": st.lists(st.text(max_size=9), max_size=2).map(tuple),
}
PLAIN = st.builds(TimeLimit, **FACTS)
LIMITS = st.builds(TimeLimit, **FACTS, alternatives=st.lists(PLAIN, max_size=2).map(tuple))


@given(LIMITS)
def test_a_limit_comes_back_from_json_unchanged(limit):
    assert from_json(json.loads(json.dumps(as_json(limit)))) == limit


@given(LIMITS)
def test_every_limit_can_be_said_and_compared(limit):
    assert in_plain_words(limit) or limit.kind is Kind.DISPLAY
    assert not shorter_than(limit, limit)
    assert strictest(limit) in (limit, *limit.alternatives)


@given(st.sampled_from(Unit), st.integers(0, 200), st.integers(0, 200), DATES)
def test_more_time_never_ends_earlier(unit, n, more, happened):
    assert due_on(within(n, unit), happened, NATIONAL_DAY) <= due_on(
        within(n + more, unit), happened, NATIONAL_DAY
    )


@given(st.sampled_from(Unit), st.integers(0, 60), DATES)
def test_publishing_in_advance_leaves_the_whole_span(unit, n, event):
    latest = due_on(TimeLimit(Kind.ADVANCE, n, unit), event, NATIONAL_DAY)

    assert latest <= event
    if unit is W:
        assert NATIONAL_DAY.add(latest, n) <= event
        assert n == 0 or NATIONAL_DAY.add(latest + timedelta(days=1), n) > event


@given(LIMITS, st.integers(2000, 2050))
def test_occurrences_stay_in_their_year_and_in_order(limit, year):
    days = occurrences(limit, year, WeekdaysOff())

    assert days == sorted(days)
    assert all(day.year == year for day in days)
