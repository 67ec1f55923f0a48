"""The roster as a table: every bad cell is named, and what goes out comes in again."""

import pytest

from mingzheng.profiles import queries, sheets
from mingzheng.profiles.actions import importing
from mingzheng.profiles.tests.factories import a_profile, an_officer

HEAD = "姓名,职务,领导,在岗情况,所在类别,所在名称\n"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("周以宁,,,,,", "职务", "还要写职务"),
        ("周以宁,局长,大概,,,", "领导", "请写“是”或者“否”"),
        ("周以宁,局长,,睡觉,,", "在岗情况", "请写：在岗、外出办事、休假"),
        ("周以宁,局长,,,小组,一组", "所在类别", "请写：内设机构、中队、网格"),
        ("周以宁,局长,,,,一组", "所在类别", "请写：内设机构、中队、网格"),
        (",局长,,,,", "姓名", "没有写姓名，也没有写所在名称"),
        (f"{'长' * 41},局长,,,,", "姓名", "最多 40 个字"),
        ("周以宁,局长,,,,\n周以宁,局长,,,,", "姓名", "和第 2 行重复了"),
    ],
)
def test_a_bad_cell_is_named_with_row_and_column(row, column, said):
    found = sheets.read_roster("名册.csv", (HEAD + row).encode())

    assert [one.column for one in found.problems] == [column]
    assert said in found.problems[0].message


def test_a_table_without_the_head_says_which_columns_are_missing():
    found = sheets.read_roster("名册.csv", "甲,乙\n1,2\n".encode())

    assert found.problems[0].message.startswith("表头里没有“姓名”“职务”")


def test_too_many_rows_are_refused_as_a_whole():
    found = sheets.read_roster(
        "名册.csv", (HEAD + "周以宁,局长,,,,\n" * (sheets.MAX_ROWS + 1)).encode()
    )

    assert found.lines == []
    assert "一次最多" in found.problems[0].message


def test_the_template_can_be_read():
    assert len(sheets.read_roster("模板.csv", sheets.template().encode()).lines) == 2


def test_what_goes_out_comes_in_again_and_formulas_are_defused(office, clerk):
    a_profile(office, clerk)
    an_officer(office, clerk, name="=1+1", post="职员", is_leader=False)
    before = importing.snapshot(office)
    text = sheets.as_csv(queries.officers_of(office), queries.units_of(office))

    found = sheets.read_roster("名册.csv", text.encode())
    importing.put_roster(office, found.lines, file_name="名册.csv", by=clerk)

    assert "'=1+1" in text
    assert {one["name"] for one in importing.snapshot(office)["officers"]} == {
        one["name"] for one in before["officers"]
    }
