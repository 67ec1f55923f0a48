"""办文办会 on the desk: what was handed over, one of it, its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.queries import holds, refusal, require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import may
from mingzheng.core.moves import choices, why_not
from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.lights import Thresholds, light
from mingzheng.dues.queries import explanation_of
from mingzheng.dues.rules.results import verdict
from mingzheng.handover import actions, queries
from mingzheng.handover.forms import ItemsForm, NoteForm
from mingzheng.handover.models import Handover
from mingzheng.handover.states import HandoverKind, HandoverState
from mingzheng.screens.lists import NOTHING, Column, Filter, Listing, respond
from mingzheng.texts.states import Disclosure

LATEST = 8  # events on the page; all of them stand in the trace
LOOKS = {
    "open": ("待公开", HandoverState.TO_PUBLISH),
    "review": ("待审核公开属性", HandoverState.REVIEW),
    "drafted": ("已起草", HandoverState.DRAFTED),
    "settled": ("不主动公开", HandoverState.SETTLED),
    "returned": ("已退回", HandoverState.RETURNED),
    "all": ("全部", None),
}
NOTES: dict[str, Callable[..., Any]] = {
    "pass_through": actions.pass_through,
    "turn_down": actions.turn_down,
}


def _columns() -> tuple[Column, ...]:
    today, calendar = timezone.localdate(), almanac.current()

    def colour(one: Handover) -> str:
        if one.state != HandoverState.TO_PUBLISH:
            return ""
        return light(one.publish_by, today, calendar, Thresholds()).colour

    return (
        Column("title", "标题", lambda one: one.title, url=Handover.get_absolute_url),
        Column("number", "移交号", lambda one: one.number, css="nowrap", at_first=False),
        Column("day", "最晚公开", lambda one: one.publish_by or NOTHING, sort="publish_by",
               light=colour, css="nowrap"),
        Column("state", "状态", lambda one: one.state_label, sort="state"),
        Column("kind", "种类", lambda one: one.get_kind_display(), css="nowrap"),
        Column("disclosure", "公开属性", lambda one: one.get_disclosure_display(), css="nowrap"),
        Column("office", "单位", lambda one: one.organisation.label, sort="organisation__path"),
        Column("system", "从哪里来", lambda one: one.system or "工作台登记"),
        Column("formed", "形成日期", lambda one: one.formed_on, sort="formed_on", css="nowrap"),
    )  # fmt: skip


FILTERS = (
    Filter("q", "标题", lambda rows, value: rows.filter(title__contains=value)),
    Filter("kind", "种类", lambda rows, value: rows.filter(kind=value), HandoverKind.choices),
    Filter(
        "disclosure", "公开属性", lambda rows, value: rows.filter(disclosure=value),
        Disclosure.choices,
    ),
)  # fmt: skip


def seen(request: StaffRequest, pk: int) -> Handover:
    """What was handed over, if this person may see it; else 404."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@login_required
@require_safe
def handovers(request: StaffRequest) -> HttpResponse:
    """办文办会: what waits to be published, and what became of the rest."""
    asked = request.GET.get("look", "open")
    look = asked if asked in LOOKS else "open"
    label, state = LOOKS[look]
    rows = queries.visible_to(request.user).defer("body")
    listing = Listing(
        request, _columns(), rows.filter(state=state) if state else rows, FILTERS,
        sort="day" if look == "open" else "", name=f"办文办会：{label}", unit="件",
        empty="没有这样的移交件。办文系统移交的会自动列在这里，也可以从右上角登记。",
    )  # fmt: skip
    context = {
        "looks": [
            {"label": words, "url": listing.address(look=name), "set": name == look}
            for name, (words, _) in LOOKS.items()
        ],
        "may_send": holds(request.user, "handover.send"),
        "may_issue": holds(request.user, "system_key.issue"),
    }
    return respond(request, listing, template="handover/desk/handovers.html", context=context)


