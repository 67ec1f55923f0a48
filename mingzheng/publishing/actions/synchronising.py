"""三同步: what stands between a policy and its interpretation."""

from datetime import date

from django.utils import timezone

from mingzheng.deadlines import almanac
from mingzheng.publishing.models import Link, Manuscript
from mingzheng.publishing.queries.settings import synchrony_for
from mingzheng.publishing.rules.synchrony import Interpretation, gap, needs_interpretation
from mingzheng.publishing.states import OPEN_STATES, Relation


def interpretation_gap(manuscript: Manuscript, released_on: date) -> str:
    """Why this manuscript may not go out without an interpretation; empty if it may."""
    rule = synchrony_for(manuscript.organisation)
    if not needs_interpretation(manuscript.kind, manuscript.purpose, rule.kinds):
        return ""
    if manuscript.interpretation_reason:
        return ""
    found = _interpretations(manuscript)
    return gap(found, released_on, rule.workdays, almanac.current())


def _interpretations(manuscript: Manuscript) -> list[Interpretation]:
    """What interprets this article, public or on its way. Two queries."""
    links = Link.objects.filter(target=manuscript.article, relation=Relation.INTERPRETS)
    sources = {one.source_id: one.source for one in links.select_related("source")}
    under_way = Manuscript.objects.filter(article__in=sources, state__in=OPEN_STATES)
    by_article = {one.article_id: one for one in under_way}
    found = []
    for key, article in sources.items():
        one = by_article.get(key)
        on = timezone.localdate(one.publish_at) if one and one.publish_at else None
        state = one.state if one else ""
        if article.is_public or one:
            found.append(
                Interpretation(article.title or "还没有标题", state, article.is_public, on)
            )
    return found
