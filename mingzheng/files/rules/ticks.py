"""Boxes, dots and ticks (勾选符号): what they mean here, and the texts that stand beside them.

In many tables the head says that ■ is required (必选) and □ optional (可选); in others □ is
simply not chosen. The note decides; without one, □ is not chosen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from mingzheng.files.rules.words import HAN, clean, one_line

Need = Literal["required", "optional", "none"]
FILLED = "■☑☒√✓✔●◉◆★▣✅◼▪⬛"
EMPTY = "□☐○〇◯◇☆◻▫⬜❑❏×✗✘"
DOTS = "●◉○〇◯"
# Letters left where a symbol font was lost; marks only when a known word follows.
LETTERS_FILLED = "tTRVvnþü"
LETTERS_EMPTY = "口oq¨£"
YES = frozenset({"是", "有", "1", "y", "yes", "true", "v", "r", "t", "þ", "ü", "p", "对", "选"})
NO = frozenset({"", "否", "无", "0", "n", "no", "false", "口", "o", "¨", "£", "x", "/", "-", "—"})

LONGEST_NOTE = 1_000  # characters looked at
MARK = re.compile(f"[{FILLED}{EMPTY}]")
NOTE = re.compile(
    rf"[“”\"'‘’「『]*([{FILLED}{EMPTY}])[“”\"'‘’」』]*(?:表示|代表|为|是|指|[:：—\-])*"
    r"(必选|必须|必填|必备|未选|不选|未勾选|选中|已选|勾选|可选|选填|自选)"
)
NEEDS: dict[str, Need] = {
    **dict.fromkeys(("必选", "必须", "必填", "必备", "选中", "已选", "勾选"), "required"),
    **dict.fromkeys(("可选", "选填", "自选"), "optional"),
    **dict.fromkeys(("未选", "不选", "未勾选"), "none"),
}


@dataclass(frozen=True)
class HeadNote:
    """What the marks mean in one table; `note` is the sentence that says so, or ''."""

    filled: Need = "required"
    empty: Need = "none"
    dot_empty: Need | None = None  # 〇 before an element; None where no note says
    note: str = ""

    def need(self, mark: str) -> Need:
        """What a mark in a list of options says of the option beside it."""
        if mark in "×✗✘":
            return "none"
        return self.filled if mark in FILLED + LETTERS_FILLED else self.empty


@dataclass(frozen=True)
class Tick:
    """A cell under a heading to be ticked: yes, no or unreadable (None), and the words beside."""

    state: bool | None
    rest: str = ""


def read_note(texts: Iterable[str], otherwise: HeadNote | None = None) -> HeadNote:
    """The meaning of the marks as the first note among these texts explains it."""
    note = otherwise or HeadNote()
    for text in texts:
        meanings = {
            m[1]: NEEDS[m[2]] for m in NOTE.finditer(re.sub(r"\s", "", text[:LONGEST_NOTE]))
        }
        if meanings:
            return _with_meanings(note, meanings, one_line(clean(text)))
    return note


def _with_meanings(note: HeadNote, meanings: dict[str, Need], sentence: str) -> HeadNote:
    boxes = {mark: need for mark, need in meanings.items() if mark not in DOTS}
    dots = {mark: need for mark, need in meanings.items() if mark in DOTS}
    for mark, need in boxes.items():
        note = replace(note, **{"filled" if mark in FILLED else "empty": need})
    for mark, need in dots.items():
        note = note if mark in FILLED else replace(note, dot_empty=need)
    return replace(note, note=sentence)


def tick(text: str) -> Tick:
    """What one cell under 全社会, 主动, 县级 … says; an empty cell says no."""
    text = one_line(clean(text))
    found = MARK.search(text)
    if found is None:
        word = text.casefold()
        if word in YES:
            return Tick(True)
        return Tick(False) if word in NO else Tick(None, text)
    rest = (text[: found.start()] + text[found.end() :]).strip(" :：,，、;；")
    return Tick(found[0] in FILLED, rest)


@dataclass(frozen=True)
class Marked:
    """A stretch of text and the mark that belongs to it ('' without one)."""

    mark: str
    text: str


@lru_cache(maxsize=4_000)
def marked(text: str, known: str) -> tuple[Marked, ...]:
    """A cell cut at its marks: (■ 政府网站) (□ 政府公报) … A cell without marks is one stretch.

    `known` is a pattern of the words expected here: before one of them even a letter or 口, left
    over from a lost symbol font, is a mark.
    """
    places = _places(text, known)
    if not places:
        return (Marked("", text),)
    ends = [*places[1:], len(text)]
    before = text[: places[0]].strip()
    is_label = before.endswith((":", "："))
    if before and not is_label and not text[places[-1] + 1 :].strip(" 、；;，,\n"):
        begins = [0, *(place + 1 for place in places)]
        pairs = zip(begins, places, strict=False)  # the mark stands behind its words
        return tuple(Marked(text[end], text[begin:end]) for begin, end in pairs)
    lead = (Marked("", before),) if before and not is_label else ()
    cuts = zip(places, ends, strict=True)
    return lead + tuple(Marked(text[a], text[a + 1 : b]) for a, b in cuts)


def _places(text: str, known: str) -> list[int]:
    """Where marks stand."""
    places = {found.start() for found in MARK.finditer(text)}
    letters = f"[{LETTERS_FILLED}{LETTERS_EMPTY}]"
    sure = [m.start() for m in re.finditer(rf"(?<![A-Za-z\d]){letters}(?=\s*(?:{known}))", text)]
    used = "".join(sorted({text[place] for place in sure}))
    if used:
        more = re.finditer(rf"(?:^|(?<=[\s、；;，,]))[{re.escape(used)}](?=\s*[{HAN}])", text)
        sure += [m.start() for m in more]
    return sorted(places | set(sure))