@login_required
@require_safe
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """One of them: what it is, by when it must be public and why, what may be done."""
    one = seen(request, pk)
    today, calendar = timezone.localdate(), almanac.current()
    rows = one.dues.select_related("organisation", "item", "term").order_by("due_on", "pk")
    dues = [
        (due, verdict(due.days, today, calendar), explanation_of(due, today, calendar))
        for due in rows
    ]
    context: dict[str, Any] = {
        "handover": one,
        "meeting": one.meeting if one.kind == HandoverKind.MEETING else None,
        "files": list(one.files.select_related("content")),
        "dues": dues,
        "steps": _steps(request, one),
        "may_draft": why_not(one, "draft_up", by=request.user) is None,
        "events": [],
        "manuscript": one.article and one.article.manuscripts.order_by("-pk").first(),
    }
    if may(request.user, "trace.see", one.organisation_path):
        context["events"] = trace.history(one).order_by("-sequence")[:LATEST]
        context["trace_url"] = reverse("workbench:trace", args=[one._meta.label_lower, one.pk])
    return render(request, "handover/desk/handover.html", context)


def _steps(request: StaffRequest, one: Handover) -> list[dict[str, Any]]:
    """What may be done now, and what may not with the sentence why; nothing of other states."""
    found = [
        {
            "name": choice.step.name,
            "label": choice.step.label,
            "hint": choice.step.hint,
            "reason": choice.reason,
            "url": reverse("handover_desk:step", args=[one.pk, choice.step.name]),
        }
        for choice in choices(one, by=request.user)
        if one.state in choice.step.sources and not choice.step.form
    ]
    if one.state == HandoverState.TO_PUBLISH:
        place = one.organisation
        found.insert(
            0 if not one.items else 1,
            {
                "name": "items",
                "label": "对公开事项" if not one.items else "再对一项公开事项",
                "hint": "按事项的公开时限算最晚哪天公开",
                "reason": refusal(request.user, "due.open", place.path, place.name),
                "url": reverse("handover_desk:items", args=[one.pk]),
            },
        )
    return found


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """A step that asks for an opinion at most."""
    one = seen(request, pk)
    row = next((row for row in one.FLOW.steps if row.name == step and not row.form), None)
    if row is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, required=row.note_required)
    if step in ("draft_up", "open_up"):
        del form.fields["note"]
    if form.is_valid():
        return _taken(request, one, step, **form.cleaned_data)
    reason = why_not(one, step, by=request.user)
    status = 403 if reason and request.method == "POST" else 200
    context = {"handover": one, "step": row, "form": form, "reason": reason}
    return render(request, "handover/desk/step.html", context, status=status)


def _taken(request: StaffRequest, one: Handover, step: str, **said: Any) -> HttpResponse:
    if step == "draft_up":
        made = actions.draft_up(one, by=request.user)
        messages.success(request, "已起草，核对以后送审。")
        return redirect("newsroom:edit", made.pk)
    if step == "open_up":
        actions.open_up(one, by=request.user)
    else:
        NOTES[step](one, by=request.user, **said)
    messages.success(request, f"{one.number}：{one.FLOW.step(step).label}，已办。")
    return redirect(one)


@login_required
def items(request: StaffRequest, pk: int) -> HttpResponse:
    """对公开事项: which item it is, so that its own limit holds."""
    one = seen(request, pk)
    require(request.user, "due.open", one.organisation_path, one.organisation_name)
    left = [item for item in queries.items_to_name(one.organisation) if item.code not in one.items]
    form = ItemsForm(request.POST if request.method == "POST" else None, items=left)
    if form.is_valid():
        found = actions.name_items(one, [form.cleaned_data["item"]], by=request.user)
        messages.success(request, f"已对上，最晚 {found.publish_by or '没有规定日子'} 公开。")
        return redirect(one)
    context = {"handover": one, "form": form, "guessed": queries.suggestions(one)}
    return render(request, "handover/desk/items.html", context)


@login_required
@require_POST
def draft_up(request: StaffRequest, pk: int) -> HttpResponse:
    """One click: the draft is there, with everything filled in."""
    return _taken(request, seen(request, pk), "draft_up")
