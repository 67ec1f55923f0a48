"""Rows of a list of powers or services on the desk: find, read, write, remove, take over."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.requests import StaffRequest
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import ListKind
from mingzheng.core.access import Denied, may
from mingzheng.editions.desk.editions import case_of, page, posted
from mingzheng.editions.forms import ReasonForm
from mingzheng.editions.kinds import TEMPLATES
from mingzheng.editions.power_forms import PowerForm, TakeoverForm
from mingzheng.laws.queries import linked
from mingzheng.powers.actions import items as actions
from mingzheng.powers.exporting import KINDS
from mingzheng.powers.models import PowerItem
from mingzheng.powers.states import ExerciseLevel, PowerType
from mingzheng.processes.actions.lists import remove_item, take_over
from mingzheng.screens.lists import Column, Filter, Listing, respond

LISTS = (ListKind.POWERS, ListKind.SERVICES)


def _address(item: PowerItem) -> str:
    return reverse("lists_desk:item", args=[item.edition_id, item.code])


def _office(item: PowerItem) -> str:
    return item.office.label if item.office else item.body or "没有对上"


def _words(rows: QuerySet, value: str) -> QuerySet:
    said = Q(lookup_text__contains=value.casefold()) | Q(code__startswith=value.upper())
    return rows.filter(said)


ITEM_COLUMNS = (
    Column("code", "编号", lambda one: one.code, sort="code", css="nowrap"),
    Column("name", "事项", lambda one: one.title, sort="name", url=_address),
    Column("type", "类型", lambda one: one.get_type_display(), sort="type", css="nowrap"),
    Column(
        "office", "实施主体", _office, sort="office__path",
        dress=lambda one: "" if one.office_id else "cell-bad",
    ),
    Column("level", "层级", lambda one: one.get_level_display() or "—", sort="level"),
    Column("promised", "承诺时限", lambda one: one.content.promised or "—", css="nowrap"),
    Column("steps", "环节", lambda one: one.steps_made, sort="steps_made", css="num"),
    Column("base_code", "基本编码", lambda one: one.base_code or "—", at_first=False),
    Column("impl_code", "实施编码", lambda one: one.impl_code or "—", at_first=False),
)  # fmt: skip
FILTERS = (
    Filter("q", "关键词", _words),
    Filter("type", "类型", lambda rows, value: rows.filter(type=value), PowerType.choices),
    Filter("level", "层级", lambda rows, value: rows.filter(level=value), ExerciseLevel.choices),
)


def seen_list(request: StaffRequest, pk: int) -> Edition:
    """The edition if it is a list that this person may see, else 404."""
    edition = case_of(request, pk)
    if edition.kind not in LISTS:
        raise Http404
    return edition


def to_edit(request: StaffRequest, pk: int) -> Edition:
    """The list for somebody who writes in it; others are told who does."""
    edition = seen_list(request, pk)
    if not may(request.user, "edition.edit", edition.organisation_path):
        raise Denied("清单里的事项由本单位经办人或政务公开办来改。")
    return edition


def row_of(edition: Edition, code: str) -> PowerItem:
    """One row, with its edition as it was read already."""
    item = get_object_or_404(edition.powers.select_related("office"), code=code)
    item.edition = edition
    return item


@login_required
@require_safe
def items(request: StaffRequest, pk: int) -> HttpResponse:
    """事项: the rows of one list, by type and by words."""
    edition = seen_list(request, pk)
    rows = edition.powers.select_related("office").annotate(steps_made=Count("steps"))
    listing = Listing(
        request, ITEM_COLUMNS, rows.order_by("type", "position"), FILTERS,
        name=f"{edition.title}事项", unit="项", empty="可以导入表格，也可以一条一条添加。",
    )  # fmt: skip
    context = page(request, edition, "items")
    return respond(request, listing, template="editions/lists/items.html", context=context)


@login_required
@require_safe
def item(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """One row with everything it says, where it stood before, and how it runs."""
    edition = seen_list(request, pk)
    row = row_of(edition, code)
    context = page(
        request, edition, "items", item=row, groups=row.content.told(),
        bases=linked(row.bases), steps=row.steps.prefetch_related("information"),
    )  # fmt: skip
    return render(request, "editions/lists/item.html", context)


@login_required
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """添加事项 to a draft list."""
    edition = to_edit(request, pk)
    form = PowerForm(posted(request), kind=edition.kind)
    if form.is_valid():
        row = actions.save_item(edition, form.content(), by=request.user)
        messages.success(request, f"已添加 {row.code} {row.title}。")
        return redirect("lists_desk:item", pk, row.code)
    context = page(request, edition, "items", form=form, item=None)
    return render(request, "editions/lists/item_form.html", context)


@login_required
def edit(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """修改事项 of a draft list."""
    edition = to_edit(request, pk)
    row = row_of(edition, code)
    form = PowerForm.of(row.content, posted(request), kind=edition.kind)
    if form.is_valid():
        actions.save_item(edition, form.content(row.custom), by=request.user, code=code)
        messages.success(request, f"已保存 {code}。")
        return redirect("lists_desk:item", pk, code)
    context = page(request, edition, "items", form=form, item=row)
    return render(request, "editions/lists/item_form.html", context)


@login_required
def remove(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """调出清单 from a draft, with the reason."""
    edition = to_edit(request, pk)
    row = row_of(edition, code)
    form = ReasonForm(posted(request))
    if form.is_valid():
        remove_item(edition, code, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"已调出 {code} {row.title}，留痕里查得到。")
        return redirect("lists_desk:items", pk)
    context = page(request, edition, "items", form=form, item=row)
    return render(request, "editions/lists/item_remove.html", context)


@login_required
def takeover(request: StaffRequest) -> HttpResponse:
    """机构改革承接: a list, or some items of it, go to a successor's draft with their history."""
    reach = paths_with(request.user, "edition.approve")
    if not reach:
        raise Denied("清单承接由政务公开办来办。")
    offices = Organisation.objects.filter(within(reach)).order_by("path")
    form = TakeoverForm(posted(request), offices=offices)
    if form.is_valid():
        said = form.cleaned_data
        codes = re.findall(r"[A-Za-z]\d{8,}", said["codes"])
        draft = take_over(
            said["source"], said["target"], kind=said["kind"], by=request.user,
            reason=said["reason"], codes=[code.upper() for code in codes],
        )  # fmt: skip
        messages.success(request, f"已放进《{draft.title}》，还要送审、批复；批复以前原清单照旧。")
        return redirect(draft)
    return render(request, "editions/lists/takeover.html", {"form": form})


@login_required
@require_safe
def template(request: StaffRequest, kind: str) -> HttpResponse:
    """模板: an empty workbook of a kind, with drop-downs."""
    if kind not in TEMPLATES:
        raise Http404
    label, make = TEMPLATES[kind]
    response = HttpResponse(make(), content_type=KINDS["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{label}模板.xlsx")
    return response
