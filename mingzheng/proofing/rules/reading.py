"""A text made even before patterns look at it; every character keeps its place."""

import re
from functools import lru_cache

_WIDE = {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in "!(),:;?"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SPACES = dict.fromkeys([0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F], " ")
_EVEN = _WIDE | _DASHES | _SPACES
_UNEVEN = re.compile(f"[{''.join(re.escape(chr(number)) for number in _EVEN)}]")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u303f\u4e00-\u9fff，。；、）]+", re.I)
HAN = r"\u4e00-\u9fff"


@lru_cache(maxsize=4)  # every check asks for the same piece in turn
def even(text: str) -> str:
    """The text with full-width digits, letters, dashes and spaces made plain, as long as before."""
    return text.translate(_EVEN) if _UNEVEN.search(text) else text


def web_addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses stand (start, end): numbers inside them are not numbers of persons."""
    if "://" not in text and "www." not in text:
        return []
    return [match.span() for match in ADDRESS.finditer(text)]


def digits_of(text: str) -> str:
    """The digits (and X) of a number that was written with gaps."""
    return re.sub(r"[^0-9Xx]", "", text)
