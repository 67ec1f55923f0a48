"""Texts whose line ends were lost (丢了换行的正文): paragraphs found again by their numbers.

Old exports hand over whole documents in one line. Only line ends are put in, never a character.
"""

import re

LONG = 200  # characters in one line; shorter texts need no paragraphs
NUMBERS = "一二三四五六七八九十"
TOKEN = re.compile(rf"(?<![{NUMBERS}、第（(])([{NUMBERS}]{{1,3}})、|[（(]([{NUMBERS}]{{1,3}})[）)]")
CHROME = frozenset({"下载", "打印", "全屏", "收藏", "【字号：", "加大", "还原", "减小", "】"})


def with_lines(text: str) -> str:
    """A text with a line end before each 一、 and （一） that counts up.

    A number that stands alone, or out of order, is part of a sentence and is left in it.
    """
    return "\n".join(_cut(line) if len(line) > LONG else line for line in text.split("\n"))


def _cut(line: str) -> str:
    places: list[int] = []
    top = inner = 0
    for token in TOKEN.finditer(line):
        number = number_of(token[1] or token[2])
        if token[1] and number == top + 1:
            top, inner = number, 0
            places.append(token.start())
        elif token[2] and number == inner + 1:
            inner = number
            places.append(token.start())
    if len(places) < 2:
        return line
    starts = [0, *places]
    parts = (line[a:b] for a, b in zip(starts, [*places, len(line)], strict=True))
    return "\n".join(part for part in parts if part)


def number_of(words: str) -> int:
    """一 to 九十九 as a number; 0 for what is none."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return NUMBERS.index(words) + 1 if len(words) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * (NUMBERS.index(tens) + 1 if tens else 1) + (NUMBERS.index(ones) + 1 if ones else 0)


def without_buttons(text: str) -> tuple[str, bool]:
    """A text without buttons of the old page that were copied above it; whether there were any."""
    lines = text.strip().split("\n")
    first = 0
    while first < len(lines) and lines[first].strip() in CHROME:
        first += 1
    return "\n".join(lines[first:]), first > 0
