"""Taking the catalogue home: the rows that the filters leave, in every format."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.queries import Filters
from mingzheng.exports.files import KINDS, export, export_public_edition
from mingzheng.lookup import queries


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Items in force under the same filters as the list."""
    if kind not in KINDS:
        raise Http404("没有这种格式，可以下载 XLSX、CSV、JSON 或 PDF。")
    filters = Filters.from_query(request.GET)
    items = catalogue.public_items(filters)
    title = "公开事项目录"
    return _file(export(items, kind, title=title), kind, title)


@require_safe
def edition(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A public edition as it stood."""
    found = queries.public_edition(pk)
    if found is None or kind not in KINDS:
        raise Http404("没有这一版目录，或者没有这种格式。")
    return _file(export_public_edition(found, kind), kind, found.title)


def _file(data: bytes, kind: str, title: str) -> HttpResponse:
    response = HttpResponse(data, content_type=KINDS[kind])
    name = f"{title}-{timezone.localdate():%Y%m%d}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
