"""The whole of it: tables of a file → catalogue rows, problems and what was skipped (读目录).

Every row with content is accounted for: it became an item, or stands in a blocking problem, or
was skipped with its reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from mingzheng.collection.rules import values
from mingzheng.collection.rules.columns import COLUMNS, Column, exact_meaning
from mingzheng.collection.rules.headers import Layout, find_layouts
from mingzheng.collection.rules.rows import (
    CatalogueRow,
    Mode,
    Problem,
    RawRow,
    RowReader,
    Skipped,
)
from mingzheng.collection.rules.words import office_list
from mingzheng.files.rules.asides import why_no_item
from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.pieces import read_bases
from mingzheng.files.rules.ticks import HeadNote, tick
from mingzheng.files.rules.words import clean, one_line, plain, unwrap
from mingzheng.standards.rules.channel_cells import read_channels
from mingzheng.standards.rules.lists import read_elements
from mingzheng.standards.rules.marks import Choice, Element
from mingzheng.standards.rules.titles import is_instruction_sheet

__all__ = [
    "COLUMNS",
    "CatalogueRow",
    "Choice",
    "Column",
    "Element",
    "HeadNote",
    "Layout",
    "Problem",
    "Reading",
    "Skipped",
    "find_layouts",
    "read_catalogue",
]

LEVELS = (
    ("level_county", ("county",)),
    ("level_town", ("town",)),
    ("level_village", ("village",)),
    ("level_town_village", ("town", "village")),
)
STAGES = ("decision", "execution", "management", "service", "result")
Seen = dict[tuple[object, ...], CatalogueRow]  # by names, subject and levels
BOTH_MODES = "主动和依申请都选了，只能选一个。请去掉一个。"
NO_NAME = "这一行没有一级事项，也没有二级事项，上面也没有可以沿用的。请写上事项名称。"
NO_HEAD = (
    "这张工作表没有找到表头（序号、一级事项、公开内容、公开依据……）。请补上表头，或者手工对列。"
)
ABOVE_HEAD = "这一行在表头上面，不知道每一格是什么。请移到表头下面。"
TWICE = "和第 {} 行完全一样。请删掉一行。"
CONTRADICTS = "和第 {} 行是同一个事项，主体和层级也一样，内容却不同。请合成一行，或者改事项名称。"
SPLIT = "和第 {} 行是同一个事项，分成了几行写，各算一条。请核对是不是要合成一行。"


@dataclass
class Reading:
    """What a file says: the tables found, their rows, the problems, and the rows left out."""

    layouts: list[Layout] = field(default_factory=list)
    rows: list[CatalogueRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def read_catalogue(
    tables: Sequence[Table],
    *,
    mapping: Mapping[tuple[int, int], str] | None = None,
    field: str = "",
) -> Reading:
    """Read the catalogue in these tables.

    `mapping`: what a person said of columns, (place of the table, place of the column), both
    0-based → a meaning of COLUMNS, 'custom' or 'ignore'. `field`: the field (领域) for rows of
    which the file names none. Raises nothing: what cannot be read is a Problem.
    """
    reading = Reading(layouts=find_layouts(tables, mapping))
    for index, table in enumerate(tables):
        layouts = [layout for layout in reading.layouts if layout.table_index == index]
        if layouts:
            _outside(table, layouts, reading)
        else:
            _without_head(table, reading)
        seen: Seen = {}
        for place, layout in enumerate(reading.layouts):
            if layout.table_index == index:
                _read_layout(table, place, reading, field, seen)
    reading.skipped.sort(key=lambda s: _order(tables, s.sheet, s.row))
    reading.problems.sort(key=lambda p: _order(tables, p.sheet, p.row))
    return reading


def _order(tables: Sequence[Table], sheet: str, row: int) -> tuple[int, int]:
    names = [table.sheet for table in tables]
    return (names.index(sheet), row)


def _without_head(table: Table, reading: Reading) -> None:
    """A sheet in which no head was found: one blocking problem, unless it only explains."""
    filled = [
        (table.top + i, row) for i, row in enumerate(table.cells) if any(t.strip() for t in row)
    ]
    is_aside = bool(reading.layouts) and is_instruction_sheet(table.sheet)
    why = "说明或选项工作表" if is_aside else "这张工作表没有找到表头"
    for place, (row, texts) in enumerate(filled):
        if place == 0 and not is_aside:
            value = next(clean(text) for text in texts if text.strip())[:60]
            reading.problems.append(
                Problem(table.sheet, row, "", "no_head", NO_HEAD, value, blocking=True)
            )
        else:
            reading.skipped.append(Skipped(table.sheet, row, why))


def _outside(table: Table, layouts: list[Layout], reading: Reading) -> None:
    """Titles and heads, and the rows above the first title."""
    for layout in layouts:
        heads = [Skipped(table.sheet, row, "表头") for row in layout.head_rows]
        titles = [
            Skipped(table.sheet, row, why_no_item(table.cells[row - table.top]) or "标题行")
            for row in layout.title_rows
        ]
        reading.skipped += heads + titles
    first = layouts[0]
    for row in range(table.top, first.first_row):
        texts = table.cells[row - table.top]
        filled = [text for text in texts if text.strip()]
        if len(filled) <= 2 or why_no_item(texts):
            why = why_no_item(texts) or "表头上面的说明"
            reading.skipped.append(Skipped(table.sheet, row, why))
        else:
            value = clean(filled[0])[:60]
            reading.problems.append(
                Problem(table.sheet, row, "", "above_head", ABOVE_HEAD, value, blocking=True)
            )


def _read_layout(table: Table, place: int, reading: Reading, field: str, seen: Seen) -> None:
    layout = reading.layouts[place]
    reader = RowReader(table, layout)
    reader.read()
    reading.skipped += reader.skipped
    for raw in reader.rows:
        row = _item(raw, layout, field)
        if row is not None and _is_new(row, raw, seen):
            row.layout = place
            reading.rows.append(row)
        reading.problems += raw.problems


def _item(raw: RawRow, layout: Layout, field: str) -> CatalogueRow | None:
    """The item of a row, or None with a blocking problem."""
    if any(problem.blocking for problem in raw.problems):
        return None
    if not raw.text("level1") and not raw.text("level2"):
        value = next((t for t in raw.texts.values() if t), "")
        raw.add_problem("level1", "no_name", NO_NAME, value=clean(value)[:60], blocking=True)
        return None
    row = CatalogueRow(raw.sheet, raw.row, number=one_line(clean(raw.text("number"))))
    row.field_text = raw.text("field") or raw.field_text or field
    row.level1, row.level2 = raw.text("level1"), raw.text("level2")
    if not row.level1:
        row.level1, row.level2 = row.level2, ""
        raw.notes.append("没有一级事项，用二级事项作一级事项")
    row.limit_text = unwrap(clean(raw.text("limit")))
    row.limit_inferred = "limit" in raw.from_above
    row.subject_text = office_list(raw.text("subject"))
    row.post = one_line(clean(raw.text("post")))
    row.custom = raw.custom
    _fill_lists(row, raw, layout.marks)
    _fill_ticks(row, raw, layout)
    row.inferred = raw.notes + [f"{name}：表里没有这一列" for name in layout.absent]
    return row


def _fill_lists(row: CatalogueRow, raw: RawRow, note: HeadNote) -> None:
    elements, doubts = read_elements(raw.text("content"), note)
    channels, more = read_channels(raw.text("channels"), note)
    row.elements, row.channels = list(elements), list(channels)
    row.bases = list(read_bases(raw.text("basis")))
    raw.notes += [*doubts, *more]


def _fill_ticks(row: CatalogueRow, raw: RawRow, layout: Layout) -> None:
    row.audience_all, row.audience_some = _audience(raw, layout.marks)
    row.mode = _mode(raw, layout.marks)
    levels = set(_said(raw, "level", values.levels(raw.text("level"), layout.marks)))
    for meaning, codes in LEVELS:
        levels |= set(codes) if _ticked(raw, meaning) else set()
    row.levels = [code for code in ("county", "town", "village") if code in levels]
    stages = set(_said(raw, "stage", values.stages(raw.text("stage"), layout.marks)))
    stages |= {code for code in STAGES if _ticked(raw, f"stage_{code}")}
    row.stages = [code for code in STAGES if code in stages]


def _ticked(raw: RawRow, meaning: str) -> bool:
    """Whether a cell to be ticked is ticked; what cannot be read is a problem and counts as no."""
    found = tick(raw.text(meaning))
    is_heading = exact_meaning(found.rest, in_group=True) == meaning
    if found.state is None and is_heading:  # 主动 written under 主动
        raw.notes.append(f"{COLUMNS[meaning]}写的是“{found.rest}”，按选中读")
        return True
    if found.state is None:
        message = f"看不懂这个记号：{found.rest}。请用 √ 表示选中，不选就空着。"
        raw.add_problem(meaning, "unknown_mark", message, value=found.rest)
    elif found.rest and not is_heading:
        message = f"除了记号还写着“{found.rest}”，只读了记号。请核对。"
        raw.add_problem(meaning, "extra_words", message, value=found.rest)
    return bool(found.state)


def _said(raw: RawRow, meaning: str, said: values.Said) -> tuple[str, ...]:
    if said.unread:
        message = f"看不懂“{said.unread}”。请改成表头上写的那几种。"
        raw.add_problem(meaning, "unread_value", message, value=said.unread)
    return said.codes


def _audience(raw: RawRow, note: HeadNote) -> tuple[bool, str]:
    is_all, some = values.audience(raw.text("audience"), note)
    found = tick(raw.text("audience_some"))
    if found.state is None and not plain(found.rest).isalnum():
        _ticked(raw, "audience_some")  # signs only: named as a problem
    elif found.state is not False:
        some = values.group_name(found.rest) or values.SOME
    return is_all or _ticked(raw, "audience_all"), some


def _mode(raw: RawRow, note: HeadNote) -> Mode:
    codes = set(_said(raw, "mode", values.mode(raw.text("mode"), note)))
    codes |= {"active"} if _ticked(raw, "mode_active") else set()
    codes |= {"on_request"} if _ticked(raw, "mode_request") else set()
    if len(codes) > 1:
        value = raw.text("mode") or "√ 主动　√ 依申请"
        raw.add_problem("mode", "both_modes", BOTH_MODES, value=one_line(clean(value)))
        return "unclear"
    if "active" in codes:
        return "active"
    return "on_request" if codes else "unclear"


def _is_new(row: CatalogueRow, raw: RawRow, seen: Seen) -> bool:
    """False, with a blocking problem, for an item that stands in the same table already."""
    names = (plain(row.field_text), plain(row.level1), plain(row.level2))
    key = (*names, plain(row.subject_text), tuple(row.levels))
    first = seen.setdefault(key, row)
    if first is row:
        return True
    value = "：".join(name for name in (row.level1, row.level2) if name)
    if _content(row) == _content(first):
        raw.add_problem("level2", "duplicate", TWICE.format(first.row), value=value, blocking=True)
        return False
    if "level2" in raw.from_above or ("level1" in raw.from_above and not row.level2):
        raw.add_problem("level2", "split", SPLIT.format(first.row), value=value)
        return True
    message = CONTRADICTS.format(first.row)
    raw.add_problem("level2", "duplicate", message, value=value, blocking=True)
    return False


def _content(row: CatalogueRow) -> dict[str, object]:
    aside = ("sheet", "row", "number", "inferred", "limit_inferred", "layout")
    return {name: value for name, value in asdict(row).items() if name not in aside}
