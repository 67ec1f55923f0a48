"""留痕: every event I may see, the trace of one subject, the daily seals."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mingzheng.core import trace
from mingzheng.core.access import Denied
from mingzheng.evidence import queries as evidence
from mingzheng.screens import lists

from . import history, queries

EVENTS_A_PAGE = 100
RECENT_DAYS = 31  # how far back the list goes when nobody asked: it must not count millions


def _address(event) -> str:
    place = reverse("workbench:trace", args=[event.subject_type, event.subject_id])
    return f"{place}#s{event.sequence}"


def _moment(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"


EVENT_COLUMNS = (
    lists.Column("at", "时间", lambda event: _moment(event.at), sort="at", css="nowrap"),
    lists.Column("title", "对象", lambda event: event.subject_title, url=_address),
    lists.Column("label", "步骤", lambda event: event.label, css="nowrap"),
    lists.Column("actor", "人员", lambda event: event.actor_name, css="nowrap"),
    lists.Column("organisation", "单位", lambda event: event.organisation_name),
    lists.Column("note", "意见", lambda event: event.note),
    lists.Column("request", "请求编号", lambda event: event.request_id, at_first=False, css="hash"),
    lists.Column("hash", "校验值", lambda event: event.hash, at_first=False, css="hash"),
)


def _titled(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(subject_title__contains=value)


def _by_name(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(actor_name__contains=value)


EVENT_FILTERS = (
    lists.Filter("q", "对象", _titled),
    lists.Filter("who", "人员", _by_name),
    lists.Filter("since", "日期起", lists.on_or_after("at", moment=True), kind="date"),
    lists.Filter("until", "日期止", lists.on_or_before("at", moment=True), kind="date"),
)


@login_required
@require_safe
def events(request) -> HttpResponse:
    """留痕: what people of my offices did, newest first (audit administrators: as a file)."""
    if not queries.holds(request.user, "trace.see"):
        raise Denied("留痕由监督员、审计管理员和各单位办理人员查看。")
    may_export = queries.holds(request.user, "audit.export")
    if request.GET.get("format") == "csv" and not may_export:
        raise Denied("审计记录由审计管理员导出。")
    rows = queries.events_seen_by(request.user)
    if not request.GET.get("since"):
        rows = rows.filter(at__gte=timezone.now() - timedelta(days=RECENT_DAYS))
    listing = lists.Listing(
        request,
        EVENT_COLUMNS,
        rows,
        EVENT_FILTERS,
        sort="-at",
        name="留痕",
        unit="条",
        empty="这段时间没有留痕。要看更早的，填“日期起”。",
        may_export=may_export,
    )
    context = {"recent_days": RECENT_DAYS}
    return lists.respond(request, listing, template="workbench/events.html", context=context)


@login_required
@require_safe
def trace_of(request, subject_type: str, subject_id: str) -> HttpResponse:
    """留痕: who did what when to one subject, and whether its chain still holds."""
    events = trace.history(trace.Subject(subject_type, subject_id, ""))
    first = events.first()
    kind = "" if first else queries.kind_without_trace(request.user, subject_type, subject_id)
    if kind:
        return render(request, "workbench/no_trace.html", {"title": kind})
    # One answer for both: a stranger must not learn which cases there are.
    if first is None or not queries.may_see_trace(request.user, first):
        raise Http404("没有这件事，或者它的留痕只对办理单位和它的上级开放。")
    page = Paginator(events.reverse(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": page.object_list[0].subject_title,
        "page": page,
        "entries": history.read(page.object_list),
        "result": evidence.verify(subject_type, subject_id),
        "subject": f"{subject_type}:{subject_id}",
        "sealed_until": f"{evidence.sealed_until() or ''}",
    }
    return render(request, "workbench/trace.html", context)


@login_required
@require_safe
def receipt(request, subject_type: str, subject_id: str, sequence: int) -> HttpResponse:
    """留痕凭证: one event with the path to its day's root, for those who may see the trace.

    It carries the names and the opinion that the event holds; to whom it is given, they decide.
    """
    events = trace.history(trace.Subject(subject_type, subject_id, ""))
    first, event = events.first(), events.filter(sequence=sequence).first()
    if first is None or event is None or not queries.may_see_trace(request.user, first):
        raise Http404("没有这一步，或者它的留痕只对办理单位和它的上级开放。")
    response = HttpResponse(evidence.as_file(event), content_type="application/json")
    name = f"留痕凭证-{event.subject_title[:40]}-{sequence}.json"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


SEAL_COLUMNS = (
    lists.Column("day", "日期", lambda seal: f"{seal.day:%Y-%m-%d}", sort="day", css="nowrap"),
    lists.Column("events", "条数", lambda seal: seal.events, sort="events", css="num"),
    lists.Column("root", "根校验值", lambda seal: seal.root, css="hash"),
    lists.Column("hash", "封存值", lambda seal: seal.hash, css="hash"),
    lists.Column(
        "previous", "前一日封存值", lambda seal: seal.previous_hash, at_first=False, css="hash"
    ),
    lists.Column("algorithm", "算法", lambda seal: seal.algorithm.upper(), at_first=False),
    lists.Column(
        "sealed_at",
        "封存时间",
        lambda seal: f"{timezone.localtime(seal.sealed_at):%Y-%m-%d %H:%M}",
        at_first=False,
    ),
)
SEAL_FILTERS = (
    lists.Filter("since", "日期起", lists.on_or_after("day"), kind="date"),
    lists.Filter("until", "日期止", lists.on_or_before("day"), kind="date"),
)


@login_required
@require_safe
def seals(request) -> HttpResponse:
    """每日封存: one line a day; anybody with the published value can check the day."""
    if not queries.holds(request.user, "trace.see"):
        raise Denied("每日封存由监督员、审计管理员和各单位办理人员查看。")
    listing = lists.Listing(
        request,
        SEAL_COLUMNS,
        evidence.seals(),
        SEAL_FILTERS,
        sort="-day",
        name="每日封存",
        unit="天",
        empty="还没有封存的日子。每天零点以后，系统封存前一天的留痕。",
    )
    # Verifying reads every event there is, so it is asked for, not done on each visit.
    wanted = request.GET.get("verify") == "1" and queries.holds(request.user, "trace.verify")
    context = {
        "may_verify": queries.holds(request.user, "trace.verify"),
        "result": evidence.verify_seals() if wanted else None,
    }
    return lists.respond(request, listing, template="workbench/seals.html", context=context)
