"""The lists of rounds: rounds themselves, and the board of offices."""

from datetime import date

from django.db.models import QuerySet

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.lights import Light
from mingzheng.rounds import queries
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.states import RoundState, SubmissionState
from mingzheng.screens.lists import Column, Filter

ROUND_TAGS = {
    RoundState.CLOSED: "tag tag-valid",
    RoundState.CANCELLED: "tag tag-void",
}
TAGS = {
    SubmissionState.MERGED: "tag tag-valid",
    SubmissionState.RECEIVED: "tag tag-valid",
    SubmissionState.PENDING: "tag",
}

ROUND_COLUMNS = (
    Column("title", "名称", lambda one: one.title, sort="title", url=Round.get_absolute_url),
    Column("host", "发起单位", lambda one: one.organisation_name, sort="organisation__path"),
    Column(
        "state",
        "状态",
        lambda one: one.state_label,
        sort="state",
        dress=lambda one: ROUND_TAGS.get(one.state, "tag tag-ink"),
    ),
    Column("due", "截止", lambda one: f"{one.due_on:%Y-%m-%d}", sort="due_on", css="nowrap"),
    Column("offices", "单位", lambda one: one.asked, sort="asked", css="num"),
    Column("sent", "交了", lambda one: one.sent, sort="sent", css="num"),
    Column(
        "opened",
        "发起日期",
        lambda one: f"{one.opened_on:%Y-%m-%d}" if one.opened_on else "—",
        sort="opened_on",
        css="nowrap",
    ),
)
ROUND_FILTERS = (
    Filter("q", "名称", lambda rows, value: rows.filter(title__contains=value)),
    Filter("state", "状态", lambda rows, value: rows.filter(state=value), RoundState.choices),
)


def _day(day: date | None) -> str:
    return f"{day:%m-%d}" if day else "—"


def _of_edition(one: Submission, name: str) -> object:
    value = getattr(one.edition, name, None)
    return "—" if value is None else value


def board_columns(today: date, calendar: WorkCalendar) -> tuple[Column, ...]:
    """The columns of the board: one office a line, with its light worked out for today."""

    def light(one: Submission) -> Light:
        return queries.light_of(one, today, calendar)

    return (
        Column(
            "office",
            "单位",
            lambda one: one.organisation.label,
            sort="organisation__path",
            url=Submission.get_absolute_url,
        ),
        Column(
            "state",
            "状态",
            lambda one: one.state_label,
            sort="state",
            dress=lambda one: TAGS.get(one.state, "tag tag-ink"),
        ),
        Column("light", "期限", lambda one: light(one).label, light=lambda one: light(one).colour),
        Column("sent", "提交", lambda one: _day(one.submitted_on), sort="submitted_on"),
        Column(
            "items",
            "事项",
            lambda one: _of_edition(one, "items_total"),
            sort="edition__items_total",
            css="num",
        ),
        Column(
            "score",
            "质量得分",
            lambda one: _of_edition(one, "score"),
            sort="edition__score",
            css="num",
        ),
        Column(
            "findings",
            "质量问题",
            lambda one: _of_edition(one, "findings_total"),
            sort="edition__findings_total",
            css="num",
        ),
        Column("returns", "退回", lambda one: one.returns or "—", sort="returns", css="num"),
        Column("urged", "催报", lambda one: _day(one.urged_on), sort="urged_on", css="nowrap"),
        Column("who", "提交人", lambda one: one.submitted_by_name or "—", at_first=False),
        Column("kind", "清单", lambda one: one.get_kind_display(), sort="kind", at_first=False),
    )


def board_filters(today: date) -> tuple[Filter, ...]:
    """The filters of the board; 晚了 is worked out for today, it is no state."""

    def by_name(rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(organisation__name__contains=value)

    return (
        Filter("q", "单位名称", by_name),
        Filter(
            "state", "状态", lambda rows, value: rows.filter(state=value), SubmissionState.choices
        ),
        Filter("class", "类别", queries.of_class, queries.CLASSES),
        Filter("late", "期限", lambda rows, _: queries.late(rows, today), [("1", "晚了没有交")]),
    )
