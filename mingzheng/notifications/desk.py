"""渠道发布 on the desk: what went where, what is missing, each delivery, each proof."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.queries import refusal
from mingzheng.accounts.requests import StaffRequest
from mingzheng.channels.states import Medium
from mingzheng.core import moves
from mingzheng.core.access import Blocked
from mingzheng.core.addresses import absolute
from mingzheng.files.rules.refusals import Refused
from mingzheng.notifications import actions, poster, queries
from mingzheng.notifications.forms import NoteForm, ProofForm
from mingzheng.notifications.models import Delivery, Proof, Requirement
from mingzheng.notifications.rules.ways import SITE
from mingzheng.notifications.states import DeliveryState, Happening
from mingzheng.publishing.models import Article
from mingzheng.screens.lists import NOTHING, Column, Filter, Listing, on_or_after, respond
from mingzheng.screens.sending import send

TAGS = {"sent": "tag tag-valid", "dead": "tag tag-void", "unsure": "tag tag-void"}
STEPS = {"resend": actions.resend, "confirm": actions.confirm, "abandon": actions.abandon}
DONE = {
    "resend": "已排队，一分钟内重新发送。",
    "confirm": "已确认发出。",
    "abandon": "不再发了。",
}


def _moment(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else NOTHING


COLUMNS = (
    Column("title", "信息", lambda one: one.announcement.title,
           url=lambda one: one.get_absolute_url()),
    Column("kind", "发什么", lambda one: one.announcement.get_kind_display(), css="nowrap"),
    Column("medium", "渠道", lambda one: one.get_medium_display(), css="nowrap"),
    Column("state", "状态", lambda one: one.state_label, css="nowrap",
           dress=lambda one: TAGS.get(one.state, "tag tag-ink")),
    Column("said", "结果", lambda one: one.said or NOTHING),
    Column("tries", "发了几次", lambda one: one.tries, css="num", at_first=False),
    Column("office", "单位", lambda one: one.organisation.label),
    Column("at", "时间", lambda one: _moment(one.announcement.at), sort="announcement__at",
           css="nowrap"),
)  # fmt: skip
FILTERS = (
    Filter("state", "状态", lambda rows, v: rows.filter(state=v), DeliveryState.choices),
    Filter("medium", "渠道", lambda rows, v: rows.filter(medium=v), Medium.choices),
    Filter("kind", "发什么", lambda rows, v: rows.filter(announcement__kind=v), Happening.choices),
    Filter("q", "标题", lambda rows, v: rows.filter(announcement__title__contains=v)),
    Filter("since", "从哪天起", on_or_after("announcement__at", moment=True), kind="date"),
)


@login_required
@require_safe
def deliveries(request: StaffRequest) -> HttpResponse:
    """渠道发布: what is owed to platforms and what became of it, the newest first."""
    listing = Listing(
        request, COLUMNS, queries.deliveries_for(request.user), FILTERS, "-at",
        name="渠道发布", unit="条", empty="还没有要发到别的渠道的信息。",
    )  # fmt: skip
    context = {"here": "deliveries", "office_code": request.user.organisation_code}
    return respond(request, listing, template="notifications/deliveries.html", context=context)


def _looked(rows: QuerySet, value: str) -> QuerySet:
    if value == "done":
        return rows.filter(done_on__isnull=False)
    return rows.filter(done_on=None, withdrawn_on=None, is_required=True)


REQUIRED = (
    Column("title", "信息", lambda one: one.article.title, url=lambda one: _page_of(one.article)),
    Column("name", "要求的渠道", lambda one: one.name),
    Column("done", "做到了没有", lambda one: _standing(one),
           dress=lambda one: "tag tag-valid" if one.done_on else "tag tag-void"),
    Column("said", "凭什么", lambda one: one.said or NOTHING),
    Column("item", "公开事项", lambda one: one.item_name, at_first=False),
    Column("due", "到期日", lambda one: one.due_on or NOTHING, sort="due_on", css="nowrap"),
    Column("office", "单位", lambda one: one.organisation.label),
)  # fmt: skip
LOOKS = (("missing", "还没做到"), ("done", "做到了"))
LOOK = (Filter("look", "做到了没有", _looked, LOOKS),)


def _page_of(article: Article) -> str:
    return f"/desk/channels/articles/{article.code}/"


def _standing(one: Requirement) -> str:
    if one.done_on:
        return f"{one.done_on:%Y-%m-%d} 做到"
    if one.withdrawn_on:
        return "信息已撤回"
    return "还没有" if one.is_required else "可以不做"


@login_required
@require_safe
def required(request: StaffRequest) -> HttpResponse:
    """要求的渠道: what catalogue items ask for, and what is missing."""
    listing = Listing(
        request, REQUIRED, queries.requirements_for(request.user), LOOK, "due",
        name="要求的渠道", unit="个", empty="没有还缺的渠道。",
    )  # fmt: skip
    context = {"here": "required", "office_code": request.user.organisation_code}
    return respond(request, listing, template="notifications/deliveries.html", context=context)


@login_required
@require_safe
def delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """One delivery: each try, the receipt, what may be done."""
    one = get_object_or_404(queries.deliveries_for(request.user), pk=pk)
    steps = [
        (choice.step, choice.reason)
        for choice in moves.choices(one, by=request.user)
        if choice.step.name in STEPS and one.state in choice.step.sources
    ]
    context = {
        "delivery": one,
        "attempts": one.attempts.all(),
        "steps": steps,
        "may_any": any(reason is None for _, reason in steps),
        "form": NoteForm(),
    }
    return render(request, "notifications/delivery.html", context)


@login_required
@require_POST
def step(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """重新发送、确认已发出、不再发."""
    one = get_object_or_404(queries.deliveries_for(request.user), pk=pk)
    if name not in STEPS:
        raise Http404("没有这一步。")
    form = NoteForm(request.POST)
    STEPS[name](one, by=request.user, note=form.data.get("note", "")[:150])
    messages.success(request, DONE[name])
    return redirect(one)


def _article(request: StaffRequest, code: str) -> Article:
    found = queries.article_for(request.user, code)
    if found is None:
        raise Http404("没有这条信息，或者它还没有公开。")
    return found


@login_required
def article(request: StaffRequest, code: str) -> HttpResponse:
    """One article: the channels that its duties ask for; a photo for what hung on a wall."""
    one = _article(request, code)
    rows = queries.requirements_of([one])
    place = one.organisation
    reason = refusal(request.user, "proof.record", place.path, place.name)
    asked = [row for row in rows if row.way.kind != SITE and not row.withdrawn_on]
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ProofForm(*data, rows=asked) if asked and reason is None else None
    if form and form.is_valid() and _prove(request, one, asked, form):
        return redirect(_page_of(one))
    own = Delivery.objects.filter(announcement__article=one).select_related("announcement")
    context = {
        "article": one,
        "requirements": rows,
        "form": form,
        "reason": reason,
        "deliveries": own.order_by("-pk"),
    }
    return render(request, "notifications/article.html", context)


def _prove(request: StaffRequest, one: Article, asked: list[Requirement], form: ProofForm) -> bool:
    """Record the proof; False with the sentence on the form when it may not be."""
    said = form.cleaned_data
    row = next(row for row in asked if str(row.pk) == said["requirement"])
    row.article, photo = one, said["photo"]
    try:
        actions.record_proof(
            row, by=request.user, on=said["on"], place=said["place"],
            name=photo.name, data=photo.read(),
        )  # fmt: skip
    except Blocked as refused:
        form.add_error(None, refused.reason)
    except Refused as refused:
        form.add_error("photo", str(refused))
    else:
        messages.success(request, f"已登记：{row.name}，{said['place']}。")
        return True
    return False


def _proof(request: StaffRequest, pk: int) -> Proof:
    rows = Proof.objects.filter(requirement__in=queries.requirements_for(request.user))
    rows = rows.select_related("photo__content", "organisation", "requirement__article")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def photo(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The photo of a proof; masked once it was taken back."""
    one = _proof(request, pk)
    if one.withdrawn_on:
        raise Http404("这份凭证已经作废，照片不再显示。")
    return send(request, one.photo)


@login_required
@require_POST
def withdraw_proof(request: StaffRequest, pk: int) -> HttpResponse:
    """作废凭证."""
    one = _proof(request, pk)
    actions.withdraw_proof(one, by=request.user, reason=request.POST.get("note", "")[:200])
    messages.success(request, "已作废，这个渠道要重新登记。")
    return redirect(_page_of(one.requirement.article))


@login_required
@require_safe
def poster_pdf(request: StaffRequest, code: str) -> HttpResponse:
    """海报: A3, to print and hang."""
    one = _article(request, code)
    if not one.is_public:
        raise Http404("信息已经撤回，不再印海报。")
    address = absolute(request, one.get_absolute_url())
    data = poster.to_pdf(one, address, timezone.localdate())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{one.code}.pdf"'
    return response
