"""A ledger of facts gives the due day and says why. Pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.ledger import Fact, read

CALENDAR = almanac.shipped()
REPLY = Fact("started", date(2025, 9, 22), workdays=20, basis="条例第三十三条", note="收到并确认")


def pause(first, last, note="征求第三方意见"):
    return [
        Fact("paused", first, basis="第三十三条第三款", note=note),
        Fact("resumed", last, basis="第三十三条第三款"),
    ]


def due(*facts):
    return read([REPLY, *facts], CALENDAR).due_on


THIRD_PARTY = pause(date(2025, 10, 9), date(2025, 10, 16))


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ([], date(2025, 10, 24)),  # twenty working days across National Day
        (THIRD_PARTY, date(2025, 11, 3)),  # six of them spent asking a third party
        (THIRD_PARTY * 2, date(2025, 11, 3)),  # two at once count once
        ([*THIRD_PARTY, *pause(date(2025, 10, 13), date(2025, 10, 17))], date(2025, 11, 4)),
        (pause(date(2025, 10, 1), date(2025, 10, 8)), date(2025, 10, 24)),  # a holiday only
        (pause(date(2025, 10, 24), date(2025, 12, 24)), date(2025, 10, 24)),  # too late to matter
        ([Fact("extended", date(2025, 10, 20), workdays=20)], date(2025, 11, 21)),
        ([Fact("restarted", date(2025, 10, 10))], date(2025, 11, 6)),  # corrected, runs anew
        ([Fact("restarted", date(2025, 10, 10), workdays=5)], date(2025, 10, 16)),
        (
            [
                Fact("extended", date(2025, 10, 9), workdays=20),  # forgotten by the restart
                Fact("restarted", date(2025, 10, 10)),
            ],
            date(2025, 11, 6),
        ),
    ],
)
def test_the_due_day_follows_the_ledger(facts, day):
    """《政府信息公开条例》第三十三条; 第三十条 for the restart after a correction."""
    assert due(*facts) == day


def test_calendar_days_are_counted_as_days():
    facts = [
        Fact("started", date(2025, 9, 30), days=30),
        *pause(date(2025, 10, 1), date(2025, 10, 3)),
    ]

    found = read(facts, CALENDAR)

    assert (found.due_on, found.unit) == (date(2025, 11, 1), "日")


def test_an_open_pause_says_since_when_and_the_earliest_day():
    found = read([REPLY, THIRD_PARTY[0]], CALENDAR)

    assert found.paused_since == date(2025, 10, 9)
    assert found.due_on == date(2025, 10, 24)
    assert found.explanation[-1].text == "10月9日起征求第三方意见，期限停算，恢复后顺延。"


def test_a_stop_ends_it():
    found = read([REPLY, Fact("stopped", date(2025, 10, 20))], CALENDAR)

    assert found.stopped_on == date(2025, 10, 20)
    assert (
        read(
            [*[REPLY, Fact("stopped", date(2025, 9, 30))], Fact("restarted", date(2025, 10, 10))],
            CALENDAR,
        ).stopped_on
        is None
    )


def test_nothing_started_is_refused():
    with pytest.raises(ValueError, match="还没有起算"):
        read(THIRD_PARTY, CALENDAR)


def test_the_explanation_is_what_the_applicant_may_check():
    extended = Fact(
        "extended", date(2025, 10, 20), workdays=10, basis="第三十三条", note="负责人同意延期"
    )

    found = read([REPLY, *THIRD_PARTY, extended], CALENDAR)

    assert [reason.text for reason in found.explanation] == [
        "9月22日收到并确认，当日不算，9月23日起算。",
        "20 个工作日，原定 10月24日到期。"
        "10月1日至10月8日放假，不计。9月28日、10月11日调休上班，计入。",
        "10月20日负责人同意延期，加 10 个工作日，11月7日到期。",
        "10月10日至10月16日征求第三方意见，6 个工作日不计，到期日顺延到 11月17日。",
    ]
    assert found.explanation[-1].basis == "第三十三条第三款"


def test_beyond_the_announced_year_it_is_provisional_and_says_so():
    found = read([Fact("started", date(2026, 12, 20), workdays=20)], CALENDAR)

    assert found.provisional
    assert found.explanation[-1].text == (
        "2027 年的放假安排还没有公布，2027年1月18日是暂定的，公布后重新计算。"
    )


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
START = st.builds(Fact, st.just("started"), DAYS, workdays=st.integers(1, 40))
FACTS = st.lists(
    st.one_of(
        st.builds(Fact, st.sampled_from(["paused", "resumed", "stopped"]), DAYS),
        st.builds(Fact, st.just("extended"), DAYS, workdays=st.integers(1, 20)),
        st.builds(
            Fact, st.just("restarted"), DAYS, workdays=st.one_of(st.none(), st.integers(1, 20))
        ),
    ),
    max_size=8,
)


@given(START, FACTS, DAYS, st.integers(0, 60))
def test_pausing_never_shortens(start, facts, day, length):
    before = read([start, *facts], CALENDAR)

    after = read([start, *facts, *pause(day, day + timedelta(days=length))], CALENDAR)

    assert after.due_on >= before.due_on


@given(START, FACTS, DAYS)
def test_an_open_pause_never_shortens_either(start, facts, day):
    before = read([start, *facts], CALENDAR)

    assert read([start, *facts, Fact("paused", day)], CALENDAR).due_on >= before.due_on


@given(START, FACTS, st.randoms())
def test_the_order_of_recording_does_not_matter(start, facts, random):
    ledger = [start, *facts]
    shuffled = random.sample(ledger, len(ledger))

    assert read(shuffled, CALENDAR) == read(ledger, CALENDAR)


@given(START, FACTS)
def test_a_period_has_as_many_working_days_as_it_says(start, facts):
    found = read([start, *facts], CALENDAR)

    spent = CALENDAR.between(found.started_on, found.due_on)
    excluded = sum(CALENDAR.is_workday(day) for day in found.excluded)
    assert spent - excluded == found.total
