"""Cells that hold several things in one text: elements (要素), documents (依据)."""

import re
from functools import lru_cache

from mingzheng.files.rules.numbering import numbered, without_number
from mingzheng.files.rules.words import clean, one_line, split_outside

ENDINGS = "；;、，,。 \n"
LAW = "《"
AFTER_LAW = re.compile(r"[》）)号]\s*[和及与]\s*(?=《)")
BELONGS_ABOVE = re.compile(r"[（(〔\[第]|\S{0,12}〔\d{4}〕\d+号|国?令?第?\d+号")


def pieces_of(text: str) -> list[str]:
    """A text cut at line ends, semicolons and numbers that count up, the numbering taken off.

    Tables and forms are read by this one rule, so that what was typed comes back from a workbook
    unchanged; hence a piece is cut until it is one. Brackets, titles and quotes are never cut.
    """
    pieces, before = _cut(text), [text]
    while pieces != before:
        pieces, before = [part for piece in pieces for part in _cut(piece)], pieces
    return pieces


def _cut(text: str) -> list[str]:
    parts = [part for line in text.split("\n") for part in numbered(line)]
    texts = (without_number(t) for part in parts for t in split_outside(part, "；;"))
    return [text for text in (t.strip(ENDINGS) for t in texts) if text]


@lru_cache(maxsize=4_000)
def read_bases(raw: str) -> tuple[str, ...]:
    """The documents of a cell, each with its own number (文号) and date; cut until each is one."""
    before: tuple[str, ...] = (raw,)
    bases = _documents(raw)
    while bases != before:
        bases, before = _documents("\n".join(bases)), bases
    return bases


def _documents(raw: str) -> tuple[str, ...]:
    text = clean(raw)
    pieces: list[str] = []
    for line in _law_lines(text):
        for part in numbered(line):
            pieces += _laws(part)
    texts = (without_number(piece.strip(ENDINGS)) for piece in pieces)
    bare = (text.lstrip("●•·■ ") for text in texts)
    return tuple(dict.fromkeys(text for text in bare if text))


def _law_lines(text: str) -> list[str]:
    """Lines, with those joined that were wrapped inside a title or carry its number."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_open = bool(lines) and lines[-1].count("《") > lines[-1].count("》")
        if lines and (is_open or BELONGS_ABOVE.match(line)):
            lines[-1] = one_line(f"{lines[-1]}\n{line}")
        else:
            lines.append(line)
    return lines


def _laws(line: str) -> list[str]:
    """Cut between documents: at ；, at 、 before 《 or after a title, at 和 between titles."""
    line = AFTER_LAW.sub(lambda found: found[0][0] + "；", line)
    line = re.sub(r"》\s*《", "》；《", line)
    pieces: list[str] = []
    for part in split_outside(line, "；;"):
        joined = ""
        for piece in split_outside(part, "、，,。"):
            if joined and _is_own(joined, piece.strip()):
                pieces.append(joined)
                joined = ""
            joined = f"{joined}、{piece}" if joined else piece
        pieces.append(joined)
    return pieces


def _is_own(before: str, piece: str) -> bool:
    """Whether what follows a 、 is another document and not the rest of the same."""
    if piece.startswith(LAW):
        return True
    return before.rstrip().endswith(("》", "号", "）", ")")) and not piece.startswith(
        ("第", "（", "(")
    )
