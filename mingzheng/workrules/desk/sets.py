"""Sets of rules on the desk: the offices, one set with its general rule, its steps, its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import may
from mingzheng.core.flow import Step
from mingzheng.core.moves import choices, why_not
from mingzheng.exports.files import KINDS
from mingzheng.screens.lists import Listing, respond
from mingzheng.workrules import queries
from mingzheng.workrules.actions import sets as actions
from mingzheng.workrules.booklet import to_pdf
from mingzheng.workrules.desk.drawing import drawn
from mingzheng.workrules.desk.tables import OFFICE_FILTERS, Standings, office_columns
from mingzheng.workrules.forms import NoteForm, PassForm
from mingzheng.workrules.models import RuleSet
from mingzheng.workrules.sheets import to_xlsx
from mingzheng.workrules.states import RuleSetState

LATEST = 8  # events on the page; all of them stand in the trace
STEPS: dict[str, Callable[..., None]] = {
    "submit": actions.submit,
    "withdraw": actions.withdraw,
    "pass_review": actions.pass_review,
    "send_back": actions.send_back,
    "withdraw_pass": actions.withdraw_pass,
    "discard": actions.discard,
}


def seen(request: StaffRequest, pk: int) -> RuleSet:
    """The set if this person may see it, else 404: a stranger must not learn that it exists."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def page(request: StaffRequest, rule_set: RuleSet, here: str, **context: Any) -> dict[str, Any]:
    """What every page of a set shows: the set, its tabs, what this person may do."""
    path = rule_set.organisation_path
    may_edit = rule_set.is_draft and may(request.user, "workrule.edit", path)
    return {"rule_set": rule_set, "here": here, "may_edit": may_edit, **context}


@login_required
@require_safe
def offices(request: StaffRequest) -> HttpResponse:
    """工作规则: every office within reach, whether it has rules, whether they hold."""
    known = Standings()
    listing = Listing(
        request,
        office_columns(known),
        queries.offices_seen_by(request.user),
        OFFICE_FILTERS,
        name="政务公开工作规则",
        unit="个单位",
        empty="目录施行以后，有公开责任的单位会出现在这里。",
    )
    known.page = lambda: listing.page.object_list
    home = request.user.organisation
    may_open = may(request.user, "workrule.edit", home.path)
    context = {"home": home, "may_open": may_open}
    return respond(request, listing, template="workrules/offices.html", context=context)


@login_required
@require_POST
def open_draft(request: StaffRequest, code: str) -> HttpResponse:
    """起草工作规则 of an office within reach; a set that is under way is opened instead."""
    office = get_object_or_404(queries.reach(request.user), code=code)
    require(request.user, "workrule.edit", office.path, office.name)
    found = queries.under_way(office)
    if found is None:
        found = actions.open_draft(office, by=request.user)
        messages.success(request, f"已起草《{found.title}》，照本单位的实际改。")
    return redirect(found)


@login_required
@require_safe
def rule_set(request: StaffRequest, pk: int) -> HttpResponse:
    """One set: the general rule drawn, rules of their own, what does not hold, the steps."""
    one = seen(request, pk)
    report = queries.report_of(one)
    context = page(
        request,
        one,
        "rules",
        report=report,
        rules=[(rule, len(report.by_rule[rule.pk]), drawn(rule)) for rule in report.rules],
        **_steps(request, one),
    )
    if may(request.user, "trace.see", one.organisation_path):
        context["history"] = trace.history(one).order_by("-sequence")[:LATEST]
    if one.state == RuleSetState.IN_FORCE:
        context["may_adjust"] = may(request.user, "workrule.edit", one.organisation_path)
    return render(request, "workrules/rule_set.html", context)


def _steps(request: StaffRequest, one: RuleSet) -> dict[str, Any]:
    steps = [c for c in choices(one, by=request.user) if c.step.who != "系统"]
    takes = [c.step for c in steps if c.reason is None]
    return {
        # What asks for a reason goes backwards: it never stands out as the thing to do.
        "forward": [step for step in takes if not step.note_required],
        "back": [step for step in takes if step.note_required],
        "blocked": [c for c in steps if c.reason and one.state in c.step.sources],
    }


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the flow: its form, then the deed."""
    one = seen(request, pk)
    if step not in STEPS:
        raise Http404
    row = one.FLOW.step(step)
    form = _form_for(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        STEPS[step](one, by=request.user, **form.cleaned_data)
        messages.success(request, f"《{one.title}》：{row.label}，已办。")
        return redirect(one)
    report = queries.report_of(one)
    reason = why_not(one, step, by=request.user)
    status = 403 if reason and request.method == "POST" else 200
    context = page(request, one, "step", step=row, form=form, reason=reason, report=report)
    return render(request, "workrules/step.html", context, status=status)


def _form_for(row: Step, data: Any) -> NoteForm:
    return (
        PassForm(data) if row.form == "pass_review" else NoteForm(data, required=row.note_required)
    )


@login_required
@require_safe
def booklet(request: StaffRequest, pk: int) -> HttpResponse:
    """工作规则册: the set as a PDF to print."""
    one = seen(request, pk)
    data = to_pdf(one, queries.report_of(one), timezone.localdate())
    return _file(data, "pdf", one)


@login_required
@require_safe
def workbook(request: StaffRequest, pk: int) -> HttpResponse:
    """规则表: every row of every rule, and which item goes by which, as a workbook."""
    one = seen(request, pk)
    return _file(to_xlsx(one, queries.report_of(one)), "xlsx", one)


def _file(data: bytes, kind: str, one: RuleSet) -> HttpResponse:
    response = HttpResponse(data, content_type=KINDS[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{one.title}.{kind}")
    return response
