"""Is the catalogue complete? The checks of the statutory table, a score, and where to look.

What a row must hold: 国办发〔2019〕54号 (名称、内容、依据、时限、主体、方式、渠道、对象), and the
levels column of the table. Weights are ours: what a resident needs first weighs most.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mingzheng.catalogue.rules.items import ItemContent


@dataclass(frozen=True)
class Row:
    """One row to check: what it says, how its limit was read, who owes it."""

    pk: int
    code: str
    content: ItemContent
    limit_kind: str
    offices: int
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """One question to each row: its words, weight, the column it is about."""

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


CHECKS: tuple[Check, ...] = (
    Check(
        "no_element",
        "没有写公开内容",
        "公开内容（要素）",
        15,
        "逐条写出要公开哪些内容。",
        lambda row: not row.content.elements,
    ),
    Check(
        "no_basis",
        "没有写公开依据",
        "公开依据",
        10,
        "写明法律、法规或者文件，带文号。",
        lambda row: not row.content.bases,
    ),
    Check(
        "no_limit",
        "没有写公开时限",
        "公开时限",
        15,
        "比如：信息形成或变更之日起 20 个工作日内。",
        lambda row: not row.content.limit_text.strip(),
    ),
    Check(
        "limit_unread",
        "看不懂这个时限",
        "公开时限",
        15,
        "写明从哪天起算、几个工作日，比如：信息形成或变更之日起 20 个工作日内。",
        lambda row: bool(row.content.limit_text.strip()) and row.limit_kind == "unread",
    ),
    Check(
        "no_office",
        "没有责任单位",
        "公开主体",
        20,
        "写本县单位的名称，或者到“对应单位名称”里对好。",
        lambda row: row.offices == 0,
    ),
    Check(
        "office_unmatched",
        "有的公开主体没有对上单位",
        "公开主体",
        5,
        "到“对应单位名称”里选出是哪个单位。",
        lambda row: row.offices > 0 and bool(row.unmatched),
    ),
    Check(
        "no_channel",
        "没有选公开渠道",
        "公开渠道和载体",
        10,
        "至少选一个渠道，主动公开的一般要有政府网站。",
        lambda row: not row.content.channels,
    ),
    Check(
        "no_audience",
        "没有选公开对象",
        "公开对象",
        5,
        "选全社会，或者写明特定群体是谁。",
        lambda row: not row.content.audience_all and not row.content.audience_some,
    ),
    Check(
        "mode_unclear",
        "公开方式要在主动和依申请里选一个",
        "公开方式",
        10,
        "主动公开和依申请公开只能选一个。",
        lambda row: row.content.mode == "unclear",
    ),
    Check(
        "no_level",
        "没有选公开层级",
        "公开层级",
        5,
        "选县级、乡级或者村级。",
        lambda row: not row.content.levels,
    ),
)
DUPLICATE = Check(
    "duplicate",
    "和别的行重复",
    "公开事项",
    5,
    "同一领域里一级、二级事项和公开主体都一样，删掉一行或者改名。",
    lambda row: False,
)
ALL_CHECKS: tuple[Check, ...] = (*CHECKS, DUPLICATE)


def findings(rows: Sequence[Row]) -> list[Finding]:
    """Every failed check of every row, in the order of the rows."""
    twins = _twins(rows)
    found: list[Finding] = []
    for row in rows:
        found.extend(
            Finding(check, row, "、".join(row.unmatched) if check.column == "公开主体" else "")
            for check in CHECKS
            if check.fails(row)
        )
        if row.pk in twins:
            found.append(Finding(DUPLICATE, row))
    return found


def _twins(rows: Iterable[Row]) -> set[int]:
    seen: dict[tuple[tuple[str, str, str], str], list[int]] = {}
    for row in rows:
        seen.setdefault((row.content.key, row.content.subject_text), []).append(row.pk)
    return {pk for pks in seen.values() if len(pks) > 1 for pk in pks[1:]}


def score(rows: Sequence[Row], found: Sequence[Finding]) -> float | None:
    """0–100, one decimal: what weight of all checks on all rows holds. None for no rows."""
    if not rows:
        return None
    total = len(rows) * sum(check.weight for check in ALL_CHECKS)
    lost = sum(finding.check.weight for finding in found)
    return round(100 * (1 - lost / total), 1)


def by_check(found: Iterable[Finding]) -> list[tuple[Check, int]]:
    """How many rows fail each check; checks nobody fails come too, with 0."""
    counts = Counter(finding.check.code for finding in found)
    return [(check, counts[check.code]) for check in ALL_CHECKS]
