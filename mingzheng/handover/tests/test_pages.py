"""政府会议: by year, with what was handed over of each meeting."""

from datetime import date

import pytest

from mingzheng.deadlines import almanac
from mingzheng.handover import actions
from mingzheng.handover.models import Handover
from mingzheng.handover.tests.factories import a_parcel, a_sitting
from mingzheng.publishing.tests.factories import a_newsroom, an_article, content, forward

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db, frozen):
    almanac.seed()
    return a_newsroom()


def a_public_meeting(newsroom):
    said = a_parcel(
        title="第 18 次常务会议", kind="meeting", article_kind="meeting", body="",
        meeting=a_sitting(is_open=True, guests="居民代表 3 人", decisions=("通过",)),
    )  # fmt: skip
    one = actions.send(newsroom.office, said, by=newsroom.drafter).handover
    made = actions.draft_up(one, by=newsroom.drafter)
    forward(made, newsroom)
    return Handover.objects.select_related("article").get(pk=one.pk)


def test_the_public_sees_topics_decisions_and_who_was_invited(newsroom, client):
    one = a_public_meeting(newsroom)

    page = client.get("/meetings/").content.decode()

    assert "2026年，1 次会议" in page
    assert "<li>审议标准</li>" in page
    assert "请了代表列席</span>　居民代表 3 人" in page
    assert one.article.get_absolute_url() in page


def test_a_meeting_that_is_not_out_is_not_there(newsroom, client):
    said = a_parcel(kind="meeting", article_kind="meeting", meeting=a_sitting())
    one = actions.send(newsroom.office, said, by=newsroom.drafter).handover
    actions.draft_up(one, by=newsroom.drafter)

    assert one.title not in client.get("/meetings/").content.decode()
    assert "还没有公开的会议" in client.get("/meetings/").content.decode()


def test_meetings_published_otherwise_stand_in_the_year_of_their_day(newsroom, client):
    a_public_meeting(newsroom)
    old = {"dated_on": date(2025, 3, 1), "formed_on": date(2025, 3, 1)}
    an_article(newsroom, content(newsroom, "上年的会议", kind="meeting", **old))

    latest = client.get("/meetings/").content.decode()
    older = client.get("/meetings/?year=2025").content.decode()
    nonsense = client.get("/meetings/?year=abc")

    assert ("上年的会议" in latest, "上年的会议" in older) == (False, True)
    assert nonsense.status_code == 404
    assert "“abc”不是能用的年份" in nonsense.content.decode()


def test_the_page_stays_within_its_queries(newsroom, client, django_assert_max_num_queries):
    a_public_meeting(newsroom)
    client.get("/meetings/")

    with django_assert_max_num_queries(8):
        client.get("/meetings/")
