"""What machines of the county read: lines for an electronic screen, changes for an app."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.accounts.queries import organisation_by_code
from mingzheng.core.addresses import absolute
from mingzheng.notifications import queries
from mingzheng.notifications.rules import screens


def _number(text: str, default: int, most: int) -> int:
    return min(max(int(text), 0), most) if text.isdecimal() and len(text) < 16 else default


@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """电子屏文字: the newest titles of an office, a line each; ?count= &length= &charset=."""
    office = organisation_by_code(code)
    if office is None or not office.is_active:
        raise Http404("没有这个单位，或者它已经撤并。")
    ask = request.GET.get
    rows = queries.latest_of(office, _number(ask("count", ""), 10, screens.MOST))
    days = [(timezone.localdate(one.released_at), one.title) for one in rows if one.released_at]
    lines = screens.lines_of(days, _number(ask("length", ""), 60, screens.LONGEST))
    lines = lines or [screens.NOTHING.format(office.label)]  # a dark screen looks broken
    charset = ask("charset", "utf-8").lower()
    charset = charset if charset in screens.CHARSETS else "utf-8"
    data = screens.encoded(lines, charset)
    return HttpResponse(data, content_type=f"text/plain; charset={charset}")


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """客户端取数: what was released, corrected, withdrawn after ?after=, the oldest first."""
    after = _number(request.GET.get("after", ""), 0, 2**62)
    found = queries.changes_after(after)
    notes = queries.notes_of(found)
    rows = [
        {
            "number": one.pk,
            "kind": one.kind,
            "title": one.shown_title,
            "summary": one.shown_summary,
            "url": absolute(request, one.shown_address),
            "office": one.organisation_name,
            "at": timezone.localtime(one.at).isoformat(),
            "note": notes.get(one.pk, ""),  # of a text that is closed nothing is repeated
        }
        for one in found
    ]
    body = {"changes": rows, "after": found[-1].pk if found else after}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
