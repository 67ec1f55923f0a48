"""What waits for me (待办): one list over all rooms, from a table of questions.

A room is added by one line in SOURCES: a function that takes a person and returns `Waiting` rows
in at most one query. Editions and judgements in them are one source: one query finds both.
"""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.models import Person
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.lights import Thresholds, light
from mingzheng.decisions import queries as deciding
from mingzheng.decisions.states import DecisionListState, DecisionState
from mingzheng.dues import queries as owing
from mingzheng.dues.models import Due
from mingzheng.dues.states import DueKind
from mingzheng.errata import queries as finding
from mingzheng.handover import queries as handing
from mingzheng.handover.states import HandoverState
from mingzheng.processes import queries as processes
from mingzheng.publicity import queries as showing
from mingzheng.rounds import queries as collecting
from mingzheng.workbench.going_out import carrying, manuscripts, repeals
from mingzheng.workbench.rows import LIGHTS, Waiting
from mingzheng.workrules import queries as ruling

STEP_OF_STATE = {
    EditionState.DRAFT: "填好后送审",
    EditionState.REVIEW: "审核",
    EditionState.APPROVAL: "批复",
}


def editions(person: Person) -> list[Waiting]:
    """Editions whose next step is this person's (送审、审核、批复), and judgements in lists."""
    today = timezone.localdate()
    tasks = processes.waiting_for(person, today + processes.SOON)
    steps = [_in_edition(task.edition) for task in tasks if task.is_turn]
    steps += [_to_pass(task) for task in tasks if task.proposed]
    due = [task for task in tasks if task.again_on]
    calendar = almanac.current() if due else None
    return steps + [_to_review(task, today, calendar) for task in due if calendar]


def _in_edition(edition: Edition) -> Waiting:
    return Waiting(
        room="catalogue",
        light="grey",
        title=edition.subject_title,
        url=edition.get_absolute_url(),
        note=f"{edition.items_total} 项，{edition.state_label}",
        step_label=_next_step(edition),
        origin=edition.organisation_name,
    )


def _to_pass(task: processes.Task) -> Waiting:
    """Information that an office does not want to publish, waiting to be passed (公开属性审核)."""
    return Waiting(
        room="processes",
        light="grey",
        title=f"{task.edition.title}：不主动公开的信息",
        url=reverse("processes:processes", args=[task.edition.pk]),
        note=f"{task.proposed} 条信息",
        step_label="审核公开属性",
        origin=task.edition.organisation_name,
    )


def _next_step(edition: Edition) -> str:
    if edition.state == EditionState.DRAFT and edition.steps_taken:  # it was sent once already
        return "改好再送审"
    return STEP_OF_STATE[EditionState(edition.state)]


def _to_review(task: processes.Task, today: date, calendar: WorkCalendar) -> Waiting:
    """Information not published whose day to look again comes near (条例第十八条定期复核)."""
    due = task.again_on or today
    seen = due - processes.SOON
    return Waiting(
        room="processes",
        light=light(due, today, calendar, Thresholds()).colour,
        title=f"{task.edition.title}：不主动公开的信息",
        url=reverse("processes:waiting") + "?look=again",
        note=f"{task.again} 条信息到期复核",
        step_label="复核能不能公开",
        origin=task.edition.organisation_name,
        due_on=due,
        used=calendar.between(seen, today),
        total=calendar.between(seen, due),
    )


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
        note=f"{who}，{one.standing}{back}{urged}",
        step_label=STEP_IN_ROUND[task.step],
        origin=round_.organisation_name,
        due_on=round_.due_on if task.is_owed else None,
        used=task.used if task.is_owed else None,
        total=task.total if task.is_owed else None,
    )


def work_rules(person: Person) -> list[Waiting]:
    """Work rules to review, and the office's own that came back (工作规则审核、退回)."""
    return [
        Waiting(
            room="workrules",
            light="grey",
            title=one.title,
            url=one.get_absolute_url(),
            note=f"{one.rules_total} 条规则，{one.state_label}",
            step_label="改好再送审" if one.is_draft else "审核工作规则",
            origin=one.organisation_name,
        )
        for one in ruling.waiting_for(person)
    ]


def dues(person: Person) -> list[Waiting]:
    """What the person's own office owes the public within days, or owes already (应公开)."""
    today = timezone.localdate()
    found = owing.next_owed(person, today)
    if not found.dues:
        return []
    calendar = almanac.current()
    rows = [_owed(due, today, calendar) for due in found.dues]
    if found.total > len(rows):
        rows.append(_rest(found, rows[-1].light))
    return rows


def _owed(due: Due, today: date, calendar: WorkCalendar) -> Waiting:
    since, last = due.happened_on or due.opened_on, due.due_on or today
    total = calendar.between(since, last) if since < last else 0
    return Waiting(
        room="dues",
        light=light(due.due_on, today, calendar, Thresholds()).colour,
        title=f"{due.item_name}：{due.what}" if due.kind == DueKind.PERIODIC else due.what,
        url=due.get_absolute_url(),
        note="定期公开" if due.kind == DueKind.PERIODIC else due.item_name,
        step_label="公开",
        origin=due.organisation.label,
        due_on=due.due_on,
        used=calendar.between(last, today) + total,
        total=total,
    )


def _rest(found: owing.Owing, colour: str) -> Waiting:
    """One line for those that are not named: an office far behind would see nothing else."""
    return Waiting(
        room="dues",
        light=colour,
        title=f"还有 {found.total - len(found.dues)} 项要公开",
        url=reverse("dues:dues"),
        note="这几天到期，或者已经过期",
        step_label="公开",
        origin=found.dues[0].organisation.label,
    )


