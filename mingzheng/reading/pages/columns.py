"""栏目: what stands in a column and below it; as a table, as a feed; old addresses lead on."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.columns import queries as columns
from mingzheng.columns.models import Column
from mingzheng.reading.pages import trails
from mingzheng.reading.pages.outward import TABLE_ROWS, list_facts
from mingzheng.reading.pages.outward import feed as as_feed
from mingzheng.reading.pages.outward import table as as_table
from mingzheng.reading.queries import lists, spaces
from mingzheng.reading.queries.lists import Listing, Wanted
from mingzheng.reading.rules.paging import LAST_PAGE
from mingzheng.screens.feeds import ENTRIES
from mingzheng.screens.paging import NO_PAGE, page_number

NO_OFFICE = "没有这个单位，或者它已经撤并。可以在单位列表里找。"
NO_COLUMN = "没有这个栏目。可以从单位的公开页面进入。"


def office_or_404(code: str) -> Organisation:
    """The office with this code, in use or not."""
    found = spaces.office(code)
    if found is None:
        raise Http404(NO_OFFICE)
    return found


def page_or_404(request: HttpRequest, list_at: Callable[[int], Listing]) -> Listing:
    """The page of a list that the address asks for; there is none beyond its end."""
    number = page_number(request)
    found = list_at(number) if number <= LAST_PAGE else None
    if found is None or (number > 1 and not found.rows):
        raise Http404(NO_PAGE.format(number))
    return found


def _at(
    request: HttpRequest, code: str, slug: str, show: Callable[[Column, list[Column]], HttpResponse]
) -> HttpResponse:
    """What to show of a column and those below it; 301 from an address that it had.

    While it and all below it are empty there is no page of it, no table and no feed.
    """
    office = office_or_404(code)
    shown = {one.pk: one for one in columns.shown_of(office)}
    one = next((one for one in shown.values() if one.slug == slug), None)
    if one is None:
        return _not_shown(request, columns.column_at(office, slug), slug)
    one.parent = shown[one.parent_id] if one.parent_id else None
    return show(one, [each for each in shown.values() if each.parent_id == one.pk])


def _not_shown(request: HttpRequest, one: Column | None, slug: str) -> HttpResponse:
    """The way to a column that has another address now; there is no page of an empty one."""
    if one is None:
        raise Http404(NO_COLUMN)
    if one.slug == slug:
        raise Http404("这个栏目现在没有内容。")
    address = request.get_full_path().replace(f"/{slug}/", f"/{one.slug}/", 1)
    return HttpResponsePermanentRedirect(address)


@require_safe
def column(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One column."""
    return _at(request, code, slug, lambda one, below: _page(request, one, below))


def _page(request: HttpRequest, one: Column, below: list[Column]) -> HttpResponse:
    found = page_or_404(request, partial(lists.listing, Wanted(column=one)))
    context = {
        "column": one,
        "office": one.organisation,
        "below": below,
        "listing": found,
        "address": one.get_absolute_url(),
        "trail": trails.column(one),
        "linked_data": list_facts(
            request, one.name, one.get_absolute_url(), found.rows, trails.column(one)
        ),
    }
    return render(request, "reading/column.html", context)


@require_safe
def table(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The list of a column as CSV."""

    def show(one: Column, _: list[Column]) -> HttpResponse:
        rows = lists.newest(Wanted(column=one), TABLE_ROWS)
        return as_table(request, f"{one.organisation.label}{one.name}", rows)

    return _at(request, code, slug, show)


@require_safe
def feed(request: HttpRequest, code: str, slug: str, kind: str) -> HttpResponse:
    """The newest of a column to subscribe to."""

    def show(one: Column, _: list[Column]) -> HttpResponse:
        rows = lists.newest(Wanted(column=one), ENTRIES)
        title = f"{one.organisation.label}：{one.name}"
        return as_feed(request, rows, title, one.get_absolute_url(), kind)

    return _at(request, code, slug, show)
