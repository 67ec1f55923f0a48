"""我为政府网站找错: report, and see by the code what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from mingzheng.core.access import Blocked
from mingzheng.errata import actions, queries
from mingzheng.errata.forms import ReportForm
from mingzheng.screens.visits import is_too_often

MOST, MINUTES = 5, 10  # reports from one address, in so many minutes
OFTEN = "十分钟里已经提交了 5 条。请过一会儿再交，或者打政务服务热线。"


# Nobody is signed in here, so nobody can be tricked; and a visitor needs no cookie for it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, with the page one came from; after it the receipt."""
    if request.method == "POST":
        form = ReportForm(request.POST)
        if form.is_valid():
            if is_too_often(request, "errata", most=MOST, minutes=MINUTES):
                raise Blocked(OFTEN)
            said = form.cleaned_data
            made = actions.report(
                said["page"], said["fault"], said["text"], contact=said["contact"]
            )
            return redirect("errata:answer", made.code)
    else:
        form = ReportForm(initial={"page": request.GET.get("page", "")[:300]})
    context = {"form": form, "workdays": queries.workdays()}
    return render(request, "errata/report.html", context)


@never_cache
@require_safe
def track(request: HttpRequest) -> HttpResponse:
    """查找错: by the code."""
    code = request.GET.get("code", "")
    if code and (found := queries.by_code(code)):
        return redirect("errata:answer", found.code)
    return render(request, "errata/track.html", {"code": code[:20]})


@never_cache
@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """One report and its answer; the contact is not shown."""
    found = queries.by_code(code)
    if found is None:
        return render(request, "errata/track.html", {"code": code[:20]}, status=404)
    return render(request, "errata/answer.html", {"report": found})
