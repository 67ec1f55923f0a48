"""Browsing the catalogue: the fields, one field, the facets list, the matrix."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Item
from mingzheng.catalogue.queries import Filters
from mingzheng.catalogue.states import Level, Stage
from mingzheng.deadlines.rules.limits import from_json, in_plain_words
from mingzheng.exports.files import KINDS
from mingzheng.lookup import queries
from mingzheng.screens.paging import page_of
from mingzheng.standards.models import Field

PER_PAGE = 20
MATRIX_ROWS = 30


@dataclass(frozen=True)
class Row:
    """An item as a list shows it; `offices` is how many owe it."""

    item: Item
    name: str
    elements: str
    limit: str
    offices: int


def rows_for(items: Sequence[Item], words: Sequence[str] = ()) -> list[Row]:
    """A page of items with the deadline in plain words and how many offices owe each.

    The words that were looked for are marked. One query.
    """
    counts = queries.owing_counts(items)
    return [
        Row(
            item,
            marked(item.name, words),
            marked(shortened("、".join(entry["text"] for entry in item.elements)), words),
            due_words(item),
            counts[item.pk],
        )
        for item in items
    ]


def due_words(item: Item) -> str:
    """When it must be public, in plain words: what a later law says comes before the table."""
    return item.override_text or in_plain_words(from_json(item.limit))


def marked(text: str, words: Sequence[str]) -> str:
    """The text with every occurrence of the words in <mark>, safe as HTML."""
    if not words:
        return text
    pieces = re.split(f"({'|'.join(map(re.escape, words))})", text, flags=re.IGNORECASE)
    # Splitting at a group puts what was found at the odd places.
    return SafeString(
        "".join(
            format_html("<mark>{}</mark>", piece) if at % 2 else escape(piece)
            for at, piece in enumerate(pieces)
        )
    )


def shortened(text: str, longest: int = 90) -> str:
    """The text, cut with …… after so many characters."""
    return text if len(text) <= longest else text[:longest] + "……"


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """基层政务公开: every field with its lead office and the number of items."""
    tiles = catalogue.field_tiles()
    total = sum(tile.items for tile in tiles)
    return render(
        request, "lookup/fields.html", {"tiles": tiles, "total": total, "kinds": list(KINDS)}
    )


@require_safe
def field(request: HttpRequest, slug: str) -> HttpResponse:
    """One field: its items in the order of the catalogue, with downloads and a feed."""
    one = get_object_or_404(Field.objects.select_related("lead"), slug=slug, is_shown=True)
    filters = Filters(field=slug)
    listing = page_of(request, queries.for_list(catalogue.public_items(filters)), PER_PAGE)
    context = {
        "field": one,
        "listing": listing,
        "rows": rows_for(list(listing)),
        "filters": filters,
        "kinds": list(KINDS),
    }
    return render(request, "lookup/field.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """查事项: keywords and facets; a value nobody knows finds nothing and says so."""
    filters = Filters.from_query(request.GET)
    total, facets = queries.facets(filters)
    listing = page_of(request, queries.for_list(catalogue.public_items(filters)), PER_PAGE, total)
    context = {
        "filters": filters,
        "facets": facets,
        "total": total,
        "listing": listing,
        "rows": rows_for(list(listing), filters.q.split()),
        "chips": _chips(filters, facets),
        "kinds": list(KINDS),
    }
    return render(request, "lookup/search.html", context)


def _chips(filters: Filters, facets: Sequence[queries.Facet]) -> list[dict[str, str]]:
    """The filters that are set, each with the address that takes it off."""
    labels = {(facet.name, value.value): value.label for facet in facets for value in facet.values}
    return [
        {
            "label": labels.get((name, value), value),
            "query": filters.without(name).as_query,
        }
        for name, value in filters.given.items()
    ]


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """公开矩阵: items × the five stages (五公开), by field, level and office."""
    filters = Filters.from_query(request.GET)
    listing = page_of(request, queries.for_list(catalogue.public_items(filters)), MATRIX_ROWS)
    shown = Field.objects.filter(is_shown=True).values_list("slug", "list_name")
    context: dict[str, Any] = {
        "filters": filters,
        "wider": Filters(field=filters.field, level=filters.level, office=filters.office),
        "listing": listing,
        "groups": queries.matrix(list(listing), office=filters.office, level=filters.level),
        "stages": [(stage.label, queries.STAGE_HINTS[stage]) for stage in Stage],
        "levels": [
            {"label": label, "set": filters.level == value, "query": query}
            for value, label in [("", "全部"), *Level.choices]
            for query in [_with_level(filters, value)]
        ],
        "fields": shown,
        "offices": queries.named_offices(),
        "kinds": list(KINDS),
    }
    return render(request, "lookup/matrix.html", context)


def _with_level(filters: Filters, level: str) -> str:
    rest = filters.without("level")
    return rest.toggled("level", level).as_query if level else rest.as_query
