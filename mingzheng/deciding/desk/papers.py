"""Beside the steps: opinions with their adoption, documents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Blocked
from mingzheng.deciding.desk.course import seen
from mingzheng.deciding.forms import DocumentForm, Opinions, opinions_of
from mingzheng.decisions.actions import papers as actions
from mingzheng.decisions.models import Decision, DecisionDocument
from mingzheng.decisions.states import DecisionState


@login_required
def opinions(request: StaffRequest, pk: int) -> HttpResponse:
    """意见和采纳情况: what the public said, taken or not and why."""
    one = seen(request, pk)
    require(request.user, "decision.edit", one.organisation_path, one.organisation_name)
    written = list(one.opinions.filter(round=one.round).values())
    rows = Opinions(request.POST or None, initial=written)
    if request.method == "POST" and rows.is_valid():
        number = actions.write_opinions(one, opinions_of(rows), by=request.user)
        messages.success(request, f"已存 {number} 类意见。期满以后由审核人公开。")
        return redirect(one)
    is_open = one.state == DecisionState.CONSULTING
    context = {"one": one, "rows": rows, "is_open": is_open}
    return render(request, "deciding/desk/opinions.html", context)


@login_required
def new_document(request: StaffRequest, pk: int) -> HttpResponse:
    """登记材料 of a stage."""
    one = seen(request, pk)
    require(request.user, "decision.edit", one.organisation_path, one.organisation_name)
    form = DocumentForm(request.POST or None)
    made = _added(one, form, request) if form.is_valid() else None
    if made:
        wait = "审核人同意以后才公开。" if made.is_public else ""
        messages.success(request, f"已登记《{made.title}》。{wait}")
        return redirect(one)
    return render(request, "deciding/desk/document.html", {"one": one, "form": form})


def _added(one: Decision, form: DocumentForm, request: StaffRequest) -> DecisionDocument | None:
    """What was put on file; None with the reason beside the form, so that no typing is lost."""
    try:
        return actions.add_document(one, form.paper, by=request.user)
    except Blocked as refused:
        form.add_error(None, refused.reason)
        return None


@login_required
@require_POST
def release(request: StaffRequest, pk: int, document: int) -> HttpResponse:
    """同意公开: what another person put on file to be public."""
    one = seen(request, pk)
    require(request.user, "decision.release_document", one.organisation_path, one.organisation_name)
    found = get_object_or_404(one.documents.select_related("decision__organisation"), pk=document)
    actions.release_document(found, by=request.user)
    messages.success(request, f"已同意公开《{found.title}》，所在阶段公开了，公众就看得到。")
    return redirect(one)


@login_required
@require_POST
def remove(request: StaffRequest, pk: int, document: int) -> HttpResponse:
    """删除材料: the trace keeps its name."""
    one = seen(request, pk)
    require(request.user, "decision.edit", one.organisation_path, one.organisation_name)
    found = get_object_or_404(one.documents.select_related("decision__organisation"), pk=document)
    actions.remove_document(found, by=request.user)
    messages.success(request, f"已删除《{found.title}》，留痕里查得到。")
    return redirect(one)
