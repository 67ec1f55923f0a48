"""Searching for programs (检索接口): the same answers as the page, and the same 503."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from mingzheng.search import queries
from mingzheng.search.queries import COUNT_TO, PER_PAGE, SearchUnavailable, Wanted
from mingzheng.search.rules.marking import snippet

router = Router(tags=["搜索"])
PLAIN = ("kind", "title", "url", "number", "date", "labels")  # said as they are kept


class Asking(Schema):
    """What to look for; words are joined by AND, “…” keeps a phrase together."""

    q: str = ""
    kind: str = ""
    organisation: str = ""
    field: str = ""
    year: str = ""
    sort: str = ""
    exact: str = ""


class DocumentOut(Schema):
    """One thing that was found; `text` is the sentence around it."""

    kind: str
    title: str
    url: str
    number: str
    organisation: str
    field: str
    date: date | None
    labels: list[str]
    text: str


class SearchOut(Schema):
    """A page. `is_more`: more than `total`. `left_out`: of `q`, past 8 words or 100 characters."""

    total: int
    is_more: bool
    next: int | None
    also: list[str]
    left_out: str
    results: list[DocumentOut]
    facets: dict[str, list[dict[str, Any]]]


@router.get("", response=SearchOut, summary="搜索")
def search(request: HttpRequest, asked: Query[Asking], page: int = 1) -> dict[str, Any]:
    """Public documents that have every word, ten at a time; 503 while the index is not there."""
    page = min(max(page, 1), COUNT_TO // PER_PAGE)
    try:
        found = queries.find(Wanted.from_query(asked.dict()), page)
    except SearchUnavailable as error:
        raise HttpError(503, error.sentence) from error
    return {
        "total": found.total,
        "is_more": found.is_more,
        "next": page + 1 if page * PER_PAGE < found.total else None,
        "also": found.also,
        "left_out": found.left_out,
        "results": [
            {
                **{name: getattr(one, name) for name in PLAIN},
                "organisation": found.names.get(("organisation", one.organisation), ""),
                "field": found.names.get(("field", one.field), ""),
                "text": "".join(piece.text for piece in snippet(one.text, found.phrases)),
            }
            for one in found.documents
        ],
        "facets": {
            facet.name: [
                {"value": value.value, "label": value.label, "count": value.count}
                for value in facet.values
            ]
            for facet in found.facets
        },
    }
