"""How a short message is written and counted (短信). Pure.

A text with one Chinese character is sent in UCS-2 (3GPP TS 23.038): 70 characters in one message,
67 in each part of a longer one, because three go to the head that joins the parts.
"""

import re
from collections.abc import Mapping

from mingzheng.channels.rules.messages import shortened

ONE, PART = 70, 67
PLACE = re.compile(r"\{(\w+)\}")
KNOWN = ("title", "office", "url", "code")
NUMBER = re.compile(r"1[3-9]\d{9}")


def length_of(text: str) -> int:
    """How many characters operators count: those outside the basic plane count twice."""
    return len(text.encode("utf-16-be")) // 2


def parts_of(text: str) -> int:
    """How many messages the text costs: 70 characters in one, 67 in each of several; 0 if empty."""
    length = length_of(text)
    if length <= ONE:
        return 1 if length else 0
    return -(-length // PART)


def unknown_places(template: str) -> list[str]:
    """The places of a template that nobody fills ({name}), in their order."""
    return [name for name in PLACE.findall(template) if name not in KNOWN]


def written(template: str, sign: str, words: Mapping[str, str], *, most_parts: int = 2) -> str:
    """The text of one message: 【签名】 and the template with its places filled.

    A title too long for `most_parts` is shortened; an address never is, half of one is none.
    """
    sign = f"【{sign}】" if sign else ""
    room = ONE if most_parts == 1 else PART * most_parts
    without = sign + PLACE.sub(lambda m: "" if m[1] == "title" else words.get(m[1], ""), template)
    title = shortened(words.get("title", ""), max(1, room - length_of(without)))
    filled = {**words, "title": title}
    return sign + PLACE.sub(lambda m: filled.get(m[1], ""), template)


def number_of(text: str) -> str | None:
    """A mobile number of the mainland as eleven digits; None for anything else."""
    digits = re.sub(r"[\s-]", "", text).removeprefix("+86")
    return digits if NUMBER.fullmatch(digits) else None
