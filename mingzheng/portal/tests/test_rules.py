"""Placeholders are told from real values; statutory numbers have a shape."""

import pytest

from mingzheng.portal.rules import is_placeholder, malformed, unset


@pytest.mark.parametrize(
    "value",
    [
        "", "   ", "0000000000", "0000-0000000", "×ICP备00000000号-1", "××县人民政府",
        "×公网安备 00000000000000号", "www.000.example", "yunxi.invalid",
    ],
)  # fmt: skip
def test_what_nobody_filled_in_is_a_placeholder(value):
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        "云溪县人民政府", "4303000001", "湘ICP备12345678号-1", "0731-85000000", "www.yunxi.gov.cn",
        "云溪街道政务路 1 号",
    ],
)  # fmt: skip
def test_a_real_value_is_not(value):
    assert not is_placeholder(value)


def test_unset_keeps_the_order_of_the_form():
    values = {"name": "云溪县人民政府", "icp": "", "phone": "0000-0000000"}

    assert unset(values) == ["icp", "phone"]


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("site_code", "4303000001", "430300001"),
        ("site_code", "bm01000001", "BM01000001"),
        ("icp", "湘ICP备12345678号-1", "湘ICP12345678"),
        ("police_record", "湘公网安备 43030002000001号", "湘公网安备 4303号"),
        ("domain", "www.yunxi.gov.cn", "https://www.yunxi.gov.cn/"),
    ],
)
def test_a_number_of_the_wrong_shape_gets_a_sentence(name, right, wrong):
    """国办发〔2017〕47号: 网站标识码 has ten characters."""
    assert malformed({name: right}) == {}
    assert malformed({name: wrong})[name].endswith("。")


def test_a_placeholder_is_not_also_malformed():
    assert malformed({"icp": "×ICP备00000000号-1", "site_code": "0000000000"}) == {}
