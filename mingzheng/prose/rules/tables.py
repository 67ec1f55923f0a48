"""Tables of a body (表格): those for looks are taken apart, data tables get their heads.

A reader who hears a table needs to know which cells are heads (WCAG 1.3.1); old pages use tables
to place columns of text, which nobody should have to hear as one.
"""

import re

from mingzheng.prose.rules.blocks import (
    Block,
    Cell,
    Figure,
    Listing,
    Paragraph,
    Run,
    Table,
    texts_in,
)
from mingzheng.prose.rules.spacing import on_one_line, paragraphs_of

LAYOUT_COLUMNS = 3  # with tables inside and so few columns it only arranges the page
LONG_CELL = 1_000  # characters; with few rows this is an article in a box
FEW_ROWS = 3
HEAD_LENGTH = 40
CAPTION_LENGTH = 100
NUMBER = re.compile(r"[\d.,%％\-—–~～/:：\s]+\Z")
LABEL_ENDS = ("：", ":")


def finish(table: Table) -> list[Block]:
    """A table as read → the blocks it really is: itself with heads, or what was inside it."""
    table.rows = _whole(table.rows)
    if not any(cell.blocks for row in table.rows for cell in row):
        return [Paragraph(table.caption)] if table.caption else []
    has_tables = any(isinstance(b, Table) for row in table.rows for c in row for b in c.blocks)
    if table.is_for_looks or (has_tables and _width(table) <= LAYOUT_COLUMNS):
        return _taken_apart(table)
    for cell in _cells(table):
        cell.blocks = _without_tables(cell.blocks)
    if _is_for_looks(table):
        return _taken_apart(table)
    _take_caption(table)
    _mark_heads(table)
    return [table]


def _is_for_looks(table: Table) -> bool:
    """Whether a table without tables inside only arranges a page."""
    width = _width(table)
    if width == 1 or (max(map(len, table.rows)) == 1 and not table.caption):
        return True
    if table.caption or any(cell.is_head for cell in _cells(table)):
        return False
    longest = max(len(_text(cell)) for cell in _cells(table))
    has_box = len(table.rows) <= FEW_ROWS and width <= LAYOUT_COLUMNS and longest > LONG_CELL
    return len(table.rows) == 1 or has_box


def _taken_apart(table: Table) -> list[Block]:
    before: list[Block] = [Paragraph(table.caption)] if table.caption else []
    return before + [block for cell in _cells(table) for block in cell.blocks]


def _cells(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row]


def _width(table: Table) -> int:
    return max(sum(cell.across for cell in row) for row in table.rows)


def _whole(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows without those that hold nothing, where no cell reaches over several rows."""
    if any(cell.down > 1 for row in rows for cell in row):
        for place, row in enumerate(rows):
            for cell in row:
                cell.down = min(cell.down, len(rows) - place)
        return rows
    return [row for row in rows if any(cell.blocks for cell in row)]


def _text(cell: Cell) -> str:
    return "".join(texts_in(cell.blocks))


def _without_tables(blocks: list[Block]) -> list[Block]:
    """A table inside a cell becomes lines: a reader cannot follow a table in a table."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            kept += [Paragraph(block.caption)] if block.caption else []
            for row in block.rows:
                kept += _row_as_lines(row)
        elif isinstance(block, Listing):
            block.items = [_without_tables(item) for item in block.items]
            kept.append(block)
        else:
            kept.append(block)
    return kept


def _row_as_lines(row: list[Cell]) -> list[Block]:
    blocks = [b for cell in row for b in cell.blocks]
    if not all(isinstance(b, Paragraph) for b in blocks):
        return blocks
    runs: list[Run] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            runs += ([Run(" ")] if runs else []) + block.runs
    return [*paragraphs_of(Paragraph(runs))]


def _take_caption(table: Table) -> None:
    """A first row of one cell over the whole width is the title of the table."""
    if table.caption or len(table.rows) < 2 or len(table.rows[0]) != 1:
        return
    cell = table.rows[0][0]
    blocks = [b for b in cell.blocks if isinstance(b, Paragraph)]
    if (
        cell.across < _width(table)
        or cell.down > 1
        or len(blocks) != len(cell.blocks)
        or not blocks
    ):
        return
    if len(_text(cell)) > CAPTION_LENGTH:
        return
    for block in blocks:
        table.caption += ([Run(" ")] if table.caption else []) + block.runs
    plain = [Run(run.text, run.marks - {"strong"}, run.href) for run in table.caption]
    table.caption = on_one_line(plain)
    table.rows = table.rows[1:]


def _mark_heads(table: Table) -> None:
    """Heads as the source says; without any, names before values or a first row of names."""
    cells = _cells(table)
    if not any(cell.is_head for cell in cells):
        _guess_heads(table)
    for cell in cells:
        cell.is_head = cell.is_head and bool(_text(cell))
    for row in table.rows:
        heads = sum(cell.is_head or not cell.blocks for cell in row)
        is_head_row = len(row) > 1 and 2 * heads > len(row)
        _give_scope(row, "col" if is_head_row else "row")


def _guess_heads(table: Table) -> None:
    if _has_labels(table):
        for cell in _cells(table):
            cell.is_head = _text(cell).endswith(LABEL_ENDS)
    elif _has_head_row(table):
        for row in table.rows[: max(cell.down for cell in table.rows[0])]:
            for cell in row:
                cell.is_head = True


def _give_scope(row: list[Cell], way: str) -> None:
    for cell in row:
        if cell.is_head and not cell.scope:
            cell.scope = "colgroup" if way == "col" and cell.across > 1 else way


def _has_labels(table: Table) -> bool:
    """Name and value side by side: 发文机关：| 国务院."""
    labelled = [row for row in table.rows if row and _text(row[0]).endswith(LABEL_ENDS)]
    return 2 * len(labelled) > len(table.rows)


def _has_head_row(table: Table) -> bool:
    """A first row of short names with rows below."""
    first = table.rows[0]
    below = len(table.rows) - max((cell.down for cell in first), default=0)
    if below < 1 or len(first) < 2 or any(isinstance(b, Figure) for c in first for b in c.blocks):
        return False
    texts = [_text(cell) for cell in first]
    return all(0 < len(t) <= HEAD_LENGTH and not NUMBER.match(t) for t in texts)
