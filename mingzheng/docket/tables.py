"""The list of dues (应公开): its columns and filters."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from mingzheng.core.calendar import WorkCalendar
from mingzheng.dues.models import OPEN, Due
from mingzheng.dues.rules.results import FIRST_THRESHOLDS, Verdict, verdict
from mingzheng.dues.states import DueKind
from mingzheng.screens.lists import NOTHING, Column, Filter, on_or_after, on_or_before
from mingzheng.standards.models import Field

OWED, UNDATED = "owed", "undated"
LOOKS = (
    (OWED, "要公开的"),
    ("overdue", "过了期没公开"),
    ("soon", "5 个工作日内到期"),
    (UNDATED, "没有规定日子"),
    ("done", "已公开"),
    ("late", "公开晚了"),
    ("closed", "不再要求"),
)


def rows_of(rows: QuerySet[Due], look: str, today: date, calendar: WorkCalendar) -> QuerySet[Due]:
    """The dues of one look; an unknown one is what is owed."""
    soon = calendar.add(today, FIRST_THRESHOLDS.blue)
    late = Q(fulfilled_on__isnull=False) & Q(due_on__lt=F("fulfilled_on"))
    chosen = {
        "overdue": OPEN & Q(due_on__lt=today),
        "soon": OPEN & Q(due_on__range=(today, soon)),
        UNDATED: OPEN & Q(due_on=None),
        "done": Q(fulfilled_on__isnull=False),
        "late": late,
        "closed": Q(closed_on__isnull=False),
    }
    return rows.filter(chosen.get(look, OPEN & Q(due_on__isnull=False)))


def columns(today: date, calendar: WorkCalendar) -> tuple[Column, ...]:
    """The columns; lights as of `today`."""
    seen: dict[int, Verdict] = {}

    def said(value: Callable[[Verdict], Any]) -> Callable[[Due], Any]:
        def of(due: Due) -> Any:
            if due.pk not in seen:
                seen[due.pk] = verdict(due.days, today, calendar)
            return value(seen[due.pk])

        return of

    return (
        Column("light", "结果", said(lambda v: v.label), light=said(lambda v: v.light.colour)),
        Column("what", "公开什么", lambda one: one.what, url=lambda one: one.get_absolute_url()),
        Column("item", "公开事项", lambda one: one.item_name),
        Column("office", "单位", lambda one: one.organisation.label, sort="organisation__path"),
        Column("due", "到期", lambda one: one.due_on or NOTHING, sort="due_on", css="nowrap"),
        Column("kind", "种类", lambda one: one.get_kind_display(), at_first=False),
        Column("limit", "公开时限", lambda one: one.term.text or NOTHING, at_first=False),
        Column(
            "made", "形成", lambda one: one.happened_on or NOTHING, css="nowrap", at_first=False
        ),
        Column(
            "out", "公开", lambda one: one.fulfilled_on or NOTHING, css="nowrap", at_first=False
        ),
        Column("code", "事项编码", lambda one: one.item_code, at_first=False),
        Column("field", "领域", lambda one: one.item.field.list_name, at_first=False),
    )


def _office(rows: QuerySet[Due], value: str) -> QuerySet[Due]:
    return rows.filter(
        Q(organisation__name__contains=value) | Q(organisation__short_name__contains=value)
    )


def _item(rows: QuerySet[Due], value: str) -> QuerySet[Due]:
    named = Q(item__level1__contains=value) | Q(item__level2__contains=value)
    return rows.filter(named | Q(what__contains=value) | Q(item_code__startswith=value))


def filters() -> tuple[Filter, ...]:
    """The filters; the fields of openness are read once."""
    fields = list(Field.objects.filter(is_shown=True).values_list("slug", "list_name"))
    return (
        Filter("q", "事项或标题", _item),
        Filter("office", "单位", _office),
        Filter("kind", "种类", lambda rows, value: rows.filter(kind=value), DueKind.choices),
        Filter("field", "领域", lambda rows, value: rows.filter(item__field__slug=value), fields),
        Filter("from", "到期从", on_or_after("due_on"), kind="date"),
        Filter("to", "到期到", on_or_before("due_on"), kind="date"),
    )
