"""Dues on the law alone (《政府信息公开条例》第二十六条), until somebody names their item."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.deadlines import almanac
from mingzheng.dues import actions, queries
from mingzheng.dues.models import Due
from mingzheng.dues.states import Closing
from mingzheng.dues.tests.factories import MADE_ON, a_catalogue, a_due, an_article, anew, row

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


@pytest.fixture
def due(cast) -> Due:
    a_catalogue(cast)
    return actions.open_by_law(cast.office, "防汛通知", MADE_ON, by=cast.drafter)


def test_anything_formed_is_owed_within_twenty_working_days(cast, due):
    """《政府信息公开条例》第二十六条."""
    again = actions.open_by_law(cast.office, "防汛通知", MADE_ON, by=cast.drafter)

    assert (due.due_on, again.pk) == (date(2026, 6, 30), due.pk)
    (line,) = [x for x in queries.owed_by(cast.office, TODAY, almanac.current()) if x.due == due]
    assert line.verdict.light.colour == "green"
    assert due in queries.visible_to(cast.supervisor)
    said = "".join(f"{one.text}{one.basis}" for one in
                   queries.explanation_of(anew(due), TODAY, almanac.current()))  # fmt: skip
    assert "20 个工作日" in said
    assert anew(due).subject_title == "云溪县民政局：还没有对上公开事项，防汛通知"


def test_named_it_counts_the_limit_of_its_item(cast, due):
    named = actions.name_due(due, row().code, by=cast.drafter)

    assert (named.pk, named.item_code, named.due_on) == (due.pk, row().code, TODAY)
    event = trace.history(due).get(step="name_item")
    assert event.facts["changes"] == {"due_on": ["2026-06-30", "2026-06-15"]}
    with pytest.raises(Blocked, match="已经对上公开事项"):
        actions.name_due(due, row().code, by=cast.drafter)


def test_named_as_what_is_registered_it_is_not_owed_twice(cast, due):
    twin = a_due(cast, what="防汛通知")

    assert actions.name_due(due, row().code, by=cast.drafter) == twin

    assert (anew(due).closing, anew(due).closing_reason) == (
        Closing.EXCUSED, "这一件已经按公开事项登记过。"
    )  # fmt: skip


def test_a_stranger_registers_and_names_nothing(cast, due):
    with pytest.raises(Denied):
        actions.open_by_law(cast.office, "防汛通知", MADE_ON, by=cast.stranger)
    with pytest.raises(Denied):
        actions.name_due(due, row().code, by=cast.stranger)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Blocked, match="形成日期还没有到"):
        actions.open_by_law(cast.office, "防汛通知", tomorrow, by=cast.drafter)


def test_only_a_text_that_names_it_meets_it(cast, due):
    said = queries.Said([], [f"due:{due.pk}"], MADE_ON)
    (option,) = queries.options(cast.office, None, said, TODAY)
    assert (option.match.due, option.is_meant, option.match.code) == (due, True, "")
    assert queries.options(cast.office, None, queries.Said([], [], MADE_ON), TODAY) == []
    assert queries.options(cast.town, None, said, TODAY) == []

    actions.fulfil([due.pk], TODAY, subject=an_article(), by=cast.drafter)
    met = queries.options(cast.office, an_article(), queries.Said([], [], MADE_ON), TODAY)

    assert [(one.match.due, one.is_met, one.is_meant) for one in met] == [(due, True, True)]


def test_the_database_keeps_an_item_whole_or_not_at_all(due):
    with pytest.raises(IntegrityError), transaction.atomic():
        Due.objects.filter(pk=due.pk).update(item_code="200001")
