"""The prefilled workbook of a round (填报表格): what the office has, lists to choose from, checks.

One flat table that `collection` reads back unchanged; a cell that is missing turns red in the
sheet itself. What is only to be read or copied stands on sheets that the reader leaves out.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mingzheng.catalogue.rules.differences import LEVELS, STAGES
from mingzheng.catalogue.rules.items import OPTIONAL, Choice, ItemContent
from mingzheng.exports.layout import NOTE, has_optional
from mingzheng.exports.rows import MODES, audiences
from mingzheng.exports.sheets import CENTRE, HEAD_FONT, LEFT, SHADE, TITLE_FONT, write
from mingzheng.standards.rules.channels import STANDARD_CHANNELS

SPARE = 200  # empty rows that know the lists and the checks too
FIRST = 4  # the first row of items: title, note, head stand above
MISSING = PatternFill("solid", bgColor="FFF9D2CC")
REMARKED = PatternFill("solid", fgColor="FFFFF0C2")
LIMITS = (
    "信息形成或变更之日起20个工作日内",
    "信息形成或变更之日起7个工作日内",
    "每季度结束后10个工作日内",
    "每年3月31日前",
)


@dataclass(frozen=True)
class Head:
    """A column: width, whether it must be filled in, its list, whether other words may stand."""

    name: str
    width: int
    is_needed: bool = True
    choices: str = ""
    is_open: bool = True


HEADS = (
    Head("领域", 14, choices="领域", is_open=False),
    Head("一级事项", 16),
    Head("二级事项", 20, is_needed=False),
    Head("公开内容（要素）", 34),
    Head("公开依据", 30),
    Head("公开时限", 26, choices="时限"),
    Head("公开主体", 20),
    Head("公开渠道和载体", 24, choices="渠道"),
    Head("公开对象", 12, choices="对象"),
    Head("公开方式", 10, choices="方式", is_open=False),
    Head("公开层级", 14, choices="层级"),
    Head("五公开", 12, is_needed=False, choices="环节"),
    Head("责任岗位", 16, is_needed=False),
)
LOCAL = ("以此为准的期限", "期限的法律依据")


@dataclass(frozen=True)
class Line:
    """One prefilled row: its field's name, what it says, the remarks on it by column ("" = row)."""

    field_name: str
    content: ItemContent
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Form:
    """What the workbook of one office holds."""

    title: str
    notes: Sequence[str]
    lines: Sequence[Line]
    starters: Sequence[Line]
    example: Line
    fields: Sequence[str]


def to_xlsx(form: Form) -> bytes:
    """The workbook: 填报, 填表说明, 填写示例, 标准事项选项 (to copy from), and the lists."""
    book = Workbook()
    book.properties.title = form.title
    noted = has_optional([line.content for line in (*form.lines, *form.starters)])
    sheet = book.active
    sheet.title = "填报"
    heads = [*(head.name for head in HEADS), *_more(form.lines)]
    _table(sheet, form.title, heads, form.lines, noted=noted)
    last = FIRST + len(form.lines) + SPARE
    _lists(book, form.fields)
    _choices(sheet, last)
    _checks(sheet, last)
    _remarks(sheet, heads, form.lines)
    _notes(book.create_sheet("填表说明", 1), form)
    _example(book.create_sheet("填写示例", 2), form.example)
    if form.starters:
        _starters(book.create_sheet("标准事项选项", 3), heads, form.starters, noted=noted)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _more(lines: Sequence[Line]) -> list[str]:
    """Columns that only some offices have: a later law's term, columns of their own."""
    contents = [line.content for line in lines]
    has = (any(c.override_text for c in contents), any(c.override_source for c in contents))
    own = dict.fromkeys(name for c in contents for name, value in c.custom.items() if value)
    return [name for name, is_there in zip(LOCAL, has, strict=True) if is_there] + list(own)


def cells_of(line: Line, *, noted: bool) -> dict[str, str]:
    """A row as heading → text, in words that the reader takes back as they were."""
    content = line.content
    return {
        "领域": line.field_name,
        "一级事项": content.level1,
        "二级事项": content.level2,
        "公开内容（要素）": _listed(content.elements, noted=noted, mark="●"),
        "公开依据": "\n".join(content.bases),
        "公开时限": content.limit_text,
        "公开主体": content.subject_text,
        "公开渠道和载体": _listed(content.channels, noted=noted, mark="■"),
        "公开对象": audiences(content),
        "公开方式": MODES[content.mode],
        "公开层级": "、".join(LEVELS[level] for level in content.levels),
        "五公开": "、".join(STAGES[stage] for stage in content.stages),
        "责任岗位": content.post,
        LOCAL[0]: content.override_text,
        LOCAL[1]: content.override_source,
        **{name: str(value) for name, value in content.custom.items()},
    }


def _listed(choices: Iterable[Choice], *, noted: bool, mark: str) -> str:
    marks = {OPTIONAL: "□"} if noted else {}
    return "\n".join(marks.get(one.need, "■" if noted else mark) + one.text for one in choices)


