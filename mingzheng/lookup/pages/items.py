"""One item: its statutory row in plain words, who owes it, what became of it over the years."""

from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.rules.differences import ColumnChange, column_changes
from mingzheng.catalogue.rules.items import OPTIONAL
from mingzheng.catalogue.states import EditionState
from mingzheng.core.addresses import absolute
from mingzheng.deadlines import almanac
from mingzheng.dues import queries as dues
from mingzheng.laws import queries as laws
from mingzheng.lookup import queries
from mingzheng.lookup.pages.browse import due_words
from mingzheng.processes import queries as processes
from mingzheng.screens.carried import DAY, page_facts, qr_code
from mingzheng.screens.paging import page_of

SHOWN_OFFICES = 8
SHOWN_DUES = 10
DUES_A_PAGE = 30


@dataclass(frozen=True)
class Version:
    """The item in one edition, and what that edition changed in it."""

    edition: Edition
    changes: tuple[ColumnChange, ...]
    is_first: bool


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """公开事项: by its code, also long after it left the catalogue."""
    rows = _public_rows(code)
    one = rows[0]
    is_current = one.edition.state == EditionState.IN_FORCE
    offices = queries.owing(one)
    due = due_words(one)
    address = absolute(request, one.get_absolute_url())
    context = {
        "item": one,
        "is_current": is_current,
        "removal": None if is_current else queries.removal_of(one),
        "due": due,
        "bases": laws.linked(one.bases),
        "origins": processes.origins(one.code),
        "shows_wording": one.limit_text and one.limit_text not in due,
        "offices": offices[:SHOWN_OFFICES],
        "more_offices": offices[SHOWN_OFFICES:],
        **(_standing(one) if is_current else {}),
        "offices_total": len(offices),
        "offices_words": office_words([office.label for office in offices]) or one.subject_text,
        "has_optional": _has_optional(one),
        "versions": _versions(rows),
        "published": _at_midnight(one.edition),
        "address": address,
        "short_address": address.split("://", 1)[1],
        "linked_data": _linked_data(request, one, due),
    }
    return render(request, "lookup/item.html", context)


def _standing(one: Item) -> dict[str, Any]:
    """What was published of the item, the latest first, and how it stands. Three queries."""
    today, calendar = timezone.localdate(), almanac.current()
    found = list(dues.of_item(one.code)[: SHOWN_DUES + 1])
    counts = dues.counts_for([one.code], today, calendar)
    return {
        "dues": dues.lines_of(found[:SHOWN_DUES], today, calendar),
        "has_more_dues": len(found) > SHOWN_DUES,
        "count": counts.get((one.code, None)),
    }


@require_safe
def item_dues(request: HttpRequest, code: str) -> HttpResponse:
    """公开情况 of an item: every period and every publication, with its result."""
    one = _public_rows(code)[0]
    today, calendar = timezone.localdate(), almanac.current()
    listing = page_of(request, dues.of_item(code), DUES_A_PAGE)
    context = {"item": one, "listing": listing, "dues": dues.lines_of(listing, today, calendar)}
    return render(request, "lookup/item_dues.html", context)


@require_safe
@cache_control(public=True, max_age=DAY)
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of an item as a QR code (SVG), for notice boards."""
    return qr_code(absolute(request, _public_rows(code)[0].get_absolute_url()))


def _public_rows(code: str) -> list[Item]:
    """The row in every public edition, newest first; 404 where there never was one."""
    rows = [row for row in catalogue.item_history(code) if row.field.is_shown]
    if not rows:
        raise Http404(f"目录里没有编码为 {code} 的事项，现在没有，以前也没有。")
    return rows


def _versions(rows: list[Item]) -> list[Version]:
    """Oldest first, as a story is told; editions that left the row alone are not mentioned."""
    told = [Version(rows[-1].edition, (), is_first=True)]
    for old, new in pairwise(reversed(rows)):
        if changes := column_changes(old.content, new.content):
            told.append(Version(new.edition, changes, is_first=False))
    return told


def office_words(labels: list[str]) -> str:
    """民政局、柳溪镇等 25 个单位: the first two, and how many there are in all."""
    if len(labels) <= 2:
        return "、".join(labels)
    return f"{'、'.join(labels[:2])}等 {len(labels)} 个单位"


def _has_optional(one: Item) -> bool:
    return any(entry["need"] == OPTIONAL for entry in (*one.elements, *one.channels))


def _at_midnight(edition: Edition) -> datetime:
    day = edition.effective_on or timezone.localdate()
    return timezone.make_aware(datetime.combine(day, time()))


def _linked_data(request: HttpRequest, one: Item, due: str) -> SafeString:
    """The same facts as JSON-LD (schema.org), safe inside a script element."""
    organisation = one.edition.organisation
    address = absolute(request, one.get_absolute_url())
    data: dict[str, Any] = {
        "@type": "DefinedTerm",
        "@id": address,
        "url": address,
        "name": one.name,
        "termCode": one.code,
        "description": f"{'、'.join(entry['text'] for entry in one.elements)}。{due}。",
        "inLanguage": "zh-CN",
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": one.edition.title,
            "about": one.field.list_name,
            "datePublished": f"{one.edition.effective_on:%Y-%m-%d}",
            "publisher": {"@type": "GovernmentOrganization", "name": organisation.name},
        },
    }
    trail = [
        *(("首页", reverse("portal:home")), ("基层政务公开", reverse("lookup:fields"))),
        *((one.field.list_name, one.field.get_absolute_url()), (one.level2 or one.level1, "")),
    ]
    return page_facts(request, trail, data)
