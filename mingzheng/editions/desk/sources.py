"""Where rows come from and where they go: the standard's starter rows, and files to take away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mingzheng.accounts.requests import StaffRequest
from mingzheng.core.access import Denied, may
from mingzheng.editions import adopting
from mingzheng.editions.desk.editions import case_of, page, seen
from mingzheng.editions.kinds import KINDS
from mingzheng.standards.models import Field
from mingzheng.standards.queries import usable_rows


@login_required
def standards(request: StaffRequest, pk: int) -> HttpResponse:
    """从标准事项里选: usable starter rows of a field that the draft does not have yet."""
    edition = seen(request, pk)
    fields = list(Field.objects.filter(standards__in=usable_rows()).distinct())
    slugs, asked = [field.slug for field in fields], request.GET.get("field", "")
    slug = asked if asked in slugs else next(iter(slugs), "")
    rows = usable_rows().filter(field__slug=slug)
    have = {item.content.key for item in edition.items.select_related("field")}
    missing = [row for row in rows if adopting.content_of(row).key not in have]
    error = ""
    if request.method == "POST":
        if not may(request.user, "edition.edit", edition.organisation_path):
            raise Denied("目录里的事项由本单位经办人或政务公开办来改。")
        keys = set(request.POST.getlist("row"))
        chosen = [row for row in missing if "all" in request.POST or str(row.pk) in keys]
        if chosen:
            done = adopting.adopt(edition, chosen, by=request.user)
            messages.success(request, f"选进草稿 {done.created} 行，请按本地实际改。")
            return redirect(request.get_full_path())
        error = "还没有选。勾上要用的事项，再选进草稿。"
    context = page(
        request,
        edition,
        "items",
        fields=fields,
        slug=slug,
        rows=missing,
        error=error,
    )
    return render(request, "editions/standards.html", context)


@login_required
@require_safe
def export(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """An edition as a file, drafts included: what one sends round by hand."""
    edition = case_of(request, pk)
    how = KINDS[edition.kind]
    if kind not in how.formats:
        raise Http404
    response = HttpResponse(how.export(edition, kind), content_type=how.formats[kind])
    name = f"{edition.title}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
