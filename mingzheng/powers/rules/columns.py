"""The columns of a power or service (事项要素): one table, columns.csv, for forms, files, pages.

Source: GB/T 39046-2020 table 4 and annex A; what a 权责清单 says beyond it (责任事项, 追责情形,
监督方式, 救济途径) follows the lists that counties publish.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from mingzheng.files.rules.words import clean
from mingzheng.powers.rules.materials import as_line
from mingzheng.powers.states import (
    BodyNature,
    CaseType,
    Client,
    ExerciseLevel,
    LimitUnit,
    PowerType,
    Way,
)

TEXT, LONG, LINES, ROWS = "text", "long", "lines", "rows"
NUMBER, FLAG, CHOICE, CHOICES = "number", "flag", "choice", "choices"
_CHOICES = (PowerType, ExerciseLevel, BodyNature, Client, Way, CaseType, LimitUnit)
_NUMBER = ("序号", "编号", "号")


@dataclass(frozen=True)
class Column:
    """One column: how it is called, what it holds, under which heading a form shows it.

    `stored`: it has a database column of its own, the rest stand together in one. `names` are
    other headings that offices write over it.
    """

    name: str
    label: str
    kind: str
    group: str
    names: str
    stored: bool
    choices: tuple[tuple[str, str], ...]
    width: int


def _read() -> tuple[Column, ...]:
    words = {
        one.__name__: tuple((str(v), str(label)) for v, label in one.choices) for one in _CHOICES
    }
    text = Path(__file__).with_name("columns.csv").read_text("utf-8")
    return tuple(
        Column(
            row["name"],
            row["label"],
            row["kind"],
            row["group"],
            row["names"],
            row["stored"] == "1",
            words.get(row["choices"], ()),
            int(row["width"]),
        )
        for row in csv.DictReader(io.StringIO(text))
    )


COLUMNS = _read()
BY_NAME = {column.name: column for column in COLUMNS}
LABELS = {column.name: column.label for column in COLUMNS}
STORED = tuple(column.name for column in COLUMNS if column.stored)
GROUPS = tuple(dict.fromkeys(column.group for column in COLUMNS))


@lru_cache(maxsize=2_000)
def core(heading: str) -> str:
    """A heading without spaces, brackets and signs: 设 定 依 据（法律） → 设定依据."""
    plain = re.sub(r"\s+", "", clean(heading))
    inside = re.sub(r"[（(\[【][^（()）\[\]【】]*[)）\]】]", "", plain) or plain
    return re.sub(r"[、，,/／:：·.。*※]+", "", inside)


def _headings() -> dict[str, str]:
    names = {column.label: column.name for column in reversed(COLUMNS)}
    for column in COLUMNS:
        for name in column.names.split():
            names.setdefault(name, column.name)
    return names | dict.fromkeys(_NUMBER, "number")


HEADINGS = _headings()


def meaning_of(heading: str) -> str:
    """The column that a heading means, 'number' for 序号, '' for one of the office's own."""
    return HEADINGS.get(core(heading), "")


def lines_of(name: str, value: Iterable[Any]) -> list[str]:
    """The entries of a column that holds several, each as one line of text."""
    return [as_line(one) if BY_NAME[name].kind == ROWS else str(one) for one in value]


def in_words(name: str, value: object) -> str:
    """A value as a person reads it, whatever the column."""
    column = BY_NAME[name]
    if value is None or value == "" or value == []:
        return ""
    if column.kind == FLAG:
        return "是" if value else "否"
    labels = dict(column.choices)
    if column.kind == CHOICE:
        return labels.get(str(value), str(value))
    if column.kind == CHOICES and isinstance(value, list | tuple):
        return "、".join(labels.get(str(one), str(one)) for one in value)
    if isinstance(value, list | tuple):
        return "\n".join(lines_of(name, value))
    return str(value)
