"""What a person asks (查询): words joined by AND, “…” kept together, each with its other names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingzheng.search.rules.sounds import sounding
from mingzheng.search.rules.text import FIRST_CJK, flat

LONGEST, MOST_WORDS = 100, 8
_PIECES = re.compile(r"[“\"「『＂]([^”\"」』＂]*)[”\"」』＂]?|([^\s“\"「『＂　]+)")


@dataclass(frozen=True)
class Term:
    """One word of a query: found where any of its alternatives (flat phrases) is."""

    text: str
    alternatives: tuple[str, ...]
    is_quoted: bool = False
    also: tuple[str, ...] = ()  # the official words it stands for, as a person reads them

    @property
    def own(self) -> str:
        """The word itself as a flat phrase."""
        return self.alternatives[0]


def terms(query: str) -> list[Term]:
    """The words of a query that are searched, at most MOST_WORDS in LONGEST characters."""
    return read(query)[0]


def read(query: str) -> tuple[list[Term], str]:
    """Those words, read as pinyin too unless quoted, and the rest that is too much to search."""
    found: list[Term] = []
    for quoted, plain in _PIECES.findall(query[:LONGEST]):
        text = quoted or plain
        own = flat(text)
        if own and all(own != term.own for term in found):
            ways = () if quoted else tuple(sounding(text))
            found.append(Term(text.strip(), (own, *ways), bool(quoted)))
    rest = " ".join([*(one.text for one in found[MOST_WORDS:]), query[LONGEST:]]).strip()
    return found[:MOST_WORDS], rest if flat(rest) else ""


def parts_of(term: Term) -> set[str]:
    """The parts of a word that may be a known colloquial word: two units and more."""
    own = term.own.strip()
    if term.is_quoted or own[:1] < FIRST_CJK:
        return {own} - {""}
    longest = min(len(own), 12)
    return {
        own[at : at + length]
        for length in range(2, longest + 1)
        for at in range(len(own) - length + 1)
    } | {own}


def widened(words: Sequence[Term], meanings: Mapping[str, Sequence[str]]) -> list[Term]:
    """The same words with the official ones they stand for; `meanings` has flat words as keys.

    A word that holds a known one (低保标准) is also looked for with the official one in its place.
    Quoted words stay as they are.
    """
    return [term if term.is_quoted else _widened(term, meanings) for term in words]


def _widened(term: Term, meanings: Mapping[str, Sequence[str]]) -> Term:
    own, more, said = term.own.strip(), list(term.alternatives), []
    # The longest known word wins: 低保户 is not read as 低保 and 户.
    for known in sorted((one for one in meanings if one in own), key=len, reverse=True)[:1]:
        for official in meanings[known]:
            phrase = flat(own.replace(known, official))
            if phrase and phrase not in more:
                more.append(phrase)
                said.append(official)
    return Term(term.text, tuple(more), term.is_quoted, tuple(said))


def holds(line: str, words: Sequence[Term]) -> bool:
    """True if a flat text has every word: the truth that both databases must agree with."""
    return all(any(phrase in line for phrase in term.alternatives) for term in words)
