"""Lists inside one cell: the elements of 公开内容 and the documents of 公开依据."""

import re
from functools import lru_cache

from mingzheng.collection.rules.marks import Element
from mingzheng.files.rules.numbering import numbered, without_number
from mingzheng.files.rules.ticks import EMPTY, FILLED, HeadNote, Need
from mingzheng.files.rules.words import HAN, clean, one_line, split_outside

# 〇 and ○ are also the nought of 二〇二五年; · also divides a foreign name.
BULLET = re.compile(
    r"[●•◆◇★☆▪▫■□◯・⚫☑☐√✓✔▶➢]"
    r"|(?<![一二三四五六七八九〇○零])[〇○](?![一二三四五六七八九〇○零年])"
    rf"|(?:^|(?<=[\n；;]))[·\-—*](?=\s*\S)|(?:^|(?<=\n))[lnuØü](?=[{HAN}])"
)
ENDINGS = "；;、，,。 \n"
LAW = "《"
AFTER_LAW = re.compile(r"[》）)号]\s*[和及与]\s*(?=《)")
BELONGS_ABOVE = re.compile(r"[（(〔\[第]|\S{0,12}〔\d{4}〕\d+号|国?令?第?\d+号")


@lru_cache(maxsize=4_000)
def read_elements(raw: str, note: HeadNote) -> tuple[tuple[Element, ...], tuple[str, ...]]:
    """The elements of a cell and what was inferred; 、 inside an element does not divide it."""
    pieces = _bulleted(clean(raw))
    has_both = {mark in EMPTY for mark, _ in pieces if mark in FILLED + EMPTY and mark} == {
        True,
        False,
    }
    found: dict[str, Element] = {}
    doubts: tuple[str, ...] = ()
    for mark, piece in pieces:
        need = _need(mark, note, has_both=has_both)
        if need == "optional" and note.dot_empty is None and mark in "〇○◯":
            doubts = (f"公开内容里的“{mark}”没有说明，与“●”并列，按可选读",)
        for text in _divided(piece):
            found.setdefault(text, Element(text, need))
    return tuple(found.values()), doubts


def _need(mark: str, note: HeadNote, *, has_both: bool) -> Need:
    """What a bullet says; a list that has only one kind of bullet says nothing by it."""
    if mark in ("〇", "○", "◯"):
        return note.dot_empty or ("optional" if has_both else "required")
    if mark in ("□", "☐"):
        return note.empty if has_both or note.note else "required"
    return "required"


def _bulleted(text: str) -> list[tuple[str, str]]:
    """(bullet, text) of each piece; a line without a bullet goes on from the one above."""
    places = [found.start() for found in BULLET.finditer(text)]
    if not places:
        return [("", text)]
    starts = {0} | {place + 1 for place, char in enumerate(text) if char == "\n"}
    is_whole = text[: places[0]].strip() == "" and 2 * len(starts & set(places)) >= len(starts)
    pieces = [("", text[: places[0]])]
    for begin, end in zip(places, [*places[1:], len(text)], strict=True):
        piece = text[begin + 1 : end].strip("\n ")
        pieces.append((text[begin], one_line(piece) if is_whole else piece))
    return [(mark, piece) for mark, piece in pieces if piece.strip(ENDINGS)]


def _divided(piece: str) -> list[str]:
    """A piece cut at line ends, semicolons and numbers, with the numbering taken off."""
    parts = [part for line in piece.split("\n") for part in numbered(line)]
    texts = (without_number(t) for p in parts for t in _semicolons(p))
    return [text for text in (t.strip(ENDINGS) for t in texts) if text]


def _semicolons(text: str) -> list[str]:
    return split_outside(text, "；;")


@lru_cache(maxsize=4_000)
def read_bases(raw: str) -> tuple[str, ...]:
    """The documents of a cell, each with its own number (文号) and date."""
    text = clean(raw)
    pieces: list[str] = []
    for line in _law_lines(text):
        for part in numbered(line):
            pieces += _laws(part)
    texts = (without_number(piece.strip(ENDINGS)) for piece in pieces)
    return tuple(dict.fromkeys(text.lstrip("●•·■ ") for text in texts if text))


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
