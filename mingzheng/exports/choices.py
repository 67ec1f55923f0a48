"""A workbook to be filled in (填报表格): one table, drop-downs, and how to fill it.

What goes out filled can be changed and read back; what goes out empty is a template.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mingzheng.files.rules.safety import defuse

FILLABLE = 2000  # rows below the head that get drop-downs in a template
CHOICES, NOTES, EXAMPLE = "选项", "填表说明", "填写示例"
THIN = Side(style="thin", color="FF7B8896")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAP = Alignment(vertical="top", wrap_text=True)
HEAD = Alignment(horizontal="center", vertical="center", wrap_text=True)
SHADE = PatternFill("solid", fgColor="FFF3F6F9")
MUST = PatternFill("solid", fgColor="FFFFF0C2")
MISSING = PatternFill("solid", bgColor="FFF9D2CC")
TITLE_FONT, HEAD_FONT = Font(name="黑体", size=16), Font(name="黑体", size=10)


@dataclass(frozen=True)
class Column:
    """A column to fill in: heading, width, its choices if any, whether it must be filled."""

    heading: str
    width: int = 16
    choices: tuple[str, ...] = ()
    is_required: bool = False
    several: bool = False  # more than one choice may stand in a cell: nothing is refused then


@dataclass(frozen=True)
class Form:
    """One workbook: title, columns, rows of texts, and lines that say how to fill it in.

    `remarks`: by row from 0, what was said of it as (heading or "", words). `example`: one row
    filled in well, to look at.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]] = ()
    notes: Sequence[str] = ()
    remarks: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    example: Sequence[str] = ()


def to_workbook(form: Form) -> bytes:
    """The form as .xlsx: row 1 the title, row 2 the head, then the rows; no cell is a formula."""
    book = Workbook()
    book.properties.title = form.title
    sheet = book.active
    sheet.title = "填报"
    _head(sheet, form)
    for number, row in enumerate(form.rows, start=3):
        for at, text in enumerate(row, start=1):
            cell = sheet.cell(number, at, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.alignment, cell.border, cell.data_type = WRAP, GRID, "s"
            cell.quotePrefix = text != defuse(text)  # stays text, also once somebody edits it
    _drop_downs(book, sheet, form)
    _checks(sheet, form)
    _remarks(sheet, form)
    if form.notes:
        notes = book.create_sheet(NOTES)
        notes.column_dimensions["A"].width = 90
        for number, line in enumerate(form.notes, start=1):
            notes.cell(number, 1, line).alignment = WRAP
    if form.example:
        _example(book.create_sheet(EXAMPLE), form)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, form: Form) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(form.columns))
    title = sheet.cell(1, 1, form.title)
    title.font, title.alignment = TITLE_FONT, HEAD
    sheet.row_dimensions[1].height = 32
    for at, column in enumerate(form.columns, start=1):
        cell = sheet.cell(2, at, column.heading)
        cell.font, cell.alignment, cell.border = HEAD_FONT, HEAD, GRID
        cell.fill = MUST if column.is_required else SHADE
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "2:2"


def _checks(sheet: Worksheet, form: Form) -> None:
    """A cell that must be filled in turns red as soon as its row says anything."""
    last = get_column_letter(len(form.columns))
    bottom = max(FILLABLE, len(form.rows) + 2)
    for at, column in enumerate(form.columns, start=1):
        if column.is_required:
            letter = get_column_letter(at)
            test = f"AND(COUNTA($B3:${last}3)>0,LEN(TRIM({letter}3))=0)"
            rule = FormulaRule([test], fill=MISSING)
            sheet.conditional_formatting.add(f"{letter}3:{letter}{bottom}", rule)


def _remarks(sheet: Worksheet, form: Form) -> None:
    """What was sent back comes as comments in the cells it is about, or beside the number."""
    places = {column.heading: at for at, column in enumerate(form.columns, start=1)}
    for number, said in form.remarks.items():
        cells: dict[int, list[str]] = {}
        for heading, words in said:
            cells.setdefault(places.get(heading, 1), []).append(words)
        for at, lines in cells.items():
            cell, words = sheet.cell(number + 3, at), "\n".join(lines)
            cell.comment = Comment(words, "明政", height=60 + 20 * (len(words) // 16), width=260)
            cell.fill = MUST


def _example(sheet: Worksheet, form: Form) -> None:
    """Written downwards, without a head: a reader would take it for a row of the office's own."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 60
    filled = [(c.heading, text) for c, text in zip(form.columns, form.example, strict=True) if text]
    for number, (heading, text) in enumerate(filled, start=1):
        sheet.cell(number, 1, heading).alignment = WRAP
        sheet.cell(number, 2, text).alignment = WRAP


def _drop_downs(book: Workbook, sheet: Worksheet, form: Form) -> None:
    """Lists stand on a sheet of their own: inside a formula they may not pass 255 characters."""
    listed = [(at, one) for at, one in enumerate(form.columns, start=1) if one.choices]
    if not listed:
        return
    store = book.create_sheet(CHOICES)
    last = max(FILLABLE, len(form.rows) + 2)
    for place, (at, column) in enumerate(listed, start=1):
        store.cell(1, place, "可选")  # not the heading: a reader would take this for a table
        for row, choice in enumerate(column.choices, start=2):
            store.cell(row, place, choice)
        letter, here = get_column_letter(place), get_column_letter(at)
        span = f"{CHOICES}!${letter}$2:${letter}${len(column.choices) + 1}"
        rule = DataValidation(type="list", formula1=span, allow_blank=True)
        rule.showErrorMessage, rule.showInputMessage = not column.several, True
        rule.error, rule.errorTitle = "请从列表里选。", column.heading
        rule.prompt = "可以写几个，用顿号隔开。" if column.several else "从列表里选一个。"
        sheet.add_data_validation(rule)
        rule.add(f"{here}3:{here}{last}")
    store.sheet_state = "hidden"
