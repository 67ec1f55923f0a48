"""Cells that show an error or nothing at all are told apart from empty ones."""

import io

import openpyxl
import pytest

from mingzheng.files.rules.formulas import lost_cells
from mingzheng.files.rules.tables import read_tables


def book_with(**cells) -> bytes:
    """A workbook with these cells; a text that begins with # is stored as an error."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目录"
    for place, value in cells.items():
        sheet[place] = value
        if str(value).startswith("#"):
            sheet[place].data_type = "e"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_error_and_a_formula_without_result_are_named():
    data = book_with(A1="事项", B1="主体", A2="#REF!", B2="=A1&A1")

    (table,) = read_tables("目录.xlsx", data)

    assert table.cells[1] == ("#REF!", "#没有结果")


def test_a_workbook_without_formulas_has_none():
    assert lost_cells(book_with(A1="事项", A2="低保")) == {}


@pytest.mark.parametrize("data", [b"", b"not a package"])
def test_what_is_no_package_has_none(data):
    assert lost_cells(data) == {}


@pytest.mark.parametrize("mark", ["\0", "\x0b", "\x1f"])
def test_control_characters_never_come_through(mark):
    """PostgreSQL keeps no NUL; a text that only SQLite takes could not be moved either."""
    text = f"事项,主体\r\n低{mark}保,民政局\r\n"

    (table,) = read_tables("目录.csv", b"\xff\xfe" + text.encode("utf-16-le"))

    assert table.cells[1] == ("低保", "民政局")
