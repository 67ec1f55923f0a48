"""移交 by form, for offices whose document system does not call the interface; and keys."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require, require_anywhere
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked
from mingzheng.files.rules.safety import Refused
from mingzheng.handover import actions, queries
from mingzheng.handover.forms import KeyForm, MeetingForm, ParcelForm


def _offices(request: StaffRequest, deed: str) -> Any:
    reach = within(paths_with(request.user, deed))
    return Organisation.objects.filter(reach, is_active=True).order_by("path")


def _office(request: StaffRequest) -> Organisation:
    """The office asked for, within reach; else the person's own."""
    if code := request.GET.get("office", ""):
        return get_object_or_404(_offices(request, "handover.send"), code=code)
    home = request.user.organisation
    require(request.user, "handover.send", home.path, home.name)
    return home


@login_required
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """登记移交: a document or a meeting; the form sent twice is one handover."""
    require_anywhere(request.user, "handover.send")
    office = _office(request)
    is_meeting = kind == "meeting"
    shape = MeetingForm if is_meeting else ParcelForm
    owed = queries.items_to_name(office)
    if request.method == "POST":
        form = shape(request.POST, request.FILES, items=owed)
        if form.is_valid() and (made := _sent(request, form, office)):
            return redirect(made)
    else:
        form = shape(items=owed)
    offices = [(one.code, one.name) for one in _offices(request, "handover.send")]
    context = {
        "form": form,
        "office": office,
        "offices": offices if len(offices) > 1 else [],
        "is_meeting": is_meeting,
    }
    return render(request, "handover/desk/new.html", context)


def _sent(request: StaffRequest, form: ParcelForm, office: Organisation) -> Any:
    file = form.cleaned_data["file"]
    files = [(file.name, file.read())] if file else []
    try:
        found = actions.send(office, form.parcel(), by=request.user, files=files)
    except actions.Faulty as wrong:
        form.show(wrong.faults)
        return None
    except Refused as refused:
        form.add_error("file", str(refused))
        return None
    except Blocked as blocked:
        form.add_error(None, blocked.reason)
        return None
    made = found.handover
    day = f"最晚 {made.publish_by:%Y-%m-%d} 公开" if made.publish_by else made.state_label
    messages.success(request, f"已移交，{made.number}，{day}。")
    return made


@login_required
def keys(request: StaffRequest) -> HttpResponse:
    """接口密钥: which systems have one; a new one is shown on this page once and never again."""
    require_anywhere(request.user, "system_key.issue")
    data = request.POST if request.method == "POST" else None
    form, issued = KeyForm(data, offices=_offices(request, "system_key.issue")), None
    if form.is_valid():
        said = form.cleaned_data
        try:
            issued = actions.issue(
                said["office"], said["system"], by=request.user, per_minute=said["per_minute"]
            )
        except Blocked as blocked:
            form.add_error(None, blocked.reason)
        else:
            form = KeyForm(offices=_offices(request, "system_key.issue"))
    rows = queries.keys_visible_to(request.user)
    context = {"form": form, "issued": issued, "keys": rows}
    answer = render(request, "handover/desk/keys.html", context)
    if issued:
        answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """收回 a key: from the next call it opens nothing."""
    one = get_object_or_404(queries.keys_visible_to(request.user), pk=pk)
    actions.revoke(one, by=request.user)
    messages.success(request, f"已收回：{one.system}。")
    return redirect("handover_desk:keys")
