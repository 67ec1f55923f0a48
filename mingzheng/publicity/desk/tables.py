"""The list of records on the desk: its columns with the light of each, its filters."""

from datetime import date

from django.utils import timezone

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.lights import NO_LIGHT, Light, Thresholds, light
from mingzheng.publicity import queries
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.timing import result
from mingzheng.publicity.states import RecordKind, RecordState
from mingzheng.screens.lists import NOTHING, Column, Filter, on_or_after, on_or_before

TAGS = {RecordState.PUBLISHED: "tag tag-valid"} | dict.fromkeys(
    (RecordState.WITHDRAWN, RecordState.EXPIRED, RecordState.DISCARDED), "tag tag-void"
)
LATE = (("late", "晚了没公示"), ("withdraw", "等着撤下"), ("correct", "有更正等审核"))


def light_of(record: Record, calendar: WorkCalendar, today: date) -> Light:
    """The light of the step that is due: to publish it, or to take it down."""
    if record.is_shown and record.withdraw_by:
        due = record.withdraw_by
    elif record.state in queries.NOT_YET and not record.exempt_reason:
        due = record.due_on
    else:
        return NO_LIGHT
    return light(due, today, calendar, Thresholds())


def outcome(record: Record, calendar: WorkCalendar) -> str:
    """按时, or by how many workdays late, of what was shown."""
    if record.published_on is None:
        return "不公示" if record.exempt_reason else NOTHING
    return result(record.due_on, record.published_on, calendar)


def columns(calendar: WorkCalendar) -> tuple[Column, ...]:
    """The columns; lights by this calendar."""
    today = timezone.localdate()

    def shine(one: Record) -> Light:
        return light_of(one, calendar, today)

    def due(one: Record) -> str:
        found = shine(one)
        if found is NO_LIGHT:
            return outcome(one, calendar)
        return f"撤下：{found.label}" if one.is_shown else found.label

    return (
        Column("party", "相对人", lambda one: one.party_shown, sort="party_shown",
               url=Record.get_absolute_url),
        Column("kind", "种类", lambda one: one.get_kind_display(), sort="kind", css="nowrap"),
        Column("title", "内容", lambda one: one.title),
        Column("number", "文号", lambda one: one.document_number, "document_number", css="nowrap"),
        Column("office", "单位", lambda one: one.organisation.label, "organisation__path",
               css="nowrap"),
        Column("decided", "决定日期", lambda one: f"{one.decided_on:%Y-%m-%d}", sort="decided_on",
               css="nowrap"),
        Column("state", "状态", lambda one: one.state_label, sort="state",
               dress=lambda one: TAGS.get(RecordState(one.state), "tag tag-ink")),
        Column("due", "期限", due, sort="due_on",
               light=lambda one: "" if shine(one) is NO_LIGHT else shine(one).colour),
        Column("until", "公示到",
               lambda one: f"{one.display_until:%Y-%m-%d}" if one.display_until else NOTHING,
               sort="display_until", css="nowrap", at_first=False),
    )  # fmt: skip


def _standing(rows, value: str):
    if value == "withdraw":
        return rows.filter(state=RecordState.PUBLISHED, withdraw_by__isnull=False)
    if value == "correct":
        return rows.filter(state=RecordState.PUBLISHED).exclude(pending={})
    return queries.late(rows, timezone.localdate())


FILTERS = (
    Filter("q", "相对人、文号", lambda rows, value: rows.filter(party_name__contains=value)
           | rows.filter(document_number__contains=value)),
    Filter("kind", "种类", lambda rows, value: rows.filter(kind=value), RecordKind.choices),
    Filter("state", "状态", lambda rows, value: rows.filter(state=value), RecordState.choices),
    Filter("look", "看哪些", _standing, LATE),
    Filter("office", "单位编码", lambda rows, value: rows.filter(organisation__code=value)),
    Filter("since", "决定日期从", on_or_after("decided_on"), kind="date"),
    Filter("to", "决定日期到", on_or_before("decided_on"), kind="date"),
)  # fmt: skip
