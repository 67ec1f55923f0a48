"""政策文件库: official documents by facets, with table and feed."""

from collections.abc import Container

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingzheng.reading.pages import trails
from mingzheng.reading.pages.columns import office_or_404
from mingzheng.reading.pages.outward import TABLE_ROWS, list_facts
from mingzheng.reading.pages.outward import feed as as_feed
from mingzheng.reading.pages.outward import table as as_table
from mingzheng.reading.queries import home
from mingzheng.reading.queries import library as queries
from mingzheng.reading.queries.library import Asked
from mingzheng.reading.rules.paging import LAST_PAGE
from mingzheng.screens.feeds import ENTRIES
from mingzheng.screens.paging import NO_PAGE, YEARS, one_of, page_number
from mingzheng.texts.states import DOCUMENT_KINDS, Genre, Validity

CLOSED: dict[str, tuple[str, Container[str]]] = {
    "kind": ("文件种类", [kind.value for kind in DOCUMENT_KINDS]),
    "genre": ("体裁分类", Genre.values),
    "validity": ("有效性", Validity.values),
    "year": ("年份", YEARS),
}


def _asked(request: HttpRequest) -> Asked:
    """What the address asks; a value that no document can have is no list."""
    for name, (label, values) in CLOSED.items():
        one_of(request, name, label, values)
    if request.GET.get("field"):
        one_of(request, "field", "领域", queries.fields_shown())
    asked = Asked.from_query(request.GET)
    if asked.office:
        office_or_404(asked.office)
    return asked


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Documents with number and validity, narrowed by facets; what explains them beside them."""
    asked, found = _asked(request), None
    number = page_number(request)
    if number <= LAST_PAGE:
        found = queries.find(asked, number)
    if found is None or (number > 1 and not found.listing.rows):
        raise Http404(NO_PAGE.format(number))
    address, trail = reverse("reading:library"), trails.platform(("政策文件库", ""))
    context = {
        "asked": asked,
        "found": found,
        "listing": found.listing,
        "pairs": home.pairs(found.listing.rows),
        "address": address,
        "trail": trail,
        "linked_data": list_facts(request, "政策文件库", address, found.listing.rows, trail),
    }
    return render(request, "reading/library.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The documents that match as CSV."""
    return as_table(request, "政策文件", queries.newest(_asked(request), TABLE_ROWS))


@require_safe
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest documents that match, to subscribe to."""
    asked = _asked(request)
    rows = queries.newest(asked, ENTRIES)
    address = f"{reverse('reading:library')}?{asked.as_query}".rstrip("?")
    return as_feed(request, rows, "政策文件", address, kind)
