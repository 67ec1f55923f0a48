"""One row of the to-do list (待办的一行), and the words of its light. Reads nothing."""

from dataclasses import dataclass
from datetime import date

# The order is the order of urgency; words and shapes as in the design's table of lights.
LIGHTS = {
    "red": "严重逾期",
    "orange": "逾期",
    "amber": "2 日内到期",
    "blue": "5 日内到期",
    "green": "正常",
    "grey": "没有期限",
}
TAGS = {
    "red": "晚了",
    "orange": "晚了",
    "amber": "临期",
    "blue": "将到期",
    "green": "正常",
    "grey": "没有期限",
}
URGENT = ("red", "orange", "amber")
SOON = ("blue",)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what it is, which step is mine, who sent it, and its clock if any.

    `used` and `total` count working days of the clock; both None when no clock runs.
    """

    room: str
    light: str
    title: str
    url: str
    note: str
    step_label: str
    origin: str
    due_on: date | None = None
    used: int | None = None
    total: int | None = None

    @property
    def tag(self) -> str:
        """The word on the light."""
        return TAGS[self.light]

    @property
    def left(self) -> int:
        """Working days left; negative when overdue."""
        return (self.total or 0) - (self.used or 0)

    @property
    def late(self) -> int:
        """Working days past the due day; 0 when in time."""
        return max(0, -self.left)

    @property
    def cells(self) -> list[str]:
        """The day rule (日格), one cell a working day: used, over or left. At most 40."""
        used, total = self.used or 0, self.total or 0
        cells = (
            ["day-used"] * min(used, total) + ["day-over"] * self.late + [""] * max(0, self.left)
        )
        return cells[:40]


def grouped(rows: list[Waiting]) -> list[tuple[str, list[Waiting]]]:
    """The rows under the three headings of the to-do list; empty headings left out."""
    later = [one for one in rows if one.light not in (*URGENT, *SOON)]
    groups = [
        ("先办", [one for one in rows if one.light in URGENT]),
        ("本周和下周", [one for one in rows if one.light in SOON]),
        ("以后" if len(later) < len(rows) else "等我办的", later),
    ]
    return [(label, some) for label, some in groups if some]


def tallies(rows: list[Waiting]) -> list[tuple[str, str, int]]:
    """How many rows each light has: (light, words, number), the four that matter."""
    shown = ("red", "orange", "amber", "blue")
    return [(light, LIGHTS[light], sum(one.light == light for one in rows)) for light in shown]
