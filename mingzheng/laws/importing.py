"""Titles from a table (导入法规名录): 标题, 版本日期, 分类, and 文号 where there is one.

Nothing is written before a whole table is read; every row is a version or a named problem.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Actor
from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.problems import Problem
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.rules.words import clean, one_line
from mingzheng.laws import actions
from mingzheng.laws.actions import findable
from mingzheng.laws.models import Law, LawAlias, LawVersion
from mingzheng.laws.rules.titles import law_key, number_key
from mingzheng.laws.states import VersionStatus

HEADS = {
    "title": ("标题", "名称", "法规名称", "法律法规名称", "文件名称"),
    "on": ("版本日期", "文本日期", "公布日期", "发布日期", "日期"),
    "category": ("分类", "类别", "效力级别", "效力层级"),
    "number": ("文号", "发文字号"),
    "status": ("效力", "时效性", "效力状态"),
}
STATUSES = {
    "已被修订": VersionStatus.SUPERSEDED,
    "已修改": VersionStatus.SUPERSEDED,
    "已废止": VersionStatus.REPEALED,
    "已经废止": VersionStatus.REPEALED,
    "失效": VersionStatus.REPEALED,
}


@dataclass(frozen=True)
class Row:
    """One row of the table, read."""

    sheet: str
    row: int
    title: str
    on: date | None = None
    category: str = ""
    number: str = ""
    status: str = ""


@dataclass
class Outcome:
    """What an import did, or would do."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    laws: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def items(self) -> int:
        """Rows that stand in the register now."""
        return self.created + self.updated + self.unchanged

    def as_json(self) -> dict[str, Any]:
        """What `import_laws --json` prints."""
        names = ("rows", "items", "created", "updated", "unchanged", "laws")
        counts = {name: getattr(self, name) for name in names}
        return {**counts, "problems": [one.as_json() for one in self.problems]}


@transaction.atomic
def import_titles(name: str, data: bytes, *, by: Actor, dry_run: bool = False) -> Outcome:
    """Read a table of titles into the register; a second time nothing changes.

    Raises Denied; Refused for a file that cannot be read at all.
    """
    actions.demand_edit(by)
    outcome = Outcome()
    rows = _read(read_tables(name, data), outcome)
    _write(rows, outcome)
    if dry_run:
        transaction.set_rollback(True)
        return outcome
    if outcome.created or outcome.updated:
        root = Organisation.objects.order_by("path").first()
        if root:
            trace.record(
                root,
                "import_laws",
                by=by,
                label="导入法规名录",
                note=name,
                created=outcome.created,
                updated=outcome.updated,
            )
        actions.rematch()
        findable.refresh_all()
    return outcome


def _read(tables: Sequence[Table], outcome: Outcome) -> list[Row]:
    rows: list[Row] = []
    for table in tables:
        columns, head = _columns(table)
        if "title" not in columns:
            message = "没有找到“标题”这一列，这张表没有读。"
            outcome.problems.append(Problem(table.sheet, table.top, "", "no_head", message))
            continue
        for at in range(head + 1, len(table.cells)):
            cells = {name: one_line(clean(table.cells[at][i])) for name, i in columns.items()}
            if any(cells.values()):
                outcome.rows += 1
                if row := _row(table, at, cells, outcome):
                    rows.append(row)
    return rows


def _columns(table: Table) -> tuple[dict[str, int], int]:
    for at, cells in enumerate(table.cells[:10]):
        names = {clean(text): i for i, text in enumerate(cells)}
        found = {
            column: names[name]
            for column, known in HEADS.items()
            for name in reversed(known)
            if name in names
        }
        if "title" in found:
            return found, at
    return {}, 0


def _row(table: Table, at: int, cells: dict[str, str], outcome: Outcome) -> Row | None:
    place = table.top + at

    def problem(column: str, code: str, message: str, value: str, blocking: bool = False) -> None:
        found = Problem(table.sheet, place, column, code, message, value, blocking)
        outcome.problems.append(found)

    title, text = cells["title"], cells.get("on", "")
    if not law_key(title):
        problem("标题", "no_title", "没有写法规名称，这一行没有登记。", title, True)
        return None
    on = _day(text)
    if text and not on:
        problem("版本日期", "bad_date", "日期看不懂，先按没有日期登记。", text)
    elif not text:
        problem("版本日期", "no_date", "没有写日期，分不出新旧文本。", title)
    said = (cells.get(name, "") for name in ("category", "number", "status"))
    return Row(table.sheet, place, title, on, *said)


def _day(text: str) -> date | None:
    found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _write(rows: Sequence[Row], outcome: Outcome) -> None:
    known = {law.key for law in Law.objects.all()} | {a.key for a in LawAlias.objects.all()}
    new = {law_key(row.title): row for row in reversed(rows) if law_key(row.title) not in known}
    Law.objects.bulk_create(
        [
            Law(title=row.title[:300], key=key, category=row.category[:60])
            for key, row in new.items()
        ],
        batch_size=500,
    )
    outcome.laws = len(new)
    laws = {alias.key: alias.law for alias in LawAlias.objects.select_related("law")}
    laws |= {law.key: law for law in Law.objects.all()}
    versions = {(v.law_id, v.version_on): v for v in LawVersion.objects.all()}
    seen: set[tuple[int, date | None]] = set()
    created: list[LawVersion] = []
    for row in rows:
        law = laws[law_key(row.title)]
        place = (law.pk, row.on)
        if place in seen:
            message = "和前面的一行是同一部法规、同一天的文本，没有另外登记。"
            outcome.problems.append(
                Problem(row.sheet, row.row, "标题", "twice", message, row.title)
            )
            outcome.unchanged += 1
            continue
        seen.add(place)
        _put(row, law, versions.get(place), created, outcome)
    LawVersion.objects.bulk_create(created, batch_size=500)
    actions.settle_texts(law for law, _ in seen)


def _put(
    row: Row, law: Law, known: LawVersion | None, created: list[LawVersion], outcome: Outcome
) -> None:
    status = STATUSES.get(row.status, "")
    if known is None:
        created.append(
            LawVersion(
                law=law,
                version_on=row.on,
                number=row.number[:100],
                number_key=number_key(row.number)[:100],
                said=status or VersionStatus.IN_FORCE,
            )
        )
        outcome.created += 1
        return
    says = {"number": row.number[:100] or known.number, "said": status or known.said}
    if all(getattr(known, name) == value for name, value in says.items()):
        outcome.unchanged += 1
        return
    known.number, known.said = says["number"], says["said"]
    known.number_key = number_key(known.number)
    known.save(update_fields=["number", "number_key", "said"])
    outcome.updated += 1
