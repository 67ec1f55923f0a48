"""The rows of an uploaded table as records (导入的表格): head, merged cells, every problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mingzheng.files.rules.grid import Table
from mingzheng.publicity.rules.entry import Entry, Office, Problem, examine
from mingzheng.publicity.rules.fields import by_code, code_of, columns_of
from mingzheng.publicity.states import RecordKind

HEAD_WITHIN = 15  # rows: a title, a note, a unit may stand above the head
KNOWN_AT_LEAST = 4  # headings that make a row a head
IGNORE = "ignore"
NO_HEAD = "没有找到表头。第一行写各列的名称，或者下载模板照着填。"
OTHER_KIND = "看起来是{}的表，这次选的是{}。请重新上传，选对是什么表。"
TWICE = "和第 {} 行是同一个决定、同一个相对人，内容不一样，只能留一行。"
SAME = "和第 {} 行完全一样，只算一行。"


@dataclass
class Layout:
    """How one table was read: its sheet, its head, and what each column is."""

    table: int  # its place in the file, from 0
    sheet: str
    head: int
    headings: tuple[str, ...]
    columns: dict[int, str]
    rows: int = 0

    def as_json(self) -> dict[str, object]:
        """What the page of the columns shows."""
        columns = [
            {"index": at, "heading": heading, "code": self.columns.get(at, "")}
            for at, heading in enumerate(self.headings)
            if heading
        ]
        return {"table": self.table, "sheet": self.sheet, "rows": self.rows, "columns": columns}


@dataclass
class Row:
    """One row of a sheet and the record it says."""

    sheet: str
    number: int
    entry: Entry

    @property
    def key(self) -> tuple[str, str, str]:
        """Which decision about whom: number of the document, party, number of the permit."""
        entry = self.entry
        return (entry.said("WSH"), entry.said("XDR_MC"), entry.said("XKBH"))


@dataclass
class Reading:
    """Everything a file says."""

    layouts: list[Layout] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[tuple[str, int, Problem]] = field(default_factory=list)  # sheet, row, what

    def complain(self, sheet: str, row: int, words: str, *, blocking: bool = True) -> None:
        """Note what is wrong with a row as a whole."""
        self.problems.append((sheet, row, Problem("", "", words, blocking)))


def read_sheets(
    kind: str,
    tables: Sequence[Table],
    *,
    office: Office,
    today: date,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """The records in a file's tables; `mapping` is what a person said of columns, "table:column".

    Two rows about one decision and party are read once if they are alike, else both are refused.
    """
    reading = Reading()
    for at, table in enumerate(tables):
        chosen = {
            int(key.partition(":")[2]): code
            for key, code in (mapping or {}).items()
            if key.partition(":")[0] == str(at)
        }
        layout = _layout(kind, at, table, chosen)
        if layout is None:
            _say_no_head(kind, table, reading)
            continue
        reading.layouts.append(layout)
        _read(kind, table, layout, reading, office, today)
    if not reading.layouts and not reading.problems:
        reading.complain(tables[0].sheet if tables else "", 1, NO_HEAD)
    _find_twins(reading)
    return reading


def _layout(
    kind: str, place_in_file: int, table: Table, chosen: Mapping[int, str]
) -> Layout | None:
    for at, cells in enumerate(table.cells[:HEAD_WITHIN]):
        columns = columns_of(kind, cells)
        if len(columns) >= KNOWN_AT_LEAST and _is_of(kind, cells, columns):
            for place, code in chosen.items():
                columns.pop(place, None)
                if code in by_code(kind):
                    columns = {p: c for p, c in columns.items() if c != code} | {place: code}
            return Layout(place_in_file, table.sheet, at, cells, columns)
    return None


def _is_of(kind: str, cells: Sequence[str], columns: Mapping[int, str]) -> bool:
    other = RecordKind.PERMIT if kind == RecordKind.PENALTY else RecordKind.PENALTY
    return len(columns) > len(columns_of(other, cells))


def _say_no_head(kind: str, table: Table, reading: Reading) -> None:
    other = RecordKind.PERMIT if kind == RecordKind.PENALTY else RecordKind.PENALTY
    if _layout(other, 0, table, {}) is not None:
        words = OTHER_KIND.format(other.label, RecordKind(kind).label)
        reading.complain(table.sheet, table.top, words)


def _read(
    kind: str, table: Table, layout: Layout, reading: Reading, office: Office, today: date
) -> None:
    below = _merged_down(table)
    for at, cells in enumerate(table.cells[layout.head + 1 :], start=layout.head + 1):
        if len(columns_of(kind, cells)) >= KNOWN_AT_LEAST:
            continue  # the line of codes under the titles, or the head again on the next page
        said = {
            code: cells[place] or below.get((at, place), "")
            for place, code in layout.columns.items()
        }
        if not any(cells[place] for place in layout.columns):
            continue
        entry = examine(kind, said, office=office, today=today)
        row = Row(table.sheet, table.top + at, entry)
        layout.rows += 1
        reading.rows.append(row)
        reading.problems += [(row.sheet, row.number, problem) for problem in entry.problems]


def _merged_down(table: Table) -> dict[tuple[int, int], str]:
    """What a cell merged from above says, by row and column from 0."""
    return {
        (row, left): table.cells[top][left]
        for top, left, bottom, _ in table.merges
        if bottom > top
        for row in range(top + 1, bottom + 1)
    }


def _find_twins(reading: Reading) -> None:
    seen: dict[tuple[str, str, str], Row] = {}
    kept = []
    for row in reading.rows:
        first = seen.setdefault(row.key, row)
        if first is row or not row.key[0]:
            kept.append(row)
            continue
        is_same = (first.entry.values, first.entry.numbers) == (row.entry.values, row.entry.numbers)
        words = (SAME if is_same else TWICE).format(first.number)
        reading.complain(row.sheet, row.number, words, blocking=not is_same)
    reading.rows = kept


def missing_columns(kind: str, layout: Layout) -> list[str]:
    """The titles of columns that every row needs and the table does not have."""
    there = set(layout.columns.values())
    needed = (code_of(kind, part) for part in ("XDR_MC", "XDR_LB", "WSH", "JDRQ"))
    return [by_code(kind)[code].title for code in needed if code not in there]
