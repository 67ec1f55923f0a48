"""Channels on the desk (渠道设置): for the system administrator alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require_anywhere
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.channels import actions, queries
from mingzheng.channels.forms import ChannelForm, StartForm
from mingzheng.channels.models import Channel
from mingzheng.channels.states import Medium
from mingzheng.core.access import Blocked
from mingzheng.screens.lists import NOTHING, Column, Listing, respond

COLUMNS = (
    Column("medium", "渠道", lambda one: one.get_medium_display(),
           url=lambda one: one.get_absolute_url()),
    Column("office", "单位", lambda one: one.organisation.label),
    Column("scope", "发哪些", lambda one: one.get_scope_display()),
    Column("records", "许可和处罚公示", lambda one: "也发" if one.carries_records else NOTHING,
           css="nowrap"),
    Column("on", "状况", lambda one: "启用" if one.is_on else "停用", css="nowrap",
           dress=lambda one: "tag tag-valid" if one.is_on else "tag tag-void"),
    Column("changed", "修改时间", lambda one: f"{timezone.localdate(one.changed_at)}",
           css="nowrap"),
)  # fmt: skip


def _offices(request: StaffRequest) -> object:
    reach = within(paths_with(request.user, "channel.edit"))
    return Organisation.objects.filter(reach, is_active=True).order_by("path")


@login_required
@require_safe
def channels(request: StaffRequest) -> HttpResponse:
    """渠道设置: the accounts of all offices; a form to begin another."""
    require_anywhere(request.user, "channel.edit")
    listing = Listing(
        request, COLUMNS, queries.visible_to(request.user), name="发布渠道", unit="个",
        empty="还没有设置渠道，什么都不会往外发。", may_export=False,
    )  # fmt: skip
    context = {"form": StartForm(offices=_offices(request))}
    return respond(request, listing, template="channels/channels.html", context=context)


@login_required
def new(request: StaffRequest) -> HttpResponse:
    """新设渠道: for the office and medium in the address."""
    require_anywhere(request.user, "channel.edit")
    start = StartForm(request.GET, offices=_offices(request))
    if not start.is_valid():
        messages.error(request, "没有新设：请选单位和渠道。")
        return redirect("channels:channels")
    office, medium = start.cleaned_data["organisation"], start.cleaned_data["medium"]
    known = queries.visible_to(request.user).filter(organisation=office, medium=medium).first()
    return redirect(known) if known else _form(request, office, medium, None)


@login_required
def channel(request: StaffRequest, pk: int) -> HttpResponse:
    """One channel: its settings, without the secrets."""
    one = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return _form(request, one.organisation, one.medium, one)


def _form(
    request: StaffRequest, office: Organisation, medium: str, one: Channel | None
) -> HttpResponse:
    if medium not in Medium.values:
        raise Http404("没有这种渠道。")
    data = request.POST if request.method == "POST" else None
    form = ChannelForm(data, medium=medium, channel=one)
    if form.is_valid():
        said = form.cleaned_data
        try:
            saved = actions.set_up(
                office, medium, form.given, by=request.user,
                scope=said["scope"], is_on=said["is_on"],
                carries_records=said.get("carries_records", False),
            )  # fmt: skip
        except Blocked as refused:
            form.add_error(None, refused.reason)
        else:
            words = "已启用" if saved.is_on else "已保存，没有启用"
            messages.success(request, f"{saved}{words}。")
            return redirect("channels:channels")
    context = {"form": form, "channel": one, "office": office, "medium": Medium(medium).label}
    return render(request, "channels/channel.html", context)


@login_required
@require_POST
def switch_off(request: StaffRequest, pk: int) -> HttpResponse:
    """停用."""
    one = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.switch_off(one, by=request.user)
    messages.success(request, f"{one}已停用，没有发的留着。")
    return redirect("channels:channels")
