"""Maps for search engines (sitemaps.org): an index, split by type; articles by month."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from mingzheng.reading.queries import lists, places
from mingzheng.reading.queries.lists import Wanted
from mingzheng.screens import sitemaps

LARGEST = 50_000  # addresses in one map, by the protocol
Place = tuple[str, sitemaps.Mark]
# Parts whose places say when they changed; pages and offices show the newest of everything.
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
    """The parts by name, with those of rooms that stand beside or above this one."""
    return TYPES | {name: import_string(path) for name, path in settings.SITE_MAPS.items()}


def _moment(mark: date) -> datetime:
    """A mark in local time; a day as its beginning."""
    if isinstance(mark, datetime):
        return timezone.localtime(mark)
    return timezone.make_aware(datetime.combine(mark, time()))


def _newest(marks: Iterable[sitemaps.Mark]) -> datetime | None:
    return max((_moment(mark) for mark in marks if mark), default=None)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The maps there are, each with the moment at which something in it last changed."""
    here = request.build_absolute_uri
    marks: dict[str, sitemaps.Mark] = {}
    for kind, found in _types().items():
        marks[reverse("reading:sitemap_of", args=[kind])] = _newest(at for _, at in found())
    for month, last in places.months():
        address = reverse("reading:sitemap_articles", args=[month.year, month.month])
        marks[address] = _moment(last)
    newest = _newest(marks.values())
    plain = {reverse("reading:sitemap_of", args=[kind]): newest for kind in UNDATED}
    plain[reverse("topics:sitemap")] = newest
    rows = [(here(address), mark) for address, mark in (plain | marks).items()]
    return sitemaps.written("sitemapindex", "sitemap", rows)


@require_safe
def of_type(request: HttpRequest, kind: str) -> HttpResponse:
    """Pages of the site, offices, columns with something in them, records, decisions, items."""
    known = UNDATED | _types()
    if kind not in known:
        raise Http404("没有这一张。")
    return sitemaps.urls(request, known[kind]()[:LARGEST])


@require_safe
def articles(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The articles of one month."""
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        raise Http404("没有这个月。")
    rows = lists.matching(Wanted(year=year, month=month))
    marks = rows.values_list("code", "changed_at")[:LARGEST]
    return sitemaps.urls(request, [(reverse("reading:article", args=[c]), at) for c, at in marks])
