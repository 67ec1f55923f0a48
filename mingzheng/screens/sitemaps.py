"""Maps for search engines (sitemaps.org): addresses as XML, whatever the business."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape

from mingzheng.core.addresses import absolute

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
Mark = date | datetime | None  # when the page last changed
Place = tuple[str, Mark]


@dataclass(frozen=True)
class Rows:
    """Rows that each have a page, in the order of their maps: `place` says where one is.

    `mark` names what says when a row changed. Nobody reads all rows to say how many there are.
    """

    found: QuerySet[Any, Any]
    mark: str
    place: Callable[[Any], Place]

    def summary(self) -> tuple[int, Mark]:
        """How many there are, and when one last changed. One query."""
        said = self.found.order_by().aggregate(number=Count("*"), last=Max(self.mark))
        return said["number"], said["last"]

    def places(self, first: int, last: int) -> list[Place]:
        """Those from one number to before another. One query."""
        return [self.place(row) for row in self.found[first:last]]


def written(root: str, child: str, rows: Iterable[tuple[str, Mark]]) -> HttpResponse:
    """A map as an answer: `root` holds a `child` for each whole address with its mark."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for address, changed in rows:
        mark = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        lines.append(f"<{child}><loc>{escape(address)}</loc>{mark}</{child}>")
    lines.append(f"</{root}>")
    return HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")


def urls(request: HttpRequest, rows: Iterable[tuple[str, Mark]]) -> HttpResponse:
    """The map of these paths of the site."""
    here = absolute(request, "/").rstrip("/")
    return written("urlset", "url", ((here + address, changed) for address, changed in rows))
