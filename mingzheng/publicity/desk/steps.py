"""Steps of a record on the desk: one at a time with its form, several at once, revealing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.moves import why_not
from mingzheng.publicity import queries
from mingzheng.publicity.actions import records as actions
from mingzheng.publicity.desk.records import PER_QUEUE, seen
from mingzheng.publicity.forms import CorrectionForm, NoteForm, ReportForm, WithdrawForm
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.fields import by_code

STEPS: dict[str, Callable[..., None]] = {
    "submit": actions.submit,
    "take_back": actions.take_back,
    "send_back": actions.send_back,
    "release": actions.release,
    "report": actions.report,
    "withdraw": actions.withdraw,
    "propose": actions.propose,
    "correct": actions.correct,
    "turn_down": actions.turn_down,
    "discard": actions.discard,
}
TOGETHER = {"submit": "送审", "release": "公示"}


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the flow: its form, then the deed."""
    one = seen(request, pk)
    if step not in STEPS:
        raise Http404
    row = one.FLOW.step(step)
    form = _form_for(one, step, request.POST if request.method == "POST" else None)
    reason = why_not(one, step, by=request.user)
    # What may not be done is not done for want of a field, and not shown as a form either.
    if request.method == "POST" and not reason and form.is_valid():
        STEPS[step](one, by=request.user, **_said(form))
        messages.success(request, f"{one.subject_title}：{row.label}，已办。")
        return redirect(one)
    status = 403 if reason and request.method == "POST" else 200
    context = {"record": one, "step": row, "form": form, "reason": reason}
    return render(request, "publicity/step.html", context, status=status)


def _form_for(one: Record, step: str, data: Any) -> Any:
    if step == "propose":
        return CorrectionForm(data, kind=one.kind, office=one.organisation, record=one)
    if step == "report":
        return ReportForm(data, initial={"changed_on": timezone.localdate().isoformat()})
    if step == "withdraw":
        said = one.reported
        return WithdrawForm(data, initial={"reason": said.get("reason", "revoked")})
    return NoteForm(data, required=one.FLOW.step(step).note_required)


def _said(form: Any) -> dict[str, Any]:
    if isinstance(form, CorrectionForm):
        return {"entry": form.entry, "reason": form.cleaned_data["reason"]}
    return dict(form.cleaned_data)


@login_required
@require_POST
def take_all(request: StaffRequest) -> HttpResponse:
    """成批送审、公示: the records that were ticked, all or none."""
    name = request.POST.get("step", "")
    if name not in TOGETHER:
        raise Denied("成批只能送审或者公示。")
    keys = [key for key in request.POST.getlist("record") if key.isdecimal()][:PER_QUEUE]
    records = list(queries.visible_to(request.user).filter(pk__in=keys).order_by("pk"))
    if not records:
        raise Blocked("一条也没有选。先勾上要办的，再点按钮。")
    done = actions.take_all(records, name, by=request.user)
    messages.success(request, f"{done} 条已{TOGETHER[name]}：{actions.kinds(records)}。")
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if is_ours else "publicity:records")


@login_required
@require_POST
@never_cache
def reveal(request: StaffRequest, pk: int) -> HttpResponse:
    """查看证件号码: shown once on a page that nothing keeps; who looked stays in the trace."""
    one = seen(request, pk)
    code = request.POST.get("code", "")
    number = actions.reveal(one, code, by=request.user)
    field = by_code(one.kind)[code]
    event = trace.history(one).order_by("-sequence").first()
    context = {"record": one, "field": field, "number": number, "event": event}
    return render(request, "publicity/number.html", context)
