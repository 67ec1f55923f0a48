"""When a round is due, who is late, whom one may urge. Pure; no database."""

from collections.abc import Sequence
from datetime import date

from mingzheng.catalogue.rules.ahead import too_far
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.lights import NO_LIGHT, Light, Thresholds, light

DUE_SOON = 3  # working days before the due day from which an office may be urged
WEEKDAYS = "一二三四五六日"


def due_problem(due_on: date, today: date, calendar: WorkCalendar) -> str | None:
    """Why nobody can be asked to send by this day; None if they can."""
    if due_on <= today:
        return "截止日期要在今天以后。"
    if far := too_far(due_on, today, "截止日期"):
        return far
    if not calendar.is_workday(due_on):
        week = WEEKDAYS[due_on.weekday()]
        return f"{due_on.month}月{due_on.day}日是星期{week}，不上班，请改成工作日。"
    return None


def light_of(
    due_on: date, sent_on: date | None, today: date, calendar: WorkCalendar, *, is_owed: bool
) -> Light:
    """The light of one submission: counted while it is owed, told when it came late."""
    if is_owed:
        return light(due_on, today, calendar, Thresholds())
    if sent_on is None:
        return NO_LIGHT
    if sent_on > due_on:
        late = calendar.between(due_on, sent_on)
        return Light("grey", "迟交", f"迟交 {late} 个工作日" if late else "迟交", -late)
    return Light("green", "按时", "按时交了", 0)


def may_be_urged(
    due_on: date, urged_on: date | None, today: date, calendar: WorkCalendar
) -> str | None:
    """Why an office is not to be urged now; None if it may be: near or past due, once a day."""
    if urged_on == today:
        return "今天已经催过，一天催一次。"
    left = calendar.between(today, due_on)
    if left > DUE_SOON:
        return f"离截止还有 {left} 个工作日，剩 {DUE_SOON} 个工作日起才催。"
    return None


def progress(counts: Sequence[tuple[str, int]], total: int) -> str:
    """The board as one sentence: 待填报 12 个，已提交 5 个……"""
    said = "，".join(f"{label} {number} 个" for label, number in counts if number)
    return f"共 {total} 份：{said}。" if said else "还没有单位。"
