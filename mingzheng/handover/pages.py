"""政府会议: what was talked about and decided, year by year, with the text of each meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.handover import queries
from mingzheng.screens.paging import one_of


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of a year, the latest unless another is asked for."""
    years = queries.years()
    asked = one_of(request, "year", "年份", [str(one) for one in years])
    year = int(asked) if asked else (years or [timezone.localdate().year])[0]
    context = {"years": years, "year": year, "meetings": queries.meetings(year)}
    return render(request, "handover/meetings.html", context)
