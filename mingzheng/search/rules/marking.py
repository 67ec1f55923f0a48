"""Showing what was found (标红): the words in their sentence, as pieces marked or not."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mingzheng.search.rules.text import FIRST_CJK, composed, flat, normal

LOOK_AT = 20_000  # characters of a text that are searched for a sentence to show
AROUND = 24  # characters kept before what was found
_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;\n]*")


class Piece(NamedTuple):
    """A stretch of text; `is_found` where it is what was asked for."""

    text: str
    is_found: bool


class _Unit(NamedTuple):
    plain: str
    start: int
    end: int


def _units(text: str) -> list[_Unit]:
    """The units of a composed text with where they stand in it."""
    found: list[_Unit] = []
    grows = False
    for at, sign in enumerate(text):
        for one in normal(sign):
            if one == " ":
                grows = False
            elif one >= FIRST_CJK:
                found.append(_Unit(one, at, at + 1))
                grows = False
            elif grows:
                found[-1] = _Unit(found[-1].plain + one, found[-1].start, at + 1)
            else:
                found.append(_Unit(one, at, at + 1))
                grows = True
    return found


def _units_of_phrase(phrase: str) -> list[str]:
    return [unit for run in phrase.split() for unit in ([run] if run[0] < FIRST_CJK else list(run))]


def _places(units: Sequence[_Unit], phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    plain = [unit.plain for unit in units]
    for phrase in phrases:
        wanted = _units_of_phrase(phrase)
        for at in range(len(plain) - len(wanted) + 1):
            if wanted and plain[at] == wanted[0] and plain[at : at + len(wanted)] == wanted:
                yield units[at].start, units[at + len(wanted) - 1].end


def marked(text: str, phrases: Sequence[str]) -> list[Piece]:
    """The whole text in pieces; those that are one of the flat phrases are marked."""
    text = composed(text)
    ends: list[list[int]] = []
    for start, end in sorted(_places(_units(text), phrases)):
        if ends and start <= ends[-1][1]:
            ends[-1][1] = max(ends[-1][1], end)
        else:
            ends.append([start, end])
    pieces, done = [], 0
    for start, end in ends:
        pieces += [Piece(text[done:start], False), Piece(text[start:end], True)]
        done = end
    return [piece for piece in (*pieces, Piece(text[done:], False)) if piece.text]


def snippet(text: str, phrases: Sequence[str], longest: int = 110) -> list[Piece]:
    """The sentence in which a phrase stands, cut to size; the beginning where none does."""
    text = composed(text[:LOOK_AT])
    start = next(
        (
            found.start()
            for found in _SENTENCE.finditer(text)
            if any(phrase in flat(found.group()) for phrase in phrases)
        ),
        0,
    )
    shown = text[start : start + 4 * longest]
    first = min((at for at, _ in _places(_units(shown), phrases)), default=0)
    cut = max(0, first - AROUND) if first > longest // 2 else 0
    words = " ".join(shown[cut : cut + longest].split())
    head = "……" if start + cut else ""
    tail = "……" if len(text) > start + cut + longest else ""
    return marked(f"{head}{words}{tail}", phrases)
