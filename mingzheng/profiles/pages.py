"""What residents see of an office: 机构职能, guide, people, each team and grid with a QR."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.core.addresses import absolute
from mingzheng.profiles import queries, sheets
from mingzheng.profiles.models import Unit
from mingzheng.screens.carried import DAY, page_facts, qr_code, root_of
from mingzheng.screens.rules.linked import organ

NOBODY = "没有这个单位，或者它已经撤并。可以在单位列表里找。"


def _office(code: str) -> Organisation:
    found = queries.organisation(code)
    if found is None:
        raise Http404(NOBODY)
    return found


@require_safe
def about(request: HttpRequest, code: str) -> HttpResponse:
    """机构职能: duties, how to reach it, who leads it, its divisions, teams and grids."""
    one = _office(code)
    found = queries.about(one)
    context = {
        "office": one,
        "about": found,
        "linked_data": _linked_data(request, found),
    }
    return render(request, "profiles/about.html", context)


@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    """人员公示: who works here, and who is on duty (亮身份、亮岗位)."""
    one = _office(code)
    trail = _trail(one, ("机构职能", _about_url(one)), ("人员公示", ""))
    context = {
        "office": one,
        "officers": queries.officers_of(one),
        "linked_data": page_facts(request, trail),
    }
    return render(request, "profiles/people.html", context)


@require_safe
def people_table(request: HttpRequest, code: str) -> HttpResponse:
    """The people and units of an office as CSV."""
    one = _office(code)
    text = sheets.as_csv(queries.officers_of(one), queries.units_of(one))
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{one.name}人员公示.csv")
    return response


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """政府信息公开指南 (条例第十二条) of one office; a committee has its own openness instead."""
    one = _office(code)
    if one.is_committee:
        return redirect("reading:affairs", code)
    context = {
        "office": one,
        "guide": queries.guide_of(one),
        "linked_data": page_facts(request, _trail(one, ("政府信息公开指南", ""))),
    }
    return render(request, "profiles/guide.html", context)


def _unit(code: str, pk: int) -> Unit:
    found = queries.unit(code, pk)
    if found is None:
        raise Http404("没有这个内设机构、中队或者网格，可能已经调整。")
    return found


@require_safe
def unit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One team or grid: its area, its people, how to reach it; the page behind the QR."""
    found = _unit(code, pk)
    address = absolute(request, found.get_absolute_url())
    context = {
        "office": found.organisation,
        "unit": found,
        "officers": queries.officers_of(found.organisation).filter(unit=found),
        "short_address": address.split("://", 1)[1],
        "linked_data": _unit_facts(request, found),
    }
    return render(request, "profiles/unit.html", context)


@require_safe
@cache_control(public=True, max_age=DAY)
def qr(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The address of a unit as a QR code (SVG), for the door and the notice board."""
    return qr_code(absolute(request, _unit(code, pk).get_absolute_url()))


@require_safe
def photo(request: HttpRequest, code: str, pk: int, mark: str) -> HttpResponse:
    """The work photo of somebody shown; gone when it was taken off or changed."""
    found = queries.portrait(code, pk, mark)
    if found is None:
        raise Http404("这张照片已经撤下，或者换过了。")
    response = HttpResponse(bytes(found.data), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _trail(one: Organisation, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of an office, as its crumbs have it."""
    office = (one.label, reverse("lookup:office", args=[one.code]))
    return [("首页", reverse("portal:home")), ("查单位", reverse("lookup:offices")), office, *more]


def _about_url(one: Organisation) -> str:
    return reverse("profiles:about", args=[one.code])


def _linked_data(request: HttpRequest, found: queries.About) -> SafeString:
    """The office as schema.org GovernmentOrganization."""
    one, root = found.organisation, root_of(request)
    above = organ(one.parent.name, _about_url(one.parent), root=root) if one.parent else None
    office = organ(
        one.name,
        _about_url(one),
        root=root,
        identifier=one.code,
        address=one.address,
        telephone=one.phone,
        openingHours=one.office_hours,
        parentOrganization=above,
        description=found.profile.duties if found.profile else "",
        department=[{"@type": "Organization", "name": unit.name} for unit in found.units],
        employee=[
            {"@type": "Person", "name": person.name, "jobTitle": person.post}
            for person in found.leaders
        ],
    )
    return page_facts(request, _trail(one, ("机构职能", "")), office)


def _unit_facts(request: HttpRequest, one: Unit) -> SafeString:
    """A team or grid, and the office that it belongs to."""
    root, office, here = root_of(request), one.organisation, one.get_absolute_url()
    unit = organ(
        one.name,
        here,
        root=root,
        telephone=one.phone or office.phone,
        areaServed=one.area,
        description=one.duties,
        parentOrganization=organ(office.name, _about_url(office), root=root),
    )
    trail = _trail(office, ("机构职能", _about_url(office)), (one.name, ""))
    return page_facts(request, trail, unit)
