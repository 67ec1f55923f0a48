"""Processes on the desk: the list's processes, one with its drawing, steps, judgements, reviews."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.accounts.requests import StaffRequest
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import ListKind
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied, may
from mingzheng.core.moves import choices, why_not
from mingzheng.powers.exporting import KINDS
from mingzheng.powers.models import PowerItem
from mingzheng.processes import queries
from mingzheng.processes.actions import judging
from mingzheng.processes.actions.steps import judgements_lost, put_steps
from mingzheng.processes.forms import NoteForm, OpenForm, ProposeForm, Steps, initial_of
from mingzheng.processes.importing import template
from mingzheng.processes.models import Information
from mingzheng.processes.rules.flowchart import as_lines, as_svg
from mingzheng.processes.rules.steps import StepContent
from mingzheng.processes.states import Attribute, JudgementState
from mingzheng.screens.lists import Column, Filter, Listing, respond

NOTES: dict[str, Callable[..., None]] = {
    "pass_through": judging.pass_through,
    "turn_down": judging.turn_down,
    "reopen": judging.reopen,
}
TAGS = {
    JudgementState.ACTIVE: "tag tag-valid",
    JudgementState.SETTLED: "tag tag-ink",
    JudgementState.OPEN: "cell-bad",
}


def _tag(one: Information) -> str:
    return TAGS.get(JudgementState(one.state), "tag tag-ink")


def _power(one: Information) -> str:
    return f"{one.step.item.title}：{one.step.name}"


NAME = Column("name", "信息", str, sort="name", url=Information.get_absolute_url)
STATE = Column("state", "认定", lambda one: one.state_label, sort="state", dress=_tag)
COLUMNS = (
    NAME,
    Column("step", "事项和环节", _power, sort="step__item__name"),
    STATE,
    Column("attribute", "公开属性", lambda one: one.get_attribute_display() or "—"),
    Column("ground", "情形", lambda one: one.get_ground_display() or "—", at_first=False),
    Column("again", "下次复核", lambda one: one.next_review_on or "—", sort="next_review_on"),
    Column("item", "公开事项", lambda one: one.item_code or "—", at_first=False),
)
OFFICE = Column("office", "单位", lambda one: one.organisation_name)
FILTERS = (
    Filter("q", "信息名称", lambda rows, value: rows.filter(name__contains=value)),
    Filter("state", "认定", lambda rows, value: rows.filter(state=value), JudgementState.choices),
    Filter(
        "attribute", "属性", lambda rows, value: rows.filter(attribute=value), Attribute.choices
    ),
)


def _list(request: StaffRequest, pk: int) -> Edition:
    edition = get_object_or_404(catalogue.visible_to(request.user), pk=pk)
    if edition.kind == ListKind.DISCLOSURE:
        raise Http404
    return edition


def _item(edition: Edition, code: str) -> PowerItem:
    item = get_object_or_404(edition.powers.select_related("office"), code=code)
    item.edition = edition
    return item


def _page(request: StaffRequest, edition: Edition, **context: Any) -> dict[str, Any]:
    may_edit = may(request.user, "edition.edit", edition.organisation_path)
    may_edit = edition.is_draft and may_edit
    return {"edition": edition, "here": "processes", "may_edit": may_edit, **context}


@login_required
@require_safe
def processes(request: StaffRequest, pk: int) -> HttpResponse:
    """环节和公开属性: the information of a list with where its judgement stands."""
    edition = _list(request, pk)
    found = queries.information(edition)
    listing = Listing(
        request, COLUMNS, found, FILTERS, name=f"{edition.title}公开属性", unit="条",
        empty="还没有写环节。导入环节表，或者打开一个事项来写。",
    )  # fmt: skip
    told = queries.processes_of(edition)
    context = _page(
        request,
        edition,
        counts=Counter(found.order_by().values_list("state", flat=True)),
        told=len(told),
        broken=[one for one in told if one.faults],
    )
    return respond(request, listing, template="processes/processes.html", context=context)


@login_required
@require_safe
def process(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """One power: drawing, text twin, what does not hold, steps with their information."""
    edition = _list(request, pk)
    item = _item(edition, code)
    told = queries.process_of(item)
    context = _page(
        request,
        edition,
        item=item,
        told=told,
        svg=SafeString(as_svg(told.steps, item.title)) if told.steps else "",
        lines=as_lines(told.steps),
        steps=item.steps.prefetch_related("information"),
    )
    name = "process_print" if "print" in request.GET else "process"
    return render(request, f"processes/{name}.html", context)


@login_required
def edit(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """写环节 of a draft: the whole process on one page."""
    edition = _list(request, pk)
    if not may(request.user, "edition.edit", edition.organisation_path):
        raise Denied("清单里的环节由本单位经办人或政务公开办来写。")
    item = _item(edition, code)
    data = request.POST if request.method == "POST" else None
    before = queries.process_of(item).steps
    # Bound forms get no initial values: one that says what stood there would count as untouched.
    forms: Any = Steps(data, initial=None if data else initial_of(before), prefix="s")
    if data is not None and forms.is_valid():
        try:
            messages.success(request, _put(request, item, forms.steps(before)))
            return redirect("processes:process", pk, code)
        except Blocked as why:  # what was typed in stays on the page
            forms.non_form_errors().append(str(why))
    context = _page(request, edition, item=item, forms=forms)
    return render(request, "processes/edit.html", context)


def _put(request: StaffRequest, item: PowerItem, said: list[StepContent]) -> str:
    """Write the process; returns what to tell of it, with the judgements that went."""
    lost = [one.name for one in judgements_lost(item, said)]
    if not put_steps(item, said, by=request.user):
        return "和原来一样，没有改动。"
    words = f"已保存 {len(said)} 个环节。"
    gone = f"“{'”“'.join(lost)}”改了名称或者删了，原来的认定不再作数，改了名称的要重新认定。"
    return words + gone if lost else words


@login_required
@require_safe
def information(request: StaffRequest, pk: int) -> HttpResponse:
    """One piece of information: what it is, how it was judged, what may be done."""
    one = get_object_or_404(queries.visible_to(request.user), pk=pk)
    steps = choices(one, by=request.user)
    edition = one.power.edition
    context = _page(
        request,
        edition,
        one=one,
        link=queries.published_items([one.item_code]).get(one.item_code),
        takes=[c for c in steps if c.reason is None],
        blocked=[c for c in steps if c.reason and one.state in c.step.sources],
    )
    if may(request.user, "trace.see", one.organisation_path):
        context["history"] = trace.history(one).order_by("-sequence")[:12]
    return render(request, "processes/information.html", context)


@login_required
def step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the judgement: its form, then the deed."""
    one = get_object_or_404(queries.visible_to(request.user), pk=pk)
    try:
        row = one.FLOW.step(step)
    except KeyError as unknown:
        raise Http404 from unknown
    form = _form(request, one, step)
    if form.is_valid():
        left = queries.like_it(one)
        _take(request, one, step, form.cleaned_data)
        done = f"“{one.name}”：{row.label}，已办。"
        # A list has dozens: the next that waits as this one did comes by itself.
        if step != "reopen" and left:
            messages.success(request, f"{done}这是下一条，这份清单还有 {len(left)} 条。")
            return redirect(left[0])
        messages.success(request, done)
        return redirect(one)
    reason = why_not(one, step, by=request.user)
    status = 403 if reason and request.method == "POST" else 200
    words = request.GET.get("q", "")
    context = _page(
        request, one.power.edition, one=one, step=row, form=form, reason=reason, q=words
    )
    return render(request, "processes/step.html", context, status=status)


