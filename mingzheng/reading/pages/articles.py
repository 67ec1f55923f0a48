"""One article: its page, how it came out, its versions side by side, its QR code."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mingzheng.core.addresses import absolute
from mingzheng.prose.models import Attachment
from mingzheng.prose.rules.reading import pictures_in, placed
from mingzheng.publishing.models import Article, RevisionFile
from mingzheng.publishing.queries.public import Neighbour, article_at
from mingzheng.reading.pages import trails
from mingzheng.reading.queries.articles import ArticlePage, file_at, page_of
from mingzheng.reading.queries.items import items_of, powers_of
from mingzheng.reading.rules.linked import Facts, area_of, article_of
from mingzheng.reading.rules.shelves import SHELF_OF_KIND, dress
from mingzheng.replay.comparing import compare
from mingzheng.replay.queries import process_of, versions_of
from mingzheng.replay.words import public_record_of
from mingzheng.screens.carried import DAY, page_facts, qr_code, root_of
from mingzheng.screens.sending import send
from mingzheng.texts.rules.pictures import kept_only
from mingzheng.texts.states import DOCUMENT_KINDS, Relation, Validity

NOTHING = "没有这条信息，或者它还没有公开。"
# Which relation stands under which heading, from this end and from the other.
OUT = {
    Relation.INTERPRETS: "解读的文件",
    Relation.BASED_ON: "依据",
    Relation.AMENDS: "它修改的文件",
    Relation.REPEALS: "它废止的文件",
    Relation.CITES: "引用的文件",
}
IN = {
    Relation.AMENDS: "修改它的文件",
    Relation.REPEALS: "废止它的文件",
    Relation.BASED_ON: "以它为依据的文件",
    Relation.CITES: "引用它的文件",
}


def _article(code: str) -> Article:
    found = article_at(code)
    if found is None:
        raise Http404(NOTHING)
    return found


def _gone(request: HttpRequest, one: Article) -> HttpResponse:
    """Gone, not missing: search engines forget it, people read when it was taken back and why."""
    return render(request, "reading/withdrawn.html", {"article": one}, status=410)


@require_safe
def article(request: HttpRequest, code: str) -> HttpResponse:
    """信息: the text with its record; 410 with a stub for what was withdrawn."""
    one = _article(code)
    if one.is_withdrawn:
        return _gone(request, one)
    found = page_of(one)
    trail = trails.article(one)
    address = absolute(request, one.get_absolute_url())
    context = {
        "article": one,
        "page": found,
        "revision": found.revision,
        "body": placed(kept_only(found.revision.body), _pictures(found)),
        "is_document": one.kind in DOCUMENT_KINDS,
        "dress": dress(one.validity),
        "begins_later": one.validity == Validity.VALID and _is_ahead(one.effective_on),
        "related": _related(found),
        "items": items_of(found.revision.items),
        "powers": powers_of(found.revision.items),
        "trail": [*trail, (one.title, "")],
        "shelf": SHELF_OF_KIND.get(one.kind),
        "short_address": address.split("://", 1)[1],
        "linked_data": _linked_data(request, found, trail),
    }
    return render(request, "reading/article.html", context)


def _is_ahead(day: date | None) -> bool:
    return day is not None and day > timezone.localdate()


@require_safe
def file(request: HttpRequest, code: str, key: int) -> HttpResponseBase:
    """附件或者图片: a file of what is public now; 410 once the article was withdrawn."""
    one = _article(code)
    if one.is_withdrawn:
        return _gone(request, one)
    found = file_at(code, key)
    if found is None or found.attachment is None:
        raise Http404("没有这个附件，或者它已经换过。从信息页重新打开。")
    return send(request, found.attachment)


@require_safe
def course(request: HttpRequest, code: str) -> HttpResponse:
    """公开过程和历次版本 (过程还原): which step when, and every text that was public."""
    one = _article(code)
    if one.is_withdrawn:
        return _gone(request, one)
    context = {
        "article": one,
        "steps": process_of(one),
        "versions": versions_of(one),
        "trail": [*trails.article(one), (one.title, one.get_absolute_url()), ("公开过程", "")],
    }
    return render(request, "reading/course.html", context)


@require_safe
def compared(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """两个版本对照: two texts that were public, their records, files and paragraphs."""
    one = _article(code)
    if one.is_withdrawn:
        return _gone(request, one)
    known = {revision.number: (manuscript, revision) for manuscript, revision in versions_of(one)}
    if old not in known or new not in known or old >= new:
        raise Http404("没有这两个版本，或者以前的文字不再公开。从历次版本里选。")
    texts = known[old][1].content, known[new][1].content
    found = compare(*texts, one.organisation_id, public_record_of)
    here = reverse("reading:course", args=[code])
    context = {
        "article": one,
        "before": known[old],
        "after": known[new],
        "found": found,
        "trail": [
            *(*trails.article(one), (one.title, one.get_absolute_url())),
            *(("公开过程", here), ("版本对照", "")),
        ],
    }
    return render(request, "reading/compared.html", context)


@require_safe
@cache_control(public=True, max_age=DAY)
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of an article as a QR code (SVG)."""
    return qr_code(absolute(request, _article(code).get_absolute_url()))


def _pictures(found: ArticlePage) -> dict[str, str]:
    """Where the pictures of the text are, by what the body calls them."""
    keys = pictures_in(found.revision.body)
    return {f"image:{k}": reverse("reading:file", args=[found.article.code, k]) for k in keys}


def _related(found: ArticlePage) -> list[tuple[str, list[Any]]]:
    """Other documents under their headings, interpretations left to their own block."""
    out = [(OUT[relation], found.links.out.get(relation, [])) for relation in OUT]
    into = [(IN[relation], found.links.into.get(relation, [])) for relation in IN]
    return [(heading, some) for heading, some in (*out, *into) if some]


def _linked_data(request: HttpRequest, found: ArticlePage, trail: trails.Steps) -> SafeString:
    one, root, links = found.article, root_of(request), found.links
    office, above = one.organisation, one.organisation.parent
    assert one.released_at is not None  # noqa: S101 - what is public was released: a constraint
    facts = Facts(
        kind=one.kind,
        address=f"{root}{one.get_absolute_url()}",
        title=one.title,
        office=office.name,
        released_at=timezone.localtime(one.released_at),
        changed_at=timezone.localtime(one.changed_at or one.released_at),
        index_number=one.index_number,
        summary=one.summary,
        keywords=found.revision.keywords,
        document_number=one.document_number,
        dated_on=one.dated_on,
        effective_on=one.effective_on,
        expires_on=one.expires_on,
        validity=one.validity,
        form=one.form,
        explains=_addressed(links.interpreted, root),
        changes=_addressed(links.out.get(Relation.AMENDS, ()), root),
        repeals=_addressed(links.out.get(Relation.REPEALS, ()), root),
        area=area_of(office.name) or area_of(above.name if above else ""),
        files=[_file(one, file, file.attachment, root) for file in found.files if file.attachment],
    )
    return page_facts(request, trail, article_of(facts))


def _addressed(others: Iterable[Neighbour], root: str) -> list[tuple[str, str]]:
    """Names and whole addresses of linked documents; "" where a document stands nowhere."""
    return [(o.title, f"{root}{o.url}" if o.url.startswith("/") else o.url) for o in others]


def _file(
    one: Article, file: RevisionFile, attachment: Attachment, root: str
) -> tuple[str, str, str, int]:
    """A file under the text: its name, address, kind, bytes."""
    content = attachment.content
    address = reverse("reading:file", args=[one.code, attachment.pk])
    return file.name, f"{root}{address}", content.kind, content.size
