"""What everybody may read: the latest titles for a screen, what changed for an app."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from mingzheng.accounts.models import Organisation
from mingzheng.notifications.models import Announcement
from mingzheng.notifications.states import Happening
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.queries.public import public_articles
from mingzheng.publishing.states import ManuscriptState

CHANGES = 100  # in one answer


def latest_of(office: Organisation, number: int) -> list[Article]:
    """The newest public articles of one office, for its screen; the county's tells of all.

    One query.
    """
    found = public_articles()
    return list((found.filter(organisation=office) if office.parent_id else found)[:number])


def changes_after(after: int) -> list[Announcement]:
    """What happened after the announcement with this number, the oldest first. One query."""
    found = Announcement.objects.filter(pk__gt=after).select_related("article", "organisation")
    return list(found.order_by("pk")[:CHANGES])


def notes_of(found: Iterable[Announcement]) -> dict[int, str]:
    """What may still be read of what was said then, by announcement; the rest is left out.

    Of a withdrawn text only why it is withdrawn; of a public one nothing from before its release
    or before the text that closed all earlier ones. One query.
    """
    rows = list(found)
    texts = {one.article_id for one in rows if one.article_id}
    gone_out = Manuscript.objects.filter(article__in=texts, state=ManuscriptState.PUBLISHED)
    closing = gone_out.exclude(closes_earlier="").order_by().values_list("article")
    closed = dict(closing.annotate(last=Max("published_at")))
    return {one.pk: one.note for one in rows if _is_open(one, closed.get(one.article_id or 0))}


def _is_open(one: Announcement, closed_at: datetime | None) -> bool:
    article = one.article
    if article is None:  # records, whose page keeps the reason of what was taken down
        return one.is_public or one.kind == Happening.WITHDRAW
    if not article.is_public:
        return one.kind == Happening.WITHDRAW and one.note == article.withdrawn_reason
    since = [at for at in (article.released_at, closed_at) if at]
    return all(one.at >= at for at in since)
