"""A workbook that goes back with remarks: in the right cells, and harmless."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from mingzheng.files.rules.remarks import Remark, with_remarks


def a_book(change=None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "目录"
    for line in (["一级事项", "公开时限"], ["低保", "尽快"], ["", "长期公开"]):
        sheet.append(line)
    if change:
        change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def remarked(data: bytes, *remarks: Remark):
    return load_workbook(io.BytesIO(with_remarks(data, remarks))).active


def test_a_remark_stands_in_its_cell_and_the_rest_stays():
    sheet = remarked(a_book(), Remark("目录", 2, 1, "看不懂这个时限"))

    assert sheet["B2"].comment.text == "看不懂这个时限"
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["B2"]
    assert [cell.value for cell in sheet[2]] == ["低保", "尽快"]


def test_several_remarks_of_one_cell_stand_in_one_comment():
    both = (Remark("目录", 2, 1, "甲"), Remark("目录", 2, 1, "乙", is_grave=True))

    cell = remarked(a_book(), *both)["B2"]

    assert cell.comment.text == "甲\n乙"
    assert cell.fill.fgColor.rgb == "00F9D2CC"


def test_a_remark_inside_a_merged_range_stands_at_its_corner():
    data = a_book(lambda sheet: sheet.merge_cells("A2:A3"))

    assert remarked(data, Remark("目录", 3, 0, "没有写"))["A2"].comment.text == "没有写"


def test_a_remark_for_a_sheet_that_is_not_there_is_left_out():
    sheet = remarked(a_book(), Remark("别的", 1, 0, "甲"))

    assert not [cell for row in sheet for cell in row if cell.comment]


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1"])
def test_nothing_comes_back_as_a_formula(text):
    """A formula comes back as what it last showed; text that looks like one stays text."""

    def put(sheet):
        sheet["A2"] = "=1+1"
        sheet["B2"] = text
        sheet["B2"].data_type = "s"

    sheet = remarked(a_book(put))

    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    assert sheet["B2"].value == text
    assert sheet["B2"].quotePrefix


def test_links_are_dropped():
    def put(sheet):
        sheet["A2"].hyperlink = "file:///C:/Windows/system32/calc.exe"

    assert remarked(a_book(put))["A2"].hyperlink is None
