"""Checks before publishing (发布前检查) of one revision: only this file knows who checks."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.cache import cache
from django.utils import timezone

from mingzheng.checklists.examining import File, examined
from mingzheng.core.addresses import at_site
from mingzheng.proofing.queries import overrides_of
from mingzheng.proofing.rules.fields import WHERE as RECORD
from mingzheng.proofing.rules.finding import Finding, blocking, whole
from mingzheng.proofing.rules.records import Record
from mingzheng.proofing.states import RecordKind
from mingzheng.prose.models import StoredContent
from mingzheng.prose.rules.pieces import Piece
from mingzheng.publishing.models import Article, Manuscript, Revision
from mingzheng.publishing.states import Visibility
from mingzheng.texts.rules.content import Content, Enclosure
from mingzheng.texts.states import DOCUMENT_KINDS, ArticleKind, Relation, Validity

# What the checks ask of a kind; whatever is not named is 其他法定主动公开内容.
RECORD_KINDS = {
    ArticleKind.POLICY: RecordKind.POLICY,
    ArticleKind.NORMATIVE: RecordKind.NORMATIVE,
    ArticleKind.INTERPRETATION: RecordKind.EXPLANATION,
    ArticleKind.NOTICE: RecordKind.NOTICE,
    ArticleKind.POSTING: RecordKind.NOTICE,
    ArticleKind.NEWS: RecordKind.NEWS,
    ArticleKind.MEETING: RecordKind.NEWS,
    ArticleKind.RESPONSE: RecordKind.NEWS,
    ArticleKind.OTHER: RecordKind.NEWS,
}

MOST_TOLD = 3  # of the same information public before
SECONDS = 60  # a word that was listed meanwhile may be missing on a page, never in a step
NOTE, CLOSES = "更正说明", "以前的文字不再公开的理由"
# Texts of one line that the public reads beside title, summary and body; each by its label.
LINES = {
    one.name: str(one.verbose_name)
    for one in Revision._meta.fields
    if one.name
    in ("subtitle", "document_number", "topic", "keywords", "source", "disclosure_ground")
}
FILE = ("name", "attachment__content__content_hash", "attachment__content__progress")


def shown_of(manuscript: Manuscript, revision: Revision) -> Sequence[Finding]:
    """The same for a page: what was found less than a minute ago by this process, else anew."""
    found = cache.get(_key(manuscript, revision))
    return findings_of(manuscript, revision) if found is None else found  # () is an answer too


def _key(manuscript: Manuscript, revision: Revision) -> str:
    return f"findings:{revision.pk}:{timezone.localdate(manuscript.publish_at)}"


def findings_of(manuscript: Manuscript, revision: Revision) -> Sequence[Finding]:
    """What the checks say of a revision, in reading order, with what was let pass. Six queries."""
    rows = list(revision.files.values_list("position", *FILE))
    files = [File(key, f"附件 {at} {name}", done == 100) for at, name, key, done in rows if key]
    content = revision.content_with(Enclosure(name) for _, name, _, _ in rows)
    record = replace(
        _record(manuscript, revision),
        said=(*texts_of(content), *notes_of(manuscript)),
        addresses=addresses_of(content),
    )
    found = (*_published_before(manuscript, revision), *examined(record, files))
    cache.set(_key(manuscript, revision), found, SECONDS)
    return found


def _published_before(manuscript: Manuscript, revision: Revision) -> list[Finding]:
    """What the office has made public under the same number, or word for word (重复公开)."""
    number = revision.document_number
    public = Article.objects.filter(
        organisation=manuscript.organisation_id, visibility=Visibility.PUBLIC
    ).exclude(pk=manuscript.article_id)
    same = public.filter(title=revision.title, public__body=revision.body).values("pk")
    if number:
        same = same.union(public.filter(document_number=number).values("pk"))
    others = Article.objects.filter(pk__in=same)
    told = []
    for one in others.order_by("-released_at")[:MOST_TOLD]:
        what = "标题和正文都" if not number or one.document_number != number else "发文字号"
        there = f"《{one.title}》，{at_site(one.get_absolute_url())}"
        said = f"本单位已经公开过{what}相同的信息：{there}。"
        told.append(whole(RECORD, "published_before", number or revision.title, message=said))
    return told


def texts_of(content: Content) -> tuple[Piece, ...]:
    """Every text of a content that the public reads but title, summary and body, by its place.

    A field that is neither here nor there is no text: a day, a choice, a key, an address.
    """
    lines = [Piece(label, getattr(content, name)) for name, label in LINES.items()]
    ties = [Piece(f"关联 {at} 的名称", one.title) for at, one in enumerate(content.ties, 1)]
    files = [Piece(f"附件 {at} 的名称", one.name) for at, one in enumerate(content.files, 1)]
    return tuple(piece for piece in (*lines, *ties, *files) if piece.text)


def notes_of(manuscript: Manuscript) -> tuple[Piece, ...]:
    """What the page will say of the change itself."""
    said = {NOTE: manuscript.public_note, CLOSES: manuscript.closes_earlier}
    return tuple(Piece(name, text) for name, text in said.items() if text)


def addresses_of(content: Content) -> tuple[Piece, ...]:
    """Every address that a content leads to outside its body, by its place."""
    ties = [Piece(f"关联 {at} 的网址", one.url) for at, one in enumerate(content.ties, 1)]
    return tuple(p for p in (Piece("视频网址", content.video_url), *ties) if p.text)


def unread(content: Content) -> list[str]:
    """The names of files whose text is still being read: nothing can be said of them yet."""
    names = {one.content_hash: one.name for one in content.files if one.content_hash}
    if not names:
        return []
    left = StoredContent.objects.filter(content_hash__in=names, progress__lt=100)
    return [names[key] for key in left.values_list("content_hash", flat=True)]


def red_findings(manuscript: Manuscript, revision: Revision) -> int:
    """How many findings of this revision hold it back, overridden ones left out. Six queries."""
    found = list(findings_of(manuscript, revision))
    return len(blocking(found, set(overrides_of(manuscript))))


def _record(manuscript: Manuscript, revision: Revision) -> Record:
    office, on = manuscript.organisation, timezone.localdate(manuscript.publish_at)
    is_document = revision.kind in DOCUMENT_KINDS  # its date is the one printed on it
    explained = [one for one in revision.ties if one["relation"] == Relation.INTERPRETS]
    return Record(
        kind=RECORD_KINDS.get(ArticleKind(revision.kind), RecordKind.STATUTORY),
        title=revision.title,
        # The register gives the number at the release; until then only its shape is known.
        index_number=manuscript.article.index_number or f"{office.code}/{on.year}-0",
        issuer=office.name,
        document_number=revision.document_number,
        formed_on=revision.dated_on or (None if is_document else revision.formed_on),
        published_on=on,
        ends_on=revision.expires_on,
        topic=revision.topic,
        genre=revision.genre,
        validity=str(Validity.VALID.label),
        keywords=revision.keywords,
        summary=revision.summary,
        mode=str(revision.get_disclosure_display()),
        source=revision.source,
        explains=explained[0]["title"] or explained[0]["article"] if explained else "",
        html=revision.body,
    )
