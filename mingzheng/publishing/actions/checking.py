"""Checks before publishing (发布前检查) of one revision: only this file knows who checks."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone

from mingzheng.checklists import queries as lists
from mingzheng.proofing.queries import overrides_of
from mingzheng.proofing.rules.examining import examine
from mingzheng.proofing.rules.finding import Finding, blocking
from mingzheng.proofing.rules.links import Hosts
from mingzheng.proofing.rules.records import Attached, Record
from mingzheng.proofing.rules.words import Words
from mingzheng.proofing.states import RecordKind
from mingzheng.prose.models import StoredContent
from mingzheng.prose.rules.reading import pieces
from mingzheng.publishing.models import Manuscript, Revision
from mingzheng.publishing.rules.content import Content
from mingzheng.publishing.states import DOCUMENT_KINDS, ArticleKind, Relation, Validity

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

SECONDS = 60  # a word that was listed meanwhile may be missing on a page, never in a step

Known = tuple[frozenset[str], frozenset[str], tuple[tuple[str, str], ...]]


class File(NamedTuple):
    """An enclosed file as the checks remember it: its bytes, its place, whether it was read."""

    hash: str
    place: str
    is_read: bool


def shown_of(manuscript: Manuscript, revision: Revision) -> Sequence[Finding]:
    """The same for a page: what was found less than a minute ago by this process, else anew."""
    found = cache.get(_key(manuscript, revision))
    return findings_of(manuscript, revision) if found is None else found  # () is an answer too


def _key(manuscript: Manuscript, revision: Revision) -> str:
    return f"findings:{revision.pk}:{timezone.localdate(manuscript.publish_at)}"


def findings_of(manuscript: Manuscript, revision: Revision) -> Sequence[Finding]:
    """What the checks say of a revision, in reading order, with what was let pass. Five queries."""
    hosts = lists.hosts_for(revision.body)
    known = (hosts.own, hosts.allowed, tuple(sorted(hosts.broken.items())))
    found = _examined(_record(manuscript, revision), _files(revision), lists.words(), known)
    cache.set(_key(manuscript, revision), found, SECONDS)
    return found


@lru_cache(maxsize=32)
def _examined(
    record: Record, files: tuple[File, ...], words: Words, known: Known
) -> tuple[Finding, ...]:
    """The same text is saved, shown, sent and reviewed: it is read once while nothing differs."""
    own, allowed, broken = known
    kept = StoredContent.objects.in_bulk([one.hash for one in files], field_name="content_hash")
    attached = []
    for one in files:
        inside = kept[one.hash].extracted
        placed = inside.placed_in(one.place).pieces
        attached.append(Attached(one.place, placed, inside.notes, inside.is_scanned))
    hosts = Hosts(own, allowed, dict(broken))
    return tuple(examine(record, pieces(record.html), attached, words, hosts))


def _files(revision: Revision) -> tuple[File, ...]:
    rows = revision.files.filter(attachment__isnull=False).values_list(
        "attachment__content__content_hash", "position", "name", "attachment__content__progress"
    )
    return tuple(File(key, f"附件 {at} {name}", done == 100) for key, at, name, done in rows)


def unread(content: Content) -> list[str]:
    """The names of files whose text is still being read: nothing can be said of them yet."""
    names = {one.content_hash: one.name for one in content.files if one.content_hash}
    if not names:
        return []
    left = StoredContent.objects.filter(content_hash__in=names, progress__lt=100)
    return [names[key] for key in left.values_list("content_hash", flat=True)]


def red_findings(manuscript: Manuscript, revision: Revision) -> int:
    """How many findings of this revision hold it back, overridden ones left out. Five queries."""
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
