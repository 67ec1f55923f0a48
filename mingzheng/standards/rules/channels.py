"""The channels of disclosure (公开渠道和载体): the 13 of the common table and their other names.

Law: 《政府信息公开条例》第二十三条 to 第二十五条; the list is that of the standard catalogues.
"""

import csv
import io
import re
from functools import lru_cache
from pathlib import Path

from mingzheng.files.rules.words import clean, one_line

# Standard name → the other ways it is written. / in a name stands for any dividing sign.
CHANNELS: dict[str, list[str]] = {
    row["name"]: row["other_names"].split()
    for row in csv.DictReader(
        io.StringIO(Path(__file__).with_name("channels.csv").read_text("utf-8"))
    )
}
STANDARD_CHANNELS: tuple[str, ...] = tuple(CHANNELS)
PLACE_SITE = re.compile(r"[^、，,；;\s]{2,12}人民政府(?:门户)?网站?\Z")


def _pattern(name: str) -> str:
    """A name as a pattern: spaces and wraps between its characters, either width, any divider."""
    signs = {"/": r"[/／、，,|和及]", "（": "[（(]", "）": "[)）]"}
    return r"\s*".join(signs.get(char, re.escape(char)) for char in name)


_NAMES = {_pattern(name): name for name in CHANNELS} | {
    _pattern(alias): name for name, aliases in CHANNELS.items() for alias in aliases
}
KNOWN = "|".join(sorted(_NAMES, key=len, reverse=True))  # a pattern that finds any of the names
_WHOLE = {re.compile(rf"(?:{pattern})\Z"): name for pattern, name in _NAMES.items()}


@lru_cache(maxsize=5_000)
def standard_channel(name: str) -> str | None:
    """The standard name of a channel however it is written; None if it is not one of them."""
    name = one_line(clean(name))
    for pattern, standard in _WHOLE.items():
        if pattern.match(name):
            return standard
    return "政府网站" if PLACE_SITE.match(name) else None
