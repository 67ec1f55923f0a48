"""Pages of public lists (翻页): an address that no page can have gets a sentence, not page one."""

from collections.abc import Container
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest

NO_PAGE = "没有第“{}”页，这个列表没有这么长。可以从第一页看起。"
NO_VALUE = "网址里的“{}”不是能用的{}。可以从列表里重新选。"
LONGEST = 6  # digits of a page number


def page_number(request: HttpRequest) -> int:
    """The number after ?page=, 1 where none is. Raises Http404 for what is no page at all."""
    text = request.GET.get("page") or "1"
    fits = text.isascii() and text.isdigit() and len(text) <= LONGEST
    if not fits or int(text) < 1:
        raise Http404(NO_PAGE.format(text[:20]))
    return int(text)


def page_of(request: HttpRequest, rows: Any, per_page: int, total: int | None = None) -> Page:
    """The page that ?page= asks for. Raises Http404 where the list has none such.

    `total` saves the counting query where the number of rows is known.
    """
    paginator, number = Paginator(rows, per_page), page_number(request)
    if total is not None:
        paginator.count = total
    if number > paginator.num_pages:
        raise Http404(NO_PAGE.format(number))
    return paginator.page(number)


def one_of(request: HttpRequest, name: str, label: str, values: Container[str]) -> str:
    """What a parameter says, "" where it is not there. Raises Http404 for none of the values.

    `label` is what the parameter is called in Chinese (年份).
    """
    text = request.GET.get(name, "").strip()
    if text and text not in values:
        raise Http404(NO_VALUE.format(text[:20], label))
    return text


class Years:
    """Whatever may be a year of what an office makes public."""

    def __contains__(self, text: object) -> bool:
        fits = isinstance(text, str) and len(text) == 4 and text.isascii() and text.isdigit()
        return fits and 1900 <= int(str(text)) <= 2200


YEARS = Years()
