"""The policy library (政策文件库): official documents of all offices, by facets.

Facet counts look at the newest FACETED documents that match: exact as long as there are no more,
and the page says so when there are. Nobody counts a million rows for one visitor.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.publishing.models import Article
from mingzheng.publishing.models.articles import FACETS as ARTICLE_FACETS
from mingzheng.publishing.states import Visibility
from mingzheng.reading.queries.lists import NEWEST, Listing, Wanted, rows_of
from mingzheng.reading.rules.paging import PER_PAGE, Window, span
from mingzheng.standards.models import Field
from mingzheng.texts.states import DOCUMENT_KINDS, ArticleKind, Genre, Validity

FACETED = 1_000  # documents; a county issues some dozens a year
SHOWN_VALUES = 12
COUNTED = ("organisation_id", "kind", *ARTICLE_FACETS)
FACETS = {
    "office": "发文机关",
    "kind": "文件种类",
    "field": "领域",
    "topic": "主题分类",
    "genre": "体裁分类",
    "validity": "有效性",
    "year": "年份",
}


@dataclass(frozen=True)
class Asked:
    """What narrows the library; empty parts ask nothing. `number` is part of a 文号."""

    office: str = ""
    kind: str = ""
    field: str = ""
    topic: str = ""
    genre: str = ""
    validity: str = ""
    year: str = ""
    number: str = ""

    @classmethod
    def from_query(cls, query: Any) -> "Asked":
        """What an address asks; the page has refused what no document can have."""
        return cls(**{one.name: query.get(one.name, "").strip()[:60] for one in fields(cls)})

    @property
    def given(self) -> dict[str, str]:
        """The parts that ask something."""
        return {one.name: v for one in fields(self) if (v := getattr(self, one.name))}

    def with_(self, **changes: str) -> "Asked":
        """The same with some parts changed."""
        return replace(self, **changes)

    @property
    def as_query(self) -> str:
        """The query string of an address."""
        return urlencode(self.given)


@dataclass(frozen=True)
class Value:
    """One value of a facet: its words, how many, and the address that sets or lifts it."""

    label: str
    count: int
    query: str
    is_set: bool


@dataclass(frozen=True)
class Facet:
    """One facet with its commonest values."""

    label: str
    values: Sequence[Value]


@dataclass
class Found:
    """A page of the library with its facets; `is_more`: more match than were counted."""

    listing: Listing
    facets: list[Facet]
    total: int
    is_more: bool


def find(asked: Asked, number: int) -> Found:
    """A page of the library. Four queries: keys and facets, rows, names of offices and fields."""
    seen = list(_matching(asked, *COUNTED)[: FACETED + 1])
    is_more, seen = len(seen) > FACETED, seen[:FACETED]
    start, stop = span(number)
    if stop <= FACETED:
        keys = [row[-1] for row in seen[start:stop]]
    else:
        keys = keys_of(asked, stop)[start:]
    window = Window(number, len(keys) > PER_PAGE, None if is_more else len(seen))
    listing = Listing(rows_of(keys[:PER_PAGE]), window)
    return Found(listing, _facets(asked, seen), len(seen), is_more)


def keys_of(asked: Asked, number: int) -> list[int]:
    """The keys of the newest documents that match, for a table to take away."""
    return [row[-1] for row in _matching(asked)[:number]]


def _matching(asked: Asked, *columns: str) -> QuerySet[Any, tuple[Any, ...]]:
    """Columns of the documents that match, then moment of release and key; newest first.

    One part for each kind, merged by the database: each part reads its index in order, while a
    condition on both kinds at once would sort everything first.
    """
    kinds = [asked.kind] if asked.kind else [kind.value for kind in DOCUMENT_KINDS]
    parts = [_of_kind(asked, kind).values_list(*columns, "released_at", "id") for kind in kinds]
    if len(parts) == 1:
        return parts[0].order_by(*NEWEST)
    return parts[0].union(*parts[1:], all=True).order_by(*NEWEST)


def _of_kind(asked: Asked, kind: str) -> QuerySet[Article]:
    rows = Article.objects.filter(visibility=Visibility.PUBLIC, kind=kind)
    if asked.office:
        rows = rows.filter(organisation__code=asked.office)
    for name in ("topic", "genre", "validity"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.number:
        rows = rows.filter(document_number__contains=asked.number)
    if asked.field:
        rows = rows.filter(field_codes__contains=f",{asked.field},")
    if asked.year and (period := Wanted(year=int(asked.year)).period):
        dated = Q(dated_on__gte=period[0].date(), dated_on__lt=period[1].date())
        rows = rows.filter(
            dated | Q(dated_on=None, released_at__gte=period[0], released_at__lt=period[1])
        )
    return rows


def _facets(asked: Asked, seen: Sequence[tuple[Any, ...]]) -> list[Facet]:
    if not seen:
        return []
    columns = dict(zip((*COUNTED, "released_at", "id"), zip(*seen, strict=True), strict=True))
    offices = _offices(set(columns["organisation_id"]))
    fields_named = fields_shown() if any(columns["field_codes"]) else {}
    days = zip(columns["dated_on"], columns["released_at"], strict=True)
    counted: dict[str, Counter[str]] = {
        name: Counter(columns[name]) for name in ("kind", "topic", "genre", "validity")
    }
    counted["office"] = Counter(offices[key][0] for key in columns["organisation_id"])
    counted["year"] = Counter(str((day or timezone.localdate(at)).year) for day, at in days)
    said = (code for codes in columns["field_codes"] for code in codes.split(","))
    counted["field"] = Counter(code for code in said if code in fields_named)
    words: dict[str, dict[str, str]] = {
        "office": dict(offices.values()),
        "field": fields_named,
        "kind": dict(ArticleKind.choices),
        "genre": dict(Genre.choices),
        "validity": dict(Validity.choices),
    }
    return [
        Facet(label, _values(asked, name, counted[name], words.get(name, {})))
        for name, label in FACETS.items()
        if any(counted[name])
    ]


def _values(asked: Asked, name: str, counted: Counter[str], words: dict[str, str]) -> list[Value]:
    common = counted.most_common(SHOWN_VALUES)
    if name == "year":
        common.sort(reverse=True)
    now = getattr(asked, name)
    return [
        Value(
            str(words.get(value, value)),
            count,
            asked.with_(**{name: "" if value == now else value}).as_query,
            value == now,
        )
        for value, count in common
        if value
    ]


def fields_shown() -> dict[str, str]:
    """The fields that are shown, by their codes. One query."""
    return dict(Field.objects.filter(is_shown=True).values_list("code", "list_name"))


def _offices(keys: set[int]) -> dict[int, tuple[str, str]]:
    rows = Organisation.objects.filter(pk__in=keys)
    return {one.pk: (one.code, one.label) for one in rows.only("code", "name", "short_name")}
