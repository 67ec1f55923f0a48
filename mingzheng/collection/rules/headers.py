"""Where the tables of a catalogue begin and what their columns are (找表头、对列名)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzheng.collection.rules.columns import (
    BY_HAND,
    COLUMNS,
    CUSTOM,
    GROUPS,
    IGNORE,
    ITEM,
    KEEP,
    LONGEST_HEADING,
    SAME_NAME,
    VALUES,
    Column,
    core,
    exact_meaning,
    meaning_of,
)
from mingzheng.files.rules.asides import is_title, why_no_item
from mingzheng.files.rules.grid import Merge, Table
from mingzheng.files.rules.ticks import MARK, HeadNote, read_note
from mingzheng.files.rules.words import clean, one_line
from mingzheng.standards.rules.titles import field_named_in

Answers = Mapping[tuple[int, int], str]
MEANINGS = COLUMNS  # what a person may choose from
SAMPLES = 3
STAGE_WORDS = {"决策", "执行", "管理", "服务", "结果"}  # known even without 五公开 above
MOST_HEAD_ROWS = 3
LONGEST_PART = 12
FEWEST_NAMES = 3
TITLE_ROWS_ABOVE = 6
# What a complete row has: any one of each group will do (国办发〔2019〕54号).
EXPECTED: tuple[tuple[str, ...], ...] = (
    ("level1", "level2"),
    ("content",),
    ("basis",),
    ("limit",),
    ("subject",),
    ("channels",),
    ("audience", "audience_all", "audience_some"),
    ("mode", "mode_active", "mode_request"),
    ("level", "level_county", "level_town", "level_village", "level_town_village"),
)
EXPECTED_NAMES = ("公开事项", *(COLUMNS[group[0]].split("：")[0] for group in EXPECTED[1:]))


@dataclass(frozen=True)
class Layout:
    """One table of a sheet: its title, field, head and columns. Row numbers are 1-based."""

    table_index: int
    sheet: str
    title: str
    field_text: str
    head_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    marks: HeadNote
    first_data_row: int
    last_data_row: int
    title_rows: tuple[int, ...] = ()
    repeated_rows: tuple[int, ...] = ()  # the same head again, after a page

    @property
    def absent(self) -> list[str]:
        """The columns of the statutory table that this one does not have, by name."""
        present = {column.meaning for column in self.columns}
        pairs = zip(EXPECTED, EXPECTED_NAMES, strict=True)
        return [name for group, name in pairs if not present & set(group)]

    @property
    def first_row(self) -> int:
        """Where it begins: its title, else its head, else its first row."""
        return min(*self.title_rows, *self.head_rows, self.first_data_row, self.first_data_row)

    @property
    def last_head_row(self) -> int:
        """The last row taken by the head or a repetition of it."""
        return max(*self.head_rows, *self.repeated_rows, 0, 0)

    def column(self, meaning: str) -> Column | None:
        """The column of a meaning, if there is one."""
        return next((c for c in self.columns if c.meaning == meaning), None)

    @property
    def signature(self) -> tuple[str, ...]:
        """The headings in short, to know the same head when it comes again."""
        return tuple(core(column.heading) for column in self.columns)


def find_layouts(tables: Sequence[Table], mapping: Answers | None = None) -> list[Layout]:
    """Every table with a head, in order; a head that comes again (after a page) begins none.

    `mapping` are a person's own answers: (place of the table, place of the column) → meaning,
    or 'custom', or 'ignore'. With an answer even a sheet without a head is a table.
    """
    found = [layout for i, table in enumerate(tables) for layout in _in_table(i, table)]
    elsewhere = _note_elsewhere(tables, {layout.table_index for layout in found})
    layouts = [
        layout if layout.marks.note else replace(layout, marks=elsewhere) for layout in found
    ]
    answers = mapping or {}
    headed = {layout.table_index for layout in layouts}
    for index in sorted({index for index, _ in answers} - headed):
        if 0 <= index < len(tables):
            layouts.append(_without_head(index, tables[index]))
    layouts.sort(key=lambda layout: (layout.table_index, layout.first_data_row))
    return [_answered(layout, answers) for layout in layouts]


def _note_elsewhere(tables: Sequence[Table], headed: set[int]) -> HeadNote:
    """A note on a sheet of its own (填表说明) holds for tables that have none."""
    texts = (
        text for i, t in enumerate(tables) if i not in headed for row in t.cells for text in row
    )
    return read_note(texts)


def _answered(layout: Layout, answers: Answers) -> Layout:
    """The layout with a person's answers put in; a meaning they give away is taken from others."""
    mine = {
        place: meaning
        for (index, place), meaning in answers.items()
        if index == layout.table_index and (meaning in COLUMNS or meaning in (KEEP, IGNORE))
    }
    given = set(mine.values())
    columns = []
    for column in layout.columns:
        meaning = mine.get(column.index, column.meaning or KEEP)
        if meaning != (column.meaning or KEEP):
            column = replace(column, meaning=None if meaning == KEEP else meaning, how=BY_HAND)
        elif column.meaning in given and column.index not in mine:
            column = replace(column, meaning=None, how=CUSTOM)
        columns.append(column)
    return replace(layout, columns=tuple(columns))


