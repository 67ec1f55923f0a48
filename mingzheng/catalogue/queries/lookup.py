"""Looking the catalogue up (目录查询): only rows of editions in force, whoever asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.states import EditionState, Level, Stage
from mingzheng.standards.models import Field


@dataclass(frozen=True)
class Tile:
    """One field on the entry page."""

    slug: str
    name: str
    short_name: str
    glyph: str
    lead_name: str
    items: int
    is_local: bool


@dataclass(frozen=True)
class Filters:
    """What a visitor asked for; every part is optional, unknown values find nothing."""

    q: str = ""
    field: str = ""
    office: str = ""
    level: str = ""
    stage: str = ""
    audience: str = ""
    mode: str = ""
    channel: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Filters":
        """From a request's GET; lengths are bounded, the rest is matched as it stands."""
        return cls(**{name: query.get(name, "").strip()[:60] for name in cls.__dataclass_fields__})

    def without(self, name: str) -> "Filters":
        """The same filters with one taken off."""
        return replace(self, **{name: ""})

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
        """The filters on Item, joined by AND."""
        where = Q()
        for name, value in self.given.items():
            where &= CONDITIONS[name](value)
        return where


def _flag(prefix: str, value: str, known: list[str]) -> Q:
    return Q(**{f"{prefix}_{value}": True}) if value in known else Q(pk__in=[])


def _words(text: str) -> Q:
    where = Q()
    for word in text.casefold().split():
        where &= Q(lookup_text__contains=word) | Q(code__startswith=word)
    return where


CONDITIONS: dict[str, Callable[[str], Q]] = {
    "q": _words,
    "field": lambda value: Q(field__slug=value),
    "office": lambda value: Q(duties__organisation__code=value),
    "level": lambda value: _flag("at", value, Level.values),
    "stage": lambda value: _flag("in", value, Stage.values),
    "audience": lambda value: Q(audience_all=True) if value == "all" else ~Q(audience_some=""),
    "mode": lambda value: Q(mode=value),
    "channel": lambda value: Q(channel_words__contains=f"|{value}|"),
}


def public_items(filters: Filters | None = None) -> QuerySet[Item]:
    """Rows of all editions in force that match, in the order of fields and rows."""
    items = Item.objects.filter(
        edition__state=EditionState.IN_FORCE, field__is_shown=True
    ).select_related("field", "edition__catalogue__organisation")
    if filters:
        items = items.filter(filters.condition())
    return items.order_by("field__position", "edition_id", "position", "pk")


def field_tiles() -> list[Tile]:
    """The fields with the number of items in force. Two queries."""
    counted = dict(
        Item.objects.filter(edition__state=EditionState.IN_FORCE)
        .values_list("field_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    names = (
        "slug",
        "list_name",
        "short_name",
        "glyph",
        "is_local",
        "lead__short_name",
        "lead__name",
    )
    fields = Field.objects.filter(is_shown=True).values_list("pk", *names)
    return [
        Tile(slug, name, short, glyph, lead_short or lead or "", counted.get(key, 0), is_local)
        for key, slug, name, short, glyph, is_local, lead_short, lead in fields
    ]


def item_history(code: str) -> list[Item]:
    """The row with this code in every public edition, newest first."""
    return list(
        Item.objects.filter(
            code=code,
            edition__state__in=[EditionState.IN_FORCE, EditionState.SUPERSEDED],
        )
        .select_related("field", "edition__catalogue__organisation")
        .order_by("-edition__effective_on", "-edition__number")
    )


def office_page(code: str) -> tuple[Organisation, list[tuple[str, str, int]]] | None:
    """An organisation and, per field, how many items in force it owes; None if unknown."""
    organisation = Organisation.objects.filter(code=code, is_active=True).first()
    if organisation is None:
        return None
    fields = (
        Duty.objects.filter(
            organisation=organisation,
            item__edition__state=EditionState.IN_FORCE,
            item__field__is_shown=True,
        )
        .values_list("item__field__slug", "item__field__list_name")
        .annotate(n=Count("pk"))
        .order_by("item__field__position")
    )
    return organisation, list(fields)
