"""The change log as feeds: Atom (RFC 4287) and JSON Feed 1.1, for all fields or one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.views.decorators.http import require_safe

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition
from mingzheng.lookup import queries
from mingzheng.standards.models import Field

ENTRIES = 30  # newest editions in a feed


@dataclass(frozen=True)
class Entry:
    """One adjustment as a feed tells it."""

    title: str
    url: str
    at: datetime
    text: str
    author: str


@dataclass(frozen=True)
class Feed:
    """A feed before it is written: what it is called, where it lives, what it tells."""

    title: str
    home: str
    url: str
    entries: Sequence[Entry]


@require_safe
def changes(request: HttpRequest, kind: str) -> HttpResponse:
    """Every edition that came into force."""
    entries = [
        _entry(request, edition, edition.title, _words(edition))
        for edition in catalogue.change_log()[:ENTRIES]
    ]
    home = request.build_absolute_uri(reverse("lookup:changes"))
    return _written(Feed("公开事项目录调整", home, request.build_absolute_uri(), entries), kind)


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
    home = request.build_absolute_uri(one.get_absolute_url())
    title = f"公开事项目录调整：{one.list_name}"
    return _written(Feed(title, home, request.build_absolute_uri(), entries), kind)


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
        request.build_absolute_uri(reverse("lookup:change", args=[edition.pk])),
        timezone.make_aware(datetime.combine(day, time())),
        text,
        edition.organisation_name,
    )


def _written(feed: Feed, kind: str) -> HttpResponse:
    writers = {"atom": _atom, "json": _json}
    if kind not in writers:
        raise Http404("订阅有 Atom 和 JSON 两种。")
    return writers[kind](feed)


def _atom(feed: Feed) -> HttpResponse:
    out = Atom1Feed(
        feed.title, feed.home, "", language="zh-CN", feed_url=feed.url, feed_guid=feed.url
    )
    for entry in feed.entries:
        out.add_item(
            entry.title,
            entry.url,
            entry.text,
            author_name=entry.author,
            pubdate=entry.at,
            updateddate=entry.at,
            unique_id=get_tag_uri(entry.url, entry.at),
        )
    return HttpResponse(
        out.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _json(feed: Feed) -> HttpResponse:
    items = [
        {
            "id": get_tag_uri(entry.url, entry.at),
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": entry.at.isoformat(),
            "authors": [{"name": entry.author}],
        }
        for entry in feed.entries
    ]
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": "zh-CN",
        "items": items,
    }
    return JsonResponse(
        data, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json"
    )
