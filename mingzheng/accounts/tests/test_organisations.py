"""Organisations: the tree keeps its paths, and only those entitled change it."""

import pytest
from django.core.exceptions import ValidationError

from mingzheng.accounts import actions, queries
from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.posts.actors import COMMAND_LINE

from .factories import a_county, a_department, a_person, a_town, a_village

pytestmark = pytest.mark.django_db


def labels(subject):
    return [event.label for event in trace.history(subject)]


def test_a_path_is_the_chain_of_keys():
    village = a_village()
    town = village.parent
    county = town.parent

    assert village.path == f"/{county.pk:04d}/{town.pk:04d}/{village.pk:04d}/"
    assert [one.pk for one in queries.above(village)] == [county.pk, town.pk, village.pk]
    assert labels(village) == ["新增机构"]


def test_moving_takes_everything_below_along():
    town, other = a_town("柳溪镇人民政府"), a_town("石门镇人民政府")
    village = a_village(town=town)

    actions.move_organisation(town, by=COMMAND_LINE, parent=other, note="撤并乡镇")

    village.refresh_from_db()
    assert village.path == f"{other.path}{town.pk:04d}/{village.pk:04d}/"
    assert queries.path_of(village.code) == village.path
    assert trace.history(town).last().facts["changes"]["parent"][1] == "石门镇人民政府"


def test_an_organisation_is_never_moved_below_itself():
    village = a_village()

    with pytest.raises(Blocked, match="不能反过来当它的上级"):
        actions.move_organisation(village.parent, by=COMMAND_LINE, parent=village)


def test_moving_to_where_it_is_leaves_no_event():
    town = a_town()

    actions.move_organisation(town, by=COMMAND_LINE, parent=town.parent)

    assert labels(town) == ["新增机构"]


def test_a_change_of_nothing_leaves_no_event():
    town = a_town()

    assert actions.update_organisation(town, by=COMMAND_LINE, name=town.name) == {}
    assert labels(town) == ["新增机构"]


def test_a_change_is_recorded_old_and_new():
    town = a_town(phone="0000-1")

    actions.update_organisation(town, by=COMMAND_LINE, phone="0000-2")

    assert trace.history(town).last().facts["changes"] == {"phone": ["0000-1", "0000-2"]}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"code": "柳溪"}, "code"),
        ({"code": "yx"}, "code"),  # taken by the county as YX
        ({"name": "  "}, "name"),
        ({"credit_code": "91350100M000100Y44"}, "credit_code"),
        ({"area_code": "34"}, "area_code"),
        ({"level": "city"}, "level"),
        ({"phone": "1" * 101}, "phone"),
    ],
)
def test_a_field_that_cannot_stand_is_refused_with_a_sentence(fields, field):
    with pytest.raises(ValidationError) as refused:
        a_town(**fields)

    assert list(refused.value.message_dict) == [field]
    assert refused.value.message_dict[field][0].endswith("。")


def test_one_credit_code_belongs_to_one_organisation():
    a_town("柳溪镇人民政府", credit_code="91350100M000100Y43")

    with pytest.raises(ValidationError, match="柳溪镇人民政府"):
        a_town("石门镇人民政府", credit_code="91350100M000100Y43")


def test_closing_waits_for_what_hangs_below_and_for_people():
    village = a_village()
    town = village.parent
    clerk = a_person("drafter", town)

    with pytest.raises(Blocked, match="东桥村"):
        actions.close_organisation(town, by=COMMAND_LINE, reason="撤并")
    actions.close_organisation(village, by=COMMAND_LINE, reason="撤并")
    with pytest.raises(Blocked, match="林书瑶"):
        actions.close_organisation(town, by=COMMAND_LINE, reason="撤并")
    actions.deactivate_person(clerk, by=COMMAND_LINE, reason="退休")
    actions.close_organisation(town, by=COMMAND_LINE, reason="撤并")

    assert town not in queries.below(town.parent)
    with pytest.raises(Blocked, match="先恢复上级"):
        actions.reopen_organisation(
            Organisation.objects.get(pk=village.pk), by=COMMAND_LINE, reason="误停"
        )


@pytest.mark.parametrize("role", ["drafter", "openness_office", "security_admin", "audit_admin"])
def test_only_the_system_administrator_edits_organisations(role):
    person, town = a_person(role), a_town()

    with pytest.raises(Denied, match="系统管理员"):
        actions.update_organisation(town, by=person, phone="1")


def test_a_system_administrator_of_one_town_does_not_reach_another():
    mine, other = a_town("柳溪镇人民政府"), a_town("石门镇人民政府")
    admin = a_person("system_admin", mine)

    actions.update_organisation(mine, by=admin, phone="1")
    with pytest.raises(Denied):
        actions.update_organisation(other, by=admin, phone="1")
    with pytest.raises(Denied):
        actions.move_organisation(mine, by=admin, parent=other)
    with pytest.raises(Denied):
        actions.create_organisation(
            by=admin, code="NEW", name="新县", level="county", kind="government"
        )


def test_the_tree_lists_parents_before_children_in_one_query(django_assert_num_queries):
    county, office = a_county(), a_department(position=2)
    town = a_town(position=1)
    village = a_village(town=town)

    with django_assert_num_queries(1):
        listed = queries.tree()

    assert [one.pk for one in listed] == [county.pk, town.pk, village.pk, office.pk]
