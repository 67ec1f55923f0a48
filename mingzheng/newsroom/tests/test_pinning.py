"""What stands on top of a column (置顶): by whom, how many, and where it is seen."""

import pytest
from django.urls import reverse

from mingzheng.core import trace
from mingzheng.publishing.models import Placement
from mingzheng.publishing.tests.factories import a_column, an_article, content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def pin(article, column) -> str:
    return reverse("newsroom:pin", args=[article.code, column.pk])


def test_whoever_keeps_the_column_puts_an_article_on_top(room, at_desk, client, words):
    column = a_column(room.office)
    old, new = an_article(room, content(room, "一号公告")), an_article(room)
    keeper = at_desk(room.openness)
    page = reverse("newsroom:article", args=[old.code])
    assert pin(old, column) in keeper.get(page).text
    assert pin(old, column) not in at_desk(room.drafter).get(page).text

    keeper.post(pin(old, column), {"on": "1"})

    listed = client.get(column.get_absolute_url())
    assert [one.pk for one in listed.context["listing"].rows] == [old.pk, new.pk]
    assert trace.history(old).last().label == "置顶"
    assert "置顶" not in words(client.get(f"{old.get_absolute_url()}course/"))
    keeper.post(pin(old, column), {})
    assert not Placement.objects.get(article=old).is_pinned


def test_nobody_else_pins_and_not_everything_stands_on_top(room, at_desk, words):
    column = a_column(room.office)
    articles = [an_article(room, content(room, f"{n}号公告")) for n in range(6)]
    keeper = at_desk(room.openness)
    assert at_desk(room.drafter).post(pin(articles[0], column), {"on": "1"}).status_code == 403

    for one in articles[:5]:
        keeper.post(pin(one, column), {"on": "1"})

    said = words(keeper.post(pin(articles[5], column), {"on": "1"}), 409)
    assert "已经置顶了 5 条，先取消一条" in said
    assert Placement.objects.filter(is_pinned=True).count() == 5
