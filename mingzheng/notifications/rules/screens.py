"""What an electronic screen shows (电子屏文字): plain lines that any controller can read. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from mingzheng.channels.rules.messages import shortened

CHARSETS = ("utf-8", "gb18030")
LONGEST, SHORTEST = 300, 20  # characters a line
MOST = 50
NOTHING = "{}还没有公开信息"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")


def lines_of(rows: Iterable[tuple[date, str]], length: int = 60) -> list[str]:
    """One line for each (day, title), at most `length` characters, without control characters."""
    length = min(max(length, SHORTEST), LONGEST)
    return [shortened(f"{day:%m-%d} {CONTROL.sub(' ', title)}", length) for day, title in rows]


def encoded(lines: Iterable[str], charset: str) -> bytes:
    """The lines as bytes, each ended by CR LF as controllers expect; a sign unknown becomes ?."""
    text = "".join(f"{line}\r\n" for line in lines)
    return text.encode(charset if charset in CHARSETS else CHARSETS[0], errors="replace")
