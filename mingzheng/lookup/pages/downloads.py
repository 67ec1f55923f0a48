"""Taking the catalogue home: the rows that the filters leave, in every format."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.queries import Filters
from mingzheng.exports.files import KINDS, export, export_public_edition
from mingzheng.lookup import kept, queries

TITLE = "公开事项目录"


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Items in force under the same filters as the list."""
    if kind not in KINDS:
        raise Http404("没有这种格式，可以下载 XLSX、CSV、JSON 或 PDF。")
    filters = Filters.from_query(request.GET)

    def build() -> bytes:
        return export(catalogue.public_items(filters), kind, title=TITLE)

    return kept.answer(request, kind, TITLE, [queries.in_force_marks(), filters.given], build)


@require_safe
def edition(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A public edition as it stood."""
    found = queries.public_edition(pk)
    if found is None or kind not in KINDS:
        raise Http404("没有这一版目录，或者没有这种格式。")

    def build() -> bytes:
        return export_public_edition(found, kind)

    return kept.answer(request, kind, found.title, [found.pk, found.content_hash], build)
