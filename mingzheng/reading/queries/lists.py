"""Lists of public articles (列表): each reads one index, newest first, and stops after a page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Exists, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.columns.models import Column
from mingzheng.publishing.models import Article, Placement
from mingzheng.publishing.queries.public import public_articles
from mingzheng.reading.rules.paging import PER_PAGE, Window, span
from mingzheng.reading.rules.shelves import SHELF_OF_KIND, SHELVES, Shelf

NEWEST = ("-released_at", "-id")


@dataclass(frozen=True)
class Wanted:
    """Which articles a list has: of a column, or of an office, a kind, a form, a year and month.

    Empty parts ask nothing. A column stands alone: its rows are places, in its own order.
    """

    column: Column | None = None
    office: Organisation | None = None
    kind: str = ""
    form: str = ""
    year: int = 0
    month: int = 0

    @property
    def period(self) -> tuple[datetime, datetime] | None:
        """From when to before when, local time; None for all times."""
        if not self.year:
            return None
        first = date(self.year, self.month or 1, 1)
        last = date(self.year + (not self.month or self.month == 12), self.month % 12 + 1, 1)
        if not self.month:
            last = date(self.year + 1, 1, 1)
        begin, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, last))
        return begin, end


@dataclass
class Listing:
    """A page of a list: rows in order, and where one may turn to."""

    rows: list[Article]
    window: Window
    pinned: set[int] = field(default_factory=set)


def matching(wanted: Wanted) -> QuerySet[Article]:
    """The public articles of a list that is no column's, newest first."""
    rows = public_articles()
    if wanted.office:
        rows = rows.filter(organisation=wanted.office)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.form:
        rows = rows.filter(form=wanted.form)
    if period := wanted.period:
        rows = rows.filter(released_at__gte=period[0], released_at__lt=period[1])
    return rows.order_by(*NEWEST)


def in_column(column: Column) -> QuerySet[Article]:
    """What stands in one column, pinned first, then newest first: one indexed read of its places.

    For page n by key set, filter further by `placements__released_at`.
    """
    found = public_articles().filter(placements__column=column)
    return found.order_by(
        "-placements__is_pinned", "-placements__released_at", "-placements__article"
    )


def listing(wanted: Wanted, number: int, per_page: int = PER_PAGE) -> Listing:
    """One page of a list. Two queries: keys from the index alone, then those rows."""
    start, stop = span(number, per_page)
    pinned: set[int] = set()
    if wanted.column:
        placed = Placement.objects.filter(column=wanted.column)
        order = ("-is_pinned", "-released_at", "-article")
        found = list(placed.order_by(*order).values_list("article_id", "is_pinned")[start:stop])
        keys = [key for key, _ in found]
        pinned = {key for key, is_pinned in found if is_pinned}
        total = wanted.column.articles_total
    else:
        keys, total = list(matching(wanted).values_list("pk", flat=True)[start:stop]), None
    window = Window(number, len(keys) > per_page, total, per_page)
    return Listing(rows_of(keys[:per_page]), window, pinned)


def rows_of(keys: Sequence[int]) -> list[Article]:
    """The articles of these keys with what a list shows, in their order. One query."""
    found = {one.pk: one for one in public_articles().filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def rows_found(sql: str, params: Sequence[Any]) -> list[Article]:
    """The articles whose keys a statement of ours finds, with what a list shows. One query.

    Newest first, but sorted here: asked for an order, the database may walk all that is newer.
    """
    found = public_articles().filter(pk__in=RawSQL(sql, params)).order_by()  # noqa: S611 - no input
    return sorted(found, key=lambda one: (one.released_at, one.pk), reverse=True)


def newest(wanted: Wanted, number: int) -> list[Article]:
    """The newest few of a list, for a block of a page, a feed or a table. At most two queries."""
    if wanted.column:
        return list(in_column(wanted.column)[:number])
    return list(matching(wanted)[:number])


# One probe of an index for each kind; written out, since Django takes longer to write it.
_KINDS = " UNION ALL ".join(["SELECT %s AS kind"] * len(SHELF_OF_KIND))
_IN_USE = (
    f"SELECT k.kind FROM ({_KINDS}) k WHERE EXISTS "  # noqa: S608 - only placeholders
    "(SELECT 1 FROM publishing_article a WHERE a.visibility = 'public' AND a.kind = k.kind)"
)


def shelves_in_use() -> list[Shelf]:
    """The lists of kinds that hold something; empty ones are never shown. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_USE, [str(kind) for kind in SHELF_OF_KIND])
        held = {kind for (kind,) in cursor.fetchall()}
    return [one for one in SHELVES.values() if one.kind in held]


def years(wanted: Wanted) -> list[int]:
    """The years of the last ten in which this list has an article, and the one asked for.

    One query that looks up one entry of an index for each year, however long the list is.
    """
    this_year = timezone.localdate().year
    asked = range(this_year, this_year - 10, -1)
    has = {
        f"in_{year}": Exists(matching(replace(wanted, year=year, month=0)).order_by())
        for year in asked
    }
    row = public_articles().order_by(*NEWEST).annotate(**has).values_list(*has).first()
    found = {year for year, is_there in zip(asked, row or (), strict=False) if is_there}
    return sorted(found | ({wanted.year} - {0}), reverse=True)


def bounds() -> tuple[date | None, date | None]:
    """The days of the first and the newest public article; None where there is none."""
    rows = public_articles()
    ends = [rows.order_by(*order).values_list("released_at", flat=True).first()
            for order in (("released_at", "id"), NEWEST)]  # fmt: skip
    first, last = (timezone.localdate(one) if one else None for one in ends)
    return first, last


def as_table(rows: Iterable[Article], whole: Callable[[str], str]) -> Iterable[list[Any]]:
    """Rows of a list as a table, its head first; `whole` makes whole addresses of paths."""
    yield ["标题", "发布机构", "发布日期", "种类", "文号", "成文日期", "有效性", "索引号", "网址"]
    for one in rows:
        at = timezone.localtime(one.released_at) if one.released_at else None
        yield [
            one.title,
            one.organisation.name,
            f"{at:%Y-%m-%d %H:%M}" if at else "",
            one.get_kind_display(),
            one.document_number,
            f"{one.dated_on:%Y-%m-%d}" if one.dated_on else "",
            one.get_validity_display() if one.validity else "",
            one.index_number,
            whole(one.get_absolute_url()),
        ]
