"""What became of a due (公开结果): a word, the days and the light, from its days alone. Pure."""

from dataclasses import dataclass
from datetime import date

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.lights import Light, Thresholds, light
from mingzheng.dues.states import Closing, Result

FIRST_THRESHOLDS = Thresholds()
COLOURS = ("red", "orange", "amber", "blue", "green", "grey")  # the worst first


@dataclass(frozen=True)
class Days:
    """The days of a due that decide what became of it; None for what there is not.

    `closing` is why it is no longer owed since `closed_on`, or "".
    """

    due_on: date | None
    fulfilled_on: date | None = None
    provisional: bool = False
    closing: str = ""
    closed_on: date | None = None


@dataclass(frozen=True)
class Verdict:
    """What became of it: the word, how many working days (late below 0), the light.

    `label` says both in one phrase: 提前 3 个工作日、晚了 2 个工作日、没有公开，晚了 4 个工作日.
    """

    result: Result
    label: str
    days: int
    light: Light


def verdict(
    days: Days,
    today: date,
    calendar: WorkCalendar,
    thresholds: Thresholds = FIRST_THRESHOLDS,
) -> Verdict:
    """The result of a due as seen on `today`.

    Published before the day is early, on it on time, after it late by so many working days. What
    was overdue when its item left the catalogue stays missing: leaving mends nothing.
    """
    if days.closing and days.fulfilled_on is None:
        return _closed(days)
    if days.fulfilled_on is not None:
        return _fulfilled(days, days.fulfilled_on, calendar, thresholds)
    if days.due_on is None:
        return _plain(Result.OPEN_ENDED, "grey", "没有规定日子")
    shown = light(days.due_on, today, calendar, thresholds)
    if days.due_on < today:
        return Verdict(Result.MISSING, f"没有公开，{shown.label}", shown.days, shown)
    if days.provisional:
        return Verdict(Result.PROVISIONAL, f"{shown.label}（暂定）", shown.days, shown)
    return Verdict(Result.WAITING, shown.label, shown.days, shown)


def _fulfilled(days: Days, done: date, calendar: WorkCalendar, thresholds: Thresholds) -> Verdict:
    if days.due_on is None:
        return _plain(Result.DONE, "green", "已公开")
    spare = calendar.between(done, days.due_on)
    if done > days.due_on:
        label = f"晚了 {-spare} 个工作日" if spare else "晚了不到 1 个工作日"
        colour = "red" if -spare > thresholds.red else "orange"
        return Verdict(Result.LATE, label, spare, Light(colour, "晚了", label, spare))
    if done == days.due_on or not spare:
        return _plain(Result.ON_TIME, "green", "按时公开")
    label = f"提前 {spare} 个工作日"
    return Verdict(Result.EARLY, label, spare, Light("green", "提前", label, spare))


def _closed(days: Days) -> Verdict:
    closing = Closing(days.closing)
    if (
        closing is not Closing.EXCUSED
        and days.due_on
        and days.closed_on
        and days.due_on < days.closed_on
    ):
        return _plain(Result.MISSING, "orange", "没有公开，后来不再要求")
    result = Result.EXCUSED if closing is Closing.EXCUSED else Result.DROPPED
    return _plain(result, "grey", str(closing.label))


def _plain(result: Result, colour: str, label: str) -> Verdict:
    return Verdict(result, label, 0, Light(colour, str(result.label), label, 0))


def worst(lights: list[str]) -> str:
    """The worst of some colours; grey for none."""
    return min(lights, key=COLOURS.index, default="grey")
