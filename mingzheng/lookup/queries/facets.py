"""Ways to narrow the list of items, each value with the number of rows it would leave."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.queries import Filters, public_items
from mingzheng.catalogue.states import Audience, Level, Mode, Stage
from mingzheng.standards.rules.channels import STANDARD_CHANNELS

OFFICES = 12  # the list names the busiest; the rest are found by name
CHANNELS = [(name, name) for name in STANDARD_CHANNELS]
FLAGS = (
    *((f"at_{level}", ("level", level.value)) for level in Level),
    *((f"in_{stage}", ("stage", stage.value)) for stage in Stage),
    ("audience_all", ("audience", Audience.ALL.value)),
    ("audience_some", ("audience", Audience.SOME.value)),
)


@dataclass(frozen=True)
class FacetValue:
    """One value to narrow by: how many rows it leaves, and whether it is set now."""

    value: str
    label: str
    count: int
    is_set: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    name: str
    label: str
    values: list[FacetValue]


def facets(filters: Filters) -> tuple[int, list[Facet]]:
    """Total and all facets with counts over what the filters leave. Four queries."""
    items = public_items(filters).order_by()
    total, counts = _counted(items)
    fields = list(
        items.values_list("field__slug", "field__list_name")
        .annotate(n=Count("pk"))
        .order_by("field__position")
    )

    def counted(name: str, pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, str, int]]:
        return [(value, str(label), counts[name, value]) for value, label in pairs]

    found = [
        _facet(filters, "field", "领域", fields),
        _facet(filters, "office", "责任单位", _offices(items)),
        _facet(filters, "level", "公开层级", counted("level", Level.choices)),
        _facet(filters, "stage", "公开环节", counted("stage", Stage.choices)),
        _facet(filters, "audience", "公开对象", counted("audience", Audience.choices)),
        _facet(filters, "mode", "公开方式", counted("mode", Mode.choices)),
        _facet(filters, "channel", "公开渠道", counted("channel", CHANNELS)),
    ]
    return total, [facet for facet in found if facet.values]


def _counted(items: QuerySet[Item]) -> tuple[int, Counter[tuple[str, str]]]:
    """How many rows, and how many have each value. Rows that look alike are counted together."""
    columns = [column for column, _ in FLAGS]
    total, counts = 0, Counter[tuple[str, str]]()
    alike = items.values_list(*columns, "mode", "channel_words").annotate(n=Count("pk"))
    for *flags, mode, channel_words, n in alike:
        total += n
        counts["mode", mode] += n
        for (_, key), flag in zip(FLAGS, flags, strict=True):
            if flag:
                counts[key] += n
        for channel in {*channel_words.strip("|").split("|")}:
            counts["channel", channel] += n
    return total, counts


def _offices(items: QuerySet[Item]) -> list[tuple[str, str, int]]:
    """Code, name and number of rows of the offices that owe most of the rows."""
    # Counted by key and named afterwards: grouping thousands of duties by text costs twice as much.
    busiest = list(
        Duty.objects.filter(item__in=items.values("pk"))
        .values_list("organisation_id")
        .annotate(n=Count("item_id"))
        .order_by("-n", "organisation_id")[:OFFICES]
    )
    named = Organisation.objects.in_bulk([key for key, _ in busiest])
    return [(named[key].code, named[key].label, n) for key, n in busiest]


def _facet(filters: Filters, name: str, label: str, rows: Sequence[tuple[str, str, int]]) -> Facet:
    chosen = getattr(filters, name)
    values = [
        FacetValue(value, text, n, value == chosen, filters.toggled(name, value).as_query)
        for value, text, n in rows
        if n or value == chosen
    ]
    return Facet(name, label, values)
