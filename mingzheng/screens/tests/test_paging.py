"""Addresses of pages and values that cannot be get a sentence."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from mingzheng.screens.paging import YEARS, one_of, page_number, page_of

ROWS = range(45)


def asked(**said):
    return RequestFactory().get("/list/", said)


def test_a_page_is_the_first_unless_another_is_asked_for():
    assert page_number(asked()) == page_number(asked(page="")) == 1
    assert [*page_of(asked(page="3"), ROWS, 20)] == [*range(40, 45)]
    assert page_of(asked(), ROWS, 20, total=12).paginator.count == 12
    assert [*page_of(asked(page="1"), [], 20)] == []


@pytest.mark.parametrize("text", ["0", "-1", "abc", "４", "1.5", "99999", "9" * 30])
def test_no_list_has_such_a_page(text):
    with pytest.raises(Http404, match="没有第“"):
        page_of(asked(page=text), ROWS, 20)


def test_a_value_is_one_of_those_that_are_there_or_none():
    assert one_of(asked(year="2026"), "year", "年份", YEARS) == "2026"
    assert one_of(asked(), "year", "年份", YEARS) == ""
    for text in ("abc", "1899", "２０２６", "20260"):
        with pytest.raises(Http404, match=f"“{text}”不是能用的年份"):
            one_of(asked(year=text), "year", "年份", YEARS)
