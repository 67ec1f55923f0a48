"""Cell texts made plain (单元格文字): spaces, invisible characters, letter-spaced words."""

import re
import unicodedata
from functools import lru_cache

from mingzheng.files.rules.symbols import without_private

# XML 1.0 forbids these, so no workbook or feed could hold them; PostgreSQL keeps no NUL either.
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INVISIBLE = re.compile(r"_x000[dD]_|[\u200b-\u200f\u2060\ufeff\xad\x00-\x08\x0b\x0c\x0e-\x1f]")
SPACES = re.compile(r"[ \t\r\xa0\u2000-\u200a\u202f\u3000]+")
# Chinese characters and the punctuation set among them.
CHINESE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·"
SIGNS = r"()\[\]{}<>:;,.!?/%+\-"
SPACE_BY_CHINESE = re.compile(rf"(?<=[{CHINESE}]) (?=[{CHINESE}\d{SIGNS}])")
SPACE_BEFORE_CHINESE = re.compile(rf"(?<=[\d{SIGNS}]) (?=[{CHINESE}])")
SPACE_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
HAN = r"\u4e00-\u9fff"
SINGLES = re.compile(rf"(?:(?<=\s)|^)[{HAN}](?=\s|$)")

SAME = re.compile(r"(?:同上行?|同上栏|同前|[〃″＂\"”]{1,2})[。.]?\Z")
STARTS_ANEW = re.compile(r"(?:\d{1,2}[.．、)）]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳●■•])")
SHORT = 200  # characters; what is remembered must stay small


def clean(text: str) -> str:
    """A cell without invisible characters, with letter-spaced words closed up, line by line."""
    return _remembered(text) if len(text) <= SHORT else _clean(text)


def _clean(text: str) -> str:
    text = INVISIBLE.sub("", without_private(text))
    lines = (close_up(SPACES.sub(" ", line).strip()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


_remembered = lru_cache(maxsize=20_000)(_clean)


def close_up(line: str) -> str:
    """Take out the spaces inside Chinese (公 开 时 限 → 公开时限); Latin words keep theirs."""
    if " " not in line:
        return line
    is_spaced = len(SINGLES.findall(line)) >= 3
    line = SPACE_BEFORE_CHINESE.sub("", SPACE_BY_CHINESE.sub("", line))
    return SPACE_IN_NUMBER.sub("", line) if is_spaced else line


def one_line(text: str) -> str:
    """A cleaned cell with its line breaks closed: names and headings that were wrapped."""
    return close_up(text.replace("\n", " "))


def unwrap(text: str) -> str:
    """Lines joined where a sentence was merely wrapped; kept after 。；： and before numbers."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and not STARTS_ANEW.match(line) and lines[-1][-1:] not in tuple("。；;：:"):
            lines[-1] = one_line(f"{lines[-1]}\n{line}")
        else:
            lines.append(line)
    return "\n".join(lines)


def means_above(text: str) -> bool:
    """Whether a cell only says: as above (同上, 〃)."""
    return bool(SAME.match(text.replace(" ", "")))


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """For comparing: one width, no spaces, no brackets, no punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s()\[\]{}<>《》〈〉【】〔〕“”\"'‘’、，,。.;；:：·\-—_/*※]+", "", folded)


def split_outside(text: str, separators: str) -> list[str]:
    """Split at any of these characters, but not inside brackets, book-title marks or quotes."""
    parts, start, depth = [], 0, 0
    for place, char in enumerate(text):
        if char in "（([【《〔“":
            depth += 1
        elif char in "）)]】》〕”":
            depth = max(0, depth - 1)
        elif depth == 0 and char in separators:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]
