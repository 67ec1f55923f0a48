"""The demo catalogues are whole, believable in size, and every item is owed by somebody."""

from collections import Counter
from functools import cache

import pytest

from mingzheng.accounts.rules import function_named, functions_of, normalised
from mingzheng.catalogue.rules.subjects import Directory, Office, Owed
from mingzheng.demo.items import OWN_CATALOGUES, county_items, organisation_items
from mingzheng.demo.places import CLASS_ALIASES, organisations
from mingzheng.demo.rows import STAGES


@cache
def directory(scale: str, home: str = "YX") -> Directory:
    """The offices of a scale as the rules of the catalogue see them, by their numbers."""
    offices, names, functions, paths = [], {}, {}, {}
    for number, one in enumerate(organisations(scale)):
        paths[one.code] = f"{paths.get(one.parent, '/')}{one.code}/"
        offices.append(Office(number, one.level, one.kind, paths[one.code]))
        names.update((normalised(n), number) for n in (one.name, one.short_name, *one.aliases))
        for word in functions_of(one.function):
            functions.setdefault(word, []).append(number)

    def lookup(name):
        if CLASS_ALIASES.get(name) == "departments":
            return [office.pk for office in offices if office.kind == "department"], "alias"
        if normalised(name) in names:
            return [names[normalised(name)]], "named"
        found = functions.get(function_named(name) or "", [])
        return found, "class" if found else ""

    return Directory(paths[home], offices, lookup)


def owed(scale: str) -> list[Owed]:
    return [directory(scale).owed_by(i.subject_text, i.levels) for i in county_items(scale)]


def test_the_county_owes_at_least_4627_duties_in_26_fields():
    assert sum(len(one.offices) for one in owed("county")) >= 4627
    assert {item.field_code for item in county_items()} == {f"{n:02}" for n in range(1, 27)}


def test_the_small_county_has_about_150_items():
    assert 140 <= len(county_items("small")) <= 165


@pytest.mark.parametrize("scale", ["small", "county"])
def test_every_item_is_owed_and_no_name_leads_nowhere(scale):
    owners = owed(scale)

    assert [n for n, one in enumerate(owners) if not one.offices] == []
    assert {name for one in owners for name in one.unmatched} == set()


def test_every_office_owes_something():
    owing = {pk for one in owed("county") for pk in one.offices}

    assert [o.short_name for n, o in enumerate(organisations()) if n and n not in owing] == []


@pytest.mark.parametrize("scale", ["small", "county", "large"])
def test_the_same_scale_always_gives_the_same_items(scale):
    assert county_items(scale) == county_items(scale)


def test_no_two_items_of_a_catalogue_have_one_name():
    for catalogue in (county_items(), *(organisation_items(o.code) for o in organisations())):
        keys = Counter(item.key for item in catalogue)
        assert [key for key, n in keys.items() if n > 1] == []


def test_no_item_leaves_a_column_empty():
    """国办发〔2019〕54号: 名称、内容、依据、时限、主体、方式、渠道、公开对象."""
    catalogues = [county_items(), *(organisation_items(o.code) for o in organisations())]
    for item in (item for catalogue in catalogues for item in catalogue):
        for column in ("level1", "level2", "limit_text", "subject_text", "mode", "post"):
            assert getattr(item, column), (item.key, column)
        for column in ("elements", "bases", "channels", "levels", "stages"):
            assert getattr(item, column), (item.key, column)
            assert all(getattr(item, column)), (item.key, column)
        assert item.audience_all != bool(item.audience_some), item.key
        assert set(item.stages) <= set(STAGES.values()), item.key


def test_items_for_a_party_are_on_request_and_never_on_the_website():
    on_request = [item for item in county_items() if item.mode == "on_request"]

    assert on_request
    assert all(item.audience_some and "政府网站" not in item.channels for item in on_request)


def test_renamed_matters_stand_under_their_new_name():
    names = {item.level2 for item in county_items()}

    assert "防返贫监测对象识别" in names
    assert "贫困人口识别" not in names
    assert not any("（→" in name for name in names)


def test_every_town_and_six_departments_have_a_catalogue_of_their_own():
    sizes = {one.code: len(organisation_items(one.code)) for one in organisations()}
    towns = [one.code for one in organisations() if one.level == "town"]

    assert len(OWN_CATALOGUES) == 6
    assert all(sizes[code] >= 10 for code in (*towns, *OWN_CATALOGUES))
    assert sum(1 for size in sizes.values() if size) == 30


def test_towns_differ_and_name_themselves():
    willow, crane = organisation_items("YX38"), organisation_items("YX40")

    assert {item.level2 for item in willow} != {item.level2 for item in crane}
    assert {item.subject_text for item in willow} == {"云溪县柳溪镇人民政府"}
    assert willow[0].level2 == "柳溪镇预算"


def test_a_towns_own_items_are_owed_by_that_town_alone():
    number = [one.code for one in organisations()].index("YX38")
    for item in organisation_items("YX38"):
        found = directory("county", "YX38").owed_by(item.subject_text, item.levels)
        assert list(found.offices) == [number]


def test_an_office_outside_the_scale_or_without_a_catalogue_has_no_items():
    assert organisation_items("YX41", "small") == []
    assert organisation_items("YX38-02") == []
    with pytest.raises(KeyError):
        organisation_items("YX99")
