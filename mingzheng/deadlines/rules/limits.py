"""The time limit of a disclosure item (公开时限): what it is, when it is due, how to say it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

PUBLISH_WORKDAYS = 20  # 《政府信息公开条例》第二十六条: formed or changed, then 20 working days

# How long n working days can last at most and at least, when no calendar is at hand.
LONGEST_CLOSURE_DAYS = 10  # National Day with the weekends around it
LONGEST_RUN_WORKDAYS = 7  # make-up workdays (调休) never leave more in a row


class Labelled(StrEnum):
    """A word of the rule with the Chinese label a user sees."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class Kind(Labelled):
    WITHIN = "within", "限期公开"
    YEARLY = "yearly", "每年公开"
    HALF_YEARLY = "half_yearly", "每半年公开"
    QUARTERLY = "quarterly", "每季度公开"
    MONTHLY = "monthly", "每月公开"
    EVERY = "every", "定期更新"
    IMMEDIATE = "immediate", "实时公开"
    PROMPTLY = "promptly", "及时公开"
    ADVANCE = "advance", "提前公开"
    ALONGSIDE = "alongside", "同步公开"
    STANDING = "standing", "长期公开"
    ON_REQUEST = "on_request", "依申请公开"
    DISPLAY = "display", "只写公示期"
    UNREAD = "unread", "未能识别"


class Trigger(Labelled):
    FORMED = "formed", "信息形成"
    CHANGED = "changed", "信息变更"
    FORMED_OR_CHANGED = "formed_or_changed", "信息形成或变更"
    MADE_OR_OBTAINED = "made_or_obtained", "制定或获取"
    DECIDED = "decided", "作出决定"
    APPROVED = "approved", "批准"
    APPROVAL_RECEIVED = "approval_received", "收到批准文件"
    ALLOCATED = "allocated", "分配结果确定"
    SIGNED = "signed", "签订"
    SURVEY_ENDED = "survey_ended", "调查结束"
    EVENT_ENDED = "event_ended", "活动、会议或评审结束"
    APPLIED = "applied", "收到申请"
    RECEIVED = "received", "收到"
    OTHER = "other", "其他情形"
    NONE = "none", "没有写明"


class Unit(Labelled):
    """Working days (工作日) and calendar days (自然日) are never mixed."""

    WORKDAY = "workday", "个工作日"
    DAY = "day", "天"
    HOUR = "hour", "小时"
    MONTH = "month", "个月"


PERIOD_MONTHS = {Kind.YEARLY: 12, Kind.HALF_YEARLY: 6, Kind.QUARTERLY: 3, Kind.MONTHLY: 1}


@dataclass(frozen=True)
class TimeLimit:
    """One 公开时限 as a rule.

    `n` and `unit` count from the trigger (or, for periodic kinds, from the end of the period).
    Periodic kinds without `n` name a date: `month` is the month of the year (yearly) or of the
    quarter (1-3), `day` the day of that month, None for its last day. `per` says what each
    occurrence covers, `scope` what this deadline applies to, `inferred` what was not written but
    understood, `note` what was read but is not a deadline (for unread limits: why).
    """

    kind: Kind
    n: int | None = None
    unit: Unit | None = None
    trigger: Trigger = Trigger.NONE
    trigger_text: str = ""
    month: int | None = None
    day: int | None = None
    per: str = ""
    display_n: int | None = None
    display_unit: Unit | None = None
    display_at_least: bool = False
    note: str = ""
    alternatives: tuple[TimeLimit, ...] = ()
    inferred: tuple[str, ...] = ()
    source_text: str = ""
    scope: str = ""


class WorkCalendar(Protocol):
    """What the arithmetic needs of a calendar; the start day itself is not counted."""

    def add(self, start: date, workdays: int) -> date: ...
    def add_days(self, start: date, days: int) -> date: ...


# --- keeping it as JSON ---------------------------------------------------------------------------

_ENUMS = {"kind": Kind, "unit": Unit, "trigger": Trigger, "display_unit": Unit}


def as_json(limit: TimeLimit) -> dict[str, Any]:
    """The limit as plain JSON values: every field always present, in a stable order."""
    data: dict[str, Any] = {f.name: getattr(limit, f.name) for f in fields(limit)}
    data |= {name: str(data[name]) for name in _ENUMS if data[name] is not None}
    data["alternatives"] = [as_json(each) for each in limit.alternatives]
    data["inferred"] = list(limit.inferred)
    return data


def from_json(data: dict[str, Any]) -> TimeLimit:
    """The limit that `as_json` wrote; missing keys take their defaults.

    Raises ValueError for an unknown kind, unit or trigger, KeyError without a kind.
    """
    known = {f.name: data[f.name] for f in fields(TimeLimit) if f.name in data}
    for name, words in _ENUMS.items():
        if known.get(name) is not None:
            known[name] = words(known[name])
    known["kind"] = Kind(data["kind"])
    known["alternatives"] = tuple(from_json(each) for each in data.get("alternatives", ()))
    known["inferred"] = tuple(data.get("inferred", ()))
    return TimeLimit(**known)


