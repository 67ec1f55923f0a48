"""专题专栏: the list, and one of them with its parts and live statistics."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.core.addresses import absolute
from mingzheng.deadlines import almanac
from mingzheng.screens import sitemaps
from mingzheng.screens.carried import page_facts, root_of
from mingzheng.screens.feeds import ENTRIES, Entry, Feed, written
from mingzheng.screens.rules.linked import collection, organ
from mingzheng.screens.sending import send
from mingzheng.topics import queries
from mingzheng.topics.models import Topic
from mingzheng.topics.rules.charts import bars

HOME = ("首页", "/")


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Those that run, then those that have ended: they stay readable."""
    today, found = timezone.localdate(), queries.shown()
    trail = [HOME, ("专题专栏", "")]
    listed = [(one.name, one.public_url) for one in found]
    page = collection(request.path, "专题专栏", listed, root=root_of(request))
    context = {
        "running": [one for one in found if not one.has_ended(today)],
        "ended": [one for one in found if one.has_ended(today)],
        "trail": trail,
        "linked_data": page_facts(request, trail, page),
    }
    return render(request, "topics/topics.html", context)


def _topic(slug: str) -> Topic:
    one = queries.at(slug)
    if one is None:
        raise Http404("没有这个专题。可以从专题专栏里找。")
    return one


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Its purpose, who keeps it until when, its parts, the statistics of today."""
    one = _topic(slug)
    today, calendar = timezone.localdate(), almanac.current()
    fields, shelves = list(one.fields.all()), queries.shelves(one)
    trail = [HOME, ("专题专栏", reverse("topics:topics")), (one.name, "")]
    told = queries.told(one, fields, today, calendar)
    lights = [(words, number) for _, words, number in told.lights]
    context = {
        "topic": one,
        "fields": fields,
        "shelves": shelves,
        "told": told,
        "release_chart": SafeString(
            bars("released", "发布的信息按五公开环节", told.by_stage, unit="条")
        ),
        "stage_chart": SafeString(bars("stages", "公开事项按五公开环节", told.stages)),
        "light_chart": SafeString(bars("lights", "还要公开的按亮灯", lights)),
        "has_ended": one.has_ended(today),
        "today": today,
        "trail": trail,
        "linked_data": page_facts(request, trail, _facts(request, one, shelves)),
    }
    return render(request, "topics/topic.html", context)


def _facts(request: HttpRequest, one: Topic, shelves: list[queries.Shelf]) -> dict[str, Any]:
    """The topic as a list of what stands in its parts, each once."""
    listed = {a.get_absolute_url(): a.title for shelf in shelves for a in shelf.articles}
    rows = [(title, url) for url, title in listed.items()]
    keeper = organ(one.organisation.name)
    more = {"description": one.purpose, "publisher": keeper}
    return collection(one.public_url, one.name, rows, root=root_of(request), **more)


@require_safe
def feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What stands in a topic to subscribe to, each article once, the newest first."""
    one, here = _topic(slug), partial(absolute, request)
    found = {
        (a.released_at, a.pk): a
        for shelf in queries.shelves(one)
        for a in shelf.articles
        if a.released_at
    }
    newest = sorted(found.items(), reverse=True)
    entries = [
        Entry(
            a.title,
            here(a.get_absolute_url()),
            released_at,
            a.summary or a.title,
            a.organisation.name,
            a.changed_at,
        )
        for (released_at, _), a in newest[:ENTRIES]
    ]
    return written(Feed(f"专题：{one.name}", here(one.public_url), here(), entries), kind)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every topic, for search engines; the index of maps lists it."""
    return sitemaps.urls(request, [(one.public_url, None) for one in queries.shown()])


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture at the head of a topic."""
    one = queries.at(slug)
    if one is None or one.picture is None:
        raise Http404("这个专题没有题图。")
    return send(request, one.picture)