def _table(
    sheet: Worksheet, title: str, heads: Sequence[str], lines: Sequence[Line], *, noted: bool
) -> None:
    widths = {head.name: head.width for head in HEADS} | {"序号": 6}
    write(sheet.cell(1, 1), title, LEFT)
    sheet.cell(1, 1).font = TITLE_FONT
    if noted:
        write(sheet.cell(2, 1), NOTE, LEFT)
    for at, name in enumerate(["序号", *heads], start=1):
        cell = sheet.cell(FIRST - 1, at)
        write(cell, name, CENTRE)
        cell.font, cell.fill = HEAD_FONT, SHADE
        sheet.column_dimensions[get_column_letter(at)].width = widths.get(name, 16)
    _rows(sheet, heads, lines, noted=noted)
    sheet.freeze_panes = sheet.cell(FIRST, 4)
    sheet.print_title_rows = f"1:{FIRST - 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _rows(sheet: Worksheet, heads: Sequence[str], lines: Sequence[Line], *, noted: bool) -> None:
    for number, line in enumerate(lines):
        said = cells_of(line, noted=noted)
        write(sheet.cell(FIRST + number, 1), str(number + 1), CENTRE)
        for at, name in enumerate(heads, start=2):
            write(sheet.cell(FIRST + number, at), said.get(name, ""), LEFT)


def _starters(
    sheet: Worksheet, heads: Sequence[str], lines: Sequence[Line], *, noted: bool
) -> None:
    """Rows to copy. Without a head: with one, the reader would take them for the office's own."""
    write(sheet.cell(1, 1), "用得上的整行复制到“填报”表，列的先后和那张表一样。", LEFT)
    _rows(sheet, heads, lines, noted=noted)
    for at in range(2, len(heads) + 2):
        sheet.column_dimensions[get_column_letter(at)].width = 20


def _example(sheet: Worksheet, line: Line) -> None:
    """One row filled in well, written downwards so that nobody imports it."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 60
    for at, (name, said) in enumerate(cells_of(line, noted=False).items(), start=1):
        if said:
            write(sheet.cell(at, 1), name, LEFT)
            write(sheet.cell(at, 2), said, LEFT)


def _lists(book: Workbook, fields: Sequence[str]) -> None:
    """The lists of the drop-downs, on a hidden sheet of their own under defined names."""
    sheet = book.create_sheet("下拉选项")
    sheet.sheet_state = "hidden"
    lists = {
        "领域": fields,
        "时限": LIMITS,
        "渠道": STANDARD_CHANNELS,
        "对象": ("全社会", "特定群体", "全社会；特定群体"),
        "方式": ("主动", "依申请"),
        "层级": ("县级", "乡级", "村级", "县级、乡级", "乡级、村级", "县级、乡级、村级"),
        "环节": tuple(STAGES.values()),
    }
    for at, (name, values) in enumerate(lists.items(), start=1):
        letter = get_column_letter(at)
        for row, value in enumerate(values, start=1):
            write(sheet.cell(row, at), value, LEFT)
        place = f"下拉选项!${letter}$1:${letter}${max(len(values), 1)}"
        book.defined_names[f"选项_{name}"] = DefinedName(f"选项_{name}", attr_text=place)


def _choices(sheet: Worksheet, last: int) -> None:
    for at, head in enumerate(HEADS, start=2):
        if not head.choices:
            continue
        rule = DataValidation("list", formula1=f"选项_{head.choices}", allow_blank=True)
        rule.showErrorMessage, rule.showInputMessage = not head.is_open, True
        rule.errorTitle, rule.error = head.name, f"“{head.name}”请从下拉列表里选。"
        typed = "可以选一个，也可以自己写，几个之间用顿号隔开。"
        rule.promptTitle = head.name
        rule.prompt = typed if head.is_open else "请从下拉列表里选。"
        letter = get_column_letter(at)
        rule.add(f"{letter}{FIRST}:{letter}{last}")
        sheet.add_data_validation(rule)


def _checks(sheet: Worksheet, last: int) -> None:
    """A cell that must be filled in turns red as soon as the row says anything."""
    row = f"$B{FIRST}:${get_column_letter(len(HEADS) + 1)}{FIRST}"
    for at, head in enumerate(HEADS, start=2):
        if head.is_needed:
            letter = get_column_letter(at)
            test = f"AND(COUNTA({row})>0,LEN(TRIM({letter}{FIRST}))=0)"
            place = f"{letter}{FIRST}:{letter}{last}"
            sheet.conditional_formatting.add(place, FormulaRule([test], fill=MISSING))


def _remarks(sheet: Worksheet, heads: Sequence[str], lines: Sequence[Line]) -> None:
    """What was sent back comes as comments in the cells it is about."""
    places = {name: at for at, name in enumerate(heads, start=2)}
    for number, line in enumerate(lines):
        said: dict[int, list[str]] = {}
        for column, text in line.remarks:
            said.setdefault(places.get(column, places["一级事项"]), []).append(text)
        for at, texts in said.items():
            cell, words = sheet.cell(FIRST + number, at), "\n".join(texts)
            cell.comment = Comment(words, "明政", height=60 + 20 * (len(words) // 16), width=260)
            cell.fill = REMARKED


def _notes(sheet: Worksheet, form: Form) -> None:
    sheet.column_dimensions["A"].width = 100
    write(sheet.cell(1, 1), f"{form.title}：填表说明", LEFT)
    sheet.cell(1, 1).font = TITLE_FONT
    for at, line in enumerate(form.notes, start=3):
        write(sheet.cell(at, 1), line, LEFT)
