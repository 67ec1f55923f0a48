"""The list inside a cell of 公开内容: its elements, and what their bullets say."""

import re
from functools import lru_cache

from mingzheng.files.rules.pieces import ENDINGS, pieces_of
from mingzheng.files.rules.ticks import EMPTY, FILLED, HeadNote, Need
from mingzheng.files.rules.words import HAN, clean, one_line
from mingzheng.standards.rules.marks import Element

# 〇 and ○ are also the nought of 二〇二五年; · also divides a foreign name.
BULLET = re.compile(
    r"[●•◆◇★☆▪▫■□◯・⚫☑☐√✓✔▶➢]"
    r"|(?<![一二三四五六七八九〇○零])[〇○](?![一二三四五六七八九〇○零年])"
    rf"|(?:^|(?<=[\n；;]))[·\-—*](?=\s*\S)|(?:^|(?<=\n))[lnuØü](?=[{HAN}])"
)


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
        for text in pieces_of(piece):
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
