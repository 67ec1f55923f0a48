"""Addresses for the site maps (网站地图): pages, offices, units, columns, decisions, items."""

from datetime import date, datetime

from django.db.models import Count, Max
from django.db.models.functions import TruncMonth
from django.urls import reverse

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState
from mingzheng.columns.models import Column
from mingzheng.decisions.queries import public_catalogues, public_decisions
from mingzheng.profiles.models import Unit
from mingzheng.publishing.queries.public import public_articles
from mingzheng.reading.queries.lists import shelves_in_use
from mingzheng.screens.sitemaps import Place, Rows

PAGES = (
    *("portal:home", "portal:site-map", "portal:accessibility", "portal:privacy"),
    *("lookup:fields", "lookup:offices", "lookup:changes", "powers:items", "laws:laws"),
    *("reading:platform", "reading:library", "reading:published", "reading:archive"),
    *("noticeboard:records", "decisions:matters", "decisions:versions", "handover:meetings"),
)


def pages() -> list[Place]:
    """The site's own pages. One query."""
    shelves: list[Place] = [
        (reverse("reading:shelf", args=[one.slug]), None) for one in shelves_in_use()
    ]
    return [(reverse(name), None) for name in PAGES] + shelves


def offices() -> list[Place]:
    """Each office in use: its space, its functions, what it owes. One query."""
    codes = Organisation.objects.filter(is_active=True).order_by("path")
    names = ("reading:space", "profiles:about", "lookup:office")
    return [
        (reverse(name, args=[code]), None)
        for code in codes.values_list("code", flat=True)
        for name in names
    ]


def columns() -> Rows:
    """Columns with something in them, with the day they last got something."""
    rows = Column.objects.filter(articles_total__gt=0).select_related("organisation")
    return Rows(
        rows.order_by("pk"), "updated_at", lambda one: (one.get_absolute_url(), one.updated_at)
    )


def items() -> Rows:
    """Items of the catalogue in force."""
    rows = Item.objects.filter(edition__state=EditionState.IN_FORCE, field__is_shown=True)
    found = rows.order_by("code").values_list("code", "edition__effective_on").distinct()
    return Rows(
        found, "edition__effective_on", lambda row: (reverse("lookup:item", args=row[:1]), row[1])
    )


def units() -> list[Place]:
    """Divisions, teams and grids of offices in use. One query."""
    rows = Unit.objects.filter(organisation__is_active=True).select_related("organisation")
    return [(one.get_absolute_url(), None) for one in rows.order_by("organisation__path", "pk")]


def decisions() -> Rows:
    """Major decisions."""
    found = public_decisions().order_by("pk").values_list("pk", "touched_on")
    return Rows(
        found, "touched_on", lambda row: (reverse("decisions:matter", args=row[:1]), row[1])
    )


def decision_lists() -> Rows:
    """The versions of the catalogues of major decisions."""
    found = public_catalogues().values_list("pk", "published_on")
    return Rows(
        found, "published_on", lambda row: (reverse("decisions:version", args=row[:1]), row[1])
    )


def months() -> list[tuple[date, datetime, int]]:
    """Each month with public articles, the oldest first: when one last changed, how many."""
    rows = public_articles().order_by().annotate(month=TruncMonth("released_at")).values("month")
    return list(
        rows.annotate(last=Max("changed_at"), number=Count("pk"))
        .order_by("month")
        .values_list("month", "last", "number")
    )
