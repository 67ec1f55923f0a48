"""Dates as old sites write them, and what is wrong with the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.screens.rules.dates import read_date

TODAY = date(2026, 6, 15)
FIFTH = date(2020, 1, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-1-5", FIFTH),
        ("2020-01-05 10:22:00", FIFTH),
        ("2020/01/05 10:22", FIFTH),
        ("2020.1.5", FIFTH),
        ("20200105", FIFTH),
        ("2020年1月5日", FIFTH),
        ("2020 年 01 月 05 日", FIFTH),
        ("２０２０年１月５日", FIFTH),
        ("二〇二〇年一月五日", FIFTH),
        ("二○二○年元月五日", FIFTH),
        ("（发布时间：2020-01-05　来源：本站）", FIFTH),
        ("2020-01-05T08:00:00+08:00", FIFTH),
        ("43835", FIFTH),  # the serial number of a workbook
        ("一九九六年十二月三十一日", date(1996, 12, 31)),
        ("二〇一八年十月二十日", date(2018, 10, 20)),
        ("二〇一八年十一月廿九日", date(2018, 11, 29)),
    ],
)
def test_a_day_is_read(text, day):
    assert read_date(text, today=TODAY).day == day


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "没有写日期"),
        ("近日", "看不出是哪一天"),
        ("2020年1月", "只写到月"),
        ("2020-02-30", "没有这一天"),
        ("二〇二〇年十三月一日", "没有这一天"),
        ("二〇二〇年一一月一日", "没有这一天"),
        ("2026-06-16", "今天以后"),
        ("1900-01-01", "早于"),
        ("2020-01-05 2020-01-06", "几个不同的日期"),
        ("9999999999", "看不出"),
    ],
)
def test_what_is_no_day_says_why(text, problem):
    found = read_date(text, today=TODAY)

    assert found.day is None
    assert problem in found.problem


def test_a_day_of_effect_may_lie_ahead():
    assert read_date("2027年1月1日", today=TODAY, may_be_future=True).day == date(2027, 1, 1)


@given(st.dates(date(1949, 10, 1), TODAY))
def test_every_day_comes_back_from_each_way_of_writing(day):
    ways = [f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y/%m/%d} 10:22"]
    ways.append(str((day - date(1899, 12, 30)).days))

    assert {read_date(way, today=TODAY).day for way in ways} == {day}


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_a_problem(text):
    found = read_date(text, today=TODAY)

    assert (found.day is None) == bool(found.problem)


@given(st.integers(0, 99_999))
def test_any_number_is_a_day_or_a_problem(number):
    found = read_date(str(number), today=TODAY)

    assert found.day is None or found.day <= TODAY + timedelta(days=0)
