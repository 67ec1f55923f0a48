"""Dues on the desk: the list of what is owed, and one of it with its why."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.accounts.queries import holds, refusal
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import may
from mingzheng.deadlines import almanac
from mingzheng.docket.tables import LOOKS, OWED, columns, filters, rows_of
from mingzheng.dues import queries
from mingzheng.dues.models import Due, standing
from mingzheng.dues.rules.results import verdict
from mingzheng.dues.states import Closing
from mingzheng.screens.lists import Listing, respond

LATEST = 8  # events on the page; all of them stand in the trace


@login_required
@require_safe
def dues(request: StaffRequest) -> HttpResponse:
    """应公开: what the offices within reach owe, by the day, with its light."""
    today, calendar = timezone.localdate(), almanac.current()
    asked = request.GET.get("look", OWED)
    look = asked if asked in dict(LOOKS) else OWED
    listing = Listing(
        request,
        columns(today, calendar),
        rows_of(queries.visible_to(request.user), look, today, calendar),
        filters(),
        sort="due",
        name=f"应公开：{dict(LOOKS)[look]}",
        unit="项",
        empty="没有这样的应公开事项。每一期会自动列出来，一事一公开的要登记。",
    )
    context = {
        "looks": [
            {"label": label, "url": listing.address(look=value), "set": value == look}
            for value, label in LOOKS
        ],
        "look": look,
        "may_open": holds(request.user, "due.open"),
        "may_set": holds(request.user, "due.set_prompt"),
    }
    return respond(request, listing, template="docket/dues.html", context=context)


def seen(request: StaffRequest, pk: int) -> Due:
    """The due if this person may see it, else 404: a stranger must not learn that it exists."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@login_required
@require_safe
def due(request: StaffRequest, pk: int) -> HttpResponse:
    """One due: what and by when, how that was counted, what fulfilled it, what may be done."""
    one = seen(request, pk)
    today, calendar = timezone.localdate(), almanac.current()
    rows = list(one.fulfillments.all())
    context: dict[str, Any] = {
        "due": one,
        "verdict": verdict(one.days, today, calendar),
        "reasons": queries.explanation_of(one, today, calendar),
        "publications": standing(rows),
        "withdrawn": [row for row in rows if row.withdrawn_on],
        "steps": _steps(request, one),
        "events": [],
    }
    if may(request.user, "trace.see", one.organisation_path):
        context["events"] = trace.history(one).order_by("-sequence")[:LATEST]
        context["trace_url"] = reverse("workbench:trace", args=["dues.due", one.pk])
    return render(request, "docket/due.html", context)


def _steps(request: StaffRequest, one: Due) -> list[dict[str, Any]]:
    """What may be done now, and what may not with the sentence why."""
    wanted = []
    if one.closing == Closing.EXCUSED:
        wanted.append(("restore", "due.excuse", "恢复要求公开", "后来发生了，或者弄错了"))
    elif not one.closed_on:
        wanted.append(
            (
                "elsewhere",
                "due.fulfil",
                "登记公开结果",
                "在公示栏、别的网站，本站机构职能、双公示等页面公开的，记在这里",
            )
        )
        if one.is_open:
            wanted.append(("excuse", "due.excuse", "免予公开", "比如本期没有发生，要写明原因"))
    place = one.organisation
    return [
        {
            "label": label,
            "hint": hint,
            "url": reverse(f"dues:{name}", args=[one.pk]),
            "reason": refusal(request.user, deed, place.path, place.name),
        }
        for name, deed, label, hint in wanted
    ]
