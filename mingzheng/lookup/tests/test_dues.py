"""What residents see of dues: counts and lights in the matrix, publications with their results."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingzheng.catalogue.tests.factories import a_cast, content
from mingzheng.deadlines import almanac
from mingzheng.dues import actions
from mingzheng.dues.tests.factories import MADE_ON, a_catalogue, a_due, an_article, quarters
from mingzheng.lookup.tests.factories import a_past
from mingzheng.lookup.tests.test_pages import MOST_QUERIES, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def cast():
    almanac.seed()
    made = a_cast()
    a_catalogue(made, content("审批信息"))
    return made


def test_a_cell_of_the_matrix_counts_and_shows_the_worst_light(client, cast):
    done, late = a_due(cast, what="甲"), a_due(cast, what="乙", happened_on=date(2026, 5, 20))
    actions.fulfil([done.pk], timezone.localdate(), subject=an_article(), by=cast.drafter)

    page = text_of(client, "/catalogue/matrix/")
    below = text_of(client, f"/catalogue/matrix/?office={cast.town.code}")

    assert "light-red" in page
    assert "1 项没有按时公开" in page
    assert "<small>已公开 1 条</small>" in page
    assert "剩 20 个工作日" in page  # this quarter's figures
    assert "应公开<small>1 个单位" in page  # nothing was owed of 审批信息 yet
    assert late.what not in page
    assert "1 项没有按时公开" not in below


def test_the_page_of_an_item_lists_what_is_out_with_its_result(client, cast):
    done = a_due(cast, what="内部的叫法")
    a_due(cast, what="还没有公开的请示", happened_on=date(2026, 5, 20))
    actions.fulfil([done.pk], date(2026, 6, 10), subject=an_article(), by=cast.drafter)

    page = text_of(client, done.item.get_absolute_url())

    assert '<a href="/articles/1/">低保办事指南（2026年）</a>' in page
    assert "提前 3 个工作日" in page
    assert "1 项没有按时公开" in page
    assert "内部的叫法" not in page
    assert "请示" not in page


def test_periods_are_listed_and_reasons_stay_inside(client, cast):
    first, second = quarters()
    actions.excuse(second, by=cast.openness, reason="内部原因")

    page = text_of(client, f"{first.item.get_absolute_url()}dues/")

    assert "2026年第2季度" in page
    assert "2026年7月14日以前" in page
    assert "还没公开" in page
    assert "第3季度" not in page
    assert "内部原因" not in page


def test_a_long_story_goes_on_on_its_own_page(client, cast):
    for number in range(12):
        due = a_due(cast, what=f"甲{number}", happened_on=MADE_ON - timedelta(days=number))
        subject = an_article(number, f"通知{number}")
        actions.fulfil([due.pk], due.happened_on, subject=subject, by=cast.drafter)

    url = due.item.get_absolute_url()
    assert "看全部公开情况" in text_of(client, url)
    assert "通知11" not in text_of(client, url)
    assert "通知11" in text_of(client, f"{url}dues/")


def test_an_item_without_dues_says_so(client, cast):
    assert "还没有公开的" in text_of(client, "/i/200003/dues/")


def test_pages_with_dues_ask_few_questions(client):
    """Design §6: at most 8 queries an uncached public page."""
    past = a_past()
    actions.tick(timezone.localdate())
    due = actions.open_due(past.cast.office, "200001", "甲", MADE_ON, by=past.cast.drafter)
    actions.fulfil([due.pk], MADE_ON, subject=an_article(), by=past.cast.drafter)
    due.pk, due.item_code, due.item = None, "200003", past.old.items.get(code="200003")
    due.save()  # what was published of an item before it left the catalogue

    for url in ("/catalogue/matrix/", "/i/200001/", "/i/200003/", "/i/200001/dues/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= MOST_QUERIES, f"{url}: {len(asked)}"
