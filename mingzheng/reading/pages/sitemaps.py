"""Maps for search engines (sitemaps.org): an index, split by type; articles by month.

What is more than one map may hold continues in numbered ones; the index names them all.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from mingzheng.core.addresses import absolute
from mingzheng.reading.queries import lists, places
from mingzheng.reading.queries.lists import Wanted
from mingzheng.screens import sitemaps

NONE = "没有这一张地图。"
LARGEST = 50_000  # addresses in one map, by the protocol
# Kinds whose places say when they changed; pages and offices show the newest of everything.
TYPES: dict[str, Callable[[], sitemaps.Rows]] = {
    "columns": places.columns,
    "items": places.items,
    "decisions": places.decisions,
    "decision-lists": places.decision_lists,
}
UNDATED: dict[str, Callable[[], list[sitemaps.Place]]] = {
    "pages": places.pages,
    "offices": places.offices,
    "units": places.units,
}


def _types() -> dict[str, Callable[[], sitemaps.Rows]]:
    """The kinds by name, with those of rooms that stand beside or above this one."""
    return TYPES | {name: import_string(path) for name, path in settings.SITE_MAPS.items()}


def _moment(mark: date) -> datetime:
    """A mark in local time; a day as its beginning."""
    if isinstance(mark, datetime):
        return timezone.localtime(mark)
    return timezone.make_aware(datetime.combine(mark, time()))


def _parts(number: int) -> range:
    """The numbers of the maps that so many addresses take: one at least."""
    return range(1, max(-(-number // LARGEST), 1) + 1)


def _span(part: int) -> tuple[int, int]:
    return (part - 1) * LARGEST, part * LARGEST


def _address(name: str, part: int, *args: object) -> str:
    """The first part has the plain address, the others their number behind it."""
    if part == 1:
        return reverse(f"reading:{name}", args=args)
    return reverse(f"reading:{name}_part", args=[*args, part])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The maps there are, each with the moment at which something of its kind last changed."""
    here = partial(absolute, request)
    marks: dict[str, datetime | None] = {}
    for kind, found in _types().items():
        number, last = found().summary()
        for part in _parts(number):
            marks[_address("sitemap_of", part, kind)] = _moment(last) if last else None
    for month, last, number in places.months():
        for part in _parts(number):
            address = _address("sitemap_articles", part, month.year, month.month)
            marks[address] = _moment(last)
    newest = max((mark for mark in marks.values() if mark), default=None)
    plain = {reverse("reading:sitemap_of", args=[kind]): newest for kind in UNDATED}
    plain[reverse("topics:sitemap")] = newest
    listed = [(here(address), mark) for address, mark in (plain | marks).items()]
    return sitemaps.written("sitemapindex", "sitemap", listed)


@require_safe
def of_type(request: HttpRequest, kind: str, part: int = 1) -> HttpResponse:
    """Pages of the site, offices, columns with something in them, records, decisions, items."""
    if kind in UNDATED and part == 1:
        return sitemaps.urls(request, UNDATED[kind]())
    found = _types()[kind]() if kind in _types() else None
    listed = found.places(*_span(part)) if found and part else []
    if found is None or not (listed or part == 1):
        raise Http404(NONE)
    return sitemaps.urls(request, listed)


@require_safe
def articles(request: HttpRequest, year: int, month: int, part: int = 1) -> HttpResponse:
    """The articles of one month, the oldest first: a part that is full stays as it is."""
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        raise Http404("没有这个月。")
    rows = lists.matching(Wanted(year=year, month=month)).reverse()
    if part != 1 and part not in _parts(rows.count()):
        raise Http404(NONE)
    first, last = _span(part)
    marks = rows.values_list("code", "changed_at")[first:last]
    return sitemaps.urls(request, [(reverse("reading:article", args=[c]), at) for c, at in marks])
