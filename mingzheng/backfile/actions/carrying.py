"""Texts of an old site carried over (历史信息导入): public on their old day, in bulk (ADR 0027)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.columns import actions as columns
from mingzheng.columns.models import Column
from mingzheng.core import trace
from mingzheng.core.access import Actor
from mingzheng.core.keys import reserve
from mingzheng.pagecache import changes as pagecache
from mingzheng.publishing.actions import findable
from mingzheng.publishing.actions.drafting import fingerprint, new_codes
from mingzheng.publishing.actions.releasing import FLAT, index_numbers
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision
from mingzheng.publishing.states import ManuscriptState, Purpose, Visibility
from mingzheng.search import actions as search
from mingzheng.search.backends import engine
from mingzheng.texts.rules.content import PLAIN_COLUMNS, Content

AT_ONCE = 500


@dataclass(frozen=True)
class Carried:
    """One text as the old site had it: what it says, when it went out there, at which address."""

    content: Content
    on: datetime
    validity: str = ""
    address: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def carry(
    office: Organisation, texts: Sequence[Carried], *, by: Actor, is_indexed: bool = True
) -> list[Article]:
    """Make texts public as an office's articles, in their order, up to AT_ONCE; the articles.

    Numbers, columns, counts, search and one event each, all or nothing. `is_indexed` False leaves
    them to a rebuild of the search that follows.
    """
    # Rows that point at each other are written at once: the keys of the texts come first.
    keys = iter(reserve(Revision, len(texts)))
    codes = iter(new_codes(len(texts)))
    numbers = iter(index_numbers(office, [(one.content.title, one.on) for one in texts], by))
    homes = Column.objects.in_bulk({one.content.columns[0] for one in texts})
    said = {"organisation": office, "visibility": Visibility.PUBLIC, "carried_at": timezone.now()}
    articles = Article.objects.bulk_create(
        Article(
            code=next(codes), index_number=next(numbers), public_id=next(keys), released_at=one.on,
            changed_at=one.on, home=homes[one.content.columns[0]], validity=one.validity,
            carried_from=one.address, **said, **{name: getattr(one.content, name) for name in FLAT},
        )
        for one in texts
    )  # fmt: skip
    drafter = {"drafter": by.actor_id, "drafter_name": by.actor_name, "organisation": office}
    manuscripts = Manuscript.objects.bulk_create(
        Manuscript(
            article=made, revision_id=made.public_id, published_at=made.released_at,
            state=ManuscriptState.PUBLISHED, purpose=Purpose.CARRIED, title=made.title,
            kind=made.kind, **drafter,
        )
        for made in articles
    )  # fmt: skip
    pairs = zip(texts, manuscripts, strict=True)
    revisions = Revision.objects.bulk_create(_revision(one, made, by) for one, made in pairs)
    _place(texts, articles)
    rows = list(zip(articles, revisions, strict=True))
    engine().hold(findable.scope_of(office))
    found = (findable.document(article, text, ()) for article, text in rows)  # none has files
    search.put(found, is_indexed=is_indexed)
    marks = zip(texts, articles, revisions, strict=True)
    facts = [(made, one.facts | {"content_hash": text.content_hash}) for one, made, text in marks]
    trace.record_many(facts, "carry", by=by, label="历史信息导入")
    return articles


def _revision(one: Carried, manuscript: Manuscript, by: Actor) -> Revision:
    said = {name: getattr(one.content, name) for name in PLAIN_COLUMNS}
    return Revision(
        pk=manuscript.revision_id, article_id=manuscript.article_id, manuscript=manuscript,
        number=1, columns=list(one.content.columns), content_hash=fingerprint(one.content),
        written_by=by.actor_id, written_by_name=by.actor_name, written_at=timezone.now(), **said,
    )  # fmt: skip


def _place(texts: Sequence[Carried], articles: Sequence[Article]) -> None:
    steps = Counter(key for one in texts for key in one.content.columns)
    Placement.objects.bulk_create(
        Placement(article=made, column_id=key, released_at=one.on)
        for one, made in zip(texts, articles, strict=True)
        for key in one.content.columns
    )
    columns.count(steps, updated={*steps}, at=max(one.on for one in texts))


def changed_since(keys: Sequence[int]) -> int:
    """How many of these articles are no longer as they were carried over. One query."""
    later = Manuscript.objects.filter(article=OuterRef("pk")).exclude(purpose=Purpose.CARRIED)
    found = Article.objects.select_for_update(of=("self",)).filter(pk__in=keys, repealed_on=None)
    same = found.filter(~Exists(later), visibility=Visibility.PUBLIC)
    return len(keys) - len(same.values_list("pk"))


@transaction.atomic
def take_back(keys: Sequence[int], *, by: Actor, reason: str) -> None:
    """Withdraw articles that were carried over, up to AT_ONCE, from pages, lists and search."""
    rows, now = (
        list(Article.objects.filter(pk__in=keys).select_related("organisation")),
        timezone.now(),
    )
    gone = {"visibility": Visibility.WITHDRAWN, "withdrawn_at": now, "withdrawn_reason": reason}
    Article.objects.filter(pk__in=keys).update(**gone)
    placed = Placement.objects.filter(article__in=keys)
    steps = Counter(placed.values_list("column_id", flat=True))
    placed.delete()
    columns.count({key: -number for key, number in steps.items()}, updated=set(), at=now)
    findable.forget(rows)
    pagecache.take_back()
    trace.record_many([(one, {}) for one in rows], "withdraw", by=by, label="撤回", note=reason)
