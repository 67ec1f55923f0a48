"""The catalogue for programs: read-only, public rows only."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from mingzheng.catalogue import queries
from mingzheng.catalogue.queries import Filters
from mingzheng.exports.rows import export_rows

router = Router(tags=["公开事项目录"])
PAGE, MOST = 100, 1_000_000  # items on a page; the furthest place to ask for


class ItemFilters(Schema):
    """The same ways to narrow as on the public list."""

    q: str = ""
    field: str = ""
    office: str = ""
    level: str = ""
    stage: str = ""
    audience: str = ""
    mode: str = ""
    channel: str = ""


class FieldOut(Schema):
    """A field of openness."""

    slug: str
    name: str
    lead_name: str
    items: int


class ItemsOut(Schema):
    """A page of items; `next` is the offset to ask for next, null at the end."""

    total: int
    next: int | None
    items: list[dict[str, Any]]


@router.get("fields", response=list[FieldOut], summary="公开领域")
def fields(request: HttpRequest) -> Any:
    """All fields with the number of items in force."""
    return queries.field_tiles()


@router.get("items", response=ItemsOut, summary="公开事项")
def items(
    request: HttpRequest, filters: Query[ItemFilters], offset: int = Query(0, ge=0, le=MOST)
) -> dict[str, Any]:
    """Items in force that match, 100 at a time."""
    found = queries.public_items(Filters.from_query(filters.dict()))
    total = found.count()
    page = found[offset : offset + PAGE]
    return {
        "total": total,
        "next": offset + PAGE if offset + PAGE < total else None,
        "items": list(export_rows(page)),
    }