def _form(request: StaffRequest, one: Information, step: str) -> Any:
    data = request.POST if request.method == "POST" else None
    if step == "open_up":
        items = queries.items_to_link(one.power.edition, request.GET.get("q", ""))
        return OpenForm(data, items=items)
    if step == "propose":
        return ProposeForm(data, initial={"attribute": one.suggested})
    return NoteForm(data, required=one.FLOW.step(step).note_required)


def _take(request: StaffRequest, one: Information, step: str, said: dict[str, Any]) -> None:
    by = request.user
    if step == "open_up" and said["field"]:
        judging.open_up_anew(one, by=by, field_code=said["field"].code)
    elif step == "open_up":
        judging.open_up(one, by=by, item_code=said["item_code"])
    elif step == "propose":
        judging.propose(one, by=by, **said)
    else:
        NOTES[step](one, by=by, **said)


@login_required
@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    """公开属性: what waits to be passed, and what is due to be looked at again."""
    until = timezone.localdate() + queries.SOON
    again = request.GET.get("look") == "again"
    found = (
        queries.to_look_at_again(request.user, until) if again else queries.to_pass(request.user)
    )
    name = "到期复核的信息" if again else "等审核的公开属性"
    listing = Listing(
        request, (NAME, OFFICE, *COLUMNS[1:]), found, FILTERS[:1], name=name, unit="条",
        empty="没有这样的信息。",
    )  # fmt: skip
    return respond(request, listing, template="processes/waiting.html", context={"again": again})


@login_required
@require_safe
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """环节表: the steps of a list as a workbook that reads back unchanged."""
    edition = _list(request, pk)
    response = HttpResponse(template(edition), content_type=KINDS["xlsx"])
    name = f"{edition.title}环节表.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
