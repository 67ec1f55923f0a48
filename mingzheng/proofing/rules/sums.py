"""Totals in tables (合计): does the row that says 合计 agree with the rows it sums?

Said only where it is plain: one row of totals, every other cell of the column a number.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from mingzheng.proofing.rules.finding import Finding, found
from mingzheng.proofing.rules.reading import even
from mingzheng.proofing.rules.tables import table_of
from mingzheng.prose.rules.pieces import Piece

TOTAL = re.compile(r"(?:合\s*计|总\s*计|共\s*计|总数)")
PARTS = re.compile(r"小\s*计|其\s*中|累\s*计|平\s*均")
LEAST_ROWS = 2
CELLS = re.compile(r"\t| ?\| ?")

Row = tuple[Piece, list[str]]


def sums(pieces: Sequence[Piece]) -> list[Finding]:
    """Totals that differ from the sum of their column by more than rounding."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for piece in pieces:
        if "\t" in piece.text or "|" in piece.text:
            cells = [cell.strip() for cell in CELLS.split(even(piece.text))]
            tables[table_of(piece)].append((piece, cells))
    return [finding for rows in tables.values() for finding in _of_table(rows)]


def _of_table(rows: list[Row]) -> list[Finding]:
    totals = [row for row in rows if any(TOTAL.fullmatch(cell) for cell in row[1][:3])]
    if len(totals) != 1 or any(PARTS.search(cell) for _, cells in rows for cell in cells):
        return []
    piece, cells = totals[0]
    others = [row for _, row in rows if row is not cells and len(row) == len(cells)]
    findings = []
    for column, cell in enumerate(cells):
        said = _number(cell)
        column_of = [_number(row[column]) for row in others]
        numbers = [number for number in column_of if number is not None]
        # A heading or two may stand above; anything else that is no number, and we do not know.
        if said is None or len(numbers) < LEAST_ROWS or len(column_of) - len(numbers) > 1:
            continue
        if column_of[0] is not None and len(numbers) != len(column_of):
            continue
        total = sum(numbers, Decimal(0))
        if abs(total - said) > _rounding(numbers, said):
            at = piece.text.find(cells[column])
            words = f"合计写的是 {said}，各行加起来是 {total}。"
            findings.append(found(piece, "sum", at, at + len(cell), message=words))
    return findings


def _number(cell: str) -> Decimal | None:
    plain = cell.replace(",", "").replace("，", "")
    if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,6})?", plain):
        return None
    return Decimal(plain)


def _rounding(numbers: list[Decimal], said: Decimal) -> Decimal:
    """Half a unit of the last place for every row: nothing where all are whole."""
    places = max(-int(n.as_tuple().exponent) for n in [*numbers, said])
    return Decimal(0) if places == 0 else Decimal(len(numbers)) / 2 * Decimal(10) ** -places
