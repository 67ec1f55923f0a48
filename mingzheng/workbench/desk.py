"""待办: the first page of the desk. The pages of the trace are in `trail`."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue

from . import queries, rows
from .context import desk_of

WEEKDAYS = "一二三四五六日"
SHOWN = 6  # of what I sent and what came back


@login_required
@require_safe
def todo(request) -> HttpResponse:
    """待办: what waits for me across all rooms, the most urgent first."""
    found = desk_of(request).waiting
    light = request.GET.get("light", "")
    shown = [one for one in found if one.light == light] if light in rows.LIGHTS else found
    urgent = sum(one.light in rows.URGENT for one in found)
    context = {
        "heading": heading(request.user.actor_name, urgent, len(found)),
        "today": _today(),
        "total": len(found),
        "light": light if light in rows.LIGHTS else "",
        "tallies": rows.tallies(found),
        "groups": rows.grouped(shown),
        "latest": queries.latest_by(request.user),
        "may_trace": queries.holds(request.user, "trace.see"),
        **_under_way(request.user),
    }
    return render(request, "workbench/todo.html", context)


def _under_way(person) -> dict[str, object]:
    """What came back to me and what I sent off; nothing for whoever sends nothing."""
    if not queries.holds(person, "edition.submit"):
        return {}
    return {
        "sends": True,
        "returned": catalogue.returned_to(person)[:SHOWN],
        "sent": catalogue.sent_by(person)[:SHOWN],
    }


def heading(name: str, urgent: int, total: int) -> str:
    """The page title says the answer first."""
    if urgent:
        return f"{name}，今天有 {urgent} 件要先办"
    return f"{name}，有 {total} 件等着办" if total else f"{name}，手上没有要办的事"


def _today() -> str:
    day = timezone.localdate()
    week = day.isocalendar().week
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}，第 {week} 周"
