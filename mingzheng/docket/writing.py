"""Forms of dues: register what was made, excuse, restore, note what is out elsewhere, 及时."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require, require_anywhere
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked
from mingzheng.docket.forms import ElsewhereForm, NewForm, PromptForm, ReasonForm
from mingzheng.docket.reading import seen
from mingzheng.dues import actions, queries
from mingzheng.dues.models import Due, PromptTerm
from mingzheng.dues.states import Closing


@login_required
def new(request: StaffRequest) -> HttpResponse:
    """登记一项应公开: an office, an item it owes, what was made and when."""
    require_anywhere(request.user, "due.open")
    office = _office(request)
    form = NewForm(
        request.POST or None,
        items=queries.items_owed_by(office),
        chosen=request.POST.get("item") or request.GET.get("item", ""),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = _tried(
            form,
            lambda: actions.open_due(
                office,
                said["item"],
                said["what"],
                said["happened_on"],
                by=request.user,
                reference=said["reference"],
                clause=said.get("clause"),
            ),
        )
        if made:
            messages.success(request, f"已登记：{made.what}。")
            return redirect(made)
    context = {"form": form, "office": office, "offices": _offices(request)}
    return render(request, "docket/new.html", context)


def _tried(form: Form, deed: Callable[[], Due]) -> Due | None:
    """The due, or None with the sentence on the form: what was typed in stays."""
    try:
        return deed()
    except Blocked as refused:
        form.add_error(None, refused.reason)
        return None


def _offices(request: StaffRequest) -> list[tuple[str, str]]:
    """Offices this person may register for, if there is more than their own."""
    found = Organisation.objects.filter(
        within(paths_with(request.user, "due.open")), is_active=True
    )
    rows = [(one.code, one.name) for one in found.order_by("path")]
    return rows if len(rows) > 1 else []


def _office(request: StaffRequest) -> Organisation:
    """The office asked for, within reach; else the person's own."""
    code = request.GET.get("office", "")
    if not code:
        home = request.user.organisation
        require(request.user, "due.open", home.path, home.name)
        return home
    found = Organisation.objects.filter(within(paths_with(request.user, "due.open")))
    return get_object_or_404(found, code=code)


@login_required
def excuse(request: StaffRequest, pk: int) -> HttpResponse:
    """免予公开, with the reason."""
    why = "已经公开或者不再要求的，不用免予公开。"
    return _reasoned(
        request, pk, "免予公开", actions.excuse, lambda due: "" if due.is_open else why
    )


@login_required
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    """恢复要求公开, with the reason."""
    why = "这一项没有免予公开，不用恢复。"
    return _reasoned(
        request,
        pk,
        "恢复要求公开",
        actions.restore,
        lambda due: "" if due.closing == Closing.EXCUSED else why,
    )


def _reasoned(
    request: StaffRequest,
    pk: int,
    label: str,
    deed: Callable[..., Due],
    why_not: Callable[[Due], str],
) -> HttpResponse:
    one = seen(request, pk)
    require(request.user, "due.excuse", one.organisation.path, one.organisation.name)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed(one, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"已{label}：{one.what}。")
        return redirect(one)
    return _form_page(request, one, form, label=label, reason=why_not(one))


@login_required
def elsewhere(request: StaffRequest, pk: int) -> HttpResponse:
    """登记公开结果 of what was made public outside this system."""
    one = seen(request, pk)
    require(request.user, "due.fulfil", one.organisation.path, one.organisation.name)
    form = ElsewhereForm(request.POST or None, initial={"title": one.what})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = _tried(form, lambda: actions.register_elsewhere(one, by=request.user, **said))
        if made:
            messages.success(request, f"已记下：{one.what}。")
            return redirect(one)
    why = "这一项已经不再要求公开。" if one.closed_on else ""
    return _form_page(request, one, form, label="登记公开结果", reason=why)


def _form_page(
    request: StaffRequest, one: Due, form: Form, *, label: str, reason: str
) -> HttpResponse:
    context: dict[str, Any] = {"due": one, "form": form, "label": label, "reason": reason}
    return render(request, "docket/step.html", context)


@login_required
def prompt(request: StaffRequest) -> HttpResponse:
    """“及时”的天数: what an office means by it, for itself and those below."""
    require_anywhere(request.user, "due.set_prompt")
    offices = Organisation.objects.filter(
        within(paths_with(request.user, "due.set_prompt")), is_active=True
    ).order_by("path")
    form = PromptForm(request.POST or None, offices=list(offices))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        office = get_object_or_404(offices, code=said["office"])
        actions.set_prompt(office, said["workdays"], by=request.user)
        messages.success(request, f"已保存：{office.name}。")
        return redirect("dues:prompt")
    terms = (
        PromptTerm.objects.filter(organisation__in=offices)
        .select_related("organisation")
        .order_by("organisation__path")
    )
    return render(request, "docket/prompt.html", {"form": form, "terms": terms})
