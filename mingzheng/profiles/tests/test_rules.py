"""What an office must say of itself: the words of the law, one by one."""

import pytest

from mingzheng.profiles.rules import GUIDE_ELEMENTS, PROFILE_ELEMENTS, guide_gaps, profile_gaps

WHOLE = dict.fromkeys(PROFILE_ELEMENTS, "有")


@pytest.mark.proves("《政府信息公开条例》第二十条")
@pytest.mark.parametrize(("missing", "label"), PROFILE_ELEMENTS.items())
def test_each_element_of_the_profile_is_missed(missing, label):
    """《政府信息公开条例》第二十条第（二）项."""
    assert profile_gaps(WHOLE | {missing: ""}, "county") == [label]


def test_a_whole_profile_lacks_nothing_and_a_village_needs_no_divisions():
    assert profile_gaps(WHOLE, "town") == []
    assert profile_gaps(WHOLE | {"divisions": False}, "village") == []


@pytest.mark.proves("《政府信息公开条例》第十二条")
def test_the_guide_names_what_article_twelve_asks_for():
    """《政府信息公开条例》第十二条."""
    said = dict.fromkeys(GUIDE_ELEMENTS, "写了")

    assert guide_gaps(said) == []
    assert guide_gaps(said | {"fax": " "}) == ["传真号码"]
    assert guide_gaps({}) == list(GUIDE_ELEMENTS.values())
