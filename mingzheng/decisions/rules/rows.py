"""The rows of a yearly catalogue (目录里的事项) as values, and what a version changed. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mingzheng.decisions.rules.stages import LABELS, OPTIONAL, PLANNED
from mingzheng.decisions.states import MatterKind

COLUMNS = {
    "name": "事项名称",
    "kind": "类别",
    "lead": "承办单位",
    "others": "协办单位",
    "basis": "依据",
    "plan": "程序安排",
    "left_out": "不办的程序",
}


@dataclass(frozen=True)
class Row:
    """One matter of a catalogue: which, who leads, on what basis, which steps by which month.

    `plan` gives stages the month they are due ("2026-06"), `left_out` stages the reason why
    they are not planned. 《重大行政决策程序暂行条例》第十一条: of several offices one leads.
    """

    name: str
    kind: str
    lead: str  # the code of the office
    lead_name: str = ""
    others: str = ""
    basis: str = ""
    plan: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

    def words(self, column: str) -> str:
        """One column as people read it."""
        if column == "kind":
            return str(MatterKind(self.kind).label)
        if column == "lead":
            return self.lead_name or self.lead
        if column == "plan":
            return "；".join(f"{LABELS[s]} {m}" for s in PLANNED if (m := self.plan.get(s)))
        if column == "left_out":
            return "；".join(f"{LABELS[s]}：{r.rstrip('。')}" for s, r in self.left_out.items())
        return str(getattr(self, column))


@dataclass(frozen=True)
class RowChange:
    """What became of one matter: added, removed or changed, with (column, old, new) words."""

    code: str
    name: str
    kind: str
    columns: tuple[tuple[str, str, str], ...] = ()

    @property
    def label(self) -> str:
        """新增, 调出 or 修改."""
        return {"added": "新增", "removed": "调出", "changed": "修改"}[self.kind]


def changes(old: Mapping[str, Row], new: Mapping[str, Row]) -> list[RowChange]:
    """What a version changed against the one before it, by code; what stayed is not told."""
    found = [RowChange(code, row.name, "added") for code, row in new.items() if code not in old]
    found += [RowChange(code, row.name, "removed") for code, row in old.items() if code not in new]
    for code, row in new.items():
        if code in old and (told := _columns(old[code], row)):
            found.append(RowChange(code, row.name, "changed", told))
    return found


def _columns(old: Row, new: Row) -> tuple[tuple[str, str, str], ...]:
    pairs = ((label, old.words(name), new.words(name)) for name, label in COLUMNS.items())
    return tuple((label, before, after) for label, before, after in pairs if before != after)


def problems(rows: Iterable[Row]) -> list[str]:
    """What holds a catalogue back from review, as sentences; empty if nothing does."""
    found, seen = [], set[str]()
    rows = list(rows)
    if not rows:
        return ["目录里还没有事项。"]
    for row in rows:
        if row.name in seen:
            found.append(f"“{row.name}”写了两次。")
        seen.add(row.name)
        if not row.basis.strip():
            found.append(f"“{row.name}”没有写依据。")
        if not any(row.plan.values()):
            found.append(f"“{row.name}”没有写哪一步哪个月办。")
        wrong = [LABELS.get(s, s) for s in row.left_out if s not in OPTIONAL]
        if wrong:
            found.append(f"“{row.name}”的“{'”“'.join(wrong)}”不能不办。")
        if [stage for stage, reason in row.left_out.items() if not reason.strip()]:
            found.append(f"“{row.name}”有不办的程序没有写理由。")
    return found