def _without_head(index: int, table: Table) -> Layout:
    width = len(table.cells[0]) if table.cells else 0
    columns = tuple(
        Column(i, "", None, CUSTOM, tuple(row[i] for row in table.cells[:SAMPLES]))
        for i in range(width)
    )
    last = table.top + len(table.cells) - 1
    field = field_named_in((*table.notes, table.sheet))
    return Layout(index, table.sheet, "", field, (), columns, HeadNote(), table.top, last)


@dataclass(frozen=True)
class _Sheet:
    """A table and its merged ranges by their first row."""

    table: Table
    starting: dict[int, list[Merge]]

    def merges_over(self, row: int) -> list[Merge]:
        """The ranges that cover a row of a head."""
        tops = range(max(0, row - MOST_HEAD_ROWS + 1), row + 1)
        return [m for top in tops for m in self.starting.get(top, ()) if m[2] >= row]


def _in_table(index: int, table: Table) -> Iterator[Layout]:
    """The layouts of one table: each reaches to the next one's title."""
    sheet = _Sheet(table, {})
    for merge in table.merges:
        sheet.starting.setdefault(merge[0], []).append(merge)
    current: Layout | None = None
    row = 0
    while row < len(table.cells):
        if not _is_head(table.cells[row]):
            row += 1
            continue
        bottom = _head_bottom(sheet, row)
        above = current.last_head_row - table.top if current else -1
        layout = _layout(index, sheet, (row, bottom), above)
        row = bottom + 1
        if current is None:
            current = layout
        elif _goes_on(current, layout):
            again = (*current.repeated_rows, *layout.head_rows)
            current = replace(current, repeated_rows=again)
        else:
            yield replace(current, last_data_row=layout.first_row - 1)
            current = layout
    if current is not None:
        yield current


def _goes_on(current: Layout, later: Layout) -> bool:
    """Whether a head is only the same one again, printed on the next page."""
    same_field = not later.title or later.field_text in ("", current.field_text)
    return later.signature == current.signature and same_field


def _is_head(row: tuple[str, ...]) -> bool:
    """At least three names of columns, most of the cells, and not merely values (主动, 县级)."""
    filled = [text for text in row if text.strip()]
    if len(filled) < FEWEST_NAMES or not any(len(text) <= LONGEST_HEADING for text in filled):
        return False
    named = {exact_meaning(text) for text in filled if len(text) <= LONGEST_HEADING}
    named.discard(None)
    return len(named - VALUES) >= FEWEST_NAMES and 2 * len(named) >= len(set(filled))


def _head_bottom(sheet: _Sheet, top: int) -> int:
    """The last row of a head that begins at `top` (0-based)."""
    ends = [bottom for _, _, bottom, _ in sheet.starting.get(top, ())]
    bottom = max([top, *(end for end in ends if end < top + MOST_HEAD_ROWS)])
    while bottom + 1 < min(len(sheet.table.cells), top + MOST_HEAD_ROWS):
        if not _is_subhead(sheet, top, bottom + 1):
            break
        bottom += 1
    return bottom


def _is_subhead(sheet: _Sheet, top: int, row: int) -> bool:
    """Whether a row only names parts of the groups above it (全社会, 主动, 县级)."""
    above = _spread(sheet, top, row)
    is_wide = False  # a group of one column could as well be a column with a value below
    for column, text in enumerate(sheet.table.cells[row]):
        group = above[column]
        if not text.strip() or core(text) == core(group):
            continue
        is_part = not group.strip() or exact_meaning(group) in GROUPS
        if not is_part or len(text) > LONGEST_PART or MARK.search(text):
            return False
        if group.strip() and exact_meaning(text, in_group=True) is not None:
            is_wide = is_wide or group in (above[column - 1], *above[column + 1 : column + 2])
    return is_wide


