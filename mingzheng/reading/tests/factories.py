"""Things that were published, through the real steps; and many of them at once for lists."""

from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from mingzheng.columns import actions as columns
from mingzheng.columns.models import Column
from mingzheng.core.trace import digest
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Visibility
from mingzheng.publishing.tests.factories import (
    Newsroom,
    a_column,
    a_manuscript,
    content,
    forward,
    policy,
)
from mingzheng.texts.rules.content import Content, Tie
from mingzheng.texts.states import ArticleKind, InterpretationForm, Relation

_numbers = count(1)


def published(room: Newsroom, said: Content | None = None, *, reason: str = "") -> Article:
    """A public article of the office, a notice unless said otherwise."""
    made = forward(a_manuscript(room, said=said), room, S.PUBLISHED, reason=reason)
    return Article.objects.get(pk=made.article_id)


def a_policy(room: Newsroom, title: str = "云溪县临时救助办法", **said) -> Article:
    """A public normative document; the signer says why its interpretation follows later."""
    return published(room, policy(room, title, **said), reason="解读随后发布")


def explained(room: Newsroom, document: Article, form: str = InterpretationForm.PICTURE) -> Article:
    """A public interpretation of a document."""
    return published(
        room,
        content(
            room,
            f"一图读懂《{document.title}》",
            kind=ArticleKind.INTERPRETATION.value,
            form=str(form),
            ties=(Tie(Relation.INTERPRETS.value, document.code),),
            columns=(a_column(room.office, "interpretations").pk,),
        ),
    )


def many(room: Newsroom, number: int, column: Column, kind: str = ArticleKind.NOTICE) -> None:
    """So many more public articles in a column, laid straight into the tables for long lists."""
    start = timezone.now() - timedelta(days=1)
    for _ in range(number):
        _one(room, next(_numbers), start, column, kind)
    columns.count({column.pk: number}, updated={column.pk}, at=start)


def _one(room: Newsroom, at: int, start: datetime, column: Column, kind: str) -> None:
    moment = start - timedelta(minutes=at)
    article = Article.objects.create(
        organisation=room.office, code=f"many{at:04d}", title=f"第 {at} 条", kind=kind
    )
    manuscript = Manuscript.objects.create(
        article=article, organisation=room.office, state=S.DRAFT, drafter="1", drafter_name="林"
    )
    revision = Revision.objects.create(
        article=article,
        manuscript=manuscript,
        number=1,
        title=article.title,
        kind=kind,
        disclosure="active",
        content_hash=digest(b""),
        written_at=moment,
    )
    Article.objects.filter(pk=article.pk).update(
        visibility=Visibility.PUBLIC,
        released_at=moment,
        changed_at=moment,
        public=revision,
        index_number=f"many/2026-{at:05d}",
    )
    Placement.objects.create(article=article, column=column, released_at=moment)
