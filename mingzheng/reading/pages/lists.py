"""最新公开: everything, or one kind over all offices; by office, month, form; table and feed."""

from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingzheng.reading.pages import trails
from mingzheng.reading.pages.columns import office_or_404, page_or_404
from mingzheng.reading.pages.outward import TABLE_ROWS, list_facts
from mingzheng.reading.pages.outward import feed as as_feed
from mingzheng.reading.pages.outward import table as as_table
from mingzheng.reading.queries import lists
from mingzheng.reading.queries.lists import Wanted
from mingzheng.reading.rules.shelves import SHELVES, Shelf
from mingzheng.screens.carried import page_facts
from mingzheng.screens.feeds import ENTRIES
from mingzheng.screens.paging import YEARS, one_of
from mingzheng.texts.states import InterpretationForm

ALL = "最新公开"
MONTHS = [str(number) for number in range(1, 13)]


def _shelf(slug: str) -> Shelf | None:
    if slug and slug not in SHELVES:
        raise Http404("没有这一类。")
    return SHELVES.get(slug)


def _home(shelf: Shelf | None) -> str:
    return reverse("reading:shelf", args=[shelf.slug]) if shelf else reverse("reading:published")


def _wanted(request: HttpRequest, shelf: Shelf | None) -> Wanted:
    """What the address asks for; an office, year or form that nobody knows is no list."""
    code, year = request.GET.get("office", ""), one_of(request, "year", "年份", YEARS)
    month = one_of(request, "month", "月份", MONTHS)
    return Wanted(
        office=office_or_404(code) if code else None,
        kind=shelf.kind if shelf else "",
        form=one_of(request, "form", "解读形式", InterpretationForm.values),
        year=int(year or 0),
        month=int(month or 0) if year else 0,
    )


@require_safe
def published(request: HttpRequest, slug: str = "") -> HttpResponse:
    """A page of the list, and what it can be narrowed by."""
    shelf = _shelf(slug)
    wanted = _wanted(request, shelf)
    found = page_or_404(request, partial(lists.listing, wanted))
    name = shelf.name if shelf else ALL
    trail = trails.platform((name, ""))
    context = {
        "shelf": shelf,
        "shelves": lists.shelves_in_use(),
        "wanted": wanted,
        "listing": found,
        "trail": trail,
        "linked_data": list_facts(request, name, _home(shelf), found.rows, trail),
        "address": _home(shelf),
        "years": lists.years(wanted),
        "months": range(1, 13),
        "forms": InterpretationForm.choices[1:] if slug == "interpretations" else [],
    }
    return render(request, "reading/published.html", context)


@require_safe
def table(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The same list as CSV."""
    shelf = _shelf(slug)
    rows = lists.newest(_wanted(request, shelf), TABLE_ROWS)
    return as_table(request, shelf.name if shelf else ALL, rows)


@require_safe
def feed(request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
    """The newest of the same list, to subscribe to."""
    shelf = _shelf(slug)
    rows = lists.newest(_wanted(request, shelf), ENTRIES)
    return as_feed(request, rows, shelf.name if shelf else ALL, _home(shelf), kind)


@require_safe
def office_feed(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The newest of one office, to subscribe to."""
    one = office_or_404(code)
    rows = lists.newest(Wanted(office=one), ENTRIES)
    home = reverse("reading:space", args=[code])
    return as_feed(request, rows, f"{one.name}{ALL}", home, kind)


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """按月归档: every month since the first article, so that nothing is out of reach."""
    first, last = lists.bounds()
    years = _months(first, last) if first and last else []
    trail = trails.platform((ALL, reverse("reading:published")), ("按月份找", ""))
    context = {"years": years, "trail": trail, "linked_data": page_facts(request, trail)}
    return render(request, "reading/archive.html", context)


def _months(first: date, last: date) -> list[tuple[int, list[int]]]:
    begin, end = (first.year, first.month), (last.year, last.month)
    return [
        (year, [month for month in range(1, 13) if begin <= (year, month) <= end])
        for year in range(last.year, first.year - 1, -1)
    ]