# --- which day ------------------------------------------------------------------------------------

_COUNTED_FORWARD = {Kind.WITHIN, Kind.ON_REQUEST, Kind.IMMEDIATE}


def due_on(limit: TimeLimit, happened: date, calendar: WorkCalendar) -> date | None:
    """The last day to publish after the trigger `happened`; None when the limit names no day.

    For ADVANCE `happened` is the day of the event and the answer lies before it. Periodic kinds
    give None here: ask `occurrences`. Alternatives are limits of their own: ask them one by one.
    """
    if limit.n is None or limit.unit is None:
        return None
    if limit.kind in _COUNTED_FORWARD:
        return _after(happened, limit.n, limit.unit, calendar)
    if limit.kind is Kind.ADVANCE:
        return _before(happened, limit.n, limit.unit, calendar)
    return None


def occurrences(limit: TimeLimit, year: int, calendar: WorkCalendar) -> list[date]:
    """The days of `year` on which a periodic limit falls due, in order; [] for other kinds."""
    if limit.kind is Kind.EVERY:
        return _repeated(limit, year, calendar)
    if limit.kind not in PERIOD_MONTHS:
        return []
    if limit.n is not None and limit.unit is not None:
        ends = _period_ends(limit.kind, year - 1) + _period_ends(limit.kind, year)
        days = [_after(end, limit.n, limit.unit, calendar) for end in ends]
        return [day for day in days if day.year == year]
    return [_day_of_month(year, month, limit.day) for month in _due_months(limit)]


