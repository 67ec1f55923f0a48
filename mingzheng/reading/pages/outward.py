"""Lists on their way out: as a table to take away, as a feed, as facts for programs."""

import csv
import io
from collections.abc import Iterable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from mingzheng.core.addresses import absolute
from mingzheng.files.rules.safety import defuse
from mingzheng.publishing.models import Article
from mingzheng.reading.queries.lists import as_table
from mingzheng.screens.carried import page_facts, root_of
from mingzheng.screens.feeds import Entry, Feed, written
from mingzheng.screens.rules.linked import Trail, collection

TABLE_ROWS = 10_000  # of a CSV; whoever wants more takes it year by year


def table(request: HttpRequest, title: str, rows: Iterable[Article]) -> HttpResponse:
    """Articles as CSV that a spreadsheet program opens without trouble or danger."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [defuse(cell) for cell in row] for row in as_table(rows, partial(absolute, request))
    )
    text = out.getvalue().encode("utf-8-sig")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"{title}-{timezone.localdate():%Y%m%d}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def list_facts(
    request: HttpRequest, name: str, address: str, rows: Iterable[Article], trail: Trail
) -> SafeString:
    """A list for programs: its articles by name and address, and where it stands."""
    listed = [(one.title, one.get_absolute_url()) for one in rows]
    return page_facts(request, trail, collection(address, name, listed, root=root_of(request)))


def feed(
    request: HttpRequest, rows: Iterable[Article], title: str, home: str, kind: str
) -> HttpResponse:
    """Articles as Atom or JSON Feed; `home` is the page they are the list of."""
    entries = [
        Entry(
            one.title,
            absolute(request, one.get_absolute_url()),
            one.released_at,
            one.summary or one.title,
            one.organisation.name,
            one.changed_at,
        )
        for one in rows
        if one.released_at
    ]
    home = absolute(request, home)
    return written(Feed(title, home, absolute(request), entries), kind)
