"""Powers and services for residents: find one, see how it runs and what of it is public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.laws.queries import linked
from mingzheng.powers import exporting
from mingzheng.powers import queries as powers
from mingzheng.processes import queries as processes
from mingzheng.processes.rules.flowchart import as_lines, as_svg
from mingzheng.screens.paging import page_of

PER_PAGE = 20
SERVICE = "20"


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """查权责、查服务: words and facets over the lists in force."""
    filters = powers.Filters.from_query(request.GET)
    total, facets = powers.facets(filters)
    listing = page_of(request, powers.public_items(filters), PER_PAGE, total)
    context = {
        "filters": filters,
        "facets": facets,
        "total": total,
        "listing": listing,
        "kinds": list(exporting.KINDS),
    }
    return render(request, "lookup/powers.html", context)


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One power or service: what it says, how it runs, what of it is public."""
    rows = powers.history(code)
    if not rows:
        raise Http404("清单里没有这个编号的事项，现在没有，以前也没有。")
    one = rows[0]
    told = processes.process_of(one)
    made = [info for step in one.steps.all() for info in step.information.all()]
    public = [info for info in made if info.state == "active"]
    context = {
        "item": one,
        "is_current": one.edition.state == EditionState.IN_FORCE,
        "groups": one.content.told(),
        "bases": linked(one.bases),
        "svg": SafeString(as_svg(told.steps, one.title)) if told.steps else "",
        "lines": as_lines(told.steps),
        "public": public,
        "links": processes.published_items(info.item_code for info in public),
        "versions": rows,
    }
    return render(request, "lookup/power.html", context)


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Rows in force under the same filters as the list."""
    if kind not in exporting.KINDS:
        raise Http404("没有这种格式，可以下载 XLSX、CSV 或 JSON。")
    filters = powers.Filters.from_query(request.GET)
    is_service = filters.type == SERVICE
    title = "公共服务清单" if is_service else "权责和公共服务清单"
    list_kind = ListKind.SERVICES if is_service else ListKind.POWERS
    data = exporting.export(powers.public_items(filters), kind, list_kind, title)
    response = HttpResponse(data, content_type=exporting.KINDS[kind])
    name = f"{title}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
