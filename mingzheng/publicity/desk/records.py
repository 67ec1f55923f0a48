"""Records on the desk: the list, one record, writing it, what waits for review, the offices."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import Denied, may
from mingzheng.core.moves import choices
from mingzheng.deadlines import almanac, clocks
from mingzheng.deadlines.models import Clock
from mingzheng.publicity import queries
from mingzheng.publicity.actions import records as actions
from mingzheng.publicity.desk.tables import FILTERS, columns, light_of, outcome
from mingzheng.publicity.forms import RecordForm
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.fields import by_code, fields_of
from mingzheng.publicity.rules.showing import corrections, in_words
from mingzheng.publicity.states import RecordKind
from mingzheng.screens.lists import Listing, respond

LATEST = 8  # events on the page; all of them stand in the trace
PER_QUEUE = 50  # records let out with one click


def seen(request: StaffRequest, pk: int) -> Record:
    """The record if this person may see it, else 404: a stranger must not learn of it."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


@login_required
@require_safe
def records(request: StaffRequest) -> HttpResponse:
    """双公示: every record within reach, with its light."""
    listing = Listing(
        request,
        columns(almanac.current()),
        queries.visible_to(request.user),
        FILTERS,
        sort="-decided",
        name="许可和处罚公示",
        unit="条",
        empty="把本单位的公示表传上来，或者录入一条。",
    )
    person, home = request.user, request.user.organisation
    context = {
        "may_enter": may(person, "publicity.edit", home.path),
        "may_review": any("publicity.release" in grant.deeds for grant in person.grants),
        "may_set": any("publicity.set_periods" in grant.deeds for grant in person.grants),
    }
    return respond(request, listing, template="publicity/records.html", context=context)


@login_required
@require_safe
def record(request: StaffRequest, pk: int) -> HttpResponse:
    """One record: what it says, what everybody sees, the clock, the steps, what happened."""
    one, person = seen(request, pk), request.user
    calendar, today = almanac.current(), timezone.localdate()
    known = by_code(one.kind)
    clock = _clock(one)
    path = one.organisation_path
    context = {
        "record": one,
        "rows": [(f, in_words(f, one.values[f.code])) for f in fields_of(one.kind)
                 if one.values.get(f.code)],
        "numbers": [known[code] for code in known if one.sealed.get(code)],
        "may_reveal": may(person, "publicity.reveal", path),
        "may_edit": one.is_draft and may(person, "publicity.edit", path),
        "light": light_of(one, calendar, today),
        "outcome": outcome(one, calendar),
        "pending": one.pending and corrections(one.kind, [one.pending["values"], one.values])[0],
        "face": clocks.face(clock, today=today) if clock else None,
        "choices": _choices(request, one),
    }  # fmt: skip
    if may(person, "trace.see", path):
        context["trace_type"] = Record._meta.label_lower
        context["history"] = trace.history(one).order_by("-sequence")[:LATEST]
    return render(request, "publicity/record.html", context)


def _clock(one: Record) -> Clock | None:
    if not one.withdraw_by:
        return None
    subject = trace.subject_of(one)
    return Clock.objects.filter(
        subject_type=subject.type, subject_id=subject.id, kind=actions.CLOCK
    ).first()


def _choices(request: StaffRequest, one: Record) -> dict[str, Any]:
    steps = [c for c in choices(one, by=request.user) if c.step.who != "系统"]
    takes = [c.step for c in steps if c.reason is None]
    # What goes backwards never stands out as the thing to do.
    back = ["send_back", "take_back", "discard", "turn_down", "withdraw", "report"]
    if one.withdraw_by:  # unless three workdays are running: then nothing comes before it
        back.remove("withdraw")
        takes.sort(key=lambda step: step.name != "withdraw")
    return {
        "forward": [step for step in takes if step.name not in back],
        "back": [step for step in takes if step.name in back],
        "blocked": [c for c in steps if c.reason and one.state in c.step.sources],
    }


@login_required
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """录入一条 of one's own office."""
    if kind not in RecordKind.values:
        raise Http404
    home = request.user.organisation
    require(request.user, "publicity.edit", home.path, home.name)
    form = RecordForm(request.POST or None, kind=kind, office=home)
    if form.is_valid():
        made = actions.enter(home, form.entry, by=request.user)
        messages.success(request, "已录入，核对好了送审。")
        return redirect(made)
    return render(request, "publicity/form.html", _form_page(form, kind, home))


@login_required
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """修改一条 that is still a draft."""
    one = seen(request, pk)
    require(request.user, "publicity.edit", one.organisation_path, one.organisation_name)
    data = request.POST if request.method == "POST" else None
    form = RecordForm(data, kind=one.kind, office=one.organisation, record=one)
    if form.is_valid():
        said = actions.change(one, form.entry, by=request.user)
        messages.success(request, "已保存。" if said else "和原来一样，没有改动。")
        return redirect(one)
    context = _form_page(form, one.kind, one.organisation) | {"record": one}
    return render(request, "publicity/form.html", context)


def _form_page(form: RecordForm, kind: str, office: Organisation) -> dict[str, Any]:
    return {"form": form, "kind": RecordKind(kind).label, "slug": kind, "office": office}


@login_required
@require_safe
def queue(request: StaffRequest) -> HttpResponse:
    """等我审核的, the most urgent first, to be let out one by one or together."""
    if not any("publicity.release" in grant.deeds for grant in request.user.grants):
        raise Denied("审核公示由各单位的审核人办理，您没有这个岗位。")
    listing = Paginator(queries.to_review(request.user), PER_QUEUE)
    page = listing.get_page(request.GET.get("page"))
    calendar, today = almanac.current(), timezone.localdate()
    rows = [(one, light_of(one, calendar, today)) for one in page.object_list]
    return render(request, "publicity/queue.html", {"page": page, "rows": rows})


@login_required
@require_safe
def offices(request: StaffRequest) -> HttpResponse:
    """各单位的公示情况: in time, late, to be taken down."""
    rows = queries.punctuality(request.user, timezone.localdate())
    return render(request, "publicity/offices.html", {"rows": rows})