def _spread(sheet: _Sheet, row: int, last: int) -> list[str]:
    """A head row with the text of merged cells, or of groups left blank, in every column."""
    cells = sheet.table.cells
    texts = list(cells[row])
    ranges = sheet.merges_over(row)
    for top, left, _, right in ranges:
        texts[left : right + 1] = [cells[top][left]] * (right + 1 - left)
    if any(m[0] == row and m[3] > m[1] for m in ranges):
        return texts
    for column in range(1, len(texts)):
        is_part = any(cells[below][column].strip() for below in range(row + 1, last + 1))
        if is_part and not texts[column].strip() and exact_meaning(texts[column - 1]) in GROUPS:
            texts[column] = texts[column - 1]
    return texts


def _layout(index: int, sheet: _Sheet, head: tuple[int, int], above: int) -> Layout:
    table, (top, bottom) = sheet.table, head
    titles = _title_rows(table, top, above)
    texts = [text for row in titles for text in table.cells[row] if text.strip()]
    named = [one_line(clean(text)) for text in (*texts, *table.notes) if is_title(text)]
    heads = [text for row in range(top, bottom + 1) for text in table.cells[row]]
    return Layout(
        table_index=index,
        sheet=table.sheet,
        title=named[0] if named else "",
        field_text=field_named_in((*texts, *table.notes, table.sheet)),
        head_rows=tuple(range(table.top + top, table.top + bottom + 1)),
        columns=_columns(sheet, top, bottom),
        marks=read_note((*texts, *heads, *table.notes, *_last_lines(table))),
        first_data_row=table.top + bottom + 1,
        last_data_row=table.top + len(table.cells) - 1,
        title_rows=tuple(table.top + row for row in titles),
    )


def _title_rows(table: Table, top: int, above: int) -> list[int]:
    """The rows from a title down to its head (0-based); none when there is no title."""
    first = top
    for row in range(top - 1, max(above, top - 1 - TITLE_ROWS_ABOVE), -1):
        if not why_no_item(table.cells[row]):
            break
        if any(is_title(text) for text in table.cells[row]):
            first = row
    return list(range(first, top))


def _last_lines(table: Table) -> list[str]:
    """Cells of the last rows, where notes on the marks often stand."""
    return [text for row in table.cells[-6:] for text in row if len(text) < 400 and text.strip()]


def _columns(sheet: _Sheet, top: int, bottom: int) -> tuple[Column, ...]:
    cells = sheet.table.cells
    paths = _paths(sheet, top, bottom)
    used = {i for i in range(len(paths)) if any(row[i] for row in cells[bottom + 1 :])}
    found: list[Column] = []
    for index, path in enumerate(paths):
        meaning, how = meaning_of(path)
        if path or index in used:
            below = [one_line(clean(row[index])) for row in cells[bottom + 1 :][:SAMPLES]]
            found.append(Column(index, "：".join(path), meaning, how, tuple(below)))
    return _settled(found)


def _paths(sheet: _Sheet, top: int, bottom: int) -> list[tuple[str, ...]]:
    """The heading of each column: its group and itself, or itself alone."""
    spread = [_spread(sheet, row, bottom) for row in range(top, bottom + 1)]
    paths: list[tuple[str, ...]] = []
    for texts in zip(*spread, strict=True):
        path: list[str] = []
        for text in (one_line(clean(text)) for text in texts):
            if text and (not path or core(text) != core(path[-1])):
                path.append(text)
        paths.append(tuple(path))
    bare = {core(path[0]) for path in paths if len(path) == 1} & STAGE_WORDS
    if len(bare) < FEWEST_NAMES:
        return paths
    return [("五公开", *p) if len(p) == 1 and core(p[0]) in STAGE_WORDS else p for p in paths]


def _settled(columns: list[Column]) -> tuple[Column, ...]:
    """Each meaning once, the surest name first; 公开事项 is whichever level is still free."""
    taken: dict[str, int] = {}
    for column in sorted(columns, key=lambda c: (c.how != SAME_NAME, c.index)):
        if column.meaning and column.meaning != "item":
            taken.setdefault(column.meaning, column.index)
    items = [c.index for c in columns if c.meaning == ITEM]
    for meaning in ("level1", "level2"):
        if items and meaning not in taken:
            taken[meaning] = items.pop(0)
    meanings = {index: meaning for meaning, index in taken.items()}
    return tuple(
        replace(c, meaning=meanings.get(c.index), how=c.how if c.index in meanings else CUSTOM)
        for c in columns
    )
