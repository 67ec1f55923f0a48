"""What a name in a document means: exact, remembered, or left to a person."""

import pytest
from django.core.exceptions import ValidationError

from mingzheng.accounts import actions, queries
from mingzheng.core.access import Denied
from mingzheng.posts.actors import COMMAND_LINE

from .factories import a_county, a_department, a_person, a_town, a_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """A county with two departments, two towns and a village; the civil affairs office asks."""
    a_department("云溪县农业农村局", function="农业农村、乡村振兴", short_name="县农业农村局")
    town = a_town("柳溪镇人民政府", short_name="柳溪镇")
    a_town("石门镇人民政府", short_name="石门镇")
    a_village("东桥村村民委员会", short_name="东桥村", town=town)
    return a_department("云溪县民政局", function="民政、养老服务", short_name="民政局")


@pytest.mark.parametrize(
    ("text", "how", "name"),
    [
        ("云溪县民政局", "name", "云溪县民政局"),
        ("云溪县 民政局", "name", "云溪县民政局"),
        ("民政局", "short_name", "云溪县民政局"),
        ("县民政局", "area", "云溪县民政局"),
        ("本县民政局", "area", "云溪县民政局"),
        ("农业农村局", "area", "云溪县农业农村局"),
        ("县级民政部门", "function", "云溪县民政局"),
        ("乡村振兴主管部门", "function", "云溪县农业农村局"),
        ("柳溪镇", "short_name", "柳溪镇人民政府"),
        ("县政府", "short_name", "云溪县人民政府"),
    ],
)
def test_an_exact_name_finds_its_organisation(office, text, how, name):
    match = queries.match_organisation(text, office)

    assert (match.how, [one.name for one in match.organisations]) == (how, [name])


@pytest.mark.parametrize(
    "text", ["民政", "财政局", "有关部门", "", "各乡镇人民政府", "县级水利部门"]
)
def test_what_is_not_exact_is_never_guessed(office, text):
    match = queries.match_organisation(text, office)

    assert not match.found
    assert match.organisations == ()


def test_two_of_a_name_are_left_to_a_person(office):
    a_village("东桥村村民委员会", town=a_town("南山镇人民政府"))

    match = queries.match_organisation("东桥村村民委员会", office)

    assert match.how == "ambiguous"
    assert len(match.candidates) == 2


def test_a_mapped_name_is_remembered_for_the_office_and_below(office):
    other = queries.organisation_by_code(a_department("云溪县财政局", function="财政").code)
    clerk = a_person("drafter", office)

    actions.map_alias("民 政 科", by=clerk, organisation=office, targets=[office])

    assert queries.match_organisation("民政科", office).organisations == (office,)
    assert queries.match_organisation("民政科", other).how == "none"


@pytest.mark.parametrize(
    ("scope", "count"), [("towns", 2), ("villages", 1), ("departments", 2), ("ignore", 0)]
)
def test_a_name_may_stand_for_a_whole_kind(office, scope, count):
    actions.map_alias("各有关单位", by=COMMAND_LINE, organisation=a_county(), scope=scope)

    match = queries.match_organisation("各有关单位", office)

    assert match.found
    assert len(match.organisations) == count


def test_the_nearest_mapping_wins(office):
    county = a_county()
    actions.map_alias("主管局", by=COMMAND_LINE, organisation=county, targets=[county])
    actions.map_alias("主管局", by=COMMAND_LINE, organisation=office, targets=[office])

    assert queries.match_organisation("主管局", office).organisations == (office,)
    assert queries.match_organisation("主管局", county).organisations == (county,)


def test_mapping_again_replaces_and_forgetting_forgets(office):
    county = a_county()
    actions.map_alias("主管局", by=COMMAND_LINE, organisation=county, targets=[county])
    alias = actions.map_alias("主管局", by=COMMAND_LINE, organisation=county, scope="ignore")

    assert queries.match_organisation("主管局", office).how == "ignore"
    actions.forget_alias(alias, by=COMMAND_LINE)
    assert queries.match_organisation("主管局", office).how == "none"


def test_a_mapping_says_either_who_or_which_kind(office):
    with pytest.raises(ValidationError, match="二者选一"):
        actions.map_alias("主管局", by=COMMAND_LINE, organisation=office)


def test_a_clerk_maps_names_only_for_the_own_office(office):
    clerk = a_person("drafter", office)

    with pytest.raises(Denied, match="经办"):
        actions.map_alias("主管局", by=clerk, organisation=a_county(), scope="towns")


def test_a_closed_organisation_is_matched_no_more(office):
    actions.close_organisation(office, by=COMMAND_LINE, reason="撤并")

    assert queries.match_organisation("云溪县民政局", a_county()).how == "none"


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("云溪县民政局局", "云溪县民政局"),
        ("农村农业局", "云溪县农业农村局"),
        ("东桥村委会", "东桥村村民委员会"),
    ],
)
def test_likeness_only_suggests(office, text, best):
    suggested = queries.suggestions(text, office)

    assert suggested[0][0].name == best
    assert all(60 <= score <= 100 for _, score in suggested)


def test_many_names_cost_no_more_queries_than_one(office, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        matcher = queries.OrganisationMatcher(office)
        for text in ["民政局", "柳溪镇", "不存在的单位"] * 50:
            matcher.match(text)
