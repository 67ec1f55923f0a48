"""A list to subscribe to (订阅): Atom (RFC 4287) and JSON Feed 1.1 from one description."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.timezone import localtime

ENTRIES = 30  # newest entries in a feed


EMPTY_SINCE = datetime(2019, 5, 15, tzinfo=UTC)  # what never held anything did not change today


class AtomFeed(Atom1Feed):
    """Atom of which the same entries always give the same bytes, none at all too."""

    def latest_post_date(self) -> datetime:
        """When the newest entry changed."""
        return super().latest_post_date() if self.items else EMPTY_SINCE


@dataclass(frozen=True)
class Entry:
    """One thing as a feed tells it; `url` absolute, `changed` where it was changed since."""

    title: str
    url: str
    at: datetime
    text: str
    author: str
    changed: datetime | None = None


@dataclass(frozen=True)
class Feed:
    """A feed before it is written: what it is called, where it lives, what it tells."""

    title: str
    home: str
    url: str
    entries: Sequence[Entry]


def written(feed: Feed, kind: str) -> HttpResponse:
    """The feed as `kind` (atom or json); 404 with a sentence for any other."""
    writers = {"atom": _atom, "json": _json}
    if kind not in writers:
        raise Http404("订阅有 Atom 和 JSON 两种。")
    return writers[kind](feed)


def _atom(feed: Feed) -> HttpResponse:
    out = AtomFeed(
        feed.title, feed.home, "", language="zh-CN", feed_url=feed.url, feed_guid=feed.url
    )
    for entry in feed.entries:
        out.add_item(
            entry.title,
            entry.url,
            entry.text,
            author_name=entry.author,
            pubdate=localtime(entry.at),
            updateddate=localtime(entry.changed or entry.at),
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
            "date_published": localtime(entry.at).isoformat(),
            "authors": [{"name": entry.author}],
        }
        | ({"date_modified": localtime(entry.changed).isoformat()} if entry.changed else {})
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
