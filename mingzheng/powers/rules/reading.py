"""From the tables of a file to rows of a list (读清单): heads, merged cells, rows accounted."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mingzheng.files.rules.asides import is_title, why_no_item
from mingzheng.files.rules.formulas import FORMULA, LOST
from mingzheng.files.rules.grid import Table, covered_from
from mingzheng.files.rules.problems import Problem
from mingzheng.files.rules.words import clean, means_above, one_line
from mingzheng.powers.rules import values
from mingzheng.powers.rules.columns import BY_NAME, LABELS, NUMBER, meaning_of
from mingzheng.powers.rules.content import PowerContent

FEWEST_NAMES = 3  # known headings that make a row a head
CARRIED = frozenset({"type", "main", "body", "level"})  # written once for the rows below
IGNORE, KEEP = "ignore", "custom"
PERIODS = ("legal", "promised")
UNREAD_TYPE = "看不懂是哪一类，十类权力和公共服务里没有。"
UNREAD_PERIOD = "没有读出数字，照原文存着。"
NO_TYPE = "没有写事项类型。加一列“权力类型”，或者在小标题里写明。"
Answers = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class Layout:
    """One head and the rows under it: which column means what ('' is kept under its heading)."""

    table_index: int
    sheet: str
    title: str
    head_row: int
    first_row: int
    last_row: int
    headings: tuple[str, ...]
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One row that says an item, with what was taken from elsewhere."""

    sheet: str
    row: int
    content: PowerContent
    inferred: tuple[str, ...]
    given: frozenset[str]


