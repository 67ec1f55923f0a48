"""The fields of the two official tables (行政许可、行政处罚信用信息公示表), as data.

Titles, order and penalty codes: the national table of July 2018 (发改办财金〔2018〕424号). The
codes of permits follow the same pattern and are 待核实; tables are read with and without codes.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingzheng.files.rules.words import plain
from mingzheng.publicity.states import (
    PaperType,
    PartyKind,
    PenaltyType,
    PermitType,
    RecordKind,
    Standing,
)

PREFIX = {RecordKind.PERMIT: "XK_", RecordKind.PENALTY: "CF_"}
SEALED = "number"  # the type of what is never shown: identity numbers
# Who fills a field that its type does not fix: (what is written, what is meant).
_SAID: dict[str, Mapping[str, str]] = {
    "party": {
        "法人": PartyKind.LEGAL, "非法人组织": PartyKind.LEGAL, "企业": PartyKind.LEGAL,
        "个体": PartyKind.SOLE, "个人": PartyKind.NATURAL,
    },
    "paper": {"居民身份证": PaperType.IDENTITY_CARD, "护照": PaperType.PASSPORT},
    "permits": {"普通许可": PermitType.GENERAL, "其他": PermitType.OTHER},
    "penalties": {"其他": PenaltyType.OTHER, "没收": PenaltyType.INCOME},
    "standing": {"0": Standing.VALID, "1": Standing.VALID, "正常": Standing.VALID,
                 "2": Standing.VOID, "撤销": Standing.VOID, "注销": Standing.VOID},
}  # fmt: skip
_CHOICES = {
    "party": PartyKind, "paper": PaperType, "permits": PermitType, "penalties": PenaltyType,
    "standing": Standing,
}  # fmt: skip
SEVERAL = {"permits", "penalties"}  # more than one may be said
REGISTERED_AS = ("GSZC", "ZZJG", "SWDJ", "SYDW", "SHZZ")


@dataclass(frozen=True)
class Field:
    """One column of an official table; `length` in characters."""

    kind: str
    code: str
    title: str
    aliases: tuple[str, ...]
    type: str
    required: str
    length: int

    @property
    def is_sealed(self) -> bool:
        """Whether it holds a number that is exchanged and never displayed."""
        return self.type == SEALED

    @property
    def label(self) -> str:
        """The title beside a value that carries its own unit."""
        return self.title.removesuffix("（万元）").removesuffix("的金额（万元）")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value, label) of what may be said; empty for a field without choices."""
        words = _CHOICES.get(self.type)
        return [(str(value), str(label)) for value, label in words.choices] if words else []

    @property
    def part(self) -> str:
        """The code without the prefix of its table: XDR_MC, WSH …"""
        return self.code.removeprefix("XK_").removeprefix("CF_")

    def meant(self, text: str) -> str | None:
        """The value that a label, another spelling or itself stands for; None if nobody knows."""
        known = {plain(said): value for value, label in self.choices for said in (value, label)}
        known |= {plain(said): str(value) for said, value in _SAID.get(self.type, {}).items()}
        return known.get(plain(text))


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind of record in the order of the official table."""
    return tuple(one for one in _all() if one.kind == kind)


@cache
def _all() -> tuple[Field, ...]:
    with Path(__file__).with_name("fields.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Field(
                row["kind"],
                row["code"],
                row["title"],
                tuple(filter(None, row["aliases"].split("；"))),
                row["type"],
                row["required"],
                int(row["length"]),
            )
            for row in csv.DictReader(file)
        )


@cache
def by_code(kind: str) -> dict[str, Field]:
    """The fields of a kind by their code."""
    return {one.code: one for one in fields_of(kind)}


def code_of(kind: str, part: str) -> str:
    """The code of a part in one table: (penalty, XDR_MC) → CF_XDR_MC."""
    return part if part == "BZ" else PREFIX[RecordKind(kind)] + part


@cache
def _headings(kind: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for one in fields_of(kind):
        for said in (one.code, one.title, *one.aliases):
            known.setdefault(plain(said), one.code)
    return known


def columns_of(kind: str, headings: Sequence[str]) -> dict[int, str]:
    """Which column is which field, by place from 0; columns nobody knows are left out.

    Two columns named alike (证件类型 twice) are the legal representative's first, then the party's.
    """
    known = _headings(kind)
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        code = known.get(plain(heading))
        if code and code not in found.values():
            found[place] = code
        elif code and (first := _of_the_representative(kind, code)) not in found.values():
            if first is None:
                continue
            earlier = next(at for at, one in found.items() if one == code)
            found[earlier], found[place] = first, code
    return found


def _of_the_representative(kind: str, code: str) -> str | None:
    twins = {code_of(kind, "XDR_ZJLX"): "FR_ZJLX", code_of(kind, "XDR_ZJHM"): "FR_ZJHM"}
    return code_of(kind, twins[code]) if code in twins else None
