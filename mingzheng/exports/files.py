"""Which formats there are, and the doors to them."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from mingzheng.catalogue.models import Edition, Item
from mingzheng.exports.booklet import to_pdf
from mingzheng.exports.delimited import to_csv
from mingzheng.exports.records import to_json
from mingzheng.exports.rows import ExportRow, rows_of
from mingzheng.exports.sheets import to_xlsx

KINDS: dict[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
}
_WRITERS: dict[str, Callable[[Sequence[ExportRow], str, date], bytes]] = {
    "xlsx": lambda rows, title, _: to_xlsx(rows, title),
    "csv": lambda rows, _, __: to_csv(rows),
    "json": lambda rows, _, __: to_json(rows),
    "pdf": to_pdf,
}


def export(items: QuerySet[Item], kind: str, *, title: str, on: date | None = None) -> bytes:
    """A selection of items as a file of one of KINDS (xlsx, csv, json, pdf).

    Takes the items, the title that workbook and booklet carry, and the day printed on the booklet
    (today). Two queries, however many items there are. Raises KeyError for an unknown kind.
    """
    return _WRITERS[kind](rows_of(items), title, on or timezone.localdate())


def export_edition(edition: Edition, kind: str) -> bytes:
    """A whole edition, of whatever state, as a file; raises KeyError for an unknown kind."""
    return export(Item.objects.filter(edition=edition), kind, title=edition.title)


def export_public_edition(edition: Edition, kind: str) -> bytes:
    """An edition without the fields that are not shown; raises KeyError for an unknown kind."""
    shown = Item.objects.filter(edition=edition, field__is_shown=True)
    return export(shown, kind, title=edition.title)
