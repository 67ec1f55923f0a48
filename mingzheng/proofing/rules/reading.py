"""A text made even before patterns look at it; every character keeps its place."""

import re
from functools import lru_cache

from mingzheng.prose.rules.pieces import Piece

_WIDE = {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in "!(),:;?"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SPACES = dict.fromkeys([0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F], " ")
_MATHS = {0x1D7CE + i: str(i % 10) for i in range(50)}  # digits of other faces
_EVEN = _WIDE | _DASHES | _SPACES | _MATHS
_UNEVEN = re.compile(f"[{''.join(re.escape(chr(number)) for number in _EVEN)}]")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u303f\u4e00-\u9fff，。；、）]+", re.I)
# Nobody sees these, and a number written with them is read all the same: zero-width characters,
# joiners, soft hyphens, marks of direction, variants, fillers, tags.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
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


def bare(piece: Piece) -> Piece:
    """The piece without characters that nobody sees; the same piece where there are none."""
    text = UNSEEN.sub("", piece.text)
    return piece if len(text) == len(piece.text) else Piece(piece.where, text)


def in_full(text: str, start: int, end: int) -> tuple[int, int]:
    """Where in a text a stretch (start, end) of what is left of it by `bare` stands."""
    places = [at for at, char in enumerate(text) if not UNSEEN.match(char)]
    return places[start] if start < len(places) else len(text), places[end - 1] + 1 if end else 0
