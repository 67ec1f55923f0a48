"""The policy library (政策文件库): official documents of all offices, by facets.

Facet counts look at the newest FACETED documents that match: exact as long as there are no more,
and the page says so when there are. Nobody counts a million rows for one visitor.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast, Coalesce, ExtractYear, Substr

from mingzheng.accounts.models import Organisation
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import Visibility
from mingzheng.reading.queries.lists import NEWEST, Listing, Wanted, rows_found
from mingzheng.reading.rules.paging import PER_PAGE, Window, span
from mingzheng.standards.models import Field
from mingzheng.texts.states import DOCUMENT_KINDS, ArticleKind, Genre, Validity

FACETED = 1_000  # documents; a county issues some dozens a year
SHOWN_VALUES = 12
FACETS = {
    "office": "发文机关",
    "kind": "文件种类",
    "field": "领域",
    "topic": "主题分类",
    "genre": "体裁分类",
    "validity": "有效性",
    "year": "年份",
}
# Which column of a document each facet counts, and all of them counted in one statement: no
# document comes out of the database, only how many there are of each value.
COUNTED = {"office": "organisation_id", "field": "field_codes", "year": "said_year"} | {
    name: name for name in ("kind", "topic", "genre", "validity")
}
_COUNTS = " UNION ALL ".join(
    f"SELECT '{name}', CAST({column} AS varchar(200)), COUNT(*) FROM seen GROUP BY {column}"  # noqa: S608
    for name, column in COUNTED.items()
)


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
    """A page of the library. Four queries: facets, rows, names of offices and fields."""
    counted, is_more = _counted(asked)
    total = sum(counted["kind"].values())
    start, stop = span(number)
    rows = newest(asked, stop - start, start)
    window = Window(number, len(rows) > PER_PAGE, None if is_more else total)
    listing = Listing(rows[:PER_PAGE], window)
    return Found(listing, _facets(asked, counted) if total else [], total, is_more)


def newest(asked: Asked, number: int, start: int = 0) -> list[Article]:
    """So many of the documents that match, newest first. One query."""
    sql, params = _matching(asked)[start : start + number].query.sql_with_params()
    return rows_found(f"SELECT id FROM ({sql}) AS found", params)  # noqa: S608 - our own names


def _counted(asked: Asked) -> tuple[dict[str, Counter[str]], bool]:
    """How many of the newest have each value of each facet, and whether there are more. One query.

    What a document says of its fields is one value here: several codes between commas.
    """
    said = Coalesce(
        Substr(Cast("dated_on", CharField()), 1, 4),
        Cast(ExtractYear("released_at"), CharField()),
    )
    narrow = [name for name in COUNTED.values() if name != "said_year"]
    sql, params = _matching(asked, *narrow, said_year=said).query.sql_with_params()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH seen AS ({sql} LIMIT {FACETED}) {_COUNTS} UNION ALL "  # noqa: S608 - our own names
            f"SELECT 'more', '', COUNT(*) FROM ({sql} LIMIT 1 OFFSET {FACETED}) AS rest",
            (*params, *params),
        )
        for name, value, number in cursor.fetchall():
            found[name][value] = number
    return found, bool(found["more"].total())


def _matching(asked: Asked, *columns: str, **worked_out: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """Columns of the documents that match, then moment of release and key; newest first.

    One part for each kind, merged by the database: each part reads its index in order, while a
    condition on both kinds at once would sort everything first.
    """
    kinds = [asked.kind] if asked.kind else [kind.value for kind in DOCUMENT_KINDS]
    found = [_of_kind(asked, kind).annotate(**worked_out) for kind in kinds]
    parts = [one.values_list(*columns, *worked_out, "released_at", "id") for one in found]
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


def _facets(asked: Asked, counted: dict[str, Counter[str]]) -> list[Facet]:
    offices = _offices(counted["office"])
    fields_named = fields_shown() if any(counted["field"]) else {}
    counted["office"] = Counter({offices[key][0]: n for key, n in counted["office"].items()})
    of_fields: Counter[str] = Counter()
    for codes, number in counted["field"].items():
        of_fields.update({code: number for code in codes.split(",") if code in fields_named})
    counted["field"] = of_fields
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
    common = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:SHOWN_VALUES]
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


def _offices(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    rows = Organisation.objects.filter(pk__in=list(keys))
    return {str(one.pk): (one.code, one.label) for one in rows.only("code", "name", "short_name")}