@dataclass
class Reading:
    """What a file says: rows, problems, and rows that are none with the reason."""

    layouts: list[Layout] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many rows of each type."""
        return Counter(row.content["type"] for row in self.rows)


def read_lists(tables: Sequence[Table], *, answers: Answers | None = None) -> Reading:
    """Every row of every table with a head. `answers`: (table, column) → meaning, by a person."""
    reading = Reading()
    for index, table in enumerate(tables):
        layouts = [_answered(one, answers or {}) for one in _layouts(index, table)]
        reading.layouts += layouts
        for layout in layouts:
            _Reader(table, layout, reading).read()
    if not reading.layouts:
        message = "没有找到表头。至少要有“事项名称”一列，再有类型、编码、依据里的两列。"
        sheet = tables[0].sheet if tables else ""
        reading.problems.append(Problem(sheet, 1, "", "no_head", message, "", True))
    return reading


def _layouts(index: int, table: Table) -> Iterator[Layout]:
    heads = [row for row, cells in enumerate(table.cells) if _is_head(cells)]
    for at, head in enumerate(heads):
        following = heads[at + 1] if at + 1 < len(heads) else len(table.cells)
        headings = tuple(one_line(clean(text)) for text in table.cells[head])
        used: set[str] = set()
        meanings = []
        for heading in headings:
            meaning = meaning_of(heading)
            meanings.append("" if meaning in used else meaning)
            used.add(meaning)
        titles = [text for row in table.cells[max(0, head - 4) : head] for text in row if text]
        title = next((one_line(clean(text)) for text in titles if is_title(text)), "")
        yield Layout(
            index, table.sheet, title, head, head + 1, following, headings, tuple(meanings)
        )


def _is_head(cells: Sequence[str]) -> bool:
    # Cheap first: of thousands of rows a few have a cell that could be called 事项名称.
    if not any(len(text) <= 30 and ("名" in text or "事" in text) for text in cells):
        return False
    named = {meaning_of(text) for text in cells if 0 < len(text) <= 30} - {""}
    return "name" in named and len(named) >= FEWEST_NAMES


def _answered(layout: Layout, answers: Answers) -> Layout:
    mine = {column: m for (table, column), m in answers.items() if table == layout.table_index}
    given = set(mine.values())
    meanings = tuple(
        ("" if mine[i] == KEEP else mine[i]) if i in mine else "" if m in given else m
        for i, m in enumerate(layout.meanings)
    )
    return replace(layout, meanings=meanings)


class _Reader:
    """Goes down one layout."""

    def __init__(self, table: Table, layout: Layout, reading: Reading) -> None:
        self._table, self._layout, self._reading = table, layout, reading
        self._covered = covered_from(table)
        self._above: dict[int, tuple[str, int]] = {}
        self._type = values.type_code(layout.title) or values.type_code(layout.sheet)
        number = [i for i, m in enumerate(layout.meanings) if m == "number"]
        self._first = number[0] if number else -1

    def read(self) -> None:
        for row in range(self._layout.first_row, self._layout.last_row):
            cells = self._table.cells[row]
            spans = (row, -1) in self._covered
            why = why_no_item(cells, first_column=self._first, spans=spans)
            if why:
                self._skip(row, cells, why)
            else:
                self._read_row(row)

    def _skip(self, row: int, cells: Sequence[str], why: str) -> None:
        self._reading.skipped.append((self._layout.sheet, self._table.top + row, why))
        if why == "标题行":
            said = next(text for text in cells if text.strip())
            if code := values.type_code(re.sub(r"[（(].*", "", said)):
                self._type = code

    def _read_row(self, row: int) -> None:
        place = self._table.top + row
        notes: list[str] = []
        texts: dict[str, str] = {}
        custom: dict[str, str] = {}
        cells = self._table.cells[row]
        for column, meaning in enumerate(self._layout.meanings):
            # Most cells of a wide list are empty and mean nothing above either.
            says = cells[column] or meaning in CARRIED or (row, column) in self._covered
            text = self._text(row, column, meaning, notes) if says else ""
            heading = self._layout.headings[column]
            if meaning in ("number", IGNORE):
                continue
            if meaning:
                texts[meaning] = text
            elif text:
                custom[heading or f"第 {column + 1} 列"] = clean(text)
        if not any(texts.values()):
            self._reading.skipped.append((self._layout.sheet, place, "只有序号"))
            return
        found, problems = self._values(texts, place, notes)
        self._reading.problems += problems
        if any(problem.blocking for problem in problems):
            return
        given = {*texts, *(["type"] if found.get("type") else [])}
        for which in [one for one in PERIODS if f"{one}_days" in texts]:
            given |= {f"{which}_unit", f"{which}_note"}
        content = PowerContent(found, custom)
        row_read = Row(self._layout.sheet, place, content, tuple(notes), frozenset(given))
        self._reading.rows.append(row_read)

    def _text(self, row: int, column: int, meaning: str, notes: list[str]) -> str:
        """The text of a cell; from above where it is merged with, or says so, or left blank."""
        text = self._table.cells[row][column].strip()
        label = LABELS.get(meaning, self._layout.headings[column])
        anchor = self._covered.get((row, column))
        if not text and anchor is not None and anchor != row:
            text = self._above.get(column, ("", 0))[0]
            if text:
                notes.append(f"{label}按合并单元格沿用第 {self._table.top + anchor} 行")
        elif means_above(clean(text)) or (not text and meaning in CARRIED):
            above, at = self._above.get(column, ("", 0))
            if above:
                notes.append(f"{label}沿用第 {at} 行")
            text = above
        if text:
            self._above[column] = (text, self._table.top + row)
        return text

    def _has_type(self, found: dict[str, Any], texts: dict[str, str], notes: list[str]) -> bool:
        if not found.get("type") and self._type and not texts.get("type"):
            found["type"] = self._type
            notes.append("事项类型取自标题")
        return bool(found.get("type"))

    def _values(
        self, texts: dict[str, str], place: int, notes: list[str]
    ) -> tuple[dict[str, Any], list[Problem]]:
        problems: list[Problem] = []
        found: dict[str, Any] = {}

        def problem(name: str, code: str, message: str, value: str, blocking: bool) -> None:
            label, sheet = LABELS.get(name, name), self._layout.sheet
            problems.append(Problem(sheet, place, label, code, message, value, blocking))

        for name, code, message, unread in _put(found, texts):
            problem(name, code, message, unread, False)
        if not self._has_type(found, texts, notes):
            said = texts.get("type", "")
            code, message = ("type_unread", UNREAD_TYPE) if said else ("no_type", NO_TYPE)
            problem("type", code, message, said, True)
        for name, message in PowerContent(found).too_long.items():
            problem(name, "too_long", message, found[name], True)
        if not found.get("name"):
            problem("name", "no_name", "没有写事项名称。", texts.get("sub", ""), True)
        return found, problems


def _put(found: dict[str, Any], texts: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Say what the cells say; gives (column, code, message, words) of what could not be read."""
    for name, text in list(texts.items()):
        if text in LOST:
            yield name, "formula", FORMULA.format(texts.pop(name).removeprefix("#")), text
        elif text and BY_NAME[name].kind != NUMBER:
            found[name], unread = values.read(name, text)
            if unread and name != "type":
                yield name, "value_unread", "这个值不在选项里，没有填进去。", unread
    for which in PERIODS:
        if unread := _put_period(found, which, texts):
            yield f"{which}_days", "period_unread", UNREAD_PERIOD, unread


def _put_period(found: dict[str, Any], which: str, texts: Mapping[str, str]) -> str:
    """Say the period of a row; returns the words that are none, which stay in the note."""
    text = texts.get(f"{which}_days", "")
    if not text:
        return ""
    read = values.period(text, texts.get(f"{which}_unit", ""))
    found[f"{which}_days"], found[f"{which}_unit"] = read.number, read.unit
    notes = (found.get(f"{which}_note", ""), read.note)
    found[f"{which}_note"] = "；".join(dict.fromkeys(note for note in notes if note))
    return read.note
