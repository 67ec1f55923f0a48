"""Rows of an edition on the desk: find, read, write, remove."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingzheng.accounts.requests import StaffRequest
from mingzheng.catalogue.actions import items as actions
from mingzheng.catalogue.models import Edition, Item
from mingzheng.core.access import Denied, may
from mingzheng.deadlines.rules.limits import from_json, in_plain_words
from mingzheng.editions.desk.editions import page, posted, seen
from mingzheng.editions.desk.tables import ITEM_COLUMNS, item_filters
from mingzheng.editions.forms import ItemForm, ReasonForm
from mingzheng.laws.queries import linked
from mingzheng.screens.lists import Listing, respond
from mingzheng.standards.models import Field


def _to_edit(request: StaffRequest, pk: int) -> Edition:
    """The edition for somebody who writes in it; others are told who does."""
    edition = seen(request, pk)
    if not may(request.user, "edition.edit", edition.organisation_path):
        raise Denied("目录里的事项由本单位经办人或政务公开办来改。")
    return edition


def _row(edition: Edition, code: str) -> Item:
    rows = edition.items.select_related("field", "edition__catalogue__organisation")
    return get_object_or_404(rows, code=code)


@login_required
def items(request: StaffRequest, pk: int) -> HttpResponse:
    """事项: the rows of one edition, by field and by words."""
    edition = seen(request, pk)
    fields = list(Field.objects.filter(items__edition=edition).distinct())
    listing = Listing(
        request,
        ITEM_COLUMNS,
        edition.items.select_related("field").order_by("field__position", "position"),
        item_filters(fields),
        name=f"{edition.title}事项",
        unit="个",
        empty="可以导入表格，可以从标准事项里选，也可以一条一条添加。",
    )
    context = page(request, edition, "items")
    return respond(request, listing, template="editions/items.html", context=context)


@login_required
def item(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """One row with everything: how its deadline was read, who owes it, what was inferred."""
    edition = seen(request, pk)
    row = _row(edition, code)
    limit = from_json(row.limit)
    duties = list(row.duties.select_related("organisation").order_by("organisation__path"))
    context = page(
        request,
        edition,
        "items",
        item=row,
        limit=limit,
        limit_words=in_plain_words(limit),
        bases=linked(row.bases),
        duties=duties,
        gaps=row.gaps.all(),
        # The internal rules of an office are for whoever may see its drafts.
        inside=any(may(request.user, "edition.see", duty.organisation.path) for duty in duties),
    )
    return render(request, "editions/item.html", context)


@login_required
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """添加事项 to a draft."""
    edition = _to_edit(request, pk)
    form = ItemForm(posted(request))
    if form.is_valid():
        row = actions.save_item(edition, form.content(), by=request.user)
        messages.success(request, f"已添加 {row.code} {row.name}。")
        return redirect("catalogue_desk:item", pk, row.code)
    context = page(request, edition, "items", form=form, item=None)
    return render(request, "editions/item_form.html", context)


@login_required
def edit(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """修改事项 of a draft."""
    edition = _to_edit(request, pk)
    row = _row(edition, code)
    form = ItemForm.of(row.content, posted(request), mark=row.fingerprint)
    if form.is_valid() and form.is_fresh(row.fingerprint):
        seen_as = form.cleaned_data["mark"] and row.fingerprint
        try:
            actions.save_item(
                edition, form.content(row.custom), by=request.user, code=code, expected=seen_as
            )
        except actions.Changed:  # in the very moment between our look and our lock
            row = _row(edition, code)
            form.is_fresh(row.fingerprint)
        else:
            messages.success(request, f"已保存 {code}。")
            return redirect("catalogue_desk:item", pk, code)
    context = page(request, edition, "items", form=form, item=row)
    return render(request, "editions/item_form.html", context)


@login_required
def remove(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """删除事项 from a draft, with the reason."""
    edition = _to_edit(request, pk)
    row = _row(edition, code)
    form = ReasonForm(posted(request))
    if form.is_valid():
        actions.remove_item(edition, code, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"已删除 {code} {row.name}，留痕里查得到。")
        return redirect("catalogue_desk:items", pk)
    context = page(request, edition, "items", form=form, item=row)
    return render(request, "editions/item_remove.html", context)
