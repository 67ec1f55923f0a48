"""A page of a list whose size is known already."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(request: HttpRequest, rows: Any, per_page: int, total: int | None = None) -> Page:
    """The page that ?page= asks for; anything unreadable is the first, too far is the last.

    `total` saves the counting query where the number of rows is known.
    """
    paginator = Paginator(rows, per_page)
    if total is not None:
        paginator.count = total
    return paginator.get_page(request.GET.get("page"))
