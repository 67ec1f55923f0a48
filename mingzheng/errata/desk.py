"""Errata on the desk: what residents found wrong, answered or handed over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import holds, require_anywhere
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import may
from mingzheng.errata import actions, queries
from mingzheng.errata.forms import AnswerForm, DaysForm, HandOverForm
from mingzheng.errata.states import Fault
from mingzheng.screens.lists import Column, Filter, Listing, respond

COLUMNS = (
    Column("text", "问题", lambda one: one.text[:60], url=lambda one: one.get_absolute_url()),
    Column("fault", "错在哪里", lambda one: one.get_fault_display(), css="nowrap"),
    Column("office", "单位", lambda one: one.organisation.label),
    Column("sent", "提交", lambda one: f"{one.sent_at:%Y-%m-%d}", sort="sent_at", css="nowrap"),
    Column("due", "答复期限", lambda one: one.due_on, sort="due_on", css="nowrap"),
    Column("done", "答复", lambda one: "已答复" if one.is_answered else "还没有答复", css="nowrap"),
)
OPEN = (("open", "还没有答复"), ("done", "已答复"))
FILTERS = (
    Filter(
        "done",
        "答复",
        lambda rows, value: rows.filter(answered_at__isnull=value == "open"),
        OPEN,
    ),
    Filter("fault", "错在哪里", lambda rows, value: rows.filter(fault=value), Fault.choices),
)


@login_required
@require_safe
def reports(request: StaffRequest) -> HttpResponse:
    """网站找错: what was reported to the offices I answer for."""
    listing = Listing(
        request, COLUMNS, queries.visible_to(request.user), FILTERS, "due",
        name="网站找错", unit="条", empty="没有人找到错。",
    )  # fmt: skip
    context = {"may_set": holds(request.user, "errata.hand_over"), "workdays": queries.workdays()}
    return respond(request, listing, template="errata/desk/reports.html", context=context)


@login_required
def days(request: StaffRequest) -> HttpResponse:
    """答复期限: within how many working days offices answer what residents found wrong."""
    require_anywhere(request.user, "errata.hand_over")
    root = queries.answers_for("")
    if root is None:
        raise Http404
    form = DaysForm(request.POST or None, initial={"workdays": queries.workdays()})
    if request.method == "POST" and form.is_valid():
        actions.set_workdays(root, form.cleaned_data["workdays"], by=request.user)
        messages.success(request, "答复期限已保存。")
        return redirect("errata_desk:reports")
    context = {"form": form, "submit": "保存", "back_url": reverse("errata_desk:reports")}
    return render(request, "errata/desk/days.html", context)


@login_required
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """One report: read, answer."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.answer(found, form.cleaned_data["reply"], by=request.user)
        messages.success(request, "已答复，提交的人凭查询码能看到。")
        return redirect(found)
    offices = _offices(request)
    may_hand = may(request.user, "errata.hand_over", found.organisation_path)
    context = {
        "report": found,
        "form": form,
        "hand_over": HandOverForm(offices=offices) if may_hand and not found.is_answered else None,
    }
    return render(request, "errata/desk/report.html", context)


@login_required
@require_POST
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """转办 to the office that knows."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    form = HandOverForm(request.POST, offices=_offices(request))
    if form.is_valid():
        office = form.cleaned_data["office"]
        actions.hand_over(found, office, by=request.user)
        messages.success(request, f"已转给{office.label}。")
    else:
        messages.error(request, "没有转：请选单位。")
    return redirect(found)


def _offices(request: StaffRequest) -> object:
    reach = within(paths_with(request.user, "errata.hand_over"))
    return Organisation.objects.filter(reach, is_active=True).order_by("path")
