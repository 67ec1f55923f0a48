"""The channels of a row (公开渠道和载体), in every way offices write them.

The thirteen of the statutory table (国办发〔2019〕54号, docs/law.md); all else is kept as it is.
"""

import re
from functools import lru_cache

from mingzheng.files.rules.ticks import (
    LETTERS_EMPTY,
    LETTERS_FILLED,
    HeadNote,
    Marked,
    Need,
    marked,
)
from mingzheng.files.rules.words import clean, one_line, split_outside
from mingzheng.standards.rules.channels import KNOWN, standard_channel
from mingzheng.standards.rules.marks import Choice

OTHER = "其他"
DIVIDERS = "、，,；;。/／|"
LEAVE = DIVIDERS + " \t\n"
NUMBERING = re.compile(r"(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|[①-⑳])\s*")
BRACKET = re.compile(r"\s*[（(][^（）()]*[)）]")
FILL_IN = re.compile(r"[_＿]+|[（(]\s*(?:请?注明|请?填写)?\s*[)）]")
OTHER_WORDS = re.compile(r"\s*[:：_＿（(]")
JOINTS = ("和", "及", "等", "与", "或")
FIND = re.compile(rf"(?:{KNOWN})(?=[{re.escape(LEAVE)}:：_＿（(和及]|\Z)")


@lru_cache(maxsize=4_000)
def read_channels(raw: str, note: HeadNote) -> tuple[tuple[Choice, ...], tuple[str, ...]]:
    """The channels of a cell with what each is (required, optional, none), and what was inferred.

    Takes the cell as it stands (its spaces may divide names) and the meaning of the marks.
    """
    text = raw.replace("\r", "\n").replace("\u3000", " ").replace("\xa0", " ").strip()
    stretches = marked(text, KNOWN)
    doubts = _lost_letters(stretches)
    found: dict[str, Choice] = {}
    for stretch in stretches:
        need = note.need(stretch.mark) if stretch.mark else "required"
        for name in _names(stretch.text, is_marked=bool(stretch.mark)):
            choice, doubt = _choice(name, need)
            doubts += [doubt] if doubt else []
            if choice.name not in found or found[choice.name].need == "none":
                found[choice.name] = choice
    return tuple(found.values()), tuple(doubts)


def _choice(name: str, need: Need) -> tuple[Choice, str]:
    """The option of a name, and a sentence when its brackets were left out."""
    if standard := standard_channel(name):
        return Choice(standard, need, known=True), ""
    bare = BRACKET.sub("", name)
    if bare != name and (standard := standard_channel(bare)):
        return Choice(standard, need, known=True), f"公开渠道“{name}”按“{standard}”读"
    return Choice(name, need, known=False), ""


def _lost_letters(stretches: tuple[Marked, ...]) -> list[str]:
    """One sentence for each letter that was taken for a mark."""
    letters = sorted({s.mark for s in stretches} & set(LETTERS_FILLED + LETTERS_EMPTY))
    means = {True: "选中", False: "没有选中"}
    return [f"公开渠道里的“{x}”按{means[x in LETTERS_FILLED]}读（符号字体丢失）" for x in letters]


def _names(text: str, *, is_marked: bool) -> list[str]:
    """The names in a stretch: known ones first, so that 、 and / inside them do not divide."""
    names: list[str] = []
    place = 0
    for found in FIND.finditer(text):
        if found.start() < place or not _starts_name(text, found.start()):
            continue
        names += _loose_names(text[place : found.start()], is_marked=is_marked)
        name, place = _whole_name(text, found)
        names.append(name)
    return names + _loose_names(text[place:], is_marked=is_marked)


def _starts_name(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in LEAVE + ".．)）和及与:："


def _whole_name(text: str, found: re.Match[str]) -> tuple[str, int]:
    """A known name with the brackets or, for 其他, the words behind it; and where it ends."""
    end = found.end()
    if standard_channel(found[0]) == OTHER and OTHER_WORDS.match(text, end):
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        words = one_line(clean(FILL_IN.sub("", text[end:stop]))).strip(":：()（）" + LEAVE)
        return (f"{OTHER}：{words}" if words else OTHER), stop
    bracket = BRACKET.match(text, end)
    return (text[found.start() : bracket.end()], bracket.end()) if bracket else (found[0], end)


def _loose_names(text: str, *, is_marked: bool) -> list[str]:
    """Names we do not know, between dividing signs; wrapped lines behind one mark are one name."""
    parts = split_outside(text, "、，,；;。" if is_marked else "、，,；;。\n")
    if not is_marked:
        parts = [word for part in parts for word in _by_spaces(part)]
    names = (one_line(clean(part)).strip(LEAVE + ":：") for part in parts)
    return [
        n for n in (NUMBERING.sub("", name, count=1) for name in names) if n not in JOINTS and n
    ]


def _by_spaces(part: str) -> list[str]:
    """Words set apart by spaces only; a letter-spaced name is one word."""
    words = part.split()
    return words if words and all(len(word) > 2 for word in words) else [part]
