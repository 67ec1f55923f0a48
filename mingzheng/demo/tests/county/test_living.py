"""The demo county has lived for a year: it published day by day, in the order of the law."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingzheng.core.trace import history
from mingzheng.deadlines import almanac
from mingzheng.dues.models import Due
from mingzheng.dues.rules.results import verdict
from mingzheng.dues.states import Origin, Result
from mingzheng.profiles.models import Officer
from mingzheng.publicity.models import Record
from mingzheng.publishing.models import Article
from mingzheng.texts.states import ArticleKind, Validity
from mingzheng.topics.models import Topic
from tests.pages import wording

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("small_county")]


def test_what_was_published_is_spread_over_the_year():
    out = Article.objects.filter(visibility="public").values_list("released_at", flat=True)
    days = {timezone.localdate(at) for at in out}
    today, calendar = timezone.localdate(), almanac.current()

    assert len({(day.year, day.month) for day in days}) >= 12
    assert len(days) > 40
    assert today - timedelta(days=400) < min(days)
    assert max(days) <= today
    assert all(calendar.is_workday(day) for day in days)
    shown = Record.objects.filter(state="published").values_list("published_on", flat=True)
    assert len({(day.year, day.month) for day in shown}) >= 8


def test_each_article_was_formed_reviewed_signed_and_released_in_this_order():
    for article in Article.objects.filter(visibility="public").exclude(public=None):
        formed = article.manuscripts.earliest("pk").revision.formed_on
        steps = [event.at for event in history(article.manuscripts.earliest("pk"))]
        written, out = timezone.localdate(steps[0]), timezone.localdate(steps[-1])

        assert steps == sorted(steps)
        assert formed <= written <= out, article


def test_what_items_ask_for_came_early_on_time_and_late():
    today, calendar = timezone.localdate(), almanac.current()
    met = Due.objects.filter(origin=Origin.PUBLISHED)
    found = [verdict(due.days, today, calendar).result for due in met]

    assert {Result.EARLY, Result.LATE} <= {*found}
    assert len(found) > 12


def test_measures_hold_from_a_later_first_of_a_month_for_five_years():
    measures = Article.objects.filter(
        kind=ArticleKind.NORMATIVE, validity__in=(Validity.VALID, Validity.PENDING)
    )
    machines = measures.get(title__contains="农机")

    assert {one.validity for one in measures} == {Validity.VALID, Validity.PENDING}
    for one in measures:
        assert one.effective_on > timezone.localdate(one.released_at)
        assert one.expires_on == one.effective_on.replace(year=one.effective_on.year + 5)
    assert f"{machines.effective_on.month}月1日起施行" in machines.public.body


def test_every_office_says_who_works_there():
    held = Officer.objects.values_list("organisation__code", flat=True)

    assert {"YX03", "YX12", "YX38", "YX38-02"} <= {*held}


def test_the_topic_that_has_ended_shows_its_articles_and_the_numbers_of_its_end(client):
    topic = Topic.objects.exclude(archived_on=None).get()
    page = wording(client.get(topic.public_url))

    assert "县政府常务会议研究营商环境任务清单" in page
    assert f"统计到 {topic.ends_on:%Y-%m-%d}" in page
    assert topic.figures["items"] > 100
