"""Two texts side by side (对照): by paragraph, with what went away and what came. Pure."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mingzheng.prose.rules.reading import pieces as pieces_of

LIKE_ENOUGH = 0.4  # below it two paragraphs are two paragraphs, not one rewritten


@dataclass(frozen=True)
class Piece:
    """A run of characters: kept, deleted or inserted."""

    kind: Literal["same", "del", "ins"]
    text: str


@dataclass(frozen=True)
class Row:
    """One paragraph on both sides; an empty side has none there."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """True if the two sides differ."""
        return self.before != self.after


@dataclass(frozen=True)
class Field:
    """One part of the record that says something else now."""

    label: str
    row: Row


def _texts(html: str) -> list[str]:
    return [piece.text for piece in pieces_of(html)]


def compare_bodies(before: str, after: str) -> list[Row]:
    """The two HTML texts paragraph by paragraph, like beside like."""
    old, new = _texts(before), _texts(after)
    rows: list[Row] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [_same(text) for text in old[i:j]]
        else:
            rows += _aligned(old[i:j], new[k:m])
    return rows


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Paragraphs of a changed stretch: the first likes in order side by side, others alone."""
    rows, at = [], 0
    for text in old:
        twin = next((n for n in range(at, len(new)) if _alike(text, new[n])), None)
        if twin is None:
            rows.append(Row((Piece("del", text),), ()))
            continue
        rows += [Row((), (Piece("ins", one),)) for one in new[at:twin]]
        rows.append(changed(text, new[twin]))
        at = twin + 1
    return rows + [Row((), (Piece("ins", one),)) for one in new[at:]]


def _alike(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= LIKE_ENOUGH and matcher.ratio() >= LIKE_ENOUGH


def changed(before: str, after: str) -> Row:
    """Two wordings of one text with the difference marked on both sides."""
    found = pieces(before, after)
    return Row(
        tuple(one for one in found if one.kind != "ins"),
        tuple(one for one in found if one.kind != "del"),
    )


def _same(text: str) -> Row:
    side = (Piece("same", text),)
    return Row(side, side)


def compare_records(before: dict[str, str], after: dict[str, str]) -> list[Field]:
    """The parts of the record that differ, in the order of `after`; values in words."""
    labels = [*after, *(label for label in before if label not in after)]
    return [
        Field(label, changed(before.get(label, ""), after.get(label, "")))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]


def pieces(before: str, after: str) -> list[Piece]:
    """Both wordings in one row of runs, character by character; a number stays whole."""
    old, new = _signs(before), _signs(after)
    runs: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            runs.append(Piece("del", "".join(old[i1:i2])))
        if j1 < j2:
            runs.append(Piece("ins", "".join(new[j1:j2])))
    return runs


def _signs(text: str) -> list[str]:
    # 20 → 10 must read as two numbers, not as a struck 2 before a kept 0.
    return re.findall(r"\d+|.", text, re.DOTALL)
