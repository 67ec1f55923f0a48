"""三同步: what stands between a policy and its interpretation."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from mingzheng.deadlines import almanac
from mingzheng.publishing.models import Article, Link, Manuscript
from mingzheng.publishing.queries.settings import synchrony_for
from mingzheng.publishing.states import OPEN_STATES, ManuscriptState, Purpose, Visibility
from mingzheng.texts.rules.synchrony import Interpretation, gap, hold
from mingzheng.texts.states import Relation

READY = (ManuscriptState.SIGNING, ManuscriptState.SIGNED)


def interpretation_gap(manuscript: Manuscript, released_on: date) -> str:
    """Why this manuscript may not go out without an interpretation; empty if it may."""
    rule = synchrony_for(manuscript.organisation)
    known = manuscript.article.kind
    if manuscript.interpretation_reason or not rule.asks(
        manuscript.kind, manuscript.purpose, known
    ):
        return ""
    found = _interpretations(manuscript)
    return gap(found, released_on, rule.workdays, almanac.current())


def _interpretations(manuscript: Manuscript) -> list[Interpretation]:
    """What interprets this article, public or on its way. Two queries.

    Of an amended text only what came out after the amendment was begun speaks.
    """
    links = Link.objects.filter(target=manuscript.article, relation=Relation.INTERPRETS)
    sources = {one.source_id: one.source for one in links.select_related("source")}
    under_way = Manuscript.objects.filter(article__in=sources, state__in=OPEN_STATES)
    by_article = {one.article_id: one for one in under_way}
    is_amended = manuscript.purpose == Purpose.AMENDMENT
    found = []
    for key, article in sources.items():
        one = by_article.get(key)
        on = timezone.localdate(one.publish_at) if one and one.publish_at else None
        is_ready = one is not None and one.state in READY
        is_old = is_amended and article.is_public and _last_out(article) < manuscript.opened_at
        if article.is_public or one:
            found.append(
                Interpretation(
                    article.title or "还没有标题", is_ready, article.is_public and not is_old, on,
                    is_old and one is None,
                )
            )  # fmt: skip
    return found


def _last_out(article: Article) -> datetime:
    return article.changed_at or article.released_at or article.opened_at


def early_interpretation(manuscript: Manuscript) -> str:
    """Why this one waits: what it interprets is not public yet. Empty if it may go. One query."""
    links = Link.objects.filter(
        source=manuscript.article_id, is_public=False, relation=Relation.INTERPRETS,
        target__visibility=Visibility.NOT_YET,
    )  # fmt: skip
    return hold(list(links.order_by("position").values_list("target__title", flat=True)))


def kept_for(policy: int, now: datetime) -> QuerySet[Manuscript]:
    """Signed interpretations of an article whose own moment has come, the oldest first."""
    links = Link.objects.filter(target=policy, is_public=False, relation=Relation.INTERPRETS)
    found = Manuscript.objects.filter(
        article__in=links.values("source"), state=ManuscriptState.SIGNED, publish_at__lte=now
    )
    return found.order_by("publish_at", "pk")
