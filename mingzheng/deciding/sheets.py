"""The catalogue as a workbook (目录表), out and in again; the public list as a file."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mingzheng.deciding.forms import MONTH
from mingzheng.decisions.models import Decision
from mingzheng.decisions.rules.rows import Row
from mingzheng.decisions.rules.stages import LABELS, OPTIONAL, PLANNED, WORDS, five
from mingzheng.decisions.states import MatterKind
from mingzheng.exports.choices import Column, Form, to_workbook
from mingzheng.exports.files import KINDS as ALL_KINDS
from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.safety import defuse
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.rules.words import clean, one_line, plain

KINDS = {kind: ALL_KINDS[kind] for kind in ("xlsx", "csv", "json")}
NUMBER, NAME, KIND, LEAD, OTHERS, BASIS = (
    "事项编号", "事项名称", "类别", "承办单位", "协办单位", "依据",
)  # fmt: skip
MONTHS = {f"{LABELS[stage]}（月份）": stage.value for stage in PLANNED}
REASONS = {f"不办{LABELS[stage]}的理由": stage for stage in OPTIONAL}
NEEDED = (NAME, KIND, LEAD, BASIS)
NO_HEAD = "没有找到表头。表里要有这些列：" + "、".join(NEEDED) + "。可以先“下载目录表”，照着改。"
NOTES = (
    "事项编号是系统给的，新的事项空着。",
    "承办单位写全称或者简称，几个单位承办的写牵头的，其余写在协办单位里。",
    "月份写成 2026-06；不办的程序写理由，要办的空着。",
)


def to_xlsx(title: str, rows: Mapping[str, Row], leads: Iterable[str]) -> bytes:
    """A catalogue to change outside: its rows by code, with drop-downs."""
    columns = (
        Column(NUMBER, 12),
        Column(NAME, 32, is_required=True),
        Column(KIND, 18, tuple(str(label) for label in MatterKind.labels), is_required=True),
        Column(LEAD, 20, tuple(leads), is_required=True),
        Column(OTHERS, 20),
        Column(BASIS, 32, is_required=True),
        *(Column(heading, 12) for heading in MONTHS),
        *(Column(heading, 20) for heading in REASONS),
    )
    lines = [
        [
            code, row.name, row.words("kind"), row.lead_name, row.others, row.basis,
            *(row.plan.get(stage, "") for stage in MONTHS.values()),
            *(row.left_out.get(stage, "") for stage in REASONS.values()),
        ]
        for code, row in rows.items()
    ]  # fmt: skip
    return to_workbook(Form(title, columns, lines, NOTES))


@dataclass
class Reading:
    """What a workbook says: rows by code (new ones by a key), sentences for what is wrong."""

    rows: dict[str, Row] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(name: str, data: bytes, leads: Mapping[str, str]) -> Reading:
    """The rows of a file of any kind that the house reads; Refused for one nobody can read.

    `leads` maps the names of the offices that may lead to their codes.
    """
    reading = Reading()
    heads = 0
    for table in read_tables(name, data):
        at = next(
            (n for n, cells in enumerate(table.cells) if set(NEEDED) <= {plain(c) for c in cells}),
            None,
        )
        if at is not None:
            heads += 1
            _read(table, at, leads, reading)
    if not heads:
        reading.problems.append(NO_HEAD)
    elif not reading.rows and not reading.problems:
        reading.problems.append("表里没有一个事项。")
    return reading


def _read(table: Table, head: int, leads: Mapping[str, str], reading: Reading) -> None:
    columns = {plain(cell): at for at, cell in enumerate(table.cells[head])}
    for at, cells in enumerate(table.cells[head + 1 :], start=table.top + head + 1):
        said = {name: one_line(clean(cells[place])) for name, place in columns.items() if name}
        if not any(said.get(name) for name in NEEDED):
            continue
        found = _problems(said, leads, reading.rows)
        reading.problems += [f"第 {at} 行{words}" for words in found]
        if not found:
            reading.rows[said.get(NUMBER) or f"new-{at}"] = _row(said, leads)


def _problems(said: Mapping[str, str], leads: Mapping[str, str], rows: Mapping) -> list[str]:
    found = [f"没有写{name}。" for name in NEEDED if not said.get(name)]
    if said[KIND] and said[KIND] not in [str(label) for label in MatterKind.labels]:
        found.append(
            f"“类别”写的是“{said[KIND]}”，可以写：{'、'.join(map(str, MatterKind.labels))}。"
        )
    if said[LEAD] and said[LEAD] not in leads:
        found.append(f"“承办单位”写的是“{said[LEAD]}”，本机关里没有这个单位；写全称或者简称。")
    if said.get(NUMBER) and said[NUMBER] in rows:
        found.append(f"事项编号“{said[NUMBER]}”写了两次。")
    for heading in MONTHS:
        month = said.get(plain(heading), "")
        if month and not MONTH.fullmatch(month):
            found.append(f"“{heading}”写的是“{month}”，写成 2026-06。")
    return found


def _row(said: Mapping[str, str], leads: Mapping[str, str]) -> Row:
    kind = next(str(value) for value, label in MatterKind.choices if str(label) == said[KIND])
    plan = {s: m for heading, s in MONTHS.items() if (m := said.get(plain(heading), ""))}
    out = {s: r for heading, s in REASONS.items() if (r := said.get(plain(heading), ""))}
    row = Row(said[NAME], kind, leads[said[LEAD]], said[LEAD], basis=said[BASIS])
    return replace(row, others=said.get(OTHERS, ""), plan=plan, left_out=out)


# --- the public list ------------------------------------------------------------------------------

HEADINGS = (
    "年度", "事项编号", "事项名称", "类别", "决策机关", "承办单位", "依据", "现在的阶段",
    "征求意见截止", "征集", "反馈", "结果", "后评估",
)  # fmt: skip


def _line(one: Decision) -> list[str]:
    closes = f"{one.closes_on:%Y-%m-%d}" if one.closes_on else ""
    marks = [WORDS[mark] for _, mark in five(one.state, one.left_out)[1:]]
    return [
        str(one.year), one.code, one.name, str(one.get_kind_display()), one.organ.name,
        one.organisation.name, one.basis, one.state_label, closes, *marks,
    ]  # fmt: skip


def export(rows: Sequence[Decision], kind: str, title: str) -> bytes:
    """The public list as xlsx, csv or json; cells are defused. KeyError for another kind."""
    lines = [_line(one) for one in rows]
    if kind == "json":
        told = [dict(zip(HEADINGS, line, strict=True)) for line in lines]
        return json.dumps(told, ensure_ascii=False, indent=1).encode()
    if kind == "xlsx":
        return to_workbook(Form(title, [Column(heading) for heading in HEADINGS], lines))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows([defuse(cell) for cell in line] for line in lines)
    return ("\ufeff" + out.getvalue()).encode()  # without the mark Excel reads UTF-8 as GBK
