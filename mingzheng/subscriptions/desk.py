"""Subscriptions on the desk: how many follow what, what became of the letters, masked addresses."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.accounts.queries import require_anywhere
from mingzheng.accounts.requests import StaffRequest
from mingzheng.screens.lists import NOTHING, Column, Filter, Listing, respond
from mingzheng.subscriptions import queries
from mingzheng.subscriptions.models import BY, Subscriber
from mingzheng.subscriptions.states import Pace


def _day(moment: Any) -> str:
    return f"{timezone.localdate(moment):%Y-%m-%d}" if moment else NOTHING


COLUMNS = (
    Column("who", "订阅人", lambda one: one.masked),
    Column("medium", "用什么收", lambda one: one.get_medium_display(), css="nowrap"),
    Column("pace", "多久一次", lambda one: one.get_pace_display()),
    Column("since", "订阅时间", lambda one: _day(one.since), sort="since", css="nowrap"),
    Column("told", "最近推送", lambda one: _day(one.told_at),
           sort="told_at", css="nowrap"),
)  # fmt: skip
FILTERS = (
    Filter("medium", "用什么收", lambda rows, v: rows.filter(medium=v), BY),
    Filter("pace", "多久一次", lambda rows, v: rows.filter(pace=v), Pace.choices),
)


@login_required
@require_safe
def following(request: StaffRequest) -> HttpResponse:
    """订阅: counts and masks; nobody here can read an address, so there is nothing to export."""
    require_anywhere(request.user, "subscription.see")
    listing = Listing(
        request, COLUMNS, Subscriber.objects.all(), FILTERS, "-since", name="订阅", unit="人",
        empty="还没有人订阅。", may_export=False,
    )  # fmt: skip
    context = {
        "followed": list(queries.following()[:20]),
        "letters": queries.letters_by_state(),
        "media": queries.channels(),
    }
    return respond(request, listing, template="subscriptions/desk.html", context=context)
