"""双公示 for everybody: find a permit or a penalty, read one, take them home."""

from datetime import datetime, time
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingzheng.core.addresses import absolute
from mingzheng.noticeboard import exporting, queries
from mingzheng.noticeboard.queries import Filters
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.fields import fields_of
from mingzheng.publicity.rules.showing import corrections, shown, without_party
from mingzheng.publicity.states import PartyKind, RecordKind, RecordState
from mingzheng.screens.carried import DAY, page_facts, qr_code, root_of
from mingzheng.screens.feeds import Entry, Feed, written
from mingzheng.screens.paging import YEARS, one_of, page_of
from mingzheng.screens.rules.linked import collection, organ

PER_PAGE = 20
ENTRIES = 50  # newest records in the feed
MOST_ROWS = 20_000  # in a download; more is narrowed by the filters first
TITLE = "行政许可和行政处罚公示"
UNKNOWN = "没有这个编号的公示信息。请核对网址，或者从列表里找。"


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """查公示: words and facets over what is shown now."""
    one_of(request, "kind", "公示种类", RecordKind.values)
    one_of(request, "year", "年份", YEARS)
    filters = Filters.from_query(request.GET)
    total, facets = queries.facets(filters)
    rows = queries.public(filters).select_related("organisation")
    listing = page_of(request, rows.order_by("-published_on", "-pk"), PER_PAGE, total)
    listed = [
        (f"{one.party_shown}：{one.title}", one.public_url)
        for one in listing
        if one.party_kind != PartyKind.NATURAL
    ]
    page = collection(reverse("noticeboard:records"), TITLE, listed, root=root_of(request))
    context = {
        "filters": filters,
        "facets": facets,
        "total": total,
        "listing": listing,
        "kinds": list(exporting.KINDS),
        "trail": _trail(),
        "linked_data": page_facts(request, _trail(), page),
    }
    return render(request, "noticeboard/records.html", context)


def _told(code: str) -> Record:
    record = queries.told(code)
    if record is None:
        raise Http404(UNKNOWN)
    return record


@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """One record; what was taken down or is over leaves only why, never what it said."""
    one = _told(code)
    address = absolute(request, one.public_url)
    context = {"record": one, "address": address, "short_address": address.split("://", 1)[1]}
    context["trail"] = _trail(one.code)
    if one.state != RecordState.PUBLISHED:
        return render(request, "noticeboard/gone.html", context, status=410)
    told = shown(one.kind, one.values, former=one.former_names)
    context["rows"] = [(f.label, told[f.code]) for f in fields_of(one.kind) if told.get(f.code)]
    context["published"] = _at_midnight(one)
    context["corrections"] = _corrections(one)
    context["linked_data"] = _facts(request, one)
    return render(request, "noticeboard/record.html", context)


def _trail(code: str = "") -> list[tuple[str, str]]:
    board = (TITLE, reverse("noticeboard:records") if code else "")
    return [("首页", reverse("portal:home")), board, *([(code, "")] if code else [])]


def _facts(request: HttpRequest, one: Record) -> SafeString:
    """A permit as a GovernmentPermit, a penalty as a document: only what the page shows.

    Of a person nothing but the trail: robots are asked to leave that page alone.
    """
    if one.party_kind == PartyKind.NATURAL:
        return page_facts(request, _trail(one.code))
    office = organ(one.organisation_name)
    is_permit = one.kind == RecordKind.PERMIT
    said: dict[str, Any] = {
        "@type": "GovernmentPermit" if is_permit else "DigitalDocument",
        "@id": f"{root_of(request)}{one.public_url}",
        "url": f"{root_of(request)}{one.public_url}",
        "name": f"{one.party_shown}：{one.title}",
        "identifier": one.document_number,
    }
    if is_permit:
        said |= {
            "issuedBy": office,
            "validFrom": one.values.get("XK_YXQZ", ""),
            "validUntil": one.values.get("XK_YXQZI", ""),
        }
    else:
        said |= {"publisher": office, "datePublished": f"{one.published_on}"}
    return page_facts(request, _trail(one.code), said)


def _at_midnight(one: Record) -> datetime:
    day = one.published_on or timezone.localdate()  # shown records have one; the types do not know
    return timezone.make_aware(datetime.combine(day, time()))


def _corrections(one: Record) -> list[dict[str, object]]:
    """What each correction changed, newest first, as everybody may read it."""
    former = list(one.versions.all())
    values = [one.values, *(version.values for version in former)]
    told = zip(former, corrections(one.kind, values, one.former_names), strict=True)
    return [
        {
            "on": version.until,
            "reason": without_party(version.reason, one.kind, *values, former=one.former_names),
            "changes": changes,
        }
        for version, changes in told
    ]


@require_safe
@cache_control(public=True, max_age=DAY)
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The short address as a QR code (SVG), for notice boards and certificates."""
    return qr_code(absolute(request, _told(code).public_url))


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters leave, as a file."""
    if kind not in exporting.KINDS:
        raise Http404("没有这种格式，可以下载 XLSX、CSV 或 JSON。")
    rows = queries.public(Filters.from_query(request.GET)).order_by("-published_on", "-pk")
    data = exporting.export(rows[:MOST_ROWS], kind, TITLE, partial(absolute, request))
    response = HttpResponse(data, content_type=exporting.KINDS[kind])
    name = f"{TITLE}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What was shown last, as Atom (RFC 4287)."""
    home = absolute(request, reverse("noticeboard:records"))
    entries = [
        Entry(
            title=f"{one.get_kind_display()}：{one.party_shown}，{one.title}",
            url=absolute(request, one.public_url),
            at=_at_midnight(one),
            text=f"{one.document_number}，{one.organisation_name}，{one.decided_on} 决定。",
            author=one.organisation_name,
        )
        for one in queries.newest(ENTRIES)
    ]
    return written(Feed(TITLE, home, absolute(request), entries), "atom")
