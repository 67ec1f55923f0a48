"""Beside the steps: opinions with their adoption, documents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.deciding.desk.course import seen
from mingzheng.deciding.forms import DocumentForm, Opinions, opinions_of
from mingzheng.decisions.actions import papers as actions
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
    if form.is_valid():
        made = actions.add_document(one, form.paper, by=request.user)
        messages.success(request, f"已登记《{made.title}》。")
        return redirect(one)
    return render(request, "deciding/desk/document.html", {"one": one, "form": form})


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
