"""The grammar of every list on the desk: filter, sort, choose columns, page, export.

A page describes its columns and filters; everything else comes from the address (GET), so a list
can be bookmarked, sent to a colleague and used without a script.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from mingzheng.files.rules.safety import defuse

PER_PAGE = 20
NOTHING = "—"  # what a cell shows where there is nothing
EXPORT_ROWS = 20_000  # what Excel opens without trouble; more is a job for the export command


@dataclass(frozen=True)
class Column:
    """One column: `value` takes a row and returns what to show; `sort` is its order_by name.

    `light` takes a row and returns the colour of the light shown before the value, or "";
    `dress` the classes of the span around it (a tag, a bad cell), or "".
    """

    key: str
    label: str
    value: Callable[[Any], Any]
    sort: str = ""
    url: Callable[[Any], str] | None = None
    light: Callable[[Any], str] | None = None
    dress: Callable[[Any], str] | None = None
    at_first: bool = True  # shown before anybody chose columns
    css: str = ""  # "nowrap", "num" or "hash"


@dataclass(frozen=True)
class Filter:
    """One filter: `apply` takes the rows and the value from the address, returns fewer rows.

    Without choices it is a box to type in. `kind` is text or date.
    """

    name: str
    label: str
    apply: Callable[[QuerySet, str], QuerySet]
    choices: Sequence[tuple[str, str]] = ()
    kind: str = "text"

    def words_for(self, value: str) -> str:
        """The Chinese for a value, for the chip that takes the filter off; empty if unknown."""
        return dict(self.choices).get(value, "") if self.choices else value


def on_or_after(name: str, *, moment: bool = False) -> Callable[[QuerySet, str], QuerySet]:
    """A filter on a date column: that day and later; an unreadable date filters nothing.

    `moment` says that the column holds a time of day too; the day begins at local midnight.
    """
    return _by_date(f"{name}__gte", timedelta(0), moment)


def on_or_before(name: str, *, moment: bool = False) -> Callable[[QuerySet, str], QuerySet]:
    """A filter on a date column: that day and earlier; an unreadable date filters nothing."""
    return _by_date(f"{name}__lt", timedelta(days=1), moment)


def _by_date(lookup: str, later: timedelta, moment: bool) -> Callable[[QuerySet, str], QuerySet]:
    def apply(rows: QuerySet, value: str) -> QuerySet:
        try:
            day = date.fromisoformat(value) + later
        except (ValueError, OverflowError):
            return rows
        # Compared as a moment, not as a date taken out of it: only so the index is used.
        bound = timezone.make_aware(datetime.combine(day, time.min)) if moment else day
        return rows.filter(**{lookup: bound})

    return apply


@dataclass(frozen=True)
class Cell:
    """What one table cell shows."""

    column: Column
    text: Any
    url: str
    light: str
    dress: str

    @property
    def td(self) -> SafeString:
        """The cell as HTML. Written here and not in the template: a page has hundreds of them."""
        if self.url and not self.light:
            words = format_html('<a href="{}">{}</a>', self.url, self.text)
            return format_html('<td class="title-cell">{}</td>', words)
        words = self.text
        if self.light:
            mark = format_html('<span class="light-mark" aria-hidden="true"></span>{}', self.text)
            words = format_html('<span class="light light-{}">{}</span>', self.light, mark)
        elif self.dress:
            words = format_html('<span class="{}">{}</span>', self.dress, self.text)
        column = self.column
        # A dash fills a column; on a phone, where a row is a card, it would only be a long line.
        css = f"{column.css} none".strip() if self.text == NOTHING else column.css
        return format_html('<td class="{}" data-label="{}">{}</td>', css, column.label, words)


@dataclass
class Listing:
    """One list as one request asks for it."""

    request: HttpRequest
    columns: Sequence[Column]
    rows: QuerySet
    filters: Sequence[Filter] = ()
    sort: str = ""  # the key of the column to sort by when nobody asked; "-key" for descending
    per_page: int = PER_PAGE
    name: str = "列表"
    unit: str = "件"
    empty: str = "没有符合条件的内容。"
    may_export: bool = True
    values: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        asked = {one.name: self.request.GET.get(one.name, "").strip()[:100] for one in self.filters}
        # A value that is not among the choices is dropped: the list never lies about its filter.
        self.values = {
            one.name: asked[one.name]
            for one in self.filters
            if asked[one.name] and one.words_for(asked[one.name])
        }

    @cached_property
    def shown(self) -> list[Column]:
        """The columns chosen in the address, in their own order; else those shown at first."""
        chosen = set(self.request.GET.getlist("cols"))
        picked = [column for column in self.columns if column.key in chosen]
        return picked or [column for column in self.columns if column.at_first]

    @cached_property
    def order(self) -> tuple[Column | None, bool]:
        """The column that sorts the list, and whether descending; an unknown one is ignored."""
        sortable = {column.key: column for column in self.columns if column.sort}
        for asked in (self.request.GET.get("sort", ""), self.sort):
            if column := sortable.get(asked.removeprefix("-")):
                return column, asked.startswith("-")
        return None, False

    @property
    def found(self) -> QuerySet:
        """All rows that pass the filters, sorted; ties broken by key, so pages never overlap."""
        rows = self.rows
        for one in self.filters:
            if value := self.values.get(one.name):
                rows = one.apply(rows, value)
        column, descending = self.order
        if column:
            way = "-" if descending else ""
            rows = rows.order_by(f"{way}{column.sort}", f"{way}pk")
        return rows

    def address(self, **changes: str | None) -> str:
        """This list's address with some parameters changed; None takes one away."""
        query = self.request.GET.copy()
        for name in ("page", "format", *changes):
            query.pop(name, None)
        for name, value in changes.items():
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"

    @property
    def csv_url(self) -> str:
        """The address of the same rows and columns as a file."""
        return self.address(format="csv")

    @property
    def cleared(self) -> str:
        """The address of the same list without any filter."""
        return self.address(**{one.name: None for one in self.filters})

    @cached_property
    def page(self) -> Page:
        """The page asked for; a number out of range gives the nearest page."""
        return Paginator(self.found, self.per_page).get_page(self.request.GET.get("page"))

    @property
    def table(self) -> list[list[Cell]]:
        """The rows of the page as cells."""
        return [self.cells(row) for row in self.page.object_list]

    def cells(self, row: Any) -> list[Cell]:
        """One row as cells, in the order shown."""
        return [
            Cell(
                column,
                column.value(row),
                column.url(row) if column.url else "",
                column.light(row) if column.light else "",
                column.dress(row) if column.dress else "",
            )
            for column in self.shown
        ]

    @property
    def heads(self) -> list[dict[str, str]]:
        """The header cells: label, address that sorts by it, and how it sorts now."""
        current, descending = self.order
        heads = []
        for column in self.shown:
            is_current = column is current
            turn = f"-{column.key}" if is_current and not descending else column.key
            heads.append(
                {
                    "label": column.label,
                    "css": "num" if column.css == "num" else "",
                    "url": self.address(sort=turn) if column.sort else "",
                    "aria": ("descending" if descending else "ascending") if is_current else "",
                }
            )
        return heads

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """The filter form: one box a filter, with what it holds now."""
        return [
            {
                "name": one.name,
                "label": one.label,
                "kind": one.kind,
                "choices": one.choices,
                "value": self.values.get(one.name, ""),
            }
            for one in self.filters
        ]

    @property
    def chips(self) -> list[dict[str, str]]:
        """The filters in force, each with the address that takes it off."""
        return [
            {
                "words": f"{one.label}：{one.words_for(self.values[one.name])}",
                "url": self.address(**{one.name: None}),
            }
            for one in self.filters
            if one.name in self.values
        ]

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        """What the filter form must carry along unseen: the sorting and the columns."""
        return self._kept({"page", "format", *(one.name for one in self.filters)})

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        """What the column form must carry along unseen: the filters and the sorting."""
        return self._kept({"page", "format", "cols"})

    def _kept(self, left_out: set[str]) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.request.GET.lists()
            if name not in left_out
            for value in values
        ]


def respond(
    request: HttpRequest,
    listing: Listing,
    *,
    template: str = "screens/list.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The list as a page, or as a file when the address says format=csv."""
    if request.GET.get("format") == "csv":
        return as_csv(listing)
    return render(request, template, {"listing": listing, **(context or {})})


def as_csv(listing: Listing) -> HttpResponse:
    """The chosen columns of every row found, as CSV that Excel reads; formulas are defused."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{listing.name}.csv")
    response.write("\ufeff")  # without the mark Excel reads UTF-8 as GBK
    writer = csv.writer(response)
    writer.writerow([column.label for column in listing.shown])
    for row in listing.found[:EXPORT_ROWS].iterator():
        writer.writerow([defuse(str(cell.text)) for cell in listing.cells(row)])
    return response
