"""How titles sound (拼音): full syllables and initials as parts of the flat text."""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from mingzheng.search.rules.text import FIRST_CJK, SYLLABLE, flat

LETTERS = 0xE000  # initials are written in the private zone: a run like any other
LONGEST, WAYS = 40, 6  # letters of a query that are read as pinyin; readings tried


@lru_cache(maxsize=1 << 16)
def _read_aloud(run: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(run, errors="ignore"))


def syllables(text: str) -> list[str]:
    """The syllables of the Chinese characters of a text, without tones; ü is v."""
    return [
        sound for run in flat(text).split() if run[0] >= FIRST_CJK for sound in _read_aloud(run)
    ]


def sound_line(title: str) -> str:
    """The flat text of how a title sounds: for each run its syllables, then its initials."""
    parts = []
    for run in flat(title).split():
        found = _read_aloud(run) if run[0] >= FIRST_CJK else ()
        if found:
            parts.append(spoken(found) + initials(found))
    return "".join(parts)


def spoken(found: Sequence[str]) -> str:
    """Syllables as flat words of their own kind: no Latin word is taken for one."""
    return "".join(f" {SYLLABLE}{sound}" for sound in found) + " "


def initials(found: Sequence[str]) -> str:
    """The first letters of syllables as a run of private signs."""
    return "".join(chr(LETTERS + ord(sound[0])) for sound in found)


@cache
def _known() -> frozenset[str]:
    read = {sound for row in PINYIN_DICT.values() for sound in row.split(",")}
    return frozenset(one for one in map(_bare, read) if set(one) & set("aeiouv"))


def _bare(sound: str) -> str:
    apart = unicodedata.normalize("NFD", sound).replace("u\u0308", "v")
    return "".join(sign for sign in apart if "a" <= sign <= "z")


def readings(word: str) -> list[list[str]]:
    """The ways to read Latin letters as pinyin syllables, longest first; [] if there is none."""
    word = word.lower().replace("ü", "v")
    if not (word.isascii() and word.isalpha() and len(word) <= LONGEST):
        return []
    ways: list[list[str]] = []
    _read(word, [], ways)
    return ways


def _read(rest: str, so_far: list[str], ways: list[list[str]]) -> None:
    if not rest:
        ways.append(so_far)
    for length in range(min(6, len(rest)), 0, -1):
        if len(ways) < WAYS and rest[:length] in _known():
            _read(rest[length:], [*so_far, rest[:length]], ways)


def sounding(word: str) -> list[str]:
    """Flat phrases for a word of Latin letters: read as pinyin, and read as initials."""
    word = word.strip().lower()
    found = [spoken(way) for way in readings(word) if len(word) > 1]
    if 2 <= len(word) <= LONGEST and word.isascii() and word.isalpha():
        found.append("".join(chr(LETTERS + ord(letter)) for letter in word))
    return found
