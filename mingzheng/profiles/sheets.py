"""An office's roster as a table (人员名册): read from any spreadsheet, written as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mingzheng.files.rules.problems import Problem
from mingzheng.files.rules.safety import defuse
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.rules.words import clean
from mingzheng.profiles.models import Officer, Unit
from mingzheng.profiles.states import Presence, UnitKind

# Column of the table → (of the person or of the unit, attribute)
COLUMNS = {
    "姓名": ("officer", "name"),
    "职务": ("officer", "post"),
    "分工": ("officer", "duties"),
    "办公电话": ("officer", "phone"),
    "领导": ("officer", "is_leader"),
    "党员": ("officer", "is_party_member"),
    "在岗情况": ("officer", "presence"),
    "所在类别": ("unit", "kind"),
    "所在名称": ("unit", "name"),
    "所在范围": ("unit", "area"),
    "所在职责": ("unit", "duties"),
    "所在电话": ("unit", "phone"),
}
REQUIRED = ("姓名", "职务")
YES, NO = ("是", "√", "✓", "有"), ("否", "", "×", "无")
MAX_ROWS = 2_000  # a large town with its grids is a tenth of this


@dataclass(frozen=True)
class Line:
    """One row: a person, a unit, or a person in a unit; the parts hold only filled-in columns."""

    number: int
    officer: dict[str, object]
    unit: dict[str, object]


@dataclass
class Roster:
    """What a table says, and what of it cannot be read. With problems nothing may be kept."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_roster(name: str, data: bytes) -> Roster:
    """The rows of the first table with the columns we know; each bad cell a problem.

    Raises files.rules.refusals.Refused for a file that is not safe or not a table.
    """
    found = Roster()
    for table in read_tables(name, data):
        rows = [[clean(cell) for cell in row] for row in table.cells]
        at = next((i for i, row in enumerate(rows) if set(REQUIRED) <= set(row)), None)
        if at is not None:
            _read(found, table.sheet, table.top + at, rows[at:])
            return found
    words = "”“".join(REQUIRED)
    found.problems.append(
        Problem("", 1, "", "no_head", f"表头里没有“{words}”。请按模板的第一行写列名。")
    )
    return found


def _read(found: Roster, sheet: str, top: int, rows: Sequence[Sequence[str]]) -> None:
    head = list(rows[0])
    if len(rows) > MAX_ROWS:
        found.problems.append(
            Problem(sheet, top, "", "too_many", f"一次最多 {MAX_ROWS} 行，请分单位导入。")
        )
        return
    seen: dict[tuple[object, object], int] = {}
    for number, cells in enumerate(rows[1:], start=top + 1):
        if not any(cells):
            continue
        said = {label: cell for label, cell in zip(head, cells, strict=False) if label in COLUMNS}
        line = _line(found, sheet, number, said)
        if line is None:
            continue
        key = (line.officer.get("name"), line.officer.get("post"))
        if line.officer and (first := seen.setdefault(key, number)) != number:
            found.problems.append(_problem(sheet, number, "姓名", f"和第 {first} 行重复了。"))
        found.lines.append(line)


def _problem(sheet: str, number: int, column: str, message: str, value: str = "") -> Problem:
    return Problem(sheet, number, column, "cell", message, value, blocking=True)


def _line(found: Roster, sheet: str, number: int, said: dict[str, str]) -> Line | None:
    parts: dict[str, dict[str, object]] = {"officer": {}, "unit": {}}
    wrong = []
    for label, cell in said.items():
        part, name = COLUMNS[label]
        value = _value(name, cell)
        if value is None:
            wrong.append(_problem(sheet, number, label, f"“{cell}”看不懂，{_asks(name)}", cell))
        elif limit := _too_long(part, name, cell):
            wrong.append(
                _problem(sheet, number, label, f"写得太长，最多 {limit} 个字。", cell[:40])
            )
        else:
            parts[part][name] = value
    wrong += _missing(sheet, number, said)
    found.problems += wrong
    if wrong:
        return None
    officer = parts["officer"] if said.get("姓名") else {}
    return Line(number, officer, parts["unit"] if said.get("所在名称") else {})


def _missing(sheet: str, number: int, said: dict[str, str]) -> list[Problem]:
    faults = []
    if said.get("姓名") and not said.get("职务"):
        faults.append(_problem(sheet, number, "职务", "写了姓名，还要写职务。"))
    if not said.get("姓名") and not said.get("所在名称"):
        faults.append(_problem(sheet, number, "姓名", "这一行没有写姓名，也没有写所在名称。"))
    if said.get("所在名称") and not said.get("所在类别"):
        faults.append(_problem(sheet, number, "所在类别", _asks("kind")))
    return faults


def _value(name: str, cell: str) -> object | None:
    """What a cell means; None if nothing can be made of it."""
    if name in ("is_leader", "is_party_member"):
        return True if cell in YES else False if cell in NO else None
    if name == "kind":
        return {str(label): value for value, label in UnitKind.choices}.get(
            cell, None if cell else ""
        )
    if name == "presence":
        words = {str(label): value for value, label in Presence.choices}
        return words.get(cell or str(Presence.ON_DUTY.label))
    return cell


def _asks(name: str) -> str:
    if name == "kind":
        return "请写：" + "、".join(str(label) for label in UnitKind.labels) + "。"
    if name == "presence":
        return "请写：" + "、".join(str(label) for label in Presence.labels) + "。"
    return "请写“是”或者“否”。"


def _too_long(part: str, name: str, cell: str) -> int:
    column = (Officer if part == "officer" else Unit)._meta.get_field(name)
    limit = getattr(column, "max_length", None) or 2000
    return limit if len(cell) > limit else 0


def as_csv(officers: Iterable[Officer], units: Iterable[Unit]) -> str:
    """People and the units without people, as the table that `read_roster` takes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    officers = list(officers)
    staffed = {one.unit_id for one in officers}
    for one in officers:
        writer.writerow(_cells(one, one.unit))
    for unit in units:
        if unit.pk not in staffed:
            writer.writerow(_cells(None, unit))
    return out.getvalue()


def template() -> str:
    """The empty table with two invented lines, as CSV text."""
    lines = (
        ("周以宁", "局长", "主持全面工作", "0000-1234567", "是", "是", "在岗", *[""] * 5),
        (
            *("林书瑶", "网格员", "", "0000-7654321", "否", "否", "在岗"),
            *("网格", "第一网格", "和平路 1 号至 35 号", "登记、走访、代办", "0000-7654321"),
        ),
    )
    out = io.StringIO(newline="")
    csv.writer(out).writerows([tuple(COLUMNS), *lines])
    return out.getvalue()


def _cells(officer: Officer | None, unit: Unit | None) -> list[str]:
    rows = {"officer": officer, "unit": unit}
    return [defuse(_shown(rows[part], name)) for part, name in COLUMNS.values()]


def _shown(row: Officer | Unit | None, name: str) -> str:
    if row is None:
        return ""
    value = getattr(row, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(getattr(row, f"get_{name}_display")()) if name in ("kind", "presence") else value