def _after(start: date, n: int, unit: Unit, calendar: WorkCalendar) -> date:
    if n == 0:
        return start
    if unit is Unit.WORKDAY:
        return calendar.add(start, n)
    if unit is Unit.HOUR:
        # Only the day is known, so the hours run from its first minute: never too late.
        return calendar.add_days(start, n // 24) if n >= 24 else start
    if unit is Unit.MONTH:
        return calendar.add_days(start, (_months_later(start, n) - start).days)
    return calendar.add_days(start, n)


def _before(event: date, n: int, unit: Unit, calendar: WorkCalendar) -> date:
    if unit is Unit.MONTH:
        return _months_later(event, -n)
    if unit is not Unit.WORKDAY:
        return event - timedelta(days=n if unit is Unit.DAY else -(-n // 24))
    day = event - timedelta(days=n)
    while calendar.add(day, n) > event:
        day -= timedelta(days=1)
    return day


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return _day_of_month(year, month + 1, start.day)


def _day_of_month(year: int, month: int, day: int | None) -> date:
    last = monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def _period_ends(kind: Kind, year: int) -> list[date]:
    step = PERIOD_MONTHS[kind]
    return [_day_of_month(year, month, None) for month in range(step, 13, step)]


def _due_months(limit: TimeLimit) -> range:
    step = PERIOD_MONTHS[limit.kind]
    return range(limit.month or step, 13, step)


def _repeated(limit: TimeLimit, year: int, calendar: WorkCalendar) -> list[date]:
    if limit.n is None or limit.unit is None or limit.n < 1:
        return []
    if limit.unit is Unit.MONTH:
        return [_day_of_month(year, month, None) for month in range(limit.n, 13, limit.n)]
    return list(_steps(limit.n, limit.unit, year, calendar))


def _steps(n: int, unit: Unit, year: int, calendar: WorkCalendar) -> Iterator[date]:
    day = date(year - 1, 12, 31)
    if unit is Unit.DAY and n % 7 == 0:
        day -= timedelta(days=day.isoweekday() % 7)  # weeks end on Sunday
    span = max(n // 24, 1) if unit is Unit.HOUR else n
    while True:
        day = calendar.add(day, n) if unit is Unit.WORKDAY else day + timedelta(days=span)
        if day.year > year:
            return
        yield day


# --- which is stricter ----------------------------------------------------------------------------


def shorter_than(a: TimeLimit, b: TimeLimit) -> bool:
    """Whether `a` certainly leaves less time than `b` (时限变短); False when it cannot be told.

    Limits of different triggers, or periodic against triggered ones, are not comparable.
    Working against calendar days are compared by the most and the least they can last.
    """
    if _family(a) != _family(b):
        return False
    if a.unit == b.unit and a.n is not None and b.n is not None:
        return a.n < b.n
    most, least = _calendar_span(a), _calendar_span(b)
    return most is not None and least is not None and most[1] < least[0]


def strictest(limit: TimeLimit) -> TimeLimit:
    """The limit or that alternative of it which usually falls due first; ties keep the first."""
    return min((limit, *limit.alternatives), key=_usual_days)


def _family(limit: TimeLimit) -> tuple[str, ...]:
    if limit.kind in PERIOD_MONTHS or limit.kind is Kind.EVERY:
        return ("periodic",)
    if limit.kind in {Kind.WITHIN, Kind.IMMEDIATE}:
        text = limit.trigger_text if limit.trigger is Trigger.OTHER else ""
        return ("after", limit.trigger, text)
    return (limit.kind,)


def _calendar_span(limit: TimeLimit) -> tuple[int, int] | None:
    """Fewest and most calendar days the limit can last; None when it has no length."""
    if limit.kind is Kind.IMMEDIATE:
        return 0, 0
    if limit.kind in PERIOD_MONTHS:
        months = PERIOD_MONTHS[limit.kind]
        return months * 30, months * 31
    if limit.n is None or limit.unit is None:
        return None
    n = limit.n
    return {
        Unit.WORKDAY: (
            n + max(n - 1, 0) // LONGEST_RUN_WORKDAYS,
            -(-n * 7 // 5) + LONGEST_CLOSURE_DAYS,
        ),
        Unit.DAY: (n, n),
        Unit.HOUR: (n // 24, -(-n // 24)),
        Unit.MONTH: (n * 28, n * 31),
    }[limit.unit]


def _usual_days(limit: TimeLimit) -> float:
    span = _calendar_span(limit)
    if span is None or limit.kind is Kind.ADVANCE:
        return float("inf")
    return (limit.n or 0) * 7 / 5 if limit.unit is Unit.WORKDAY else span[0]


# --- saying it ------------------------------------------------------------------------------------

_PERIODS = {
    Kind.YEARLY: "每年",
    Kind.HALF_YEARLY: "每半年",
    Kind.QUARTERLY: "每季度",
    Kind.MONTHLY: "每月",
}
# Words that do not tell one trigger from another.
_UNTELLING = re.compile("公开事项|政府|信息|该|或者|[或、/（）()]")
_FIXED_SENTENCES = {
    Kind.STANDING: "长期公开，内容有变化时随时更新",
    Kind.DISPLAY: "",
}


def in_plain_words(limit: TimeLimit) -> str:
    """The limit as one Chinese sentence for residents, without a full stop."""
    if limit.kind is Kind.UNREAD:
        quoted = f"原文写的是“{limit.source_text}”，" if limit.source_text else "原文没有写，"
        return f"公开时限暂时没有识别出来：{quoted}请向公开单位核实"
    own = _joined(_deed(limit), _display(limit))
    if limit.scope:
        own = f"{limit.scope}：{own}"
    return _joined(own, *(in_plain_words(each) for each in limit.alternatives), limit.note)


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _deed(limit: TimeLimit) -> str:
    if limit.kind in _PERIODS:
        covers = f"（{limit.per}）" if limit.per else ""
        return f"{_PERIODS[limit.kind]}{_deadline_in_period(limit)}公开{covers}"
    if limit.kind in _FIXED_SENTENCES:
        return _FIXED_SENTENCES[limit.kind]
    return _triggered(limit, _since(limit))


def _since(limit: TimeLimit) -> str:
    """The trigger as written, or its standard name where only the standard words were written."""
    written = _UNTELLING.sub("", limit.trigger_text)
    standard = limit.trigger.label
    return limit.trigger_text if written != _UNTELLING.sub("", standard) and written else standard


def _triggered(limit: TimeLimit, since: str) -> str:
    span = f"{limit.n} {limit.unit.label}" if limit.n and limit.unit else ""
    named = limit.trigger is not Trigger.NONE
    link = "后" if limit.unit is Unit.HOUR else "之日起"
    after = f"{since}后" if named else ""
    ahead = f"{since}前至少" if named else "至少提前"
    sentences = {
        Kind.WITHIN: f"{since}{link} {span}内公开" if named else f"{span}内公开，原文没有写起算日",
        Kind.ON_REQUEST: f"依申请公开，收到申请之日起 {span}内提供" if span else "依申请公开",
        Kind.PROMPTLY: f"{after}及时公开或更新，没有规定具体天数",
        Kind.EVERY: f"至少每 {span}更新一次",
        Kind.ADVANCE: f"{ahead} {span}公开" if span else f"{since}之前公开",
        Kind.IMMEDIATE: f"{since}后立即公开" if named else "信息一产生就立即公开",
        Kind.ALONGSIDE: f"与{since}同时公开" if named else "与相关事项同时公开",
    }
    if limit.kind is Kind.IMMEDIATE and limit.n == 0:
        return f"{since}当天公开" if named else "信息产生当天公开"
    return sentences[limit.kind]


def _deadline_in_period(limit: TimeLimit) -> str:
    if limit.n is not None and limit.unit is not None:
        return f"结束后 {limit.n} {limit.unit.label}内"
    day = f" {limit.day} 日前" if limit.day else "最后一天前"
    if limit.kind is Kind.YEARLY and limit.month:
        return f" {limit.month} 月{day}"
    if limit.kind is Kind.QUARTERLY and limit.month:
        return f"第 {limit.month} 个月{day}"
    return day


def _display(limit: TimeLimit) -> str:
    if limit.display_n is None or limit.display_unit is None:
        return ""
    least = "不少于 " if limit.display_at_least else " "
    return f"公示期{least}{limit.display_n} {limit.display_unit.label}"
