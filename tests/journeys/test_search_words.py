"""Everybody's words in the demo county: each finds its item, and only what is public is found."""

from collections import Counter

import pytest
from django.db import transaction

from mingzheng.demo import loading
from mingzheng.search import queries
from mingzheng.search.models import Document
from mingzheng.search.queries import Wanted

pytestmark = pytest.mark.django_db


def found(q: str) -> set[str]:
    """Return the titles that a query finds."""
    return {one.title for one in queries.find(Wanted(q), per_page=200).documents}


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """The invented county, loaded once for all the queries."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load("small", lambda words: None)
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("最低生活保障", "最低生活保障"),
        ("低保", "最低生活保障"),  # colloquial
        ("吃低保", "最低生活保障"),
        ("養老服務", "养老服务"),  # traditional
        ("zuidishenghuobaozhang", "最低生活保障"),  # pinyin
        ("zdshbz", "最低生活保障"),  # initials
        ("minzhengju", "民政局"),
        ("云溪县民政局", "民政局"),
    ],
)
def test_everybodys_words_find_the_item(county, query, title):
    """Issue: pinyin, initials, 繁体, a colloquial word and the official one, in the demo county."""
    answer = queries.find(Wanted(query))

    assert answer.total
    assert title in answer.documents[0].title, [one.title for one in answer.documents]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slip", "meant"), [("最底生活保帐", "最低生活保障"), ("养佬服务", "养老服务")]
)
def test_a_homophone_slip_is_led_to_its_item(county, slip, meant):
    nothing = queries.find(Wanted(slip))

    [word] = queries.likely(nothing)

    assert nothing.total == 0

    assert word == meant
    assert any(meant in title for title in found(word))


@pytest.mark.slow
def test_the_index_of_the_county_is_what_is_public(county):
    kinds = Counter(Document.objects.order_by().values_list("kind", flat=True))
    counts = loading.counts()

    powers = kinds.pop("power") + kinds.pop("service")
    assert powers == counts["powers"]
    assert kinds == {"item": counts["items"], "office": counts["organisations"]}
