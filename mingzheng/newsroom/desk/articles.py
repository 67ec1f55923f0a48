"""Released articles on the desk: the list, one with its process, correction, withdrawal, repeal."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.queries import refusal, require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core import trace
from mingzheng.core.access import Blocked, may
from mingzheng.newsroom.desk.manuscripts import places
from mingzheng.newsroom.forms import ChangeForm, RepealForm, UnrepealForm, WithdrawForm
from mingzheng.newsroom.queries import articles_seen_by, overtaking
from mingzheng.notifications import queries as carried
from mingzheng.publishing import queries
from mingzheng.publishing.actions import drafting, pinning, withdrawing
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import Purpose, Visibility
from mingzheng.replay.queries import process_of
from mingzheng.screens import lists
from mingzheng.texts.states import ArticleKind, Validity

LATEST = 8
SHOWN = (Visibility.PUBLIC, Visibility.WITHDRAWN)


def _moment(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else lists.NOTHING


def _validity(one: Article) -> str:
    return str(one.get_validity_display()) if one.validity else lists.NOTHING


COLUMNS = (
    lists.Column(
        "title", "标题", lambda one: one.title, sort="title",
        url=lambda one: address(one),
    ),
    lists.Column("kind", "种类", lambda one: one.get_kind_display(), css="nowrap"),
    lists.Column("number", "发文字号", lambda one: one.document_number or lists.NOTHING),
    lists.Column("index", "索引号", lambda one: one.index_number, at_first=False, css="hash"),
    lists.Column("office", "发布机构", lambda one: one.organisation.label),
    lists.Column(
        "released", "发布时间", lambda one: _moment(one.released_at), sort="released_at",
        css="nowrap",
    ),
    lists.Column("validity", "有效性", _validity, css="nowrap"),
    lists.Column(
        "visibility", "公开状况", lambda one: one.get_visibility_display(), css="nowrap",
        dress=lambda one: "tag tag-valid" if one.is_public else "tag tag-void",
    ),
)  # fmt: skip


def _titled(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(title__contains=value)


FILTERS = (
    lists.Filter("q", "标题", _titled),
    lists.Filter("kind", "种类", lambda rows, v: rows.filter(kind=v), ArticleKind.choices),
    lists.Filter(
        "visibility", "公开状况", lambda rows, v: rows.filter(visibility=v),
        [(one.value, str(one.label)) for one in SHOWN],
    ),
    lists.Filter(
        "validity", "有效性", lambda rows, v: rows.filter(validity=v),
        [(one.value, str(one.label)) for one in Validity if one.value],
    ),
    lists.Filter("since", "发布起", lists.on_or_after("released_at", moment=True), kind="date"),
    lists.Filter("until", "发布止", lists.on_or_before("released_at", moment=True), kind="date"),
)  # fmt: skip


def address(article: Article) -> str:
    """Where an article stands on the desk."""
    return f"/desk/newsroom/articles/{article.code}/"


def seen(request: StaffRequest, code: str) -> Article:
    """A released article if this person may see it on the desk, else 404."""
    found = articles_seen_by(request.user).filter(visibility__in=SHOWN)
    return get_object_or_404(found.select_related("public", "repealed_by"), code=code)


@login_required
@require_safe
def articles(request: StaffRequest) -> HttpResponse:
    """已发布: what the offices within reach have released, the newest first."""
    listing = lists.Listing(
        request,
        COLUMNS,
        articles_seen_by(request.user).filter(visibility__in=SHOWN),
        FILTERS,
        sort="-released",
        name="已发布的信息",
        unit="条",
        empty="还没有发布过信息。",
    )
    context = {"here": "articles", **places(request)}
    return lists.respond(request, listing, template="newsroom/articles.html", context=context)


@login_required
@require_safe
def article(request: StaffRequest, code: str) -> HttpResponse:
    """One released article: what is public, how it came out, what may be done with it."""
    one = seen(request, code)
    context: dict[str, Any] = {
        "article": one,
        "manuscripts": one.manuscripts.order_by("-opened_at"),
        "process": process_of(one),
        "links": queries.links_of(one),
        "deeds": _deeds(request, one),
        "places": [
            (place, may(request.user, "column.edit", place.column.organisation.path))
            for place in one.placements.select_related("column__organisation").order_by("pk")
        ],
        "requirements": carried.requirements_of([one]),
        "overtaken": overtaking(one) if one.validity == Validity.VALID else None,
        "may_repeal": may(request.user, "article.repeal", one.organisation_path),
        **places(request),
    }
    if may(request.user, "trace.see", one.organisation_path):
        context["history"] = trace.history(one).order_by("-sequence")[:LATEST]
    return render(request, "newsroom/article.html", context)


def _deeds(request: StaffRequest, one: Article) -> list[tuple[str, str, str, str | None]]:
    """What may be done: address, label, hint, and the sentence why not (None: it may)."""
    place = one.organisation

    def why_not(deed: str) -> str | None:
        return refusal(request.user, deed, place.path, place.name)

    deeds = [
        ("newsroom:change", "更正、修订" if one.is_public else "重新发布",
         "新起一份稿件，审完以前公开的不动", why_not("manuscript.edit")),
    ]  # fmt: skip
    if one.is_public and one.validity not in (Validity.NOT_ASKED, Validity.REPEALED):
        deeds.append(
            ("newsroom:repeal", "标明废止", "写明哪天起、哪份文件废止", why_not("article.repeal"))
        )
    if one.is_public and one.validity == Validity.REPEALED:
        deeds.append(
            ("newsroom:unrepeal", "撤销废止", "标错了的，写明理由", why_not("article.repeal"))
        )
    if one.is_public:
        deeds.append(
            ("newsroom:withdraw", "撤回", "页面只留标题和理由", why_not("article.withdraw"))
        )
    return deeds


@login_required
def change(request: StaffRequest, code: str) -> HttpResponse:
    """更正、修订: a new manuscript on a released article."""
    one = seen(request, code)
    require(request.user, "manuscript.edit", one.organisation_path, one.organisation_name)
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, is_withdrawn=one.is_withdrawn)
    if form.is_valid():
        made = drafting.open_change(one, by=request.user, **form.cleaned_data)
        messages.success(request, "已起草，照公开的文字改。")
        return redirect("newsroom:edit", made.pk)
    label = "重新发布" if one.is_withdrawn else Purpose.CORRECTION.label + "、修订"
    return _form(request, one, form, str(label))


@login_required
def withdraw(request: StaffRequest, code: str) -> HttpResponse:
    """撤回: with a reason that the public reads."""
    one = seen(request, code)
    require(request.user, "article.withdraw", one.organisation_path, one.organisation_name)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdrawing.withdraw(one, by=request.user, **form.cleaned_data)
        messages.success(request, f"已撤回：{one.title}")
        return redirect("newsroom:article", one.code)
    interpreted = queries.links_of(one).interpreted
    alone = [to.title for to in interpreted if to.article and to.article.interpretations_total == 1]
    return _form(request, one, form, "撤回", alone=alone)


@login_required
def repeal(request: StaffRequest, code: str) -> HttpResponse:
    """标明废止: from which day, by which document."""
    one = seen(request, code)
    require(request.user, "article.repeal", one.organisation_path, one.organisation_name)
    form = RepealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdrawing.repeal(one, by=request.user, **form.cleaned_data)
        except Blocked as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"已标明废止：{one.title}")
            return redirect("newsroom:article", one.code)
    return _form(request, one, form, "标明废止")


@login_required
def unrepeal(request: StaffRequest, code: str) -> HttpResponse:
    """撤销废止: it was said by mistake that the document holds no longer."""
    one = seen(request, code)
    require(request.user, "article.repeal", one.organisation_path, one.organisation_name)
    form = UnrepealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdrawing.hold_after_all(one, by=request.user, **form.cleaned_data)
        messages.success(request, f"已撤销废止：{one.title}")
        return redirect("newsroom:article", one.code)
    return _form(request, one, form, "撤销废止")


@login_required
@require_POST
def pin(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """置顶: on top of the column that keeps it in this place; without `on`, no longer."""
    one = seen(request, code)
    rows = one.placements.select_related("column__organisation", "article__organisation")
    place = get_object_or_404(rows, column=pk)
    is_pinned = bool(request.POST.get("on"))
    if pinning.pin(place, by=request.user, is_pinned=is_pinned):
        word = "已置顶" if is_pinned else "已取消置顶"
        messages.success(request, f"{word}：{one.title}（{place.column.name}）")
    return redirect("newsroom:article", one.code)


def _form(
    request: StaffRequest, one: Article, form: Any, label: str, alone: Sequence[str] = ()
) -> HttpResponse:
    """The form of one deed; `alone`: titles of policies that would be left uninterpreted."""
    context = {"article": one, "form": form, "label": label, "alone": alone, **places(request)}
    return render(request, "newsroom/article_form.html", context)
