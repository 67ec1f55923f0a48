"""The course of one rule (办理程序) as plain values, how long it takes, a first draft of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mingzheng.processes.rules.steps import Next, StepContent
from mingzheng.workrules.states import Authority, RowKind, TimeUnit

HOURS_A_WORKDAY = 8  # of the office; used only where hours and days must be added up
# Rows that come after publication: their time is not part of the time to publish.
AFTERWARDS = frozenset({RowKind.MAINTAIN, RowKind.FILE})


@dataclass(frozen=True)
class Row:
    """One row: what is done (程序), by which post, what it may decide, in what time, on what basis.

    `limit` counts `unit`; a row that takes no time of its own says at_once and no number.
    """

    kind: str
    name: str
    post: str = ""
    authority: str = Authority.HANDLE.value
    limit: int | None = None
    unit: str = TimeUnit.WORKDAY.value
    note: str = ""

    @property
    def period(self) -> str:
        """The row's time in words; empty where none is written."""
        if self.unit == TimeUnit.AT_ONCE:
            return str(TimeUnit.AT_ONCE.label)
        return "" if self.limit is None else f"{self.limit} 个{unit_words(self.unit)}"

    @property
    def authority_label(self) -> str:
        """权限 in words."""
        return str(Authority(self.authority).label)


def unit_words(unit: str) -> str:
    """The unit as it stands behind a number."""
    return str(TimeUnit(unit).label)


@dataclass(frozen=True)
class Span:
    """A length of time: a number of workdays, days, hours or months."""

    n: int
    unit: str = TimeUnit.WORKDAY.value

    @property
    def words(self) -> str:
        """In Chinese; no time at all is said as such."""
        if not self.n:
            return "不占时间"
        return f"{self.n} 个{'月' if self.unit == 'month' else unit_words(self.unit)}"


def rows_of(kept: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows as they are kept in the database."""
    return [Row(**one) for one in kept]


def to_keep(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows as plain JSON values."""
    return [asdict(row) for row in rows]


def until_published(rows: Sequence[Row]) -> list[Row]:
    """The rows whose time counts: all that do not come after publication."""
    return [row for row in rows if row.kind not in AFTERWARDS]


def span_of(rows: Sequence[Row]) -> Span:
    """How long the course takes from the information's making to its publication.

    Rows of one unit are added up. Of several units the sum is in workdays and rather too long than
    too short: a day counts as a workday, eight hours begun count as one.
    """
    totals: dict[str, int] = {}
    for row in until_published(rows):
        if row.limit and row.unit != TimeUnit.AT_ONCE:
            totals[row.unit] = totals.get(row.unit, 0) + row.limit
    if len(totals) == 1:
        unit, n = totals.popitem()
        return Span(n, unit)
    hours = totals.pop(TimeUnit.HOUR, 0)
    return Span(sum(totals.values()) - (-hours // HOURS_A_WORKDAY))


def as_steps(rows: Sequence[Row]) -> list[StepContent]:
    """The course as the drawing of processes takes it: one row leads to the next."""
    last = len(rows)
    return [
        StepContent(
            number,
            row.name,
            row.post,
            # What takes no time says none: the drawing's own word (当场) is of counters.
            None if row.unit == TimeUnit.AT_ONCE else row.limit,
            "" if row.unit == TimeUnit.AT_ONCE else row.unit,
            nexts=(Next(number + 1),) if number < last else (),
            is_end=number == last,
        )
        for number, row in enumerate(rows, start=1)
    ]


def as_text(rows: Sequence[Row]) -> str:
    """The course in one line, for the trace."""
    return "；".join(
        f"{number}. {row.name}（{row.post or '没有写岗位'}，{row.authority_label}"
        f"{f'，{row.period}' if row.period else ''}）"
        for number, row in enumerate(rows, start=1)
    )


# What the law asks is cited; posts and times are a proposal that each office makes its own.
STARTER: tuple[Row, ...] = (
    Row(
        RowKind.PROPOSE,
        "形成信息时提出公开属性",
        "承办股室经办人",
        Authority.HANDLE,
        None,
        TimeUnit.AT_ONCE,
        "拟文、制作信息时标明主动公开、依申请公开或者不予公开；不公开的写明理由（国办发〔2016〕80号）。",
    ),
    Row(
        RowKind.CHECK,
        "股室审核内容和公开属性",
        "承办股室负责人",
        Authority.REVIEW,
        2,
        TimeUnit.WORKDAY,
        "核对事实、数据和公开内容是否齐全，公开属性定得对不对。",
    ),
    Row(
        RowKind.CHECK,
        "政务公开工作机构审查",
        "政务公开工作机构负责人",
        Authority.REVIEW,
        1,
        TimeUnit.WORKDAY,
        "组织对拟公开的政府信息进行审查（《政府信息公开条例》第四条）。",
    ),
    Row(
        RowKind.SECRECY,
        "保密审查",
        "保密审查人员",
        Authority.EXAMINE,
        1,
        TimeUnit.WORKDAY,
        "先审查、后公开，逐项审查；定不了的报有关主管部门或者保密行政管理部门确定"
        "（《政府信息公开条例》第十七条）。",
    ),
    Row(
        RowKind.SIGN,
        "分管领导审批",
        "分管负责人",
        Authority.DECIDE,
        2,
        TimeUnit.WORKDAY,
        "同意公开的签批发布；不同意的写明理由退回承办股室。",
    ),
    Row(
        RowKind.PUBLISH,
        "发布",
        "信息发布员",
        Authority.RELEASE,
        1,
        TimeUnit.WORKDAY,
        "按目录写明的渠道发布；从信息形成或者变更之日起算，不超过目录写明的时限，"
        "最长20个工作日（《政府信息公开条例》第二十六条）。",
    ),
    Row(
        RowKind.MAINTAIN,
        "维护更新",
        "承办股室经办人",
        Authority.HANDLE,
        None,
        TimeUnit.AT_ONCE,
        "内容有变化的，从头再走一遍；过时、失效的及时撤下或者标明"
        "（《政府信息公开条例》第四条、第二十六条）。",
    ),
)
