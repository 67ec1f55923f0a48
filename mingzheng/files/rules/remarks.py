"""A workbook handed back with remarks in its cells (带批注的表格), safe to open again."""

import io
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "明政"
MUST, MAY = (PatternFill("solid", fgColor=colour) for colour in ("F9D2CC", "FFF0C2"))


class Remark(NamedTuple):
    """What is said about one cell: sheet name, 1-based row, 0-based column, words, how grave."""

    sheet: str
    row: int
    column: int
    words: str
    is_grave: bool = False


def with_remarks(data: bytes, remarks: Iterable[Remark]) -> bytes:
    """An .xlsx with each remark as a comment and a coloured cell; several of one cell in one.

    Formulas come back as the values they last showed, links to other files are dropped: whoever
    opens the file runs nothing of what was uploaded. `data` must have passed `safety.check`.
    """
    book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    said: dict[tuple[str, int, int], list[Remark]] = defaultdict(list)
    for remark in remarks:
        said[remark.sheet, remark.row, remark.column].append(remark)
    for (sheet, row, column), some in said.items():
        if sheet in book.sheetnames and isinstance(book[sheet], Worksheet):
            _note(_anchor(book[sheet], row, column + 1), some)
    for sheet in book.worksheets:
        _as_text(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _note(cell: Cell, remarks: list[Remark]) -> None:
    words = "\n".join(remark.words for remark in remarks)
    cell.comment = Comment(words, AUTHOR, height=40 + 20 * (len(words) // 16 + 1), width=260)
    cell.fill = MUST if any(remark.is_grave for remark in remarks) else MAY


def _anchor(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell itself, or the top left one of the merged range that it lies in."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _as_text(sheet: Worksheet) -> None:
    """No cell leaves as a formula, whatever it looks like."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue  # holds nothing of its own
            cell.hyperlink = None
            if cell.data_type == "f":
                cell.data_type = "s"
            if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                cell.quotePrefix = True
