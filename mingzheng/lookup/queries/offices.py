"""Who owes an item, and how much each office owes."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, Q

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.states import Level
from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.states import EditionState

IN_FORCE = Q(item__edition__state=EditionState.IN_FORCE, item__field__is_shown=True)


class Owing(NamedTuple):
    """An office that owes an item, as a page names it."""

    code: str
    label: str
    is_active: bool


class OfficeTile(NamedTuple):
    """One line of the list of offices."""

    code: str
    name: str
    level: str
    level_label: str
    items: int


def owing(item: Item) -> list[Owing]:
    """The offices that owe an item, in tree order. One query."""
    rows = item.duties.order_by("organisation__path").values_list(
        "organisation__code",
        "organisation__short_name",
        "organisation__name",
        "organisation__is_active",
    )
    return [Owing(code, short or name, is_active) for code, short, name, is_active in rows]


def owing_counts(items: Sequence[Item]) -> dict[int, int]:
    """How many offices owe each of a page of items; none is left out. One query."""
    counted = (
        Duty.objects.filter(item__in=[item.pk for item in items])
        .values_list("item_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return Counter(dict(counted))


def offices_owing(q: str = "") -> list[OfficeTile]:
    """Offices in service that owe an item in force, in tree order, with how many. Two queries.

    `q` is parts of a name, separated by spaces; empty means all.
    """
    counted = dict(
        Duty.objects.filter(IN_FORCE)
        .values_list("organisation_id")
        .annotate(n=Count("item_id"))
        .order_by()
    )
    offices = Organisation.objects.filter(pk__in=counted, is_active=True).order_by("path")
    for word in q.split():
        offices = offices.filter(Q(name__contains=word) | Q(short_name__contains=word))
    return [
        OfficeTile(one.code, one.name, one.level, str(Level(one.level).label), counted[one.pk])
        for one in offices
    ]


def named_offices() -> list[tuple[str, str]]:
    """Code and name of every office above village level, for a choice in a form. One query."""
    offices = Organisation.objects.filter(is_active=True).exclude(level=Level.VILLAGE)
    return [(one.code, one.label) for one in offices.order_by("path")]
