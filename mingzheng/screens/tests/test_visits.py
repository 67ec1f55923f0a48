"""One visitor's asking is counted once for all processes, and forgotten after its time."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from mingzheng.screens.models import VisitCount
from mingzheng.screens.visits import is_too_often

pytestmark = pytest.mark.django_db


def asks(address: str = "10.0.0.7", what: str = "errata") -> bool:
    """Another process each time: what this one remembers is gone."""
    cache.clear()
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    return is_too_often(request, what, most=2, minutes=10)


def test_a_count_holds_over_processes():
    assert [asks() for _ in range(4)] == [False, False, True, True]


def test_visitors_and_deeds_are_counted_apart():
    assert [asks(), asks(), asks("10.0.0.8"), asks(what="subscriptions")] == [False] * 4


def test_a_count_ends_and_nothing_of_it_is_left(frozen):
    assert [asks() for _ in range(3)][-1]
    frozen.shift(601)

    assert not asks("10.0.0.8")
    assert VisitCount.objects.count() == 1
    assert not asks()


def test_no_address_is_kept():
    asks("10.0.0.7")

    assert "10.0.0.7" not in VisitCount.objects.get().place
