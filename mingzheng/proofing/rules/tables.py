"""Rows of one table among pieces of text (表格的行): cells parted by tabs, heads in row one."""

import re
from collections.abc import Sequence

from mingzheng.proofing.rules.finding import NUMBERED
from mingzheng.prose.rules.pieces import Piece

LONGEST_HEAD = 20  # characters; longer cells are content
ROW_WORDS = re.compile(r"（隐藏(?:的列)?）$")


def table_of(piece: Piece) -> str:
    """What the rows of one table have in common: their place without its number."""
    hidden_columns = "（隐藏的列）" if piece.where.endswith("（隐藏的列）") else ""
    return NUMBERED.sub("", ROW_WORDS.sub("", piece.where)) + hidden_columns


def heads_of(pieces: Sequence[Piece]) -> dict[str, tuple[str, ...]]:
    """The column heads of each table: the first row of short cells without a digit.

    A title over the whole width has no tab and is passed over.
    """
    heads: dict[str, tuple[str, ...]] = {}
    for piece in pieces:
        if "\t" not in piece.text or (table := table_of(piece)) in heads:
            continue
        cells = tuple(cell.strip() for cell in piece.text.split("\t"))
        is_head = all(len(cell) <= LONGEST_HEAD for cell in cells)
        heads[table] = cells if is_head and not re.search(r"[0-9０-９]", piece.text) else ()
    return heads
