"""One shape for every table that comes in (表格): text at its true place, and the merged ranges."""

import datetime
from dataclasses import dataclass

from mingzheng.files.rules.refusals import TOO_MANY_CELLS, Refused
from mingzheng.files.rules.words import NOT_TEXT

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELLS = 3_000_000  # of one file; 200,000 rows of the 14 statutory columns fit
MAX_CHARACTERS = 60_000_000  # of one file, after shared strings are written out
PROGRESS_EVERY = 500  # rows between two reports of progress

Merge = tuple[int, int, int, int]
Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """A rectangle of cell texts as shown, nothing filled in.

    `merges` are (top, left, bottom, right), 0-based and inclusive, within `cells`; only the top
    left cell of a range holds text. `top` is the 1-based number of the first row in its sheet.
    `notes` are the paragraphs standing before the table (.docx and .html only).
    `knows_merges` is False where the format cannot say (.csv).
    """

    sheet: str
    cells: Cells
    merges: tuple[Merge, ...] = ()
    top: int = 1
    notes: tuple[str, ...] = ()
    knows_merges: bool = True


class Meter:
    """Counts what one file spreads out to, and refuses before memory does."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0

    def add_sheet(self, rows: int, columns: int) -> None:
        """Raise Refused when a sheet, or all sheets together, are too large."""
        self.cells += rows * columns
        if rows > MAX_ROWS or columns > MAX_COLUMNS or self.cells > MAX_CELLS:
            raise Refused(TOO_MANY_CELLS)

    def add_text(self, characters: int) -> None:
        """Raise Refused when the texts together are too long."""
        self.characters += characters
        if self.characters > MAX_CHARACTERS:
            raise Refused(TOO_MANY_CELLS)


def make_table(
    sheet: str,
    rows: list[list[str]],
    merges: tuple[Merge, ...] = (),
    *,
    notes: tuple[str, ...] = (),
    knows_merges: bool = True,
) -> Table:
    """A rectangular Table: short rows filled up, empty rows and columns at the end cut off.

    Control characters are taken out of every text.
    """
    rows = [[t if t.isprintable() else NOT_TEXT.sub("", t) for t in row] for row in rows]
    sheet, notes = NOT_TEXT.sub("", sheet), tuple(NOT_TEXT.sub("", note) for note in notes)
    height = max((i + 1 for i, row in enumerate(rows) if any(row)), default=0)
    width = max((_length(row) for row in rows), default=0)
    cells = tuple(tuple((row + [""] * width)[:width]) for row in rows[:height])
    kept = tuple(
        sorted(
            (top, left, min(bottom, height - 1), min(right, width - 1))
            for top, left, bottom, right in merges
            if top < height and left < width
        )
    )
    if sum(bottom - top for top, _, bottom, _ in kept) > MAX_CELLS:
        raise Refused(TOO_MANY_CELLS)  # overlapping without end; no office program makes such
    return Table(sheet, cells, kept, notes=notes, knows_merges=knows_merges)


def covered_from(table: Table) -> dict[tuple[int, int], int]:
    """Where merged cells begin, by the cells they cover (0-based).

    (row, column) → the first row, for ranges that reach downwards, at their left column;
    (row, -1) → the same row, for ranges over at least half of the width.
    """
    first: dict[tuple[int, int], int] = {}
    width = len(table.cells[0]) if table.cells else 0
    for top, left, bottom, right in table.merges:
        if bottom > top:
            first.update(((row, left), top) for row in range(top, bottom + 1))
        if 2 * (right - left + 1) >= width and right > left:
            first[(top, -1)] = top
    return first


def _length(row: list[str]) -> int:
    """How many cells up to the last one with text."""
    for i in range(len(row), 0, -1):
        if row[i - 1]:
            return i
    return 0


def as_text(value: object) -> str:
    """A cell value as a person sees it: 1.0 → 1, dates in ISO, times to the minute."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    return "" if value is None else str(value)
