"""Identity numbers in parts (分开写的身份证号): over the cells of a row, over two paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mingzheng.proofing.rules.finding import Finding, found
from mingzheng.proofing.rules.numbers import barely, is_id
from mingzheng.proofing.rules.reading import digits_of, even
from mingzheng.prose.rules.pieces import Piece

LENGTH = 18
ALONE, ENDED = r"(?<![0-9A-Za-z*.\-])", r"(?![0-9A-Za-z*.\-])"
IN_CELLS = re.compile(rf"{ALONE}(?=([1-9](?: ?\t? ?[0-9]){{16}} ?\t? ?[0-9Xx]){ENDED})")
CELLS = (1, 2, LENGTH - 1)  # tabs: in two or three parts, or each digit in a box of its own
TAIL = re.compile(rf"{ALONE}([1-9][0-9]{{0,16}}) ?$")
HEAD = re.compile(rf" ?([0-9]{{0,16}}[0-9Xx]){ENDED}")
MESSAGE = "身份证号分成几处写，合起来是完整的。"


def parted(pieces: Sequence[Piece]) -> list[Finding]:
    """Whole identity numbers of which each cell or paragraph holds only a part.

    Only what has the right check character: a table is full of numbers that stand side by side.
    """
    findings = [one for piece in pieces if "\t" in piece.text for one in _in_cells(piece)]
    for first, second in pairwise(pieces):
        findings += _in_two(first, second)
    return findings


def _in_cells(piece: Piece) -> Iterator[Finding]:
    for match in IN_CELLS.finditer(even(piece.text)):
        number = digits_of(match[1])
        if match[1].count("\t") in CELLS and is_id(number):
            left = iter(barely(number))
            masked = "".join(char if char in " \t" else next(left) for char in match[1])
            yield _said(piece, *match.span(1), masked)


def _in_two(first: Piece, second: Piece) -> list[Finding]:
    tail, head = TAIL.search(even(first.text)[-LENGTH - 2 :]), HEAD.match(even(second.text))
    if not tail or not head or not is_id(tail[1] + head[1]):
        return []
    masked, cut = barely(tail[1] + head[1]), len(tail[1])
    off = max(len(first.text) - LENGTH - 2, 0)
    start, end = tail.span(1)
    return [
        _said(first, start + off, end + off, masked[:cut]),
        _said(second, *head.span(1), masked[cut:]),
    ]


def _said(piece: Piece, start: int, end: int, masked: str) -> Finding:
    replacement = "" if masked == piece.text[start:end] else masked
    return found(piece, "id_card", start, end, replacement=replacement, message=MESSAGE)
