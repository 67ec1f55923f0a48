"""申请材料: rows in the data set, one line in a cell; what goes out reads back unchanged."""

import pytest

from mingzheng.powers.exporting import cell
from mingzheng.powers.models import PowerItem
from mingzheng.powers.rules import values
from mingzheng.powers.rules.materials import as_line, material, read_line, rows_of
from mingzheng.powers.tests.factories import power

LICENCE = {
    "name": "营业执照",
    "issuer": "市场监管局",
    "issued": "三个月内",
    "handling": "网上核验，不用交",
    "place": "政务服务中心二楼",
    "use": "核对经营范围",
    "originals": 1,
    "copies": 0,
    "required": True,
}


def test_a_material_holds_what_the_data_set_asks_for():
    """GB/T 39046-2020 table 4."""
    assert read_line(as_line(LICENCE)) == LICENCE
    assert as_line({"name": "申请表", "copies": 2}) == "申请表｜复印件份数：2"


@pytest.mark.parametrize(
    "line",
    [
        "申请表一份",
        "身份证（原件，核对后退回）",
        "甲｜乙",
        "甲｜原件份数：很多",
        "甲｜原件份数：100",
        "｜份",
    ],
)
def test_a_line_that_says_more_than_we_can_tell_apart_stays_as_it_is(line):
    assert read_line(line) == {"name": line}


def test_several_materials_go_through_a_cell_unchanged():
    rows = [LICENCE, {"name": "一寸照片", "required": False}, {"name": "承诺书（一式两份）"}]
    text = cell(power(materials=rows), "materials")

    assert values.read("materials", text) == (rows, "")


def test_what_parts_rows_never_stands_inside_one():
    typed = material({"name": "甲；乙｜丙\n丁", "copies": None, "required": False, "issuer": ""})

    assert typed == {"name": "甲，乙/丙丁", "required": False}
    assert values.read("materials", as_line(typed))[0] == [typed]


def test_lines_of_before_are_rows_now_and_say_the_same():
    old, new = PowerItem(details={"materials": ["申请表", "身份证"]}), PowerItem()
    content = power(materials=[{"name": "申请表"}, {"name": "身份证"}])
    new.take(content)

    assert rows_of(old.details["materials"]) == old.content["materials"] == content["materials"]
    assert new.details["materials"] == [{"name": "申请表"}, {"name": "身份证"}]
    # What a list sealed before was hashed by.
    assert new.fingerprint == "44d4028aaf6a82e7d7d954fb517039af"


def test_a_table_shows_the_columns_that_are_filled_in():
    heads, rows = power(materials=[{"name": "甲", "copies": 0}, {"name": "乙"}]).materials_table()

    assert heads == ["材料名称", "复印件份数"]
    assert rows == [
        [("材料名称", "甲"), ("复印件份数", "0")],
        [("材料名称", "乙"), ("复印件份数", "")],
    ]
