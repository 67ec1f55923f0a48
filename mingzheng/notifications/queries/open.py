"""What everybody may read: the latest titles for a screen, what changed for an app."""

from mingzheng.accounts.models import Organisation
from mingzheng.notifications.models import Announcement
from mingzheng.publishing.models import Article
from mingzheng.publishing.queries.public import public_articles

CHANGES = 100  # in one answer


def latest_of(office: Organisation, number: int) -> list[Article]:
    """The newest public articles of one office, for its screen. One query."""
    return list(public_articles().filter(organisation=office)[:number])


def changes_after(after: int) -> list[Announcement]:
    """What happened after the announcement with this number, the oldest first. One query."""
    found = Announcement.objects.filter(pk__gt=after).select_related("article", "organisation")
    return list(found.order_by("pk")[:CHANGES])
