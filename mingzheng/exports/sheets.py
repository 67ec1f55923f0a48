"""The catalogue as a workbook: the statutory table, one sheet for each field."""

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mingzheng.exports.layout import NOTE, Column, columns_of, has_optional, title_of
from mingzheng.exports.rows import ExportRow
from mingzheng.files.rules.words import NOT_TEXT

PAPER_A3, NUMBER_WIDTH = 8, 6  # Excel's code for A3; 序号 in characters
LINE_HEIGHT, TALLEST = 13.5, 409.0  # points; 409 is the highest row that Excel allows
LONGEST_NAME = 31  # characters in a sheet's name
THIN = Side(style="thin", color="FF7B8896")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LEFT = Alignment(vertical="center", wrap_text=True)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
SHADE = PatternFill("solid", fgColor="FFF3F6F9")
TITLE_FONT = Font(name="黑体", size=16)
HEAD_FONT = Font(name="黑体", size=10)
BODY_FONT = Font(name="宋体", size=10)


def to_xlsx(rows: Sequence[ExportRow], title: str) -> bytes:
    """The rows as .xlsx; `title` goes into the file's properties and the page header."""
    book = Workbook()
    book.properties.title = title
    book.remove(book.active)
    taken: set[str] = set()
    for _, group in groupby(rows, key=lambda row: row.field_name):
        of_field = list(group)
        sheet = book.create_sheet(_sheet_name(of_field[0].field_short_name, taken))
        _fill(sheet, of_field, title)
    if not rows:
        _fill(book.create_sheet("公开事项目录"), [], title)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(wanted: str, taken: set[str]) -> str:
    stem = re.sub(r"[\[\]:*?/\\']", "", wanted)[: LONGEST_NAME - 3] or "目录"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}{number}"
    taken.add(name)
    return name


def _fill(sheet: Worksheet, rows: Sequence[ExportRow], title: str) -> None:
    contents = [row.content for row in rows]
    columns = columns_of(contents)
    noted = has_optional(contents)
    _title(sheet, title_of(rows[0].field_name) if rows else title, len(columns) + 1, noted)
    top = 3 if noted else 2
    _head(sheet, columns, top)
    for number, content in enumerate(contents, start=1):
        texts = [column.cell(content) for column in columns]
        at = top + 1 + number
        write(sheet.cell(at, 1), str(number), CENTRE)
        for place, (column, text) in enumerate(zip(columns, texts, strict=True), start=2):
            write(sheet.cell(at, place), text, CENTRE if column.is_mark else LEFT)
        sheet.row_dimensions[at].height = _height(texts, columns)
    _merge_parents(sheet, [content.level1 for content in contents], top + 2)
    _page(sheet, columns, top + 1, title)


def _title(sheet: Worksheet, text: str, width: int, noted: bool) -> None:
    lines = [(text, TITLE_FONT, CENTRE, 30)]
    if noted:
        lines.append((NOTE, BODY_FONT, LEFT, 18))
    for row, (line, font, alignment, height) in enumerate(lines, start=1):
        cell = sheet.cell(row, 1)
        _put(cell, line)
        cell.font, cell.alignment = font, alignment
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        sheet.row_dimensions[row].height = height


def _head(sheet: Worksheet, columns: Sequence[Column], top: int) -> None:
    """Two rows: groups above their leaves, a heading without a group over both."""
    heads = [("序号", ""), *((column.heading, column.group) for column in columns)]
    place = 1
    for group, leaves in groupby(heads, key=lambda head: head[1] or head[0]):
        names = [name for name, _ in leaves]
        is_group = names != [group]
        for offset, name in enumerate(names):
            write(sheet.cell(top, place + offset), group if not offset else "", CENTRE)
            write(sheet.cell(top + 1, place + offset), name if is_group else "", CENTRE)
        last_row, last_column = (top, place + len(names) - 1) if is_group else (top + 1, place)
        sheet.merge_cells(
            start_row=top, end_row=last_row, start_column=place, end_column=last_column
        )
        place += len(names)
    for cells in sheet.iter_rows(min_row=top, max_row=top + 1, max_col=len(heads)):
        for cell in cells:
            cell.font, cell.fill = HEAD_FONT, SHADE


def write(cell: Cell, text: str, alignment: Alignment) -> None:
    """A text in a cell, dressed as all tables of ours; never a formula, whatever it begins with."""
    _put(cell, text)
    cell.font, cell.border, cell.alignment = BODY_FONT, GRID, alignment


def _put(cell: Cell, text: str) -> None:
    """Text stays text: a cell of type string is never run as a formula (公式注入), and the quote
    prefix keeps it so when somebody edits it."""
    if not text:
        return
    cell.value = NOT_TEXT.sub("", text)
    cell.data_type = "s"
    if text[0] in "=+-@\t\r":
        cell.quotePrefix = True


def _height(texts: Sequence[str], columns: Sequence[Column]) -> float:
    """Points that the tallest cell of a row needs; Excel does not work it out for us."""
    lines = max(
        (
            sum(-(-_display_width(line) // (column.width - 1)) or 1 for line in text.split("\n"))
            for text, column in zip(texts, columns, strict=True)
        ),
        default=1,
    )
    return min(lines * LINE_HEIGHT + 6, TALLEST)


def _display_width(text: str) -> int:
    """Half-width characters that a text takes: Chinese counts two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _merge_parents(sheet: Worksheet, names: Sequence[str], first: int) -> None:
    """Merge the 一级事项 cells of neighbours that say the same."""
    for start, end in runs(names):
        if end > start:
            sheet.merge_cells(
                start_row=first + start, end_row=first + end, start_column=2, end_column=2
            )


def runs(names: Iterable[str]) -> list[tuple[int, int]]:
    """First and last place of each run of equal names."""
    found, at = [], 0
    for _, group in groupby(names):
        length = len(list(group))
        found.append((at, at + length - 1))
        at += length
    return found


def _page(sheet: Worksheet, columns: Sequence[Column], head_end: int, title: str) -> None:
    """Widths, frozen head, and how the sheet prints: landscape A3, head on every page."""
    for place, width in enumerate([NUMBER_WIDTH, *(column.width for column in columns)], start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = sheet.cell(head_end + 1, 4)
    sheet.print_title_rows = f"1:{head_end}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    # Excel reads & as the start of a code, so a title's own & is doubled.
    sheet.oddHeader.right.text = title.replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
