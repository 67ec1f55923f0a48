"""The search page (搜索): works without a script; says plainly when it cannot answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mingzheng.core.addresses import absolute
from mingzheng.search import actions, queries
from mingzheng.search.models import Document
from mingzheng.search.queries import COUNT_TO, PER_PAGE, TAKEN, Found, SearchUnavailable, Wanted
from mingzheng.search.rules.marking import Piece, marked, snippet

ENTRIES = 30  # of a feed
MINUTES = 2  # after which a reader should try again


@dataclass(frozen=True)
class Row:
    """A document as the list shows it."""

    document: Document
    kind: str
    organisation: str
    title: SafeString
    text: SafeString


def html(pieces: Iterable[Piece]) -> SafeString:
    """Pieces as HTML: everything escaped, what was found in <mark>."""
    return SafeString(
        "".join(
            format_html("<mark>{}</mark>", one.text) if one.is_found else escape(one.text)
            for one in pieces
        )
    )


def rows_of(found: Found) -> list[Row]:
    """The page's documents with what was found in them marked."""
    return [
        Row(
            one,
            found.names.get(("kind", one.kind), one.kind),
            found.names.get(("organisation", one.organisation), ""),
            html(marked(one.title, found.phrases)),
            html(snippet(one.text, found.phrases)),
        )
        for one in found.documents
    ]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """搜索: what was found, or what to try instead; 503 where the index cannot answer."""
    wanted = Wanted.from_query(request.GET)
    if any(len(value) > TAKEN for value in request.GET.values()):
        return redirect(f"{request.path}?{wanted.as_query}")  # every link would repeat it
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 6 else 1
    page = min(max(page, 1), COUNT_TO // PER_PAGE)
    try:
        found = queries.find(wanted, page)
        likely = [] if found.total or not found.words else queries.likely(found)
    except SearchUnavailable as error:
        return unavailable(request, wanted, error.sentence)
    if found.words and page == 1 and not wanted.filters and not found.left_out:
        actions.count(" ".join(one.text for one in found.words), found=bool(found.total))
    context = {
        "wanted": wanted,
        "found": found,
        "rows": rows_of(found),
        "listing": Paginator(range(found.total), PER_PAGE).get_page(page),
        "likely": likely,
        "chips": _chips(found),
        "exact": wanted.with_(exact="1").as_query,
        "by_relevance": wanted.with_(sort="").as_query,
        "by_date": wanted.with_(sort="date").as_query,
        "hot": [] if found.words else queries.hot_words(),
    }
    return render(request, "search/search.html", context)


def _chips(found: Found) -> list[dict[str, str]]:
    """The filters that are set, each with the address that takes it off."""
    return [
        {
            "label": found.names.get((name, value), value),
            "query": found.wanted.with_(**{name: ""}).as_query,
        }
        for name, value in found.wanted.filters.items()
    ]


def unavailable(request: HttpRequest, wanted: Wanted, sentence: str) -> HttpResponse:
    """503: the search does not work now, and that is not the same as finding nothing."""
    said = {"wanted": wanted, "sentence": sentence}
    response = render(request, "search/unavailable.html", said, status=503)
    response["Retry-After"] = str(MINUTES * 60)
    return response


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What may be meant, while somebody types (联想)."""
    try:
        said = queries.suggest(request.GET.get("q", "").strip()[:60])
    except SearchUnavailable as error:
        return JsonResponse({"detail": error.sentence}, status=503)
    return JsonResponse({"suggestions": said}, json_dumps_params={"ensure_ascii": False})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """订阅这个搜索: the newest documents of a query as Atom (RFC 4287)."""
    wanted = Wanted.from_query(request.GET).with_(sort="date")
    try:
        found = queries.find(wanted, per_page=ENTRIES)
    except SearchUnavailable as error:
        return HttpResponse(error.sentence, status=503, content_type="text/plain; charset=utf-8")
    home = absolute(request, f"{reverse('search:search')}?{wanted.as_query}")
    here = absolute(request)
    title = f"搜索：{wanted.q}"
    out = Atom1Feed(title, home, "", language="zh-CN", feed_url=here, feed_guid=here)
    for one in found.documents:
        if one.date is None:
            continue
        url = absolute(request, one.url)
        day = timezone.make_aware(datetime.combine(one.date, time()))
        out.add_item(
            one.title,
            url,
            "".join(piece.text for piece in snippet(one.text, found.phrases)),
            author_name=found.names.get(("organisation", one.organisation), ""),
            updateddate=day,
            unique_id=get_tag_uri(url, day),
        )
    return HttpResponse(
        out.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
