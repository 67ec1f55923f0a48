"""Lists out (导出清单) and empty ones to fill in (模板): what goes out reads back unchanged."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import ListKind
from mingzheng.exports.choices import Column, Form, to_workbook
from mingzheng.files.rules.safety import defuse
from mingzheng.powers.models import PowerItem
from mingzheng.powers.rules.columns import (
    BY_NAME,
    CHOICE,
    CHOICES,
    COLUMNS,
    FLAG,
    LINES,
    ROWS,
    lines_of,
)
from mingzheng.powers.rules.content import PowerContent
from mingzheng.powers.states import PowerType

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
REQUIRED = frozenset({"type", "name", "bases"})
NOT_OF_SERVICES = frozenset({"duties", "accountability", "remedy"})
NOTES = (
    "黄色的列必须填；别的列有就填，没有就空着，空着的列以后可以补。",
    "有下拉的列从列表里选；“服务对象”“办理形式”可以写几个，用顿号隔开。",
    "设定依据一行一部法规，写全名称、文号和条款，比如：《中华人民共和国行政许可法》第三十二条。",
    "时限只写数字，单位另有一列；当场办结的，单位选“当场”。",
    "申请材料一行一份；写得全的，用竖线隔开：营业执照｜出具机构：市场监管局｜原件份数：1｜复印件份数：2｜是否必备：是；"
    "还可以写出具时间要求、办理说明、办理地点、使用说明。",
    "实施主体空着，就是编制单位自己。编码没有的先空着，不要自己编。",
    "可以加自己的列，导入时原样留着。改过的表可以再导入，没有变的行不会动。",
)


def columns_of(kind: str) -> list[Column]:
    """The columns of a list's workbook, behind 序号."""
    is_services = kind == ListKind.SERVICES
    skipped = NOT_OF_SERVICES if is_services else frozenset()
    types = tuple(str(label) for v, label in PowerType.choices if (v == "20") == is_services)
    found = []
    for one in COLUMNS:
        words = tuple(label for _, label in one.choices) if one.kind in (CHOICE, CHOICES) else ()
        words = types if one.name == "type" else ("是", "否") if one.kind == FLAG else words
        if one.name not in skipped:
            several = one.kind == CHOICES
            found.append(Column(one.label, one.width, words, one.name in REQUIRED, several))
    return found


def template(kind: str) -> bytes:
    """An empty workbook of a list, with drop-downs, for an office to fill in."""
    columns = [Column("序号", 6), *columns_of(kind)]
    return to_workbook(Form(f"{ListKind(kind).label}填报表", columns, (), NOTES))


def export_edition(edition: Edition, kind: str) -> bytes:
    """A whole edition as a file of one of KINDS; KeyError for an unknown one."""
    return export(edition.powers.select_related("office"), kind, edition.kind, edition.title)


def export(items: Iterable[PowerItem], kind: str, list_kind: str, title: str) -> bytes:
    """Some items as a file of one of KINDS (xlsx, csv, json). One query."""
    rows = list(items)
    if kind == "json":
        return json.dumps([record(one) for one in rows], ensure_ascii=False, indent=1).encode()
    form = form_of(rows, list_kind, title)
    if kind == "xlsx":
        return to_workbook(form)
    if kind != "csv":
        raise KeyError(kind)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([defuse(one.heading) for one in form.columns])
    writer.writerows([[defuse(value) for value in row] for row in form.rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def form_of(rows: Sequence[PowerItem], list_kind: str, title: str) -> Form:
    """These rows as a workbook to fill in: the columns of their list, then the office's own."""
    columns = columns_of(list_kind)
    names = {one.label: one.name for one in COLUMNS}
    custom = list(dict.fromkeys(name for row in rows for name in row.custom))
    heads = [Column("序号", 6), *columns, *(Column(name) for name in custom)]
    table = [
        [
            str(number),
            *(cell(row.content, names[column.heading]) for column in columns),
            *(str(row.custom.get(name, "")) for name in custom),
        ]
        for number, row in enumerate(rows, start=1)
    ]
    return Form(title, heads, table, NOTES)


def cell(content: PowerContent, name: str) -> str:
    """What a cell says; entries end with ； so that a break never looks like a wrapped line."""
    if BY_NAME[name].kind in (LINES, ROWS):
        return "；\n".join(lines_of(name, content[name]))
    return content.words(name)


def record(item: PowerItem) -> dict[str, Any]:
    """An item as JSON: the data set under its English names, and where the item stands."""
    content = item.content
    return {
        "code": item.code,
        "organisation": item.office.name if item.office else item.body,
        **{one.name: content[one.name] for one in COLUMNS},
        "custom": dict(item.custom),
        "previous": item.previous,
    }