STEP_OF_DECISION = {
    ("matter", DecisionState.PROPOSED): "定启动不启动",
    ("matter", DecisionState.STARTED): "登记草案",
    ("matter", DecisionState.DRAFTED): "公开征求意见",
    ("matter", DecisionState.CONSULTING): "期满后公开采纳情况",
    ("matter", DecisionState.LEGAL): "审查或者提交讨论",
    ("matter", DecisionState.DISCUSSED): "公布决策",
    ("matter", DecisionState.PUBLISHED): "登记开始执行",
    ("catalogue", DecisionListState.DRAFT): "写好后送审",
    ("catalogue", DecisionListState.REVIEW): "审核目录",
    ("catalogue", DecisionListState.CONSENT): "登记党委同意",
    ("catalogue", DecisionListState.AGREED): "公布目录",
}


def decisions(person: Person) -> list[Waiting]:
    """Major decisions and their catalogues whose next step is this person's (重大行政决策)."""
    found = []
    for task in deciding.waiting_for(person):
        name = "catalogue" if task.kind == "catalogue" else "matter"
        labels = DecisionState if name == "matter" else DecisionListState
        found.append(
            Waiting(
                room="decisions",
                light="grey",
                title=task.title,
                url=reverse(f"decisions_desk:{name}", args=[task.pk]),
                note=str(labels(task.state).label),
                step_label="看材料，同意公开"
                if task.kind == "papers"
                else STEP_OF_DECISION.get((name, labels(task.state)), "办下一步"),
                origin=task.origin,
            )
        )
    return found


def errata(person: Person) -> list[Waiting]:
    """Errors that residents found on pages of offices this person answers for (网站找错)."""
    found = finding.waiting_for(person)
    if not found:
        return []
    today, calendar = timezone.localdate(), almanac.current()
    return [
        Waiting(
            room="errata",
            light=light(one.due_on, today, calendar, Thresholds()).colour,
            title=one.subject_title,
            url=one.get_absolute_url(),
            note=one.text[:30],
            step_label="核实，答复",
            origin=one.organisation_name,
            due_on=one.due_on,
            used=calendar.between(timezone.localdate(one.sent_at), today),
            total=calendar.between(timezone.localdate(one.sent_at), one.due_on),
        )
        for one in found
    ]


STEP_OF_RECORDS = {
    "release": ("审核公示", "publicity:queue", ""),
    "submit": ("核对好，送审", "publicity:records", "?state=draft&sort=due"),
    "withdraw": ("撤下", "publicity:records", "?look=withdraw"),
    "correct": ("审核更正", "publicity:records", "?look=correct"),
}


def publicity(person: Person) -> list[Waiting]:
    """Permits and penalties to send, to let out, to correct or to take down (双公示)."""
    today = timezone.localdate()
    tasks = showing.waiting_for(person, today)
    calendar = almanac.current() if tasks else None
    return [_of_records(task, today, calendar) for task in tasks if calendar]


def _of_records(task: showing.Task, today: date, calendar: WorkCalendar) -> Waiting:
    label, url_name, query = STEP_OF_RECORDS[task.step]
    has_day = task.step != "correct"
    found = light(task.due_on, today, calendar, Thresholds()).colour if has_day else "grey"
    return Waiting(
        room="publicity",
        light=found,
        title="许可和处罚公示",
        url=reverse(url_name) + query,
        note=f"{task.number} 条" + ("，最急的一条" if has_day and task.number > 1 else ""),
        step_label=label,
        origin=task.office,
        due_on=task.due_on if has_day else None,
    )


STEP_OF_HANDOVER = {
    HandoverState.TO_PUBLISH: ("起草公开稿", "open"),
    HandoverState.REVIEW: ("审核公开属性", "review"),
}


def handovers(person: Person) -> list[Waiting]:
    """What was handed over and waits for a draft, or for a review (办文办会)."""
    today = timezone.localdate()
    tasks = handing.waiting_for(person)
    calendar = almanac.current() if tasks else None
    return [_handed(task, today, calendar) for task in tasks if calendar]


def _handed(task: handing.Task, today: date, calendar: WorkCalendar) -> Waiting:
    label, look = STEP_OF_HANDOVER[HandoverState(task.state)]
    return Waiting(
        room="handover",
        light=light(task.publish_by, today, calendar, Thresholds()).colour,
        title="办文办会移交",
        url=reverse("handover_desk:handovers") + f"?look={look}",
        note=f"{task.number} 件" + ("，最急的一件" if task.publish_by and task.number > 1 else ""),
        step_label=label,
        origin=task.office,
        due_on=task.publish_by,
    )


SOURCES: tuple[Callable[[Person], list[Waiting]], ...] = (
    editions,
    dues,
    manuscripts,
    repeals,
    rounds,
    work_rules,
    publicity,
    decisions,
    errata,
    handovers,
    carrying,
)


def waiting_for(person: Person) -> list[Waiting]:
    """Everything that waits for this person, most urgent first."""
    return ordered([one for source in SOURCES for one in source(person)])


def ordered(rows: list[Waiting]) -> list[Waiting]:
    """The rows by light, then by due day; those without a due day last."""
    urgency = list(LIGHTS)
    return sorted(rows, key=lambda one: (urgency.index(one.light), one.due_on or date.max))
