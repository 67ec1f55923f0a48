"""What waits of what goes out (信息发布、标明废止、渠道发布): rows of the to-do list."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.models import Person
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.lights import Thresholds, light
from mingzheng.newsroom import queries as newsroom
from mingzheng.notifications import queries as notifying
from mingzheng.publishing.flow import TURN_OF_STATE
from mingzheng.publishing.models import Manuscript
from mingzheng.workbench.rows import Waiting


def manuscripts(person: Person) -> list[Waiting]:
    """Manuscripts to review or sign, own ones that came back, what did not go out (信息发布)."""
    return [_manuscript(one) for one in newsroom.waiting_for(person)]


def _manuscript(one: Manuscript) -> Waiting:
    note = f"{one.get_purpose_display()}，{one.drafter_name}拟稿，{one.state_label}"
    if one.is_draft:
        step_label = "改好再送审"
    elif one.held_back:
        step_label, note = "看原因，处理", f"到时间没有发出去：{one.held_back}"
    else:
        step_label = TURN_OF_STATE[one.state].stage.label
    return Waiting(
        room="newsroom",
        light="red" if one.held_back else "grey",
        title=one.subject_title,
        url=one.get_absolute_url(),
        note=note,
        step_label=step_label,
        origin=one.organisation_name,
    )


def repeals(person: Person) -> list[Waiting]:
    """Documents that a public text repeals and that still stand as 有效 (标明废止)."""
    return [
        Waiting(
            room="newsroom",
            light="grey",
            title=one.document.title,
            url=reverse("newsroom:article", args=[one.document.code]),
            note=f"已被《{one.by.title}》废止，请把有效性改为废止",
            step_label="标明废止",
            origin=one.by.organisation_name,
        )
        for one in newsroom.overtaken_by(person)
    ]


def carrying(person: Person) -> list[Waiting]:
    """What did not reach a platform, or may have; channels still missing (渠道发布)."""
    tasks = notifying.tasks_for(person)
    today, calendar = timezone.localdate(), almanac.current() if tasks else None
    return [_carried(task, today, calendar) for task in tasks if calendar]


def _carried(task: notifying.Task, today: date, calendar: WorkCalendar) -> Waiting:
    if task.what == "missing":
        return Waiting(
            room="notifications",
            light=light(task.due_on, today, calendar, Thresholds()).colour,
            title="信息还没有在要求的渠道公开",
            url=reverse("notifications:required") + "?look=missing",
            note=f"{task.number} 个渠道没有做到",
            step_label="公开，登记凭证",
            origin=task.office,
            due_on=task.due_on,
        )
    alone = reverse("notifications:delivery", args=[task.first])
    return Waiting(
        room="notifications",
        light="amber",
        title="没有发到渠道的信息",
        url=alone if task.number == 1 else reverse("notifications:deliveries"),
        note=f"{task.number} 条发不出去，或者不确定发成没有",
        step_label="看清楚，重发或者不再发",
        origin=task.office,
    )
