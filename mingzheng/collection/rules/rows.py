"""Down the rows of one table (逐行读): merged cells, 同上, and names that are written only once."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from mingzheng.collection.rules.columns import COLUMNS, IGNORE, Column
from mingzheng.collection.rules.headers import Layout
from mingzheng.files.rules.asides import why_no_item
from mingzheng.files.rules.formulas import FORMULA, LOST
from mingzheng.files.rules.grid import Table, covered_from
from mingzheng.files.rules.problems import Problem
from mingzheng.files.rules.words import clean, means_above, one_line
from mingzheng.standards.rules.marks import Choice, Element
from mingzheng.standards.rules.titles import field_named_in

Mode = Literal["active", "on_request", "unclear"]


@dataclass
class CatalogueRow:
    """One matter to be disclosed as a table says it; `inferred` are sentences on what it did not.

    `row` is the 1-based row of the sheet; `layout` the place of its table in Reading.layouts;
    `limit_inferred`: the limit was taken from above.
    """

    sheet: str
    row: int
    number: str = ""
    field_text: str = ""
    level1: str = ""
    level2: str = ""
    elements: list[Element] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    limit_text: str = ""
    limit_inferred: bool = False
    subject_text: str = ""
    channels: list[Choice] = field(default_factory=list)
    audience_all: bool = False
    audience_some: str = ""
    mode: Mode = "unclear"
    levels: list[str] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    post: str = ""
    custom: dict[str, str] = field(default_factory=dict)
    inferred: list[str] = field(default_factory=list)
    layout: int = 0


class Skipped(NamedTuple):
    """A row that is no item, and why."""

    sheet: str
    row: int
    why: str


@dataclass
class RawRow:
    """The texts of one row by meaning, resolved; what was taken from elsewhere is in `notes`."""

    sheet: str
    row: int
    texts: dict[str, str] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    from_above: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    field_text: str = ""

    def text(self, meaning: str) -> str:
        """The resolved text of a column, '' when it is empty or absent."""
        return self.texts.get(meaning, "")

    def add_problem(
        self, meaning: str, code: str, message: str, *, value: str = "", blocking: bool = False
    ) -> None:
        """Note a problem in a column of this row."""
        heading = self.headings.get(meaning) or COLUMNS.get(meaning, meaning)
        self.problems.append(Problem(self.sheet, self.row, heading, code, message, value, blocking))


@dataclass
class _Above:
    """What stood above, column by column: (text, row)."""

    cells: dict[int, tuple[str, int]] = field(default_factory=dict)
    names: dict[str, tuple[str, int]] = field(default_factory=dict)  # field, level1, level2


class RowReader:
    """Goes down one layout: resolves merged cells, 同上 and names that are written only once."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self._table = table
        self._layout = layout
        self._columns = [c for c in layout.columns if c.meaning != IGNORE]
        self._headings = {c.meaning: c.heading for c in self._columns if c.meaning and c.heading}
        self._anchors = covered_from(table)
        self._above = _Above()
        self._field = layout.field_text
        number = layout.column("number")
        self._first_column = number.index if number else -1
        self.rows: list[RawRow] = []
        self.skipped: list[Skipped] = []

    def read(self) -> None:
        """Fill `rows` and `skipped` with every row from the first to the last of the layout."""
        heads = {*self._layout.repeated_rows}
        for row in range(self._layout.first_data_row, self._layout.last_data_row + 1):
            why = "重复表头" if row in heads else self._why_no_item(row)
            if why:
                self._skip(row, why)
            else:
                self.rows.append(self._read_row(row))

    def _skip(self, row: int, why: str) -> None:
        self.skipped.append(Skipped(self._layout.sheet, row, why))
        if why == "标题行" and (named := field_named_in(self._cells(row))):
            if named != self._field:
                self._above = _Above()
            self._field = named

    def _cells(self, row: int) -> tuple[str, ...]:
        return self._table.cells[row - self._table.top]

    def _why_no_item(self, row: int) -> str:
        spans = self._anchors.get((row - self._table.top, -1)) is not None
        return why_no_item(self._cells(row), first_column=self._first_column, spans=spans)

    def _read_row(self, row: int) -> RawRow:
        raw = RawRow(self._layout.sheet, row, headings=self._headings, field_text=self._field)
        for column in self._columns:
            text = self._resolved(column, raw)
            if column.meaning:
                raw.texts[column.meaning] = text
            elif text:
                self._keep(column, text, raw)
        self._inherit_names(raw)
        return raw

    def _keep(self, column: Column, text: str, raw: RawRow) -> None:
        """A column of the office's own, under its heading."""
        heading = column.heading or f"第 {column.index + 1} 列"
        if heading in raw.custom:
            heading = f"{heading}（第 {column.index + 1} 列）"
        raw.custom[heading] = clean(text)

    def _resolved(self, column: Column, raw: RawRow) -> str:
        """The text of a cell, from above where it is merged with, or says so (同上)."""
        cells = self._cells(raw.row)
        text = cells[column.index] if column.index < len(cells) else ""
        name = COLUMNS.get(column.meaning or "", column.heading)
        if text in LOST and column.meaning == "number":
            return ""
        if text in LOST:
            is_name = column.meaning in ("level1", "level2")
            blocking = is_name and not any(problem.blocking for problem in raw.problems)
            message = FORMULA.format(text.removeprefix("#"))
            raw.add_problem(
                column.meaning or name, "formula", message, value=text, blocking=blocking
            )
            return ""
        if not text.strip() and column.meaning != "number":
            anchor = self._anchors.get((raw.row - self._table.top, column.index))
            if anchor is not None and anchor + self._table.top != raw.row:
                text = self._merged(column, anchor)
                if text:
                    self._note(
                        raw, column, f"{name}按合并单元格沿用第 {anchor + self._table.top} 行"
                    )
        if means_above(clean(text)):
            text = self._same_as_above(column, text, raw, name)
        if text.strip():
            self._above.cells[column.index] = (text, raw.row)
        return text.strip()

    def _merged(self, column: Column, anchor: int) -> str:
        """The text of a merged cell, as it was resolved in its first row."""
        text = self._table.cells[anchor][column.index]
        if means_above(clean(text)):
            return self._above.cells.get(column.index, ("", 0))[0]
        return text

    def _same_as_above(self, column: Column, text: str, raw: RawRow, name: str) -> str:
        said = clean(text)
        above, row = self._above.cells.get(column.index, ("", 0))
        if not above:
            message = f"写的是“{said}”，可是上面没有内容可以沿用。请写出完整内容。"
            raw.add_problem(column.meaning or name, "nothing_above", message, value=said)
            return ""
        self._note(raw, column, f"{name}写的是“{said}”，沿用第 {row} 行")
        return above

    def _note(self, raw: RawRow, column: Column, sentence: str) -> None:
        raw.notes.append(sentence)
        raw.from_above.add(column.meaning or column.heading)

    def _inherit_names(self, raw: RawRow) -> None:
        """领域 and 一级事项, written once for the rows below; 二级事项 only where all is blank."""
        for meaning in ("field", "level1", "level2"):
            if meaning in raw.texts:
                raw.texts[meaning] = one_line(clean(raw.texts[meaning]))
        has_own = {m for m in ("level1", "level2") if raw.text(m) and m not in raw.from_above}
        self._inherit(raw, "field")
        if self._continues(raw, has_own):
            self._inherit(raw, "level2")
        if raw.text("level1") and "level1" in has_own and not raw.text("level2"):
            self._above.names.pop("level2", None)
        self._inherit(raw, "level1")
        for meaning in ("field", "level1", "level2"):
            if raw.text(meaning) and meaning not in raw.from_above:
                self._above.names[meaning] = (raw.text(meaning), raw.row)

    def _continues(self, raw: RawRow, has_own: set[str]) -> bool:
        """Whether a row without names of its own goes on with the 二级事项 above it."""
        merged = (raw.row - self._table.top, self._index_of("level2")) in self._anchors
        if has_own or merged or raw.text("level2"):
            return False
        return not raw.text("number") or not self._table.knows_merges

    def _index_of(self, meaning: str) -> int:
        column = self._layout.column(meaning)
        return column.index if column else -1

    def _inherit(self, raw: RawRow, meaning: str) -> None:
        if meaning not in raw.texts or raw.texts[meaning] or meaning not in self._above.names:
            return
        raw.texts[meaning], row = self._above.names[meaning]
        raw.notes.append(f"{COLUMNS[meaning]}空着，沿用第 {row} 行")
        raw.from_above.add(meaning)
