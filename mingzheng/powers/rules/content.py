"""What one row of a list says (清单事项的内容), apart from where it is stored."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingzheng.files.rules.words import plain
from mingzheng.powers.rules.columns import (
    CHOICES,
    COLUMNS,
    FLAG,
    LINES,
    NUMBER,
    ROWS,
    in_words,
    lines_of,
)
from mingzheng.powers.rules.materials import PARTS
from mingzheng.powers.rules.materials import words as words_of

_EMPTY_OF: dict[str, Any] = {LINES: [], ROWS: [], CHOICES: [], FLAG: None, NUMBER: None}
UNTOLD = frozenset({"type", "name", "sub", "bases", "legal_unit", "promised_unit", "materials"})
TABLES = tuple(column.name for column in COLUMNS if column.kind == ROWS)
# A period's unit with its measure word, as people say it.
MEASURES = {"workday": "个工作日", "day": "天", "month": "个月", "hour": "小时"}
# Characters: the codes have columns of this width, and nobody could read a longer name in a list.
LONGEST = {"base_code": 80, "impl_code": 80, "name": 500, "sub": 500}
EMPTY: dict[str, Any] = {column.name: _EMPTY_OF.get(column.kind, "") for column in COLUMNS}


@dataclass(frozen=True)
class PowerContent:
    """Everything a row says, column by column; `custom` are columns of the office's own.

    A column that is not among `values` is empty. Equal contents are the same row for an import.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    custom: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        value = self.values.get(name)
        return EMPTY[name] if value is None else value

    @property
    def name(self) -> str:
        """事项名称, with the 子项 behind it where there is one."""
        return "：".join(dict.fromkeys(p for p in (self["name"], self["sub"]) if p))

    @property
    def too_long(self) -> dict[str, str]:
        """What is longer than its column can hold, each with a sentence."""
        return {
            name: f"最多 {most} 个字，这里有 {len(self[name])} 个。"
            for name, most in LONGEST.items()
            if len(self[name]) > most
        }

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes rows of two files the same item: type and both names."""
        return (self["type"], plain(self["name"]), plain(self["sub"]))

    def words(self, name: str) -> str:
        """A column as a person reads it."""
        return in_words(name, self[name])

    @property
    def legal(self) -> str:
        """法定时限 in words; empty where none is given."""
        return _period(self, "legal")

    @property
    def promised(self) -> str:
        """承诺时限 in words; empty where none is given."""
        return _period(self, "promised")

    def told(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The row for reading: (group, [(label, words)]) with periods in one line each.

        Names and type head a page, bases carry links and materials are a table of their own, so
        they are left to the page.
        """
        groups: dict[str, list[tuple[str, str]]] = {}
        for column in COLUMNS:
            words = self.words(column.name)
            if column.name in ("legal_days", "promised_days"):
                words = self.legal if column.name == "legal_days" else self.promised
            lines = groups.setdefault(column.group, [])
            if words and column.name not in UNTOLD:
                lines.append((column.label, words))
        return list(groups.items())

    def materials_table(self) -> tuple[list[str], list[list[tuple[str, str]]]]:
        """申请材料 as a table: the headings that are filled in, rows of (heading, words)."""
        rows = self["materials"]
        used = [part for part in PARTS if any(part.name in row for row in rows)]
        told = [[(part.label, words_of(part, row.get(part.name))) for part in used] for row in rows]
        return [part.label for part in used], told

    def filled(self) -> dict[str, Any]:
        """The columns that say something."""
        return {
            name: value
            for name, value in self.values.items()
            if value is not None and name in EMPTY and value != EMPTY[name]
        }

    def fingerprint(self) -> str:
        """Content hash (32 hex digits): differs exactly when the row says something else."""
        said = self.filled()
        # As lines, so that a list sealed when materials were lines of text keeps its seal.
        said |= {name: lines_of(name, said[name]) for name in TABLES if name in said}
        custom = {name: value for name, value in self.custom.items() if value}
        text = json.dumps([said, custom], ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def having(self, **changes: Any) -> "PowerContent":
        """The same row with some columns changed."""
        return PowerContent({**self.values, **changes}, self.custom)

    def kept_by(self, later: "PowerContent", given: frozenset[str]) -> "PowerContent":
        """What a file makes of this row: the columns it has, and what stood in the others."""
        values = {name: (later if name in given else self)[name] for name in EMPTY}
        return PowerContent(values, {**self.custom, **later.custom})


def _period(content: PowerContent, which: str) -> str:
    unit = content[f"{which}_unit"]
    if unit == "at_once":
        return "当场办结"
    days = content[f"{which}_days"]
    if days is None:
        return str(content[f"{which}_note"])
    return f"{days} {MEASURES.get(unit, MEASURES['workday'])}"
