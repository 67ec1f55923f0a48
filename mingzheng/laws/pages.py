"""The register for residents: find a law, see its texts, and which items stand on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mingzheng.laws import queries
from mingzheng.laws.models import Law
from mingzheng.screens.paging import page_of

PER_PAGE = 30


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """法规依据: by name, 文号 and category."""
    q, category = (request.GET.get(name, "").strip()[:60] for name in ("q", "category"))
    categories = queries.categories()
    found = queries.laws(q, category).prefetch_related("versions")
    listing = page_of(request, found, PER_PAGE)
    context = {"q": q, "category": category, "categories": categories, "listing": listing}
    return render(request, "laws/laws.html", context)


@require_safe
def law(request: HttpRequest, pk: int) -> HttpResponse:
    """One law: its texts and names, and the items in force that cite it."""
    one = get_object_or_404(Law.objects.prefetch_related("versions", "aliases"), pk=pk)
    listing = page_of(request, queries.citing(one), PER_PAGE)
    return render(request, "laws/law.html", {"law": one, "listing": listing})
