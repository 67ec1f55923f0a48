"""The change log as feeds: Atom (RFC 4287) and JSON Feed 1.1, for all fields or one."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition
from mingzheng.core.addresses import absolute
from mingzheng.lookup import queries
from mingzheng.screens.feeds import ENTRIES, Entry, Feed, written
from mingzheng.standards.models import Field


@require_safe
def changes(request: HttpRequest, kind: str) -> HttpResponse:
    """Every edition that came into force."""
    entries = [
        _entry(request, edition, edition.title, _words(edition))
        for edition in catalogue.change_log()[:ENTRIES]
    ]
    home = absolute(request, reverse("lookup:changes"))
    return written(Feed("公开事项目录调整", home, absolute(request), entries), kind)


@require_safe
def field(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The editions that changed something in one field."""
    one = get_object_or_404(Field, slug=slug, is_shown=True)
    entries = [
        _entry(
            request,
            change.edition,
            f"{one.list_name}：{change.words}",
            f"{change.edition.title}。{_words(change.edition)}",
        )
        for change in queries.field_changes(one, catalogue.change_log(), ENTRIES)
    ]
    home = absolute(request, one.get_absolute_url())
    title = f"公开事项目录调整：{one.list_name}"
    return written(Feed(title, home, absolute(request), entries), kind)


def _words(edition: Edition) -> str:
    """What was decided, as sentences."""
    day = edition.effective_on
    parts = [f"{day.year}年{day.month}月{day.day}日起施行" if day else ""]
    parts += [f"批复文号{edition.approval_number}" if edition.approval_number else ""]
    parts += [f"共 {edition.items_total} 项", edition.summary.rstrip("。")]
    return "，".join(part for part in parts if part) + "。"


def _entry(request: HttpRequest, edition: Edition, title: str, text: str) -> Entry:
    day = edition.effective_on or timezone.localdate()
    return Entry(
        title,
        absolute(request, reverse("lookup:change", args=[edition.pk])),
        timezone.make_aware(datetime.combine(day, time())),
        text,
        edition.organisation_name,
    )
