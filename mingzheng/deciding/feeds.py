"""What is published of major decisions as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.core.addresses import absolute
from mingzheng.decisions import queries
from mingzheng.decisions.models import DecisionRecord
from mingzheng.decisions.rules.evidence import told
from mingzheng.screens.feeds import ENTRIES, Entry, Feed, written

TITLE = "重大行政决策"


@require_safe
def newest(request: HttpRequest, kind: str) -> HttpResponse:
    """征求意见、听证、采纳情况、公布、后评估, the newest first."""
    home = absolute(request, reverse("decisions:matters"))
    entries = [_entry(request, record) for record in queries.newest(ENTRIES)]
    return written(Feed(TITLE, home, absolute(request), entries), kind)


def _entry(request: HttpRequest, record: DecisionRecord) -> Entry:
    one = record.decision
    place = reverse("decisions:matter", args=[one.pk])
    rows = told(record.step, record.said, public=True)
    return Entry(
        title=f"{record.label}：{one.name}",
        url=absolute(request, f"{place}#r{record.pk}"),
        at=timezone.make_aware(datetime.combine(record.recorded_on, time())),
        text="\n".join(f"{label}：{words}" for label, words in rows),
        author=one.organ.name,
    )
