"""Columns on the desk (栏目): an office's tree, and what the openness office does with it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import organisations_seen_by, require
from mingzheng.accounts.requests import StaffRequest
from mingzheng.columns import actions, queries
from mingzheng.columns.models import Column
from mingzheng.columns.states import ColumnKind
from mingzheng.core.access import Blocked, may


class ColumnForm(forms.Form):
    """What a column is called and is for."""

    name = forms.CharField(label="名称", max_length=40)
    slug = forms.SlugField(
        label="网址", max_length=60, help_text="小写英文和连字符，例如 policy-files；旧网址一直有效"
    )
    kind = forms.ChoiceField(label="类别", choices=ColumnKind.choices)
    purpose = forms.CharField(label="设置目的和主要内容", max_length=300, required=False)
    keywords = forms.CharField(label="关键词", max_length=200, required=False)
    statutory = forms.CharField(label="法定主动公开的依据", max_length=40, required=False)
    update_days = forms.IntegerField(
        label="至少多少天更新一次", min_value=1, max_value=3650, required=False,
        help_text="不填就不催",
    )  # fmt: skip
    position = forms.IntegerField(
        label="排序", min_value=0, max_value=9999, initial=100, help_text="小的在前"
    )

    def draft(self, owner: Organisation | None = None) -> actions.ColumnDraft:
        """What was typed in."""
        return actions.ColumnDraft(owner=owner, **self.cleaned_data)


class MoveForm(forms.Form):
    """Under which column, and where among those there."""

    parent = forms.TypedChoiceField(label="上级栏目", coerce=int, empty_value=None, required=False)
    position = forms.IntegerField(label="排序", min_value=0, max_value=9999, help_text="小的在前")

    def __init__(self, *args: Any, tree: list[Column], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.pk, f"{'　' * one.depth}{one.name}") for one in tree]
        field = self.fields["parent"]
        field.choices = [("", "最上层"), *choices]  # type: ignore[attr-defined]


def office_of(request: StaffRequest, code: str) -> Organisation:
    """The office if this person may see it, else 404."""
    return get_object_or_404(organisations_seen_by(request.user), code=code)


def _may(request: StaffRequest, office: Organisation) -> bool:
    return may(request.user, "column.edit", office.path)


def _page(request: StaffRequest, office: Organisation, **context: Any) -> dict[str, Any]:
    return {"office": office, "office_code": office.code, "here": "columns", **context}


@login_required
@require_safe
def tree(request: StaffRequest, code: str) -> HttpResponse:
    """栏目: the whole tree of an office, closed ones too, and whether the public sees each."""
    office = office_of(request, code)
    columns = queries.tree_of(office, closed=True)
    shown = {one.pk for one in queries.shown_of(office)}
    context = _page(
        request,
        office,
        columns=[(one, one.pk in shown) for one in columns],
        offices=organisations_seen_by(request.user).filter(is_active=True).order_by("path"),
        may_edit=_may(request, office),
    )
    return render(request, "newsroom/columns.html", context)


@login_required
@require_POST
def lay(request: StaffRequest, code: str) -> HttpResponse:
    """建立初始栏目: what the starter tree has and the office has not."""
    office = office_of(request, code)
    laid = actions.lay_columns(office, by=request.user)
    words = f"已建立 {laid} 个栏目；没有内容的栏目不会给公众看。" if laid else "初始栏目都有了。"
    messages.success(request, words)
    return redirect("newsroom:columns", office.code)


@login_required
def new(request: StaffRequest, code: str) -> HttpResponse:
    """新增栏目, on top or under the one that the address names."""
    office = office_of(request, code)
    require(request.user, "column.edit", office.path, office.name)
    under = request.GET.get("under", "")
    parent = _column(office, int(under)) if under.isdecimal() and len(under) < 10 else None
    form = ColumnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.add_column(office, form.draft(), by=request.user, parent=parent)
        except Blocked as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"已新增栏目：{made.name}")
            return redirect("newsroom:columns", office.code)
    context = _page(request, office, form=form, parent=parent)
    return render(request, "newsroom/column.html", context)


def _column(office: Organisation, pk: int) -> Column:
    found = Column.objects.select_related("organisation", "parent", "owner")
    return get_object_or_404(found, organisation=office, pk=pk)


@login_required
def edit(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """修改栏目: its name, address, kind, purpose; and the forms to move and to close it."""
    office = office_of(request, code)
    require(request.user, "column.edit", office.path, office.name)
    one = _column(office, pk)
    names = ColumnForm.base_fields
    initial = {name: getattr(one, name) for name in names}
    form = ColumnForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            changed = actions.change_column(one, form.draft(one.owner), by=request.user)
        except Blocked as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "栏目已改。" if changed else "没有改动。")
            return redirect("newsroom:columns", office.code)
    return render(request, "newsroom/column.html", _of_column(request, office, one, form))


def _of_column(
    request: StaffRequest, office: Organisation, one: Column, form: ColumnForm
) -> dict[str, Any]:
    columns = [c for c in queries.tree_of(office) if not c.path.startswith(one.path)]
    place = {"parent": one.parent_id or "", "position": one.position}
    return _page(
        request, office, column=one, form=form, move=MoveForm(tree=columns, initial=place),
        old_addresses=one.old_addresses.all(),
    )  # fmt: skip


@login_required
@require_POST
def move(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """移动栏目: under another, or to another place in the order."""
    office = office_of(request, code)
    require(request.user, "column.edit", office.path, office.name)
    one = _column(office, pk)
    form = MoveForm(request.POST, tree=queries.tree_of(office))
    if not form.is_valid():
        raise Blocked("没有看懂要移到哪里，请回到栏目页重新选。")
    key = form.cleaned_data["parent"]
    parent = _column(office, key) if key else None
    actions.move_column(one, parent, form.cleaned_data["position"], by=request.user)
    messages.success(request, f"已移动栏目：{one.name}")
    return redirect("newsroom:columns", office.code)


@login_required
@require_POST
def close(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """停用栏目, with a reason; or open it again."""
    office = office_of(request, code)
    require(request.user, "column.edit", office.path, office.name)
    one = _column(office, pk)
    note = request.POST.get("note", "").strip()[:500]
    if one.is_open:
        actions.close_column(one, by=request.user, note=note)
    else:
        actions.reopen_column(one, by=request.user, note=note)
    words = "已重新启用" if one.is_open else "已停用"
    messages.success(request, f"{words}栏目：{one.name}")
    return redirect("newsroom:columns", office.code)
