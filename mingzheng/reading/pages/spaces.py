"""政府信息公开: the whole site's platform and each office's space; how to apply for more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.profiles import queries as profiles
from mingzheng.reading.pages.columns import office_or_404
from mingzheng.reading.queries import lists, spaces
from mingzheng.reading.rules.affairs import affairs_of


def _root() -> Organisation:
    found = spaces.portal()
    if found is None:
        raise Http404("还没有建好机构，装好以后再来。")
    return found


@require_safe
def platform(request: HttpRequest) -> HttpResponse:
    """政府信息公开 of the whole area: the root's space, with every list over all offices."""
    office = _root()
    context = {"space": spaces.space(office), "office": office, "shelves": lists.shelves_in_use()}
    return render(request, "reading/space.html", context)


@require_safe
def space(request: HttpRequest, code: str) -> HttpResponse:
    """公开子站 of one office, town or village: the same frame everywhere."""
    office = office_or_404(code)
    return render(request, "reading/space.html", {"space": spaces.space(office), "office": office})


@require_safe
def apply_here(request: HttpRequest) -> HttpResponse:
    """依申请公开 of the whole site: the government's own, and where each office's is."""
    return redirect("reading:apply", _root().code)


@require_safe
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """依申请公开: how to apply to an office for what is not there (条例第二十七条、第二十九条).

    Nobody applies to a committee: its page says what it makes public, and where to apply.
    """
    office = office_or_404(code)
    if office.is_committee:
        return redirect("reading:affairs", code)
    context = {"office": office, "guide": profiles.guide_of(office)}
    return render(request, "reading/apply.html", context)


@require_safe
def affairs(request: HttpRequest, code: str) -> HttpResponse:
    """村务公开、居务公开: what a committee makes public, how often, whom to ask; where to apply."""
    office = office_or_404(code)
    found = affairs_of(office.kind)
    if found is None:
        raise Http404("只有村委会、居委会有村务公开、居务公开的页面。可以从这个单位的公开页面看。")
    organ = spaces.organ_above(office)
    return render(
        request, "reading/affairs.html", {"office": office, "affairs": found, "organ": organ}
    )
