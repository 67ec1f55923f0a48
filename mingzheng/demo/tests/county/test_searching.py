"""Everybody's words in the demo county: each finds its item, and only what is public is found."""

from collections import Counter

import pytest

from mingzheng.demo import loading
from mingzheng.laws.models import Law
from mingzheng.publishing.models import Article
from mingzheng.publishing.models.articles import IS_PUBLIC
from mingzheng.search import queries
from mingzheng.search.models import Document
from mingzheng.search.queries import Wanted
from mingzheng.texts.states import ArticleKind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def found(q: str) -> set[str]:
    """Return the titles that a query finds."""
    return {one.title for one in queries.find(Wanted(q), per_page=200).documents}


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
def test_everybodys_words_find_the_item(small_county, query, title):
    """Pinyin, initials, 繁体, a colloquial word and the official one, in the demo county."""
    answer = queries.find(Wanted(query))

    assert answer.total
    assert title in answer.documents[0].title, [one.title for one in answer.documents]


@pytest.mark.parametrize(
    ("slip", "meant"), [("最底生活保帐", "最低生活保障"), ("养佬服务", "养老服务")]
)
def test_a_homophone_slip_is_led_to_its_item(small_county, slip, meant):
    nothing = queries.find(Wanted(slip))

    [word] = queries.likely(nothing)

    assert nothing.total == 0

    assert word == meant
    assert any(meant in title for title in found(word))


def test_the_index_of_the_county_is_what_is_public(small_county):
    kinds = Counter(Document.objects.order_by().values_list("kind", flat=True))
    counts = loading.counts()

    powers = kinds.pop("power") + kinds.pop("service")
    assert kinds.pop("law") == Law.objects.count()
    assert powers == counts["powers"]
    assert kinds["item"] == counts["items"]
    assert kinds["office"] == counts["organisations"]
    assert sum(kinds[kind] for kind in ArticleKind) == Article.objects.filter(IS_PUBLIC).count()
