"""The materials that an item asks for (申请材料): one row each, and one line in a cell of a table.

Source: GB/T 39046-2020 table 4: nine columns; 原件份数 and 复印件份数 are n..2, 是否必备 is n1.
《国务院关于在线政务服务的若干规定》（国令第716号）第六条 wants guides to tell them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mingzheng.files.rules.words import clean, one_line

BAR = "｜"  # no office writes it inside a name
COPIES = 99  # n..2


class Part(NamedTuple):
    """One column of a material: its name, its label, and what it holds (text, number, flag)."""

    name: str
    label: str
    kind: str


PARTS = (
    Part("name", "材料名称", "text"),
    Part("issuer", "出具机构", "text"),
    Part("issued", "出具时间要求", "text"),
    Part("handling", "办理说明", "text"),
    Part("place", "办理地点", "text"),
    Part("use", "使用说明", "text"),
    Part("originals", "原件份数", "number"),
    Part("copies", "复印件份数", "number"),
    Part("required", "是否必备", "flag"),
)
REST = PARTS[1:]
_BY_LABEL = {part.label: part for part in REST}
Material = dict[str, Any]


def material(said: Mapping[str, Any]) -> Material:
    """A row with the columns that are filled in, in the order of the data set, in one line each."""
    found = {part.name: _tidy(said.get(part.name)) for part in PARTS}
    return {name: value for name, value in found.items() if value not in (None, "")}


def rows_of(values: Iterable[Any]) -> list[Material]:
    """Materials as rows, whatever they were kept as: lines of text were all there was once."""
    return [{"name": one} if isinstance(one, str) else one for one in values]


def as_line(row: Mapping[str, Any]) -> str:
    """A row as one line: 营业执照｜出具机构：市场监管局｜原件份数：1｜是否必备：是."""
    said = [str(row.get("name", ""))]
    said += [f"{part.label}：{words(part, row[part.name])}" for part in REST if part.name in row]
    return BAR.join(said)


def read_line(text: str) -> Material:
    """A line as a row. A line that says more than we can tell apart is a name as it stands."""
    name, *more = (piece.strip() for piece in text.split(BAR))
    found: dict[str, Any] = {"name": name}
    for piece in more:
        label, _, said = piece.partition("：")
        part = _BY_LABEL.get(label.strip())
        value = _read(part, said.strip()) if part else None
        if part is None or value is None:
            return {"name": text}
        found[part.name] = value
    return material(found) if name else {"name": text}


def words(part: Part, value: Any) -> str:
    """A value as a person reads it; empty for none."""
    if value is None or value == "":
        return ""
    return ("是" if value else "否") if part.kind == "flag" else str(value)


def _read(part: Part, text: str) -> Any:
    if part.kind == "flag":
        return {"是": True, "否": False}.get(text)
    if part.kind == "number":
        return int(text) if text.isdecimal() and int(text) <= COPIES else None
    return text or None


def _tidy(value: Any) -> Any:
    """No bar, no ； and no break inside a value: they part values, rows and lines."""
    if not isinstance(value, str):
        return value
    return one_line(clean(re.sub("[；;]", "，", value.replace(BAR, "/"))))
