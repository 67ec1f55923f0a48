"""Looking powers and services up (查权责、查服务): rows of lists in force, whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.states import PUBLIC_STATES, EditionState
from mingzheng.powers.models import PowerItem
from mingzheng.powers.states import ExerciseLevel, PowerType

OFFICES = 15  # the facet names the busiest


@dataclass(frozen=True)
class Filters:
    """What a visitor asked for; every part is optional, unknown values find nothing."""

    q: str = ""
    type: str = ""
    office: str = ""
    level: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Filters":
        """From a request's GET; lengths are bounded."""
        return cls(**{name: query.get(name, "").strip()[:60] for name in cls.__dataclass_fields__})

    def toggled(self, name: str, value: str) -> "Filters":
        """The same filters with one set, or taken off when it was set to that value."""
        return replace(self, **{name: "" if getattr(self, name) == value else value})

    @property
    def given(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: value for name in self.__dataclass_fields__ if (value := getattr(self, name))}

    @property
    def as_query(self) -> str:
        """The filters as a query string, without the question mark."""
        return urlencode(self.given)

    def condition(self) -> Q:
        """The filters on PowerItem, joined by AND."""
        where = Q()
        for word in self.q.casefold().split():
            where &= Q(lookup_text__contains=word) | Q(code__startswith=word.upper())
        for name, lookup in (("type", "type"), ("office", "office__code"), ("level", "level")):
            if value := getattr(self, name):
                where &= Q(**{lookup: value})
        return where


@dataclass(frozen=True)
class FacetValue:
    """One value to narrow by: how many rows it leaves, and whether it is set now."""

    label: str
    count: int
    is_set: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    label: str
    values: list[FacetValue]


def public_items(filters: Filters | None = None) -> QuerySet[PowerItem]:
    """Rows of all lists in force that match, office by office and type by type."""
    items = PowerItem.objects.filter(edition__state=EditionState.IN_FORCE)
    if filters:
        items = items.filter(filters.condition())
    return items.select_related("office", "edition__catalogue__organisation").order_by(
        "edition__catalogue__organisation__path", "type", "position", "pk"
    )


def facets(filters: Filters) -> tuple[int, list[Facet]]:
    """Total and all facets with counts over what the filters leave. Four queries."""
    items = public_items(filters).order_by()

    def counted(column: str) -> list[tuple[str, int]]:
        return list(items.values_list(column).annotate(n=Count("pk")).order_by("-n", column))

    types, levels, offices = counted("type"), counted("level"), counted("office__code")
    codes = [code for code, _ in offices[:OFFICES]]
    names = {one.code: one.label for one in Organisation.objects.filter(code__in=codes)}
    found = [
        _facet(filters, "事项类型", "type", sorted(types), dict(PowerType.choices)),
        _facet(filters, "实施单位", "office", offices[:OFFICES], names),
        _facet(filters, "行使层级", "level", levels, dict(ExerciseLevel.choices)),
    ]
    return sum(n for _, n in types), [facet for facet in found if facet.values]


def _facet(
    filters: Filters, label: str, name: str, values: list[tuple[str, int]], words: Mapping
) -> Facet:
    now = getattr(filters, name)
    return Facet(
        label,
        [
            FacetValue(str(words[value]), n, value == now, filters.toggled(name, value).as_query)
            for value, n in values
            if value in words
        ],
    )


def history(code: str) -> list[PowerItem]:
    """The row with this code in every public edition, newest first; successors' included."""
    return list(
        PowerItem.objects.filter(code=code, edition__state__in=PUBLIC_STATES)
        .select_related("office", "edition__catalogue__organisation")
        .order_by("-edition__effective_on", "-edition_id")
    )
