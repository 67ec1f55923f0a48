"""What waits for me (待办): one list over all rooms, from a table of questions.

A room is added by one line in SOURCES: a function that takes a person and returns `Waiting` rows
in at most one query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mingzheng.accounts.models import Person
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.processes import queries as processes
from mingzheng.rounds import queries as collecting

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


STEP_OF_STATE = {
    EditionState.DRAFT: "填好后送审",
    EditionState.REVIEW: "审核",
    EditionState.APPROVAL: "批复",
}


def editions(person: Person) -> list[Waiting]:
    """Catalogue editions whose next step is this person's (目录送审、审核、批复)."""
    return [
        Waiting(
            room="catalogue",
            light="grey",
            title=edition.subject_title,
            url=edition.get_absolute_url(),
            note=f"{edition.items_total} 项，{edition.state_label}",
            step_label=_next_step(edition),
            origin=edition.organisation_name,
        )
        for edition in catalogue.waiting_for(person)
    ]


def _next_step(edition: Edition) -> str:
    if edition.state == EditionState.DRAFT and edition.steps_taken:  # it was sent once already
        return "改好再送审"
    return STEP_OF_STATE[EditionState(edition.state)]


STEP_IN_ROUND = {
    "fill": "填好，提交",
    "below": "替村（社区）填好，提交",
    "pass_town": "审核村（社区）的填报",
    "accept": "接收填报",
}


def rounds(person: Person) -> list[Waiting]:
    """Lists that the person's office owes in a round, and lists to pass or take (填报轮次)."""
    return [_in_round(task) for task in collecting.waiting_for(person)]


def _in_round(task: collecting.Task) -> Waiting:
    one, round_ = task.submission, task.submission.round
    urged = f"，{one.urged_on:%m-%d} 催过" if one.urged_on and task.is_owed else ""
    back = "，退回来改的" if one.returns and task.is_owed else ""
    who = f"{task.number} 个单位" if task.number > 1 else one.organisation.label
    return Waiting(
        room="rounds",
        light=task.light.colour,
        title=round_.title,
        url=task.url,
        note=f"{who}，{one.state_label}{back}{urged}",
        step_label=STEP_IN_ROUND[task.step],
        origin=round_.organisation_name,
        due_on=round_.due_on if task.is_owed else None,
        used=task.used if task.is_owed else None,
        total=task.total if task.is_owed else None,
    )


def judgements(person: Person) -> list[Waiting]:
    """Information that offices do not want to publish, waiting to be passed (公开属性审核)."""
    return [
        Waiting(
            room="processes",
            light="grey",
            title=f"{edition.title}：不主动公开的信息",
            url=reverse("processes:processes", args=[edition.pk]),
            note=f"{proposed} 条信息",
            step_label="审核公开属性",
            origin=edition.organisation_name,
        )
        for edition, proposed in processes.lists_to_pass(person)
    ]


SOURCES: tuple[Callable[[Person], list[Waiting]], ...] = (editions, rounds, judgements)


def waiting_for(person: Person) -> list[Waiting]:
    """Everything that waits for this person, most urgent first."""
    return ordered([one for source in SOURCES for one in source(person)])


def ordered(rows: list[Waiting]) -> list[Waiting]:
    """The rows by light, then by due day; those without a due day last."""
    urgency = list(LIGHTS)
    return sorted(rows, key=lambda one: (urgency.index(one.light), one.due_on or date.max))


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
