"""The last day to publish one thing, and why (哪天到期、怎么算的). Pure.

《政府信息公开条例》第二十六条: 20 working days from the day it was formed or changed, unless the
item says otherwise. A limit without a number of days gets no day from us.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.ledger import Fact, Reason, read, spoken
from mingzheng.deadlines.rules.limits import (
    PUBLISH_WORKDAYS,
    Kind,
    TimeLimit,
    Trigger,
    Unit,
    due_on,
    in_plain_words,
)
from mingzheng.dues.rules.clauses import PERIODIC, SAME_DAY
from mingzheng.dues.rules.periods import Period

ARTICLE = "《政府信息公开条例》第二十六条"
WHY_NO_DAY = {
    Kind.PROMPTLY: "目录写的是“及时公开”，没有写几天。本单位规定天数以后，新列出的会有到期日。",
    Kind.STANDING: "目录写的是长期公开：一直公开着，内容有变化时随时更新，没有到期日。",
    Kind.DISPLAY: "目录只写了公示几天，没有写公示要在哪天以前开始，所以没有到期日。",
    Kind.UNREAD: "目录里的公开时限没有识别出来，所以没有到期日。请在下一版目录里改写。",
}


@dataclass(frozen=True)
class Reckoning:
    """When a thing is due and how that was found; `due_on` None where the limit names no day.

    `provisional`: working days of a year whose holidays are not announced are in it.
    """

    due_on: date | None
    provisional: bool
    in_workdays: bool
    reasons: tuple[Reason, ...]


def of_event(
    limit: TimeLimit, happened_on: date, calendar: WorkCalendar, prompt: int | None = None
) -> Reckoning:
    """When something that happened on a day must be public under one part of a limit.

    `prompt` is how many working days the office itself means by 及时, if it ever said so.
    """
    if limit.kind is Kind.PROMPTLY and prompt:
        basis = f"本单位规定“及时”是 {prompt} 个工作日（待核实）"
        return _counted(Fact("started", happened_on, prompt, None, basis, _since(limit)), calendar)
    if limit.kind in SAME_DAY and limit.n is None:
        words = f"目录写的是“{limit.source_text or limit.kind.label}”，当天就是最后一天。"
        first = Reason(f"{_said(happened_on)}{_since(limit)}。", "")
        return Reckoning(happened_on, False, False, (first, Reason(words, "公开时限")))
    if limit.kind is Kind.WITHIN and limit.n and limit.unit in (Unit.WORKDAY, Unit.DAY):
        workdays, days = (limit.n, None) if limit.unit is Unit.WORKDAY else (None, limit.n)
        fact = Fact("started", happened_on, workdays, days, _basis(limit), _since(limit))
        return _counted(fact, calendar)
    day = due_on(limit, happened_on, calendar)
    if day is None:
        return _without_day(limit, happened_on, calendar)
    return _spelt(limit, happened_on, day, calendar)


def of_period(limit: TimeLimit, period: Period, calendar: WorkCalendar) -> Reckoning:
    """When one period of a periodic limit must be public."""
    rule = Reason(f"目录规定：{in_plain_words(limit)}。", "公开时限")
    if limit.unit is Unit.WORKDAY and limit.n and limit.kind is not Kind.EVERY:
        counted = _counted(
            Fact("started", period.end, limit.n, None, "公开时限", f"{period.label}结束"), calendar
        )
        return Reckoning(counted.due_on, counted.provisional, True, (rule, *counted.reasons))
    in_workdays = limit.unit is Unit.WORKDAY
    provisional = in_workdays and calendar.is_provisional(period.due_on)
    covers = f"这一期是{period.label}，最后一天是 {_said(period.due_on)}。"
    reasons = (rule, Reason(covers, "公开时限"), *_doubt(period.due_on, provisional))
    return Reckoning(period.due_on, provisional, in_workdays, reasons)


def earliest(
    parts: Sequence[tuple[int, TimeLimit]],
    happened_on: date,
    calendar: WorkCalendar,
    prompt: int | None = None,
) -> tuple[int, Reckoning]:
    """Of several parts of a limit the one that falls due first, and its reckoning.

    Nobody but the office knows which of them is meant, so the strictest holds until it is
    chosen; parts without a day count only where no part has one. ValueError without parts.
    """
    found = [(at, of_event(one, happened_on, calendar, prompt)) for at, one in parts]
    dated = [pair for pair in found if pair[1].due_on is not None]
    return min(dated, key=lambda pair: (pair[1].due_on or date.max, pair[0])) if dated else found[0]


def among(parts: Sequence[tuple[int, TimeLimit]], chosen: int) -> Reason | None:
    """The sentence that says that other parts were there; None for a limit of one part."""
    if len(parts) < 2:
        return None
    words = "；".join(in_plain_words(one) for at, one in parts if at != chosen)
    return Reason(
        f"公开时限里还写着：{words}。登记时没有选别的，所以按最早到期的一种算。", "公开时限"
    )


def _counted(fact: Fact, calendar: WorkCalendar) -> Reckoning:
    found = read([fact], calendar)
    provisional = found.in_workdays and found.provisional
    reasons = found.explanation if provisional or not found.provisional else found.explanation[:-1]
    return Reckoning(found.due_on, provisional, found.in_workdays, reasons)


def _spelt(limit: TimeLimit, happened: date, day: date, calendar: WorkCalendar) -> Reckoning:
    """Limits in hours, months, or before an event, which no ledger of days can tell."""
    in_workdays = limit.unit is Unit.WORKDAY
    provisional = in_workdays and (
        calendar.is_provisional(day) or calendar.is_provisional(happened)
    )
    unit = limit.unit.label if limit.unit else ""
    ahead = limit.kind is Kind.ADVANCE
    words = f"往前数 {limit.n} {unit}" if ahead else f"往后数 {limit.n} {unit}"
    reasons = [
        Reason(f"{_said(happened)}{_since(limit)}。", _basis(limit)),
        Reason(f"{words}，最后一天是 {_said(day)}。", _basis(limit)),
    ]
    if limit.unit is Unit.HOUR:
        reasons.append(Reason("只知道是哪一天，不知道几点，所以从那天零点算起，不会算晚。", ""))
    return Reckoning(day, provisional, in_workdays, (*reasons, *_doubt(day, provisional)))


def _without_day(limit: TimeLimit, happened: date, calendar: WorkCalendar) -> Reckoning:
    why = WHY_NO_DAY.get(limit.kind, "目录没有写明几天，所以没有到期日。")
    reasons = [Reason(f"{_said(happened)}{_since(limit)}。", ""), Reason(why, "公开时限")]
    if limit.kind is not Kind.STANDING:
        usual = calendar.add(happened, PUBLISH_WORKDAYS)
        words = (
            f"法律的一般期限是形成或变更之日起 {PUBLISH_WORKDAYS} 个工作日，也就是 {_said(usual)}；"
            "目录没有写，这里只作提醒，不当作到期日。"
        )
        reasons.append(Reason(words, ARTICLE))
    return Reckoning(None, False, False, tuple(reasons))


def _doubt(day: date, provisional: bool) -> tuple[Reason, ...]:
    if not provisional:
        return ()
    words = f"{day.year} 年的放假安排还没有公布，{_said(day)}是暂定的，公布后重新计算。"
    return (Reason(words, ""),)


def _basis(limit: TimeLimit) -> str:
    if limit.kind in PERIODIC or limit.trigger is not Trigger.NONE:
        return "公开时限"
    return f"公开时限（没有写起算日，从形成或变更之日起算，{ARTICLE}）"


def _since(limit: TimeLimit) -> str:
    """What happened, in the words of the limit."""
    if limit.trigger is Trigger.NONE:
        return "信息形成或变更"
    return limit.trigger_text or limit.trigger.label


def _said(day: date) -> str:
    return spoken(day, -1)
