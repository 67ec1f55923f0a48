"""A day may be typed as people write it; what names no one day is refused in words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mingzheng.screens.forms import DayField

TYPED = ("2026-11-20", "2026年11月20日", "20261120", "2026.11.20", "2026/11/20", "２０２６-11-20")


@pytest.mark.parametrize("typed", [*TYPED, date(2026, 11, 20)])
def test_a_day_is_taken_however_it_is_written(typed):
    assert DayField().clean(typed) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026年11月", "只写到月"),
        ("2026-02-30", "没有这一天"),
        ("2026112", "看不出是哪一天"),
        ("45981", "看不出是哪一天"),
        ("昨天", "请写成 2026-12-31"),
    ],
)
def test_what_names_no_one_day_is_refused(typed, said):
    with pytest.raises(ValidationError, match=said):
        DayField().clean(typed)


def test_nothing_is_no_day():
    assert DayField(required=False).clean("") is None
