"""Major decisions for residents: the year's catalogue, one matter, what a version changed."""

from datetime import datetime, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingzheng.core.addresses import absolute
from mingzheng.deciding import sheets
from mingzheng.deciding.queries import LOOKS, Filters, listed
from mingzheng.decisions import queries
from mingzheng.decisions.models import Decision, DecisionRecord
from mingzheng.decisions.rules import stages
from mingzheng.decisions.rules.rows import changes
from mingzheng.screens.carried import DAY, page_facts, qr_code
from mingzheng.screens.paging import YEARS, one_of, page_of

PER_PAGE = 20
TITLE = "重大行政决策"


def _filters(request: HttpRequest) -> Filters:
    year = one_of(request, "year", "年份", YEARS)
    look = one_of(request, "look", "办理情况", dict(LOOKS))
    return Filters(request.GET.get("organ", "")[:32], int(year) if year else None, look)


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """重大行政决策: every matter of the catalogues, and where each stands."""
    filters = _filters(request)
    today = timezone.localdate()
    versions = [one for one in queries.public_catalogues() if one.state == "published"]
    page = page_of(request, listed(filters, today), PER_PAGE)
    organs = {one.organisation.code: one.organisation.label for one in versions}
    context = {
        "filters": filters,
        "listing": page,
        "rows": [(one, stages.five(one.state, one.left_out)) for one in page],
        "catalogues": [one for one in versions if _is_chosen(one, filters)],
        "organs": list(organs.items()),
        "years": sorted({one.year for one in versions}, reverse=True),
        "looks": LOOKS,
        "kinds": list(sheets.KINDS),
        "query": urlencode(filters.given),
    }
    return render(request, "deciding/public/matters.html", context)


def _is_chosen(one: Any, filters: Filters) -> bool:
    organ = not filters.organ or one.organisation.code == filters.organ
    return organ and (not filters.year or one.year == filters.year)


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of the list under the same filters."""
    if kind not in sheets.KINDS:
        raise Http404("没有这种格式，可以下载 XLSX、CSV 或 JSON。")
    rows = list(listed(_filters(request), timezone.localdate()))
    response = HttpResponse(sheets.export(rows, kind, TITLE), content_type=sheets.KINDS[kind])
    name = f"{TITLE}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _public(pk: int) -> Decision:
    return get_object_or_404(queries.public_decisions(), pk=pk)


@require_safe
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter: how far it is, what each step published, how to send an opinion."""
    one = _public(pk)
    chapters = queries.chapters(one, public=True)
    address = absolute(request, reverse("decisions:matter", args=[one.pk]))
    records = [leaf.record for chapter in chapters for leaf in chapter.leaves]
    context = {
        "one": one,
        "chapters": chapters,
        "told": [chapter for chapter in chapters if not chapter.is_empty],
        "five": stages.five(one.state, one.left_out),
        "hearing_out": one.left_out.get(stages.HEARING, ""),
        "ended": next((record for record in queries.ending(one)), None),
        "address": address,
        "short_address": address.split("://", 1)[1],
        "linked_data": _linked_data(request, one, records, address),
    }
    return render(request, "deciding/public/matter.html", context)


@require_safe
@cache_control(public=True, max_age=DAY)
def qr(request: HttpRequest, pk: int) -> HttpResponse:
    """The address of a matter as a QR code (SVG), for notices."""
    address = absolute(request, reverse("decisions:matter", args=[_public(pk).pk]))
    return qr_code(address)


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """目录版本: every version of every catalogue that was published."""
    page = page_of(request, queries.public_catalogues(), PER_PAGE)
    return render(request, "deciding/public/versions.html", {"listing": page})


@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its matters as they stood, and what it changed."""
    one = get_object_or_404(queries.public_catalogues(), pk=pk)
    rows = queries.rows_of(one)
    told = changes(queries.rows_of(one.based_on), rows) if one.based_on else []
    day = one.published_on or timezone.localdate()
    context = {
        "one": one,
        "rows": [
            (code, row, row.words("plan"), row.words("left_out")) for code, row in rows.items()
        ],
        "changes": told,
        "published": timezone.make_aware(datetime.combine(day, time())),
    }
    return render(request, "deciding/public/version.html", context)


def _linked_data(
    request: HttpRequest, one: Decision, records: list[DecisionRecord], address: str
) -> SafeString:
    """JSON-LD: the hearing as an Event, the decision as Legislation, else the page itself."""
    organ = {"@type": "GovernmentOrganization", "name": one.organ.name}
    data: list[dict[str, Any]] = [
        {"@type": "WebPage", "@id": address, "url": address, "name": one.name,
         "inLanguage": "zh-CN", "publisher": organ}
    ]  # fmt: skip
    for record in records:
        said = record.said
        if record.step == "announce_hearing":
            data.append(
                {"@type": "Event", "name": f"{one.name}听证会", "startDate": said["hearing_on"],
                 "location": {"@type": "Place", "name": said["place"]}, "organizer": organ}
            )  # fmt: skip
        if record.step == "publish":
            data.append(
                {"@type": "Legislation", "name": said["title"], "url": said.get("link", address),
                 "legislationIdentifier": said["number"], "legislationPassedBy": organ,
                 "legislationDate": said["published_on"]}
            )  # fmt: skip
    matters = (TITLE, reverse("decisions:matters"))
    return page_facts(request, [("首页", reverse("portal:home")), matters, (one.code, "")], *data)
