"""The list of offices: who has rules in force, how many items they cover, what does not hold."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.states import Level
from mingzheng.screens.lists import Column, Filter
from mingzheng.workrules.models import RuleSet
from mingzheng.workrules.queries import Standing, standings
from mingzheng.workrules.states import OPEN_STATES, RuleSetState

HAS = (("yes", "有施行的规则"), ("no", "没有施行的规则"), ("open", "有正在办的"))


class Standings:
    """Where offices stand, worked out for a whole page when its first cell is asked for."""

    def __init__(self) -> None:
        self.page: Callable[[], Iterable[Organisation]] = list
        self.known: dict[int, Standing] = {}

    def of(self, office: Organisation) -> Standing:
        """Where this office stands; a page asks once, an export row by row."""
        if office.pk not in self.known:
            rows = list(self.page())
            self.known |= standings(rows if office in rows else [office])
        return self.known[office.pk]


def _light(one: Standing) -> tuple[str, str]:
    if not one.in_force:
        return "grey", "没有规则"
    if one.over:
        return "red", f"{one.over} 个事项超过公开时限"
    if one.uncovered or one.blocking:
        return "amber", f"{one.blocking} 处问题"
    return "green", "都对得上"


def _link(of: Standings) -> Callable[[Organisation], str]:
    def url(office: Organisation) -> str:
        one = of.of(office)
        found = one.in_force or one.under_way
        return reverse("workrules:rule_set", args=[found[0]]) if found else ""

    return url


def office_columns(of: Standings) -> tuple[Column, ...]:
    """The columns; `of` knows where the offices of the page stand."""

    def said(value: Callable[[Standing], Any]) -> Callable[[Organisation], Any]:
        return lambda office: value(of.of(office))

    return (
        Column("office", "单位", lambda one: one.name, url=_link(of), css="title-cell"),
        Column("level", "层级", lambda one: one.get_level_display(), at_first=False),
        Column(
            "since", "施行日期", said(lambda s: s.in_force[1] if s.in_force else "—"), css="nowrap"
        ),
        Column("open", "正在办", said(lambda s: s.under_way[1] if s.under_way else "—")),
        Column("owed", "事项", said(lambda s: s.owed), css="num"),
        Column("covered", "有规则", said(lambda s: s.owed - s.uncovered), css="num"),
        Column(
            "light",
            "检查",
            said(lambda s: _light(s)[1]),
            light=said(lambda s: _light(s)[0]),
        ),
    )


def _has(rows: QuerySet, value: str) -> QuerySet:
    states = OPEN_STATES if value == "open" else [RuleSetState.IN_FORCE]
    found = Exists(RuleSet.objects.filter(organisation=OuterRef("pk"), state__in=states))
    return rows.exclude(found) if value == "no" else rows.filter(found)


OFFICE_FILTERS = (
    Filter("q", "单位", lambda rows, value: rows.filter(name__contains=value)),
    Filter("level", "层级", lambda rows, value: rows.filter(level=value), Level.choices),
    Filter("has", "规则", _has, HAS),
)
