"""The settings of publishing on the desk: what holds, from where, who decided it; all offices."""

import pytest
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_person
from mingzheng.core.models import Event
from mingzheng.publishing import queries
from mingzheng.publishing.actions import settings
from mingzheng.publishing.models import ReviewPlan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_settings_say_what_holds_and_from_where(room, at_desk, words):
    page = reverse("newsroom:settings", args=[room.county.code])
    office = at_desk(room.openness)
    assert "还没有人定" in words(office.get(page))

    saved = office.post(page, {"reviews": 3, "kinds": ["policy"], "workdays": 2}, follow=True)

    assert "最晚 2 个工作日（县政府，待核实）" in words(saved)
    assert queries.plan_for(room.office).reviews == 3
    own = reverse("newsroom:settings", args=[room.office.code])
    assert "由政务公开办定" in words(at_desk(room.drafter).get(own))
    assert at_desk(room.drafter).post(own, {"reviews": 2, "workdays": 0}).status_code == 403


def test_the_openness_office_finds_and_sets_every_office(room, at_desk, words):
    settings.set_plan(room.county, 4, by=room.openness)
    settings.set_interpretation(room.town, ["policy"], 3, by=room.openness)
    page = reverse("newsroom:settings", args=[room.county.code])
    office = at_desk(room.openness)

    said = words(office.get(page))
    assert "看别的单位的发布设置（2 个单位自己定了）" in said
    assert "政策文件，最晚 3 个工作日" in said
    assert "审查： 孟长河，2026-06-15 10:00" in said
    other = reverse("newsroom:settings", args=[room.office.code])
    assert other in office.get(page).content.decode()
    saved = words(office.post(other, {"reviews": 2, "workdays": 0}, follow=True))

    assert "看别的单位的发布设置（3 个单位自己定了）" in saved
    assert queries.plan_for(room.office).reviews == 2
    assert queries.plan_for(room.town).reviews == 4
    own = words(at_desk(room.drafter).get(other))
    assert "2 道（云溪县民政局） 孟长河，2026-06-15 10:00" in own
    assert "看别的单位" not in own


def test_an_office_goes_back_to_what_holds_above(room, at_desk, words):
    settings.set_plan(room.county, 3, by=room.openness)
    settings.set_plan(room.office, 2, by=room.openness)
    settings.set_interpretation(room.office, ["policy"], 5, by=room.openness)
    page = reverse("newsroom:settings", args=[room.office.code])
    office = at_desk(room.openness)
    said = words(office.get(page))
    assert "照上级的（县政府定的）：3 道" in said
    assert "同步解读照系统的初始值" in said
    rule = queries.synchrony_for(room.county)

    back = {"reviews": 0, "follow_rule": "on", "kinds": rule.kinds, "workdays": rule.workdays}
    saved = words(office.post(page, back, follow=True))

    assert "3 道（县政府）" in saved
    assert queries.plan_for(room.office).decided_by == room.county.label
    assert queries.synchrony_for(room.office) == rule
    undone = Event.objects.filter(step="follow_above").values_list("label", flat=True)
    assert set(undone) == {"审查道数改回照上级的", "解读同步改回照上级的"}
    assert not settings.follow_above(ReviewPlan, room.office, by=room.openness)


def test_as_above_and_words_of_ones_own_contradict(room, at_desk, words):
    page = reverse("newsroom:settings", args=[room.office.code])

    said = at_desk(room.openness).post(
        page, {"reviews": 0, "follow_rule": "on", "kinds": ["policy"], "workdays": 5}
    )

    assert "要另定就去掉勾" in words(said)
    assert queries.synchrony_for(room.office) == queries.synchrony_for(room.county)


def test_chips_lead_only_where_this_person_may_go(room, at_desk):
    """A signer whose own office is another one than where the post is held."""
    elsewhere = a_person("signer", room.office, name="程砚秋")
    elsewhere.organisation = room.town
    elsewhere.save(update_fields=["organisation"])
    signer = at_desk(elsewhere)

    said = signer.get(reverse("newsroom:manuscripts")).content.decode()

    for name in ("columns", "settings"):
        own, strange = (
            reverse(f"newsroom:{name}", args=[o.code]) for o in (room.office, room.town)
        )
        assert own in said
        assert strange not in said
        assert signer.get(own).status_code == 200
        assert signer.get(strange).status_code == 404


def test_who_sees_no_office_is_shown_no_chips_of_one(room, at_desk):
    nobody = at_desk(a_person("signer", room.office, name="程砚秋"))
    person = type(room.signer).objects.get(name="程砚秋")
    person.memberships.all().delete()

    said = nobody.get(reverse("newsroom:manuscripts")).content.decode()

    assert reverse("newsroom:settings", args=[room.office.code]) not in said
