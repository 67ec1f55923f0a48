"""The next edition differs from the last as offices do it: a little, and with reasons."""

import pytest

from mingzheng.demo.items import changes, county_items, organisation_items
from mingzheng.demo.places import organisations

CATALOGUES = {
    "small": county_items("small"),
    "county": county_items("county"),
    **{
        one.code: organisation_items(one.code)
        for one in organisations()
        if organisation_items(one.code)
    },
}


@pytest.mark.parametrize("name", CATALOGUES)
def test_some_items_change_some_are_new_and_one_goes(name):
    items = CATALOGUES[name]
    edition = changes(items, 7)

    assert len(edition.items) == len(items) + len(edition.added) - 1
    assert 1 <= len(edition.changed) <= max(3, len(items) / 6)
    assert 1 <= len(edition.added) <= 5
    assert len(edition.removed) == 1


@pytest.mark.parametrize("name", CATALOGUES)
def test_what_goes_says_why_and_what_comes_is_new(name):
    items = CATALOGUES[name]
    edition = changes(items, 7)
    before, after = {item.key for item in items}, {item.key for item in edition.items}
    [(gone, reason)] = edition.removed

    assert before - after == {gone.key}
    assert after - before == {item.key for item in edition.added}
    assert reason.endswith("。")


def test_limits_become_shorter_and_elements_clearer():
    pairs = changes(county_items(), 3).changed
    limits = {(old.limit_text, new.limit_text) for old, new in pairs}
    elements = [(old, new) for old, new in pairs if old.elements != new.elements]

    assert (
        "自信息形成或者变更之日起20个工作日内",
        "自信息形成或者变更之日起10个工作日内",
    ) in limits
    assert elements
    assert all(len(old.elements) == len(new.elements) for old, new in elements)


def test_a_changed_item_is_still_the_same_item():
    assert all(old.key == new.key for old, new in changes(county_items(), 3).changed)


def test_lists_of_people_are_not_pushed_to_anybody():
    for old, new in changes(county_items(), 5).changed:
        if "精准推送" in set(new.channels) - set(old.channels):
            assert "政府网站" in old.channels


def test_one_seed_gives_one_edition_and_another_gives_another():
    items = county_items("small")

    assert changes(items, 1) == changes(items, 1)
    assert changes(items, 1) != changes(items, 2)


def test_too_few_items_are_refused():
    with pytest.raises(ValueError, match="不到 10 个事项"):
        changes(county_items("small")[:9])
