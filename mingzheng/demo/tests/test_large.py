"""The large county: made-up articles come in blocks, go on where they stopped, and are found."""

import pytest

from mingzheng.accounts.tests.factories import a_department
from mingzheng.backfile import invented
from mingzheng.core.access import SystemActor
from mingzheng.posts.deeds import DEEDS
from mingzheng.publishing.models import Article
from mingzheng.search.queries import Wanted, find

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BY = SystemActor(DEEDS)


def test_a_load_that_stopped_goes_on_and_a_second_adds_nothing(monkeypatch):
    monkeypatch.setattr(invented, "AT_ONCE", 20)
    a_department("云溪县民政局", function="民政")
    said: list[str] = []

    assert invented.fill(40, by=BY, say=said.append) == 40
    titles = set(Article.objects.values_list("title", flat=True))
    assert invented.fill(70, by=BY, say=said.append) == 30
    assert invented.fill(70, by=BY, say=said.append) == 0

    assert Article.objects.count() == 70
    assert titles <= set(Article.objects.values_list("title", flat=True))
    one = Article.objects.select_related("public").first()
    assert find(Wanted(one.title)).total >= 1
    assert any("搜索索引" in words for words in said)


def test_the_same_number_is_always_the_same_article():
    office = a_department("云溪县民政局", function="民政")
    places = {"news": 1, "policies": 2}

    one, same = (invented.made_up(7, office, places) for _ in range(2))

    assert one == same
    assert len({invented.made_up(n, office, places).content.title for n in range(200)}) > 150
