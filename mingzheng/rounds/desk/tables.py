"""The lists of rounds: rounds themselves, and the board of offices."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import ListKind
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.lights import Light
from mingzheng.powers.models import PowerItem
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


def _of_edition(name: str, label: str) -> Column:
    """A total that the list itself keeps; nothing where there is no list."""

    def value(one: Submission) -> object:
        told = getattr(one.edition, name, None)
        return "—" if told is None else told

    key = name.removesuffix("_total")
    return Column(key, label, value, sort=f"edition__{name}", css="num")


OF_LIST = (
    _of_edition("items_total", "事项"),
    _of_edition("score", "质量得分"),
    _of_edition("findings_total", "质量问题"),
)


def board_columns(
    today: date, calendar: WorkCalendar, *, has_nothing: bool, several: bool
) -> tuple[Column, ...]:
    """The columns of the board: one office a line, with its light worked out for today.

    Why an office reports nothing is shown at first where one does, which list it is where the
    round asks for several.
    """

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
        Column("kind", "清单", lambda one: one.get_kind_display(), sort="kind", at_first=several),
        Column(
            "state",
            "状态",
            lambda one: one.standing,
            sort="state",
            dress=lambda one: TAGS.get(one.state, "tag tag-ink"),
        ),
        Column("light", "期限", lambda one: light(one).label, light=lambda one: light(one).colour),
        Column("sent", "提交", lambda one: _day(one.submitted_on), sort="submitted_on"),
        *OF_LIST,
        Column("returns", "退回", lambda one: one.returns or "—", sort="returns", css="num"),
        Column("urged", "催报", lambda one: _day(one.urged_on), sort="urged_on", css="nowrap"),
        Column(
            "nothing",
            "零报送理由",
            lambda one: one.nothing_because or "—",
            at_first=has_nothing,
        ),
        Column("who", "提交人", lambda one: one.submitted_by_name or "—", at_first=False),
    )


def board_filters(today: date, *, several: bool) -> tuple[Filter, ...]:
    """The filters of the board; 晚了 is worked out for today, it is no state."""

    def by_name(rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(organisation__name__contains=value)

    return (
        Filter("q", "单位名称", by_name),
        Filter(
            "state", "状态", lambda rows, value: rows.filter(state=value), SubmissionState.choices
        ),
        *([Filter("kind", "清单", _of_kind, ListKind.choices)] if several else []),
        Filter("class", "类别", queries.of_class, queries.CLASSES),
        Filter("nothing", "零报送", queries.of_nothing, [("1", "零报送的")]),
        Filter("late", "期限", lambda rows, _: queries.late(rows, today), [("1", "晚了没有交")]),
    )


def _of_kind(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(kind=value)


class SentLine(NamedTuple):
    """One row of a list that was sent, as the page for remarks shows it."""

    code: str
    name: str
    under: str
    desk_name: str  # the room of the desk where the row stands whole
    first: str
    is_first_bad: bool
    second: str


HEADS_SENT = {True: ("公开时限", "公开主体"), False: ("承诺时限", "设定依据")}


def sent_line(row: Item | PowerItem) -> SentLine:
    """A row of a catalogue, of powers or of services."""
    if isinstance(row, PowerItem):
        content, kind = row.content, str(row.get_type_display())
        bases = content.words("bases")
        return SentLine(
            row.code, row.title, kind, "lists_desk:item", content.promised, False, bases
        )
    limit, is_bad = row.limit_text, row.limit_kind == "unread"
    under = row.field.short_name
    return SentLine(
        row.code, row.name, under, "catalogue_desk:item", limit, is_bad, row.subject_text
    )
