"""The working calendar on the desk (工作日历): read it, and enter a year's notice."""

import re
from calendar import Calendar
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mingzheng.accounts.queries.reach import top_path
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Denied, may
from mingzheng.deadlines import almanac, clocks
from mingzheng.deadlines.forms import NoticeForm
from mingzheng.deadlines.models import CalendarDay, CalendarYear


def _may_edit(request: StaffRequest) -> bool:
    return may(request.user, "calendar.edit", top_path(request.user))


@login_required
def years(request: StaffRequest) -> HttpResponse:
    """Which years are announced, and until when deadlines are certain."""
    return render(
        request,
        "deadlines/years.html",
        {
            "years": CalendarYear.objects.order_by("-year"),
            "known_until": almanac.current().known_until,
            "this_year": timezone.localdate().year,
            "may_edit": _may_edit(request),
        },
    )


@login_required
def year(request: StaffRequest, year: int) -> HttpResponse:
    """One year by months: 休, 班, and the days in words."""
    stored = CalendarYear.objects.filter(year=year).first()
    if stored is None:
        raise Http404
    days = CalendarDay.objects.filter(date__year=year).order_by("date")
    special = {day.date: day for day in days}
    months = [{"number": month, "weeks": _weeks(year, month, special)} for month in range(1, 13)]
    context = {"year": stored, "days": days, "months": months, "may_edit": _may_edit(request)}
    return render(request, "deadlines/year.html", context)


def _weeks(year: int, month: int, special: dict[date, CalendarDay]) -> list[list[dict[str, Any]]]:
    calendar = almanac.current()
    return [
        [
            {
                "day": day.day if day.month == month else "",
                "works": calendar.is_workday(day),
                "special": special.get(day) if day.month == month else None,
            }
            for day in week
        ]
        for week in Calendar().monthdatescalendar(year, month)
    ]


@login_required
def announce(request: StaffRequest) -> HttpResponse:
    """Enter a notice: first what it would move, then, confirmed, the deed."""
    if not _may_edit(request):
        raise Denied("工作日历由系统管理员维护。")
    asked = request.GET.get("year", "")
    form = NoticeForm(request.POST or None, initial=_initial(asked))
    changes = None
    if request.method == "POST" and form.is_valid():
        number, days = form.cleaned_data["days"]
        is_sure = "confirm" in request.POST
        changes = clocks.announce(
            number,
            days,
            source=form.cleaned_data["source"],
            by=request.user,
            dry_run=not is_sure,
        )
        if is_sure:
            messages.success(
                request, f"{number} 年的日历已更新，重算了 {len(changes)} 个没办结的期限。"
            )
            return redirect("deadlines:year", number)
    return render(request, "deadlines/announce.html", {"form": form, "changes": changes})


def _initial(asked: str) -> dict[str, str]:
    if not re.fullmatch("[1-9][0-9]{3}", asked):
        return {}
    stored = CalendarYear.objects.filter(year=int(asked)).first()
    days = CalendarDay.objects.filter(date__year=int(asked)).order_by("date")
    source = stored.source if stored and stored.announced else ""
    return {"days": NoticeForm.lines(days), "source": source}
