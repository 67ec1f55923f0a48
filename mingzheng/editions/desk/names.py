"""对应单位名称: names in 公开主体, 实施主体 that lead to no office yet, for a person to place."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzheng.accounts.queries import OrganisationMatcher, area_of, below
from mingzheng.accounts.requests import StaffRequest
from mingzheng.catalogue.models import Edition
from mingzheng.core.access import Blocked, Denied, may
from mingzheng.editions.desk.editions import case_of, page, posted
from mingzheng.editions.forms import NameForm
from mingzheng.editions.kinds import KINDS

A_PAGE = 10  # each name comes with a list of all offices: more would be a megabyte of options


@login_required
def names(request: StaffRequest, pk: int) -> HttpResponse:
    """The list, each with what it might mean; a POST places one name and remembers it."""
    edition = case_of(request, pk)
    kind = KINDS[edition.kind]
    may_map = may(request.user, "alias.map", edition.organisation_path)
    if request.method == "POST" and not may_map:
        raise Denied("单位名称由编制单位经办人或者政务公开办来对应。")
    offices = list(below(area_of(edition.organisation)))
    found = kind.gaps(edition)
    form = NameForm(posted(request), offices=offices)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if text not in {name for name, *_ in found}:
            raise Blocked(f"“{text}”已经不在没有对上的名称里，可能刚才有人对好了。")
        done = kind.place(edition, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{text}”记住了，{done} 个事项对上了单位。")
        return redirect("catalogue_desk:names", pk)
    listing = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = page(
        request,
        edition,
        "names",
        gaps=_gaps(edition, listing, form),
        listing=listing,
        offices=offices,
        form=form,
        kind=kind,
        may_map=may_map,
    )
    return render(request, "editions/names.html", context)


def _gaps(edition: Edition, listing: Page, form: NameForm) -> list[dict[str, Any]]:
    """Each name of the page with what it might mean, and what was just answered wrongly."""
    matcher = OrganisationMatcher(edition.organisation) if listing.object_list else None
    gaps = []
    for text, n, example in listing:
        said = form.said if form.is_bound and form.data.get("text") == text else None
        gaps.append(
            {
                "text": text,
                "count": n,
                "example": example,
                "likely": matcher.suggest(text, 3) if matcher else [],
                "errors": form.non_field_errors() if said else [],
                "chosen": said.getlist("office") if said else [],
                "scope": said.get("scope", "") if said else "",
            }
        )
    return gaps
