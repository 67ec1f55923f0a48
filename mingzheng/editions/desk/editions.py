"""Editions on the desk: the list, the case page, its steps, what it changes, how good it is."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingzheng.accounts.queries.reach import paths_with
from mingzheng.accounts.requests import StaffRequest
from mingzheng.catalogue import queries
from mingzheng.catalogue.actions import editions as actions
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.core import trace
from mingzheng.core.access import may
from mingzheng.core.flow import Step
from mingzheng.core.moves import choices, why_not
from mingzheng.editions.desk.tables import EDITION_COLUMNS, EDITION_FILTERS
from mingzheng.editions.forms import ApproveForm, NoteForm, OpenForm
from mingzheng.editions.kinds import KINDS
from mingzheng.editions.queries import Outlook, outlook, reasons_of_removal
from mingzheng.processes.actions.rows import rows_of
from mingzheng.screens.lists import Listing, respond

LATEST = 12  # events on the case page; all of them stand in the trace
STEPS: dict[str, Callable[..., None]] = {
    "submit": actions.submit,
    "withdraw": actions.withdraw,
    "pass_review": actions.pass_review,
    "send_back": actions.send_back,
    "approve": actions.approve,
    "reject": actions.reject,
    "withdraw_approval": actions.withdraw_approval,
    "discard": actions.discard,
}


def case_of(request: StaffRequest, pk: int) -> Edition:
    """The edition if this person may see it, else 404: a stranger must not learn that it exists."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def seen(request: StaffRequest, pk: int) -> Edition:
    """The edition of a disclosure catalogue; 404 for lists, whose rows are elsewhere."""
    edition = case_of(request, pk)
    if edition.kind != ListKind.DISCLOSURE:
        raise Http404
    return edition


def posted(request: StaffRequest) -> QueryDict | None:
    """What was posted, also when nothing was filled in; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def page(request: StaffRequest, edition: Edition, here: str, **context: Any) -> dict[str, Any]:
    """What every page of an edition shows: the edition, its tabs, what this person may do."""
    path = edition.organisation_path
    may_edit = edition.is_draft and may(request.user, "edition.edit", path)
    return {"edition": edition, "here": here, "may_edit": may_edit, **context}


@login_required
def editions(request: StaffRequest) -> HttpResponse:
    """目录: every edition this person may see, the last one opened first."""
    listing = Listing(
        request,
        EDITION_COLUMNS,
        queries.visible_to(request.user),
        EDITION_FILTERS,
        sort="-opened_at",
        name="目录和清单",
        unit="版",
        empty="换个条件，或者先导入本单位的表格。",
    )
    may_open = may(request.user, "edition.adjust", request.user.organisation.path)
    mine = [
        (kind, found, may_open and (found is None or found.is_public))
        for kind in ListKind
        for found in [queries.edition_for(request.user.organisation, kind)]
    ]
    context = {"mine": mine, "may_take_over": bool(paths_with(request.user, "edition.approve"))}
    return respond(request, listing, template="editions/editions.html", context=context)


@login_required
@require_POST
def open_draft(request: StaffRequest) -> HttpResponse:
    """起草新版 for one's own office, or for another where one may."""
    form = OpenForm(request.POST)
    if not form.is_valid():
        raise Http404
    organisation = form.cleaned_data["organisation"] or request.user.organisation
    summary = form.cleaned_data["summary"]
    kind = form.cleaned_data["kind"]
    edition = actions.open_draft(
        organisation, by=request.user, summary=summary, kind=kind, rows=rows_of(kind)
    )
    messages.success(request, f"已起草《{edition.title}》，{edition.items_total} 个事项。")
    return redirect(edition)


@login_required
def edition(request: StaffRequest, pk: int) -> HttpResponse:
    """The case page: facts left; steps and timeline right."""
    case = case_of(request, pk)
    path = case.organisation_path
    context = page(request, case, "edition", **_steps(request, case))
    if may(request.user, "trace.see", path):
        events = trace.history(case).order_by("-sequence")
        context["history"] = events[:LATEST]
        if case.is_draft and case.steps_taken:
            back = events.filter(step__in=["send_back", "reject", "withdraw"]).first()
            context["returned"] = back if back and back.step != "withdraw" else None
    if case.content_hash and request.GET.get("verify") == "1":
        # Reads every row there is, so it is asked for, not done on each visit.
        marks = actions.content_hash(case, rows_of(case.kind))
        context["is_sealed"] = marks == case.content_hash
    if case.state == EditionState.IN_FORCE and may(request.user, "edition.adjust", path):
        following = queries.edition_for(case.organisation, case.kind)
        context["following"] = following if following != case else None
        context["may_adjust"] = following == case
    return render(request, "editions/edition.html", context)


