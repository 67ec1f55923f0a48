"""政府信息公开: the whole site's platform and each office's space; how to apply for more."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.profiles import queries as profiles
from mingzheng.reading.pages import trails
from mingzheng.reading.pages.columns import office_or_404
from mingzheng.reading.queries import lists, spaces
from mingzheng.reading.rules.affairs import affairs_of
from mingzheng.screens.carried import page_facts, root_of
from mingzheng.screens.rules.linked import collection, organ


def _root() -> Organisation:
    found = spaces.portal()
    if found is None:
        raise Http404("还没有建好机构，装好以后再来。")
    return found


@require_safe
def platform(request: HttpRequest) -> HttpResponse:
    """政府信息公开 of the whole area: the root's space, with every list over all offices."""
    return _page(request, _root(), shelves=lists.shelves_in_use())


def _page(request: HttpRequest, office: Organisation, **more: Any) -> HttpResponse:
    found, trail = spaces.space(office), trails.space(office)
    context = {
        "space": found,
        "office": office,
        "trail": trail,
        "linked_data": _facts(request, found, trail),
        **more,
    }
    return render(request, "reading/space.html", context)


def _facts(request: HttpRequest, found: spaces.Space, trail: trails.Steps) -> SafeString:
    """The space as a list of its newest, and the office with those below it."""
    office, root = found.office, root_of(request)
    home = "profiles:about" if office.is_active else "reading:space"
    about = reverse(home, args=[office.code])
    below = [organ(one.note, one.url, root=root) for one in found.below]
    whose = organ(
        office.name, about, root=root, address=office.address, telephone=office.phone,
        subOrganization=below,
    )  # fmt: skip
    newest = [(one.title, one.get_absolute_url()) for one in found.newest]
    name = f"{office.name}{found.name}"
    page = collection(request.path, name, newest, root=root, about={"@id": whose["@id"]})
    return page_facts(request, trail, page, whose)


@require_safe
def space(request: HttpRequest, code: str) -> HttpResponse:
    """公开子站 of one office, town or village: the same frame everywhere."""
    return _page(request, office_or_404(code))


@require_safe
def apply_here(request: HttpRequest) -> HttpResponse:
    """依申请公开 of the whole site: the government's own, and where each office's is."""
    return redirect("reading:apply", _root().code)


@require_safe
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """依申请公开: how to apply to an office for what is not there (条例第二十七条、第二十九条).

    Nobody applies to a committee: its page says what it makes public, and where to apply. Nor to
    an office that is no more: the one above it knows who goes on with its work.
    """
    office = office_or_404(code)
    if not office.is_active and (above := spaces.organ_above(office)):
        return redirect("reading:apply", above.code)
    if office.is_committee:
        return redirect("reading:affairs", code)
    trail = [*trails.office(office), ("依申请公开", "")]
    context = {
        "office": office,
        "guide": profiles.guide_of(office),
        "trail": trail,
        "linked_data": page_facts(request, trail),
    }
    return render(request, "reading/apply.html", context)


@require_safe
def affairs(request: HttpRequest, code: str) -> HttpResponse:
    """村务公开、居务公开: what a committee makes public, how often, whom to ask; where to apply."""
    office = office_or_404(code)
    found = affairs_of(office.kind)
    if not office.is_active:
        return redirect("reading:space", code)
    if found is None:
        raise Http404("只有村委会、居委会有村务公开、居务公开的页面。可以从这个单位的公开页面看。")
    trail = [*trails.office(office), (f"{found.name}怎样办", "")]
    context = {
        "office": office,
        "affairs": found,
        "organ": spaces.organ_above(office),
        "trail": trail,
        "linked_data": page_facts(request, trail),
    }
    return render(request, "reading/affairs.html", context)
