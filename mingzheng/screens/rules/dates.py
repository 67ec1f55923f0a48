"""Dates as people and old sites write them (日期): one day, or the reason why not.

2020-1-5, 2020年1月5日, 2020/01/05 10:22, 二〇二〇年一月五日, 发布时间：…, and 43835 of a workbook.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mingzheng.files.rules import numerals

EARLIEST = date(1949, 10, 1)  # before, there is no office whose document this could be
FULL_WIDTH = str.maketrans("０１２３４５６７８９－／．：", "0123456789-/.:")
NUMERIC = re.compile(
    r"(?<!\d)(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?=\D|\Z)|(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)"
)
MONTH_ONLY = re.compile(r"(?<!\d)\d{4}\s*[年\-/.]\s*\d{1,2}\s*月?\s*\Z")
SERIAL = re.compile(r"\d{5}(\.0+)?\Z")
SERIAL_ZERO = date(1899, 12, 30)
MOST_OF_TEXT = 200

EMPTY = "没有写日期"
UNREADABLE = "看不出是哪一天：{}"
NO_DAY = "只写到月，没有写哪一日：{}"
IMPOSSIBLE = "没有这一天：{}"
FUTURE = "日期在今天以后：{}"
TOO_OLD = "日期早于 1949 年 10 月 1 日：{}"
SEVERAL = "写了几个不同的日期：{}"


@dataclass(frozen=True)
class Dated:
    """The day a text gives, or the reason in Chinese why it gives none."""

    day: date | None
    problem: str = ""


def read_date(text: str, *, today: date, may_be_future: bool = False) -> Dated:
    """The one day that a text names.

    Takes the text of a cell or a line of a page and the current day; a time of day, a label
    (发布时间：) and brackets around are passed over. A day that does not exist, lies in the future
    (unless it may, as a day of effect) or before 1949, or several days that differ are problems.
    """
    text = text.translate(FULL_WIDTH).strip()[:MOST_OF_TEXT]
    if not text:
        return Dated(None, EMPTY)
    shown = text if len(text) <= 40 else text[:39] + "…"
    found = [_numbers(match) for match in NUMERIC.finditer(text)]
    found += numerals.days_in(text)
    if not found and SERIAL.match(text):
        found = [_parts(SERIAL_ZERO + timedelta(days=int(float(text))))]
    if not found:
        return Dated(None, (NO_DAY if MONTH_ONLY.search(text) else UNREADABLE).format(shown))
    if len(set(found)) > 1:
        return Dated(None, SEVERAL.format(shown))
    return _checked(found[0], shown, None if may_be_future else today)


def _checked(parts: tuple[int, int, int], shown: str, latest: date | None) -> Dated:
    try:
        day = date(*parts)
    except ValueError:
        return Dated(None, IMPOSSIBLE.format(shown))
    if day < EARLIEST:
        return Dated(None, TOO_OLD.format(shown))
    if latest is not None and day > latest:
        return Dated(None, FUTURE.format(shown))
    return Dated(day)


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(group) for group in match.groups() if group)
    return year, month, day
