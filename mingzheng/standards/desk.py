"""Fields and starter rows on the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingzheng.accounts.queries.reach import top_path
from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Denied, may
from mingzheng.standards import actions, queries
from mingzheng.standards.forms import ConfirmForm, FieldForm
from mingzheng.standards.models import Field


def _may_edit(request: StaffRequest) -> bool:
    return may(request.user, "field.edit", top_path(request.user))


@login_required
def fields(request: StaffRequest) -> HttpResponse:
    """领域: all fields, their lead offices and how many starter rows each has."""
    rows = Field.objects.select_related("lead").annotate(
        rows=Count("standards"),
        doubtful=Count("standards", Q(standards__tag="M", standards__is_confirmed=False)),
    )
    may_confirm = may(request.user, "standard.confirm", top_path(request.user))
    context = {"fields": rows, "may_edit": _may_edit(request), "may_confirm": may_confirm}
    return render(request, "standards/fields.html", context)


@login_required
def new_field(request: StaffRequest) -> HttpResponse:
    """增设领域."""
    return _edit(request, Field(tag="P", source="本地增设"))


@login_required
def field(request: StaffRequest, slug: str) -> HttpResponse:
    """修改领域."""
    return _edit(request, get_object_or_404(Field, slug=slug))


def _edit(request: StaffRequest, field: Field) -> HttpResponse:
    if not _may_edit(request):
        raise Denied("领域由政务公开办维护。")
    form = FieldForm(request.POST if request.method == "POST" else None, instance=field)
    if form.is_valid():
        saved = actions.save_field(
            # The form has already written to its instance: compare with what is stored.
            Field.objects.get(pk=field.pk) if field.pk else Field(tag=field.tag),
            by=request.user,
            **form.cleaned_data,
        )
        messages.success(request, f"已保存领域“{saved.list_name}”。")
        return redirect("standards:fields")
    return render(request, "standards/field.html", {"form": form, "field": field})


@login_required
def suggestions(request: StaffRequest) -> HttpResponse:
    """待核实的标准事项: rows from memory, hidden until somebody has checked them."""
    if not may(request.user, "standard.confirm", top_path(request.user)):
        raise Denied("待核实的标准事项由政务公开办核实。")
    rows = queries.rows_to_confirm()
    fields = list(Field.objects.filter(standards__in=rows).distinct())
    asked = request.GET.get("field", "")
    slug = asked if asked in {field.slug for field in fields} else ""
    form = ConfirmForm(request.POST if request.method == "POST" else None, rows=rows)
    if form.is_valid():
        n = actions.confirm(
            form.cleaned_data["row"], by=request.user, note=form.cleaned_data["note"]
        )
        messages.success(request, f"核实了 {n} 行，现在可以选进目录草稿。")
        return redirect(request.get_full_path())
    if slug:
        rows = rows.filter(field__slug=slug)
    context = {
        "listing": Paginator(rows, 30).get_page(request.GET.get("page")),
        "fields": fields,
        "slug": slug,
        "form": form,
        "chosen": set(request.POST.getlist("row")),
    }
    return render(request, "standards/suggestions.html", context)
