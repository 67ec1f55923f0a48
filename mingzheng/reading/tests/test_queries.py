"""What the page of an article shows, in few queries."""

from datetime import timedelta

import pytest

from mingzheng.publishing.actions import withdrawing
from mingzheng.publishing.queries import article_at
from mingzheng.publishing.tests.factories import a_change, a_column, an_article, content, policy
from mingzheng.reading.queries.articles import page_of
from mingzheng.reading.queries.lists import in_column
from mingzheng.texts.rules.content import Tie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_an_article_page_takes_few_queries(room, django_assert_max_num_queries):
    article = an_article(room, policy(room, ties=(Tie("based_on", title="《社会救助暂行办法》"),)))

    with django_assert_max_num_queries(5):
        found = article_at(article.code)
        page = page_of(found)
        shown = (found.organisation.name, page.revision.body, found.home.get_absolute_url())

    assert all(shown)
    assert page.links.out["based_on"][0].title == "《社会救助暂行办法》"
    assert [column.name for column in page.columns] == ["政策文件"]


def test_a_page_says_at_its_top_what_was_corrected(room, frozen):
    article = an_article(room)
    frozen.shift(timedelta(days=1))
    a_change(article, room, body="<p>十三个服务点</p>")

    again = article_at(article.code)

    (notice,) = page_of(again).notices
    assert (notice.label, notice.note) == ("更正", "服务点个数写错了，现已改正。")


def test_what_was_withdrawn_has_no_page(room):
    article = an_article(room)
    withdrawing.withdraw(article, by=room.signer, reason="有误")

    with pytest.raises(ValueError, match="not public"):
        page_of(article_at(article.code))


def test_a_column_has_what_stands_in_it_newest_first(room, frozen):
    first = an_article(room, content(room, "先发的"))
    frozen.shift(timedelta(minutes=1))
    second = an_article(room, content(room, "后发的"))
    withdrawing.withdraw(an_article(room), by=room.signer, reason="有误")

    assert list(in_column(a_column(room.office))) == [second, first]
