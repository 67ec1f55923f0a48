"""Maps for search engines (sitemaps.org): an index, split by type; articles by month.

What is more than one map may hold continues in numbered ones; the index names them all.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import partial
from typing import Any

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
Place = tuple[str, sitemaps.Mark]
# Kinds whose places say when they changed; pages and offices show the newest of everything.
TYPES: dict[str, Callable[[], list[Place]]] = {
    "columns": places.columns,
    "items": places.items,
    "decisions": places.decisions,
}
UNDATED: dict[str, Callable[[], list[Place]]] = {
    "pages": places.pages,
    "offices": places.offices,
    "units": places.units,
}


def _types() -> dict[str, Callable[[], list[Place]]]:
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


def _cut(rows: Any, part: int) -> Any:
    return rows[(part - 1) * LARGEST : part * LARGEST]


def _address(name: str, part: int, *args: object) -> str:
    """The first part has the plain address, the others their number behind it."""
    if part == 1:
        return reverse(f"reading:{name}", args=args)
    return reverse(f"reading:{name}_part", args=[*args, part])


def _newest(marks: Iterable[sitemaps.Mark]) -> datetime | None:
    return max((_moment(mark) for mark in marks if mark), default=None)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The maps there are, each with the moment at which something in it last changed."""
    here = partial(absolute, request)
    marks: dict[str, sitemaps.Mark] = {}
    for kind, found in _types().items():
        rows = found()
        for part in _parts(len(rows)):
            of_part = _newest(at for _, at in _cut(rows, part))
            marks[_address("sitemap_of", part, kind)] = of_part
    for month, last, number in places.months():
        for part in _parts(number):
            address = _address("sitemap_articles", part, month.year, month.month)
            marks[address] = _moment(last)
    newest = _newest(marks.values())
    plain = {reverse("reading:sitemap_of", args=[kind]): newest for kind in UNDATED}
    plain[reverse("topics:sitemap")] = newest
    listed = [(here(address), mark) for address, mark in (plain | marks).items()]
    return sitemaps.written("sitemapindex", "sitemap", listed)


@require_safe
def of_type(request: HttpRequest, kind: str, part: int = 1) -> HttpResponse:
    """Pages of the site, offices, columns with something in them, records, decisions, items."""
    known = UNDATED | _types()
    rows = known[kind]() if kind in known else []
    if kind not in known or part not in _parts(len(rows)):
        raise Http404(NONE)
    return sitemaps.urls(request, _cut(rows, part))


@require_safe
def articles(request: HttpRequest, year: int, month: int, part: int = 1) -> HttpResponse:
    """The articles of one month, the oldest first: a part that is full stays as it is."""
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        raise Http404("没有这个月。")
    rows = lists.matching(Wanted(year=year, month=month)).reverse()
    if part != 1 and part not in _parts(rows.count()):
        raise Http404(NONE)
    marks = _cut(rows.values_list("code", "changed_at"), part)
    return sitemaps.urls(request, [(reverse("reading:article", args=[c]), at) for c, at in marks])
