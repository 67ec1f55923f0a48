"""What the public finds: records shown now, by words and facets; one by its short code."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from mingzheng.core.models import Event
from mingzheng.notifications.models import Part
from mingzheng.notifications.queries import LOOK_BACK
from mingzheng.publicity.models import Record
from mingzheng.publicity.states import (
    TOLD_STATES,
    PartyKind,
    PenaltyType,
    PermitType,
    RecordKind,
    RecordState,
)
from mingzheng.screens.sitemaps import Rows

TYPES = dict([*PermitType.choices, *PenaltyType.choices])
RECORD, CHANGES = Record._meta.label_lower, ("correct", "withdraw", "expire")
ROUND = 2000  # events that one round takes note of
NAMES = ("kind", "office", "type", "year", "q")


@dataclass(frozen=True)
class Filters:
    """What a visitor narrows the list by; a value nobody knows finds nothing."""

    kind: str = ""
    office: str = ""
    type: str = ""
    year: str = ""
    q: str = ""

    @classmethod
    def from_query(cls, query: Any) -> "Filters":
        """The filters in an address, each cut to a sensible length."""
        return cls(**{name: query.get(name, "").strip()[:60] for name in NAMES})

    @property
    def given(self) -> dict[str, str]:
        """Those that are set."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    @property
    def as_query(self) -> str:
        """As the end of an address."""
        return urlencode(self.given)

    def having(self, **changes: str) -> "Filters":
        """With others in their place."""
        return replace(self, **changes)


def public(filters: Filters, without: str = "") -> QuerySet[Record]:
    """What is shown now and passes the filters but one. Only masked columns are searched."""
    rows = Record.objects.filter(state=RecordState.PUBLISHED)
    given = {name: value for name, value in filters.given.items() if name != without}
    for word in given.get("q", "").split():
        rows = rows.filter(
            Q(party_shown__contains=word)
            | Q(title__contains=word)
            | Q(document_number__contains=word)
            | Q(credit_code=word.upper())
        )
    if "kind" in given:
        rows = rows.filter(kind=given["kind"])
    if "office" in given:
        rows = rows.filter(organisation__code=given["office"])
    if "type" in given:
        rows = rows.filter(types__contains=f",{given['type']},")
    if "year" in given:
        rows = rows.filter(year=int(given["year"]) if given["year"].isdecimal() else 0)
    return rows


@dataclass(frozen=True)
class FacetValue:
    """One value to narrow by, with the number of records it leaves and the address that sets it."""

    label: str
    count: int
    is_set: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    label: str
    values: list[FacetValue]


def facets(filters: Filters) -> tuple[int, list[Facet]]:
    """How many there are, and every facet counted over what the other filters leave. One query."""
    words = Filters(q=filters.q)
    rows = list(
        public(words)
        .order_by()
        .values_list(
            "kind", "organisation__code", "organisation__short_name", "organisation__name",
            "types", "year",
        )
        .annotate(n=Count("pk"))
    )  # fmt: skip
    named = {code: short or name for _, code, short, name, _, _, _ in rows}
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES[:-1]}
    total = 0
    for kind, code, _, _, types, year, n in rows:
        held = {"kind": [kind], "office": [code], "type": types.strip(",").split(","),
                "year": [str(year)]}  # fmt: skip
        missed = [
            name for name in held if (said := getattr(filters, name)) and said not in held[name]
        ]
        total += 0 if missed else n
        for name, values in held.items():
            if not set(missed) - {name}:
                counts[name].update(dict.fromkeys(values, n))
    labels = {"kind": dict(RecordKind.choices), "office": named, "type": TYPES}
    titles = {"kind": "种类", "office": "单位", "type": "类别", "year": "决定年份"}
    return total, [
        Facet(titles[name], _values(filters, name, counts[name], labels.get(name, {})))
        for name in titles
        if counts[name]
    ]


def _values(
    filters: Filters, name: str, counts: Counter[str], labels: dict[Any, Any]
) -> list[FacetValue]:
    order: Sequence[tuple[str, int]] = (
        sorted(counts.items(), reverse=True) if name == "year" else counts.most_common()
    )
    chosen = getattr(filters, name)
    return [
        FacetValue(
            str(labels.get(value, value)) + ("年" if name == "year" else ""),
            n,
            value == chosen,
            filters.having(**{name: "" if value == chosen else value}).as_query,
        )
        for value, n in order
    ]


def told(code: str) -> Record | None:
    """The record of a public address, also when it was taken down or its time is over.

    None for a code that never was public: nobody learns that a draft exists.
    """
    letters, digits = code[:2].upper(), code[2:]
    kinds = {"XK": RecordKind.PERMIT, "CF": RecordKind.PENALTY}
    if letters not in kinds or not digits.isdecimal() or len(digits) > 15:
        return None
    rows = Record.objects.filter(pk=int(digits), kind=kinds[letters], state__in=TOLD_STATES)
    found = rows.select_related("organisation").first()
    return found if found and found.code == code.upper() else None  # one address a record


def newest(number: int) -> QuerySet[Record]:
    """The records shown last, for the feed."""
    rows = Record.objects.filter(state=RecordState.PUBLISHED).select_related("organisation")
    return rows.order_by("-published_on", "-pk")[:number]


def places() -> Rows:
    """Records for the site map, the newest first, with the day of release or correction.

    A natural person's record is not for search engines, so it is left out.
    """
    rows = Record.objects.filter(state=RecordState.PUBLISHED)
    rows = rows.exclude(party_kind=PartyKind.NATURAL).only("kind", "published_on")
    marked = rows.annotate(changed=Coalesce(Max("versions__until"), "published_on"))
    return Rows(
        marked.order_by("-published_on", "-pk"),
        "changed",
        lambda one: (one.public_url, one.changed),
    )


def unannounced(now: datetime) -> list[Event]:
    """Records let out in the last day and not told yet, changes of those told, the oldest first."""
    known = Part.objects.filter(event_id=OuterRef("pk"))
    there = Event.objects.filter(subject_type=RECORD)
    told = there.filter(Exists(known), subject_id=OuterRef("subject_id"), step="release")
    asked = Q(step="release") | Q(Exists(told), step__in=CHANGES)
    found = there.filter(asked, ~Exists(known), at__gte=now - LOOK_BACK)
    return list(found.order_by("pk")[:ROUND])


def kinds_of(events: Iterable[Event]) -> dict[str, tuple[int, str]]:
    """By the key of a record, the office and the kind under which it is told. One query."""
    keys = {int(one.subject_id) for one in events}
    found = Record.objects.filter(pk__in=keys).values_list("pk", "organisation", "kind")
    return {str(pk): (office, kind) for pk, office, kind in found}
