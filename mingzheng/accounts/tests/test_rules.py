"""Names and codes: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.accounts import rules

SIGNS = st.text(alphabet=rules.CREDIT_CODE_SIGNS, min_size=17, max_size=17)


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",  # the worked example of GB 32100-2015
        "911100001000022204",
        "11100000000013127D",
    ],
)
def test_a_published_credit_code_is_right(code):
    assert rules.credit_code_fault(code[:17] + rules.credit_code_check(code)) is None
    assert len(code) == 18


def test_the_worked_example_of_the_standard_holds():
    """GB 32100-2015."""
    assert rules.credit_code_fault("91350100M000100Y43") is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91350100M000100Y4", "18 位"),
        ("91350100M000100Y44", "末位应是 3"),
        ("91350100M00O100Y43", "第 12 位“O”"),
        ("91350100m000100Y43", "第 9 位“m”"),
    ],
)
def test_a_wrong_credit_code_is_explained(code, words):
    assert words in rules.credit_code_fault(code)


@given(SIGNS, st.integers(0, 16), st.sampled_from(rules.CREDIT_CODE_SIGNS))
def test_one_mistyped_sign_is_always_noticed(body, place, sign):
    code = body + rules.credit_code_check(body)
    typo = code[:place] + sign + code[place + 1 :]

    assert (rules.credit_code_fault(typo) is None) == (typo == code)


@pytest.mark.parametrize(
    ("phrase", "function"),
    [
        ("县级民政部门", "民政"),
        ("民政部门", "民政"),
        ("县级政府民政部门", "民政"),
        ("公安机关", "公安"),
        ("县民政主管部门", "民政"),
        ("各级农业农村主管部门", "农业农村"),
        ("县(市、区)级人民政府民政部门", "民政"),
        ("县（市、区）级 生态环境 部门", "生态环境"),
        ("民政局", None),
        ("有关单位", None),
    ],
)
def test_a_function_is_read_from_a_phrase(phrase, function):
    assert rules.function_named(phrase) == function


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("云溪县民政局", "民政局"),
        ("县民政局", "民政局"),
        ("本县民政局", "民政局"),
        ("云溪民政局", "民政局"),
        ("县城管理局", "城管理局"),  # harmless: only ever compared with names treated the same way
        ("民政局", "民政局"),
    ],
)
def test_the_countys_own_name_comes_off(name, bare):
    assert rules.without_area(name, "云溪县") == bare


@given(st.text(max_size=30))
def test_normalising_twice_is_normalising_once(text):
    assert rules.normalised(rules.normalised(text)) == rules.normalised(text)


@pytest.mark.parametrize(
    ("level", "parent", "fits"),
    [
        ("county", None, True),
        ("town", "county", True),
        ("county", "county", True),
        ("county", "town", False),
        ("city", "county", False),
        ("planet", None, False),
    ],
)
def test_a_level_hangs_below_its_own_or_a_higher_one(level, parent, fits):
    assert (rules.level_fault(level, parent) is None) is fits
