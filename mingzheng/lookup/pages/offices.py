"""Who owes what: the list of offices, and one office with its fields."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.states import Level
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.queries import Filters
from mingzheng.exports.files import KINDS
from mingzheng.lookup import queries
from mingzheng.screens.carried import page_facts, root_of
from mingzheng.screens.paging import page_of
from mingzheng.screens.rules.linked import organ

PER_PAGE = 50


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """查单位: every office that owes items, by level."""
    level, q = request.GET.get("level", ""), request.GET.get("q", "").strip()[:60]
    found = queries.offices_owing(q)
    levels = [
        {"value": value, "label": label, "count": sum(one.level == value for one in found)}
        for value, label in Level.choices
    ]
    wanted = [one for one in found if level in ("", one.level)]
    context = {
        "listing": page_of(request, wanted, PER_PAGE),
        "levels": [one for one in levels if one["count"]],
        "level": level,
        "q": q,
        "total": len(found),
    }
    return render(request, "lookup/offices.html", context)


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """One office: how to reach it, and what it must disclose, field by field."""
    found = catalogue.office_page(code)
    if found is None:
        raise Http404("没有这个单位，或者它已经撤并。可以在单位列表里找。")
    organisation, fields = found
    context = {
        "office": organisation,
        "fields": fields,
        "total": sum(count for _, _, count in fields),
        "filters": Filters(office=organisation.code),
        "kinds": list(KINDS),
        "linked_data": _facts(request, organisation),
    }
    return render(request, "lookup/office.html", context)


def _facts(request: HttpRequest, one: Organisation) -> SafeString:
    """The office for programs, by the address of what it says of itself, and the page's place."""
    trail = [
        *(("首页", reverse("portal:home")), ("基层政务公开", reverse("lookup:fields"))),
        *(("查单位", reverse("lookup:offices")), (one.label, "")),
    ]
    about = reverse("profiles:about", args=[one.code])
    office = organ(one.name, about, root=root_of(request), address=one.address, telephone=one.phone)
    return page_facts(request, trail, office)
