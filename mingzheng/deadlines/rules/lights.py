"""How a deadline looks: the six lights (灯) and the day rule (日格). Pure."""

from datetime import date
from typing import NamedTuple

from mingzheng.core.calendar import ONE_DAY, WorkCalendar
from mingzheng.deadlines.rules.ledger import Reading

MOST_CELLS = 40  # above that a cell stands for several days, or a phone could not show it


class Thresholds(NamedTuple):
    """Working days: blue and amber from so many left, red from more than so many late."""

    blue: int = 5
    amber: int = 2
    red: int = 5


class Light(NamedTuple):
    """One of the six lights: colour, its word, and the sentence about the days."""

    colour: str
    word: str
    label: str
    days: int


NO_LIGHT = Light("grey", "不计时", "不计时", 0)


def light(
    due_on: date | None, today: date, calendar: WorkCalendar, thresholds: Thresholds
) -> Light:
    """The light of a due day; None means that no clock runs. Days are working days."""
    if due_on is None:
        return NO_LIGHT
    if due_on < today:
        late = calendar.between(due_on, today)
        label = f"晚了 {late} 个工作日" if late else "刚过期"
        if late > thresholds.red:
            return Light("red", "严重逾期", label, -late)
        return Light("orange", "逾期", label, -late)
    left = calendar.between(today, due_on)
    label = "今天到期" if due_on == today else f"剩 {left} 个工作日" if left else "下个工作日前到期"
    if left <= thresholds.amber:
        return Light("amber", "临期", label, left)
    if left <= thresholds.blue:
        return Light("blue", "将到期", label, left)
    return Light("green", "正常", label, left)


class Cell(NamedTuple):
    """One day (or a few): the class that draws it and, at the marks, its date and word."""

    css: str
    day: date
    word: str = ""


class DayRule(NamedTuple):
    """The cells of a period, and how many days are used, not counted and left.

    `step` is how many days a cell stands for.
    """

    cells: list[Cell]
    step: int
    used: int
    paused: int
    left: int


def day_rule(reading: Reading, calendar: WorkCalendar, today: date) -> DayRule:
    """Draw a period up to its due day, or up to today (or its end) if that is later."""
    end, due = reading.stopped_on or today, reading.due_on
    span = (ONE_DAY * n for n in range(1, (max(due, end) - reading.started_on).days + 1))
    days = [reading.started_on + step for step in span]
    days = [day for day in days if not reading.in_workdays or calendar.is_workday(day)]
    counted = [day for day in days if day not in reading.excluded and day <= due]
    cells = [_cell(day, reading, end) for day in days]
    cells[0] = Cell(f"{cells[0].css} day-start", days[0], cells[0].word or "起算")
    size = -(-len(cells) // MOST_CELLS)
    groups = (cells[n : n + size] for n in range(0, len(cells), size))
    shown = [max(group, key=lambda cell: (cell.css == "day-due", cell.word)) for group in groups]
    used = sum(day <= end for day in counted)
    paused = sum(day in reading.excluded for day in days)
    return DayRule(shown, size, used, paused, len(counted) - used)


def _cell(day: date, reading: Reading, end: date) -> Cell:
    word = "今天" if day == end and not reading.stopped_on else ""
    if day == reading.due_on:
        return Cell("day-due", day, f"{word}到期")
    if day in reading.excluded:
        return Cell("day-paused", day, word)
    if day > reading.due_on:
        return Cell("day-over", day, word)
    if day > end:
        return Cell("", day)
    return Cell("day-today" if word else "day-used", day, word)
