"""Is a list complete? Checks of every row, a score, and where to look (质量检查).

What a 权责清单 must hold follows the lists that counties publish: basis, body, 责任事项, 监督方式,
救济途径; what people apply for needs conditions and periods. Weights are ours.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mingzheng.powers.rules.codes import Profile, fault
from mingzheng.powers.rules.content import PowerContent

APPLIED_FOR = frozenset({"01", "05", "07", "20"})  # what people apply for needs a guide
DAYS = {"workday": 1.4, "day": 1.0, "month": 30.0, "hour": 1 / 24, "at_once": 0.0}
POWERS = frozenset(f"{n:02d}" for n in range(1, 11))


@dataclass(frozen=True)
class Row:
    """One row to check: what it says, and whether its body leads to an office."""

    pk: int
    code: str
    content: PowerContent
    has_office: bool = True


@dataclass(frozen=True)
class Check:
    """One question to each row: its words, weight, column, and what to do."""

    code: str
    label: str
    column: str
    weight: int
    advice: str
    fails: Callable[[Row], bool]


@dataclass(frozen=True)
class Finding:
    """One row that fails one check."""

    check: Check
    row: Row
    detail: str = ""


def _lacks(name: str, of: frozenset[str] | None = None) -> Callable[[Row], bool]:
    def fails(row: Row) -> bool:
        return (of is None or row.content["type"] in of) and not row.content[name]

    return fails


def _no_promise(row: Row) -> bool:
    return row.content["type"] in APPLIED_FOR and not row.content.promised


def _promises_too_late(row: Row) -> bool:
    days, said = {}, row.content
    for which in ("legal", "promised"):
        if said[f"{which}_days"] is None:
            return False
        days[which] = said[f"{which}_days"] * DAYS[said[f"{which}_unit"] or "workday"]
    return bool(days["promised"] > days["legal"])


def _never(row: Row) -> bool:
    return False  # found by other means than the row alone


def _without_office(row: Row) -> bool:
    return not row.has_office


CHECKS: tuple[Check, ...] = tuple(
    Check(*one)
    for one in (
        ("no_basis", "没有写设定依据", "设定依据", 20, "写明法规的名称和条款。", _lacks("bases")),
        ("no_body", "实施主体没有对上", "实施主体", 15, "写本县单位的名称。", _without_office),
        ("no_level", "没有写行使层级", "行使层级", 5, "县级、镇级或者分级。", _lacks("level")),
        ("no_duties", "没有写责任事项", "责任事项", 10, "有权就有责。", _lacks("duties", POWERS)),
        (
            "no_watch",
            "没有写监督方式",
            "监督方式",
            10,
            "写谁监督。",
            _lacks("supervision"),
        ),
        (
            "no_remedy",
            "没有写救济途径",
            "救济途径",
            10,
            "写复议、诉讼找谁。",
            _lacks("remedy", POWERS),
        ),
        (
            *("no_conditions", "没有写受理条件", "受理条件", 10),
            *("什么情况可以申请，一条一条写。", _lacks("conditions", APPLIED_FOR)),
        ),
        ("no_promise", "没有写承诺时限", "承诺时限", 10, "写几个工作日，或者当场。", _no_promise),
        (
            *("late_promise", "承诺时限比法定时限还长", "承诺时限", 10),
            *("承诺不能超过法律规定的期限。", _promises_too_late),
        ),
    )
)
CODES = tuple(
    Check(f"bad_{kind}", f"{label}写得不对", label, 5, "到赋码系统核对后改正。", _never)
    for kind, label in (
        ("base_code", "基本编码"),
        ("impl_code", "实施编码"),
        ("body_code", "实施主体代码"),
    )
)
DUPLICATE = Check(
    "duplicate", "和别的行重复", "事项名称", 5, "类型、名称、子项都一样，删一行或者改名。", _never
)
OLD_LAW = Check(
    "old_law", "引用了旧文本或废止的法规", "设定依据", 10, "按现行法规改名称和条款。", _never
)
ALL_CHECKS = (*CHECKS, *CODES, DUPLICATE, OLD_LAW)


def findings(rows: Sequence[Row], profiles: Sequence[Profile]) -> list[Finding]:
    """Every failed check of every row, in the order of the rows."""
    twins = _twins(rows)
    found: list[Finding] = []
    for row in rows:
        found += [Finding(check, row) for check in CHECKS if check.fails(row)]
        for check in CODES:
            kind = check.code.removeprefix("bad_")
            code = row.content[kind]
            if wrong := fault(kind, code, profiles):
                found.append(Finding(check, row, f"{code}：{wrong}"))
        if row.pk in twins:
            found.append(Finding(DUPLICATE, row))
    return found


def _twins(rows: Iterable[Row]) -> set[int]:
    seen: dict[tuple[str, ...], int] = {}
    return {
        row.pk
        for row in rows
        if seen.setdefault((*row.content.key, row.content["body"]), row.pk) != row.pk
    }


def score(rows: Sequence[Row], found: Sequence[Finding]) -> float | None:
    """0–100, one decimal: what weight of all checks on all rows holds. None for no rows."""
    if not rows:
        return None
    total = len(rows) * sum(check.weight for check in ALL_CHECKS)
    return round(100 * (1 - sum(one.check.weight for one in found) / total), 1)


def by_check(found: Iterable[Finding]) -> list[tuple[Check, int]]:
    """How many rows fail each check; checks nobody fails come too, with 0."""
    counts = Counter(one.check.code for one in found)
    return [(check, counts[check.code]) for check in ALL_CHECKS]
