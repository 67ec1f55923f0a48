"""Texts of an old site come over whole: public on their day, with numbers, without reviewers."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingzheng.backfile.actions import carrying
from mingzheng.backfile.actions.carrying import Carried, carry
from mingzheng.columns.models import Column
from mingzheng.core import trace
from mingzheng.evidence.queries import verify
from mingzheng.publishing import queries
from mingzheng.publishing.actions import drafting, releasing
from mingzheng.publishing.models import Article, Placement
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import a_column, an_article, content
from mingzheng.replay.queries import process_of
from mingzheng.search.queries import Wanted, find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

OLD = datetime(2019, 3, 4, 10, 22, tzinfo=timezone.get_default_timezone())


def old(room, title="关于调整城乡低保标准的通知", on=OLD, **said) -> Carried:
    return Carried(content(room, title, **said), on, address="http://old.cn/1.html")


def test_what_comes_over_is_public_on_its_old_day(room):
    (article,) = carry(room.office, [old(room)], by=room.openness)

    found = queries.article_at(article.code)
    assert (found.released_at, found.carried_from) == (OLD, "http://old.cn/1.html")
    assert found.carried_at == timezone.now()
    assert found.bylines == []
    assert [one.label for one in process_of(found)] == ["历史信息导入"]
    column = Column.objects.get(pk=a_column(room.office).pk)
    assert (column.articles_total, column.updated_at) == (1, OLD)
    assert [one.title for one in find(Wanted("城乡低保")).documents] == [article.title]
    assert verify().ok


def test_index_numbers_are_of_the_year_in_which_it_went_out(room):
    texts = [old(room, f"第{n}号", OLD + timedelta(days=300 * n)) for n in range(3)]

    made = carry(room.office, texts, by=room.openness)

    stem = made[0].index_number.split("/")[0]
    assert [one.index_number for one in made] == [
        f"{stem}/2019-00001", f"{stem}/2019-00002", f"{stem}/2020-00001",
    ]  # fmt: skip
    assert an_article(room).index_number == f"{stem}/2026-00001"


def test_many_cost_no_more_queries_than_one(room):
    counted = []
    for number in (1, 40):
        texts = [old(room, f"第{number}批第{n}号") for n in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            carry(room.office, texts, by=room.openness)
        counted.append(len(seen))

    assert counted[1] <= counted[0] + 2


def test_a_column_that_is_newer_stays_so(room):
    an_article(room)
    before = Column.objects.get(pk=a_column(room.office).pk).updated_at

    carry(room.office, [old(room)], by=room.openness)

    assert Column.objects.get(pk=a_column(room.office).pk).updated_at == before


def test_taken_back_they_are_nowhere(room):
    made = carry(room.office, [old(room), old(room, "另一件")], by=room.openness)
    keys = [one.pk for one in made]
    assert carrying.changed_since(keys) == 0

    carrying.take_back(keys, by=room.openness, reason="入库有误")

    assert not queries.public_articles().exists()
    assert not Placement.objects.exists()
    assert Column.objects.get(pk=a_column(room.office).pk).articles_total == 0
    assert find(Wanted("城乡低保")).total == 0
    stub = queries.article_at(made[0].code)
    assert (stub.is_withdrawn, stub.withdrawn_reason) == (True, "入库有误")
    assert [one.step for one in trace.history(stub)] == ["carry", "withdraw"]


def test_one_that_is_being_corrected_has_changed(room):
    (article,) = carry(room.office, [old(room)], by=room.openness)

    drafting.open_change(article, Purpose.CORRECTION, by=room.drafter, public_note="改标准")

    assert carrying.changed_since([article.pk]) == 1


def test_a_correction_of_an_old_text_goes_through_the_reviews(room):
    (article,) = carry(room.office, [old(room)], by=room.openness)
    made = drafting.open_change(article, Purpose.CORRECTION, by=room.drafter, public_note="改标准")

    assert (made.state, made.revision.number, made.revision.title) == ("draft", 2, article.title)
    assert releasing.release_due(timezone.now()) == 0
    assert Article.objects.get(pk=article.pk).released_at == OLD
