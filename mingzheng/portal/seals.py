"""每日封存 for everybody: the published seals, and whether a receipt holds under them."""

import csv
import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_http_methods, require_safe

from mingzheng.evidence import queries as evidence
from mingzheng.screens.paging import page_of

from .forms import ReceiptForm

DAYS = 31  # a page
COLUMNS = {
    "day": "日期",
    "events": "条数",
    "algorithm": "算法",
    "root": "根校验值",
    "previous_hash": "前一日封存值",
    "hash": "封存值",
}


@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """Every sealed day, newest first."""
    page = page_of(request, evidence.seals(), DAYS)
    return render(request, "portal/seals.html", {"page": page})


def _newest(request: HttpRequest, kind: str) -> str | None:
    seal = evidence.seals().first()
    return f'"{seal.hash}"' if seal else None


@require_safe
@condition(etag_func=_newest)
def every_seal(request: HttpRequest, kind: str) -> HttpResponse:
    """All seals as a file to keep: whoever has an old one sees whether the past was rewritten."""
    if kind not in ("csv", "json"):
        raise Http404("没有这种格式，可以下载 CSV 或 JSON。")
    rows = [(f"{day}", *rest) for day, *rest in evidence.seals().values_list(*COLUMNS)]
    if kind == "json":
        found = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        response = HttpResponse(json.dumps(found, indent=1), content_type="application/json")
    else:
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        csv.writer(response).writerows([[*COLUMNS.values()], *rows])
    response["Content-Disposition"] = content_disposition_header(True, f"每日封存.{kind}")
    return response


# It changes nothing, so nobody can be tricked into anything; and a visitor needs no cookie for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """核对凭证: paste or choose a receipt, and see whether it holds and what it says."""
    sent = request.method == "POST"
    form = ReceiptForm(request.POST, request.FILES) if sent else ReceiptForm()
    context = {"form": form, "result": form.result if sent and form.is_valid() else None}
    return render(request, "portal/check_receipt.html", context)