def _steps(request: StaffRequest, case: Edition) -> dict[str, Any]:
    steps = [one for one in choices(case, by=request.user) if one.step.who != "系统"]
    takes = [one for one in steps if one.reason is None]
    return {
        # What asks for a reason goes backwards: it never stands out as the thing to do.
        "forward": [one for one in takes if not one.step.note_required],
        "back": [one for one in takes if one.step.note_required],
        "blocked": [one for one in steps if one.reason and case.state in one.step.sources],
    }


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the flow: its form, then the deed."""
    case = case_of(request, pk)
    if step not in STEPS:
        raise Http404
    row = case.FLOW.step(step)
    form = _form_for(row, posted(request))
    if form.is_valid():
        rows = {"rows": rows_of(case.kind)} if step == "approve" else {}
        STEPS[step](case, by=request.user, **form.cleaned_data, **rows)
        messages.success(request, f"《{case.title}》：{row.label}，已办。")
        return redirect(case)
    reason = why_not(case, step, by=request.user)
    # Whoever may not is told so, also when the form was filled in wrongly.
    status = 403 if reason and request.method == "POST" else 200
    context = page(request, case, "edition", step=row, form=form, reason=reason)
    context["outlook"] = None if reason else _outlook(case)
    return render(request, "editions/step.html", context, status=status)


def _outlook(case: Edition) -> Outlook | None:
    """What the edition will change; lists make no duties, their changes are on their page."""
    return outlook(case) if case.kind == ListKind.DISCLOSURE else None


def _form_for(row: Step, data: Any) -> NoteForm:
    if row.form == "approve":
        return ApproveForm(data)
    return NoteForm(data, required=row.note_required)


@login_required
def changes(request: StaffRequest, pk: int) -> HttpResponse:
    """版本对比: against the edition it was made from, or any other one may see; to print, whole."""
    case = case_of(request, pk)
    kind = KINDS[case.kind]
    other = request.GET.get("with", "")
    old = case_of(request, int(other)) if re.fullmatch("[0-9]{1,18}", other) else case.based_on
    if old and old.catalogue_id != case.catalogue_id:
        raise Http404
    found = kind.compared(old, case)
    only = request.GET.get("only", "")
    shown = found.touching(only) if only else list(found.changes)
    is_print = "print" in request.GET
    listing = Paginator(shown, max(len(shown), 1) if is_print else 20)
    listing_page = listing.get_page(request.GET.get("page"))
    reasons = reasons_of_removal(case)
    others = queries.visible_to(request.user).filter(catalogue=case.catalogue).exclude(pk=pk)
    context = page(
        request,
        case,
        "changes",
        old=old,
        old_label=f"第 {old.number} 版（{old.state_label}）" if old else "",
        new_label=f"第 {case.number} 版（{case.state_label}）",
        found=found,
        only=only,
        others=others.order_by("-number"),
        listing=listing_page,
        shown=[(change, reasons.get(change.code, "")) for change in listing_page],
        counts={kind: len(found.of_kind(kind)) for kind in ("added", "changed", "removed")},
        touched={name: len(found.touching(name)) for name in kind.touched},
        outlook=_outlook(case) if old == case.based_on else None,
        row_url=kind.links[0],
        **_steps(request, case),
    )
    template = "editions/changes_print.html" if is_print else "editions/changes.html"
    return render(request, template, context)


@login_required
def quality(request: StaffRequest, pk: int) -> HttpResponse:
    """质量检查: the score, how many rows fail what, and the rows themselves."""
    case = case_of(request, pk)
    kind = KINDS[case.kind]
    checks, found = kind.checked(case)
    asked = request.GET.get("check", "")
    only = asked if asked in {check.code for check, n in checks if n} else ""
    shown = [finding for finding in found if not only or finding.check.code == only]
    listing = Paginator(shown, 50).get_page(request.GET.get("page"))
    context = {"checks": checks, "only": only, "total": len(found), "listing": listing}
    context |= {"row_url": kind.links[0], "form_url": kind.links[1]}
    return render(request, "editions/quality.html", page(request, case, "quality", **context))


@login_required
def duties(request: StaffRequest, pk: int) -> HttpResponse:
    """责任单位: who owes how many items of this edition."""
    case = seen(request, pk)
    offices = queries.offices_of(case)
    return render(request, "editions/duties.html", page(request, case, "duties", offices=offices))
