"""What waits for somebody: information whose day to look again comes near, with its light."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingzheng.catalogue.tests.factories import a_cast
from mingzheng.deadlines import almanac
from mingzheng.dues.tests.factories import a_catalogue, a_due
from mingzheng.processes.models import Information
from mingzheng.processes.tests.factories import a_process, forward, judge_all
from mingzheng.workbench import waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.mark.parametrize(
    ("days", "light"), [(60, None), (25, "green"), (1, "amber"), (-2, "orange"), (-30, "red")]
)
def test_what_is_due_to_be_looked_at_again_waits_with_its_light(days, light):
    """《政府信息公开条例》第十八条."""
    almanac.seed()
    cast = a_cast()
    edition = a_process(cast)
    judge_all(edition, cast)
    forward(edition, cast)
    day = timezone.localdate() + timedelta(days=days)
    Information.objects.filter(state="settled").update(next_review_on=day)

    for person in (cast.openness, cast.drafter):
        found = [one for one in waiting.waiting_for(person) if one.room == "processes"]
        assert [(one.light, one.due_on) for one in found] == ([(light, day)] if light else [])
        assert [one.step_label for one in found] == ["复核能不能公开"] * len(found)


def test_what_an_office_owes_next_waits_for_its_own_people():
    almanac.seed()
    cast = a_cast()
    a_catalogue(cast)
    for number in range(8):
        a_due(cast, what=f"第 {number} 份")

    rows = [one for one in waiting.waiting_for(cast.drafter) if one.room == "dues"]

    assert [one.title for one in rows] == [*(f"第 {n} 份" for n in range(6)), "还有 2 项要公开"]
    assert (rows[0].light, rows[0].used, rows[0].total) == ("amber", 10, 10)
    assert [one for one in waiting.waiting_for(cast.stranger) if one.room == "dues"] == []
