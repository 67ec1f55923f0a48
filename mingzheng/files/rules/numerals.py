"""Days in Chinese numerals (二〇二五年三月一日), as documents end with them. Pure."""

import re

DIGITS = {char: str(n) for n, char in enumerate("零一二三四五六七八九")} | dict.fromkeys(
    "〇○OＯ", "0"
)
YEAR_CHARS = "〇○零一二三四五六七八九OＯ"
NUMBER_CHARS = "一二三四五六七八九十廿卅元正"
CHINESE = re.compile(
    rf"([{YEAR_CHARS}]{{4}})\s*年\s*([{NUMBER_CHARS}]{{1,3}})\s*月\s*([{NUMBER_CHARS}]{{1,4}})\s*日"
)
Day = tuple[int, int, int]


def days_in(text: str) -> list[Day]:
    """Every day in numerals that a text names, as year, month, day; it may not exist."""
    return [_parts(found) for found in CHINESE.finditer(text)]


def day_of(text: str) -> Day | None:
    """The day that a text is, and nothing else; None if it is none in numerals."""
    found = CHINESE.fullmatch(text.strip())
    return _parts(found) if found else None


def _parts(match: re.Match[str]) -> Day:
    year = int("".join(DIGITS[char] for char in match[1]))
    return year, _small(match[2]), _small(match[3])


def _small(text: str) -> int:
    """A number up to 39 in words: 十, 十二, 二十, 廿一; 元月 and 正月 are the first month."""
    text = text.replace("元", "一").replace("正", "一").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(DIGITS[text]) if len(text) == 1 else 99
    if len(tens) > 1 or len(ones) > 1:
        return 99  # no such day: the caller says so
    return int(DIGITS[tens or "一"]) * 10 + (int(DIGITS[ones]) if ones else 0)
