"""The demo county has the size the design asks for, and codes that are right and nobody's."""

from collections import Counter

import pytest

from mingzheng.accounts.rules import organisation_faults
from mingzheng.demo.places import AREA_CODE, credit_code, office, organisations

COUNTY = organisations("county")


@pytest.mark.parametrize(
    ("scale", "departments", "towns", "villages"),
    [("small", 8, 4, 10), ("county", 33, 24, 105), ("large", 33, 24, 105)],
)
def test_a_scale_has_its_number_of_offices(scale, departments, towns, villages):
    kinds = Counter(one.kind for one in organisations(scale))

    assert kinds["government"] == 1
    assert kinds["department"] == departments
    assert kinds["town"] + kinds["street"] == towns
    assert kinds["village"] + kinds["community"] == villages


def test_an_unknown_scale_is_refused_with_the_ones_there_are():
    with pytest.raises(ValueError, match="small、county、large"):
        organisations("huge")


def test_towns_are_a_mix_of_streets_towns_and_townships():
    towns = [one.short_name for one in COUNTY if one.level == "town"]

    assert {name[-1] for name in towns} == {"道", "镇", "乡"}
    assert {"云溪街道", "柳溪镇", "石门镇", "白鹤镇"} <= set(towns)


@pytest.mark.parametrize("scale", ["small", "county"])
def test_every_parent_comes_before_its_children(scale):
    seen = {""}
    for one in organisations(scale):
        assert one.parent in seen
        seen.add(one.code)


def test_every_office_can_be_kept_by_the_accounts_room():
    levels = {one.code: one.level for one in COUNTY}
    faults = {
        one.name: organisation_faults(vars(one), levels.get(one.parent))
        for one in COUNTY
        if organisation_faults(vars(one), levels.get(one.parent))
    }

    assert faults == {}


@pytest.mark.parametrize("name", ["code", "name", "short_name", "credit_code", "phone"])
def test_no_two_offices_share(name):
    assert Counter(getattr(one, name) for one in COUNTY).most_common(1)[0][1] == 1


def test_a_name_by_which_an_office_is_known_leads_to_it_alone():
    names = Counter(name for one in COUNTY for name in {one.name, one.short_name, *one.aliases})

    assert [name for name, offices in names.items() if offices > 1] == []


def test_codes_and_phones_belong_to_nobody():
    """Province numbers end at 82, and no exchange has the area 0000."""
    assert int(AREA_CODE[:2]) > 82
    assert all(one.area_code.startswith(AREA_CODE) for one in COUNTY)
    assert all(one.credit_code[2:8] == AREA_CODE for one in COUNTY)
    assert all(one.phone.startswith("0000-") for one in COUNTY)


@pytest.mark.parametrize(
    ("area_code", "serial", "code"),
    # Worked out on paper from GB 32100-2015 and GB 11714-1997.
    [("990101", 10, "11990101000000107C"), ("990101", 129, "1199010100000129XN")],
)
def test_a_credit_code_carries_both_check_characters(area_code, serial, code):
    assert credit_code("department", area_code, serial) == code


def test_an_office_is_found_by_its_code():
    assert office("YX03").short_name == "农业农村局"
    with pytest.raises(KeyError):
        office("YX99")
