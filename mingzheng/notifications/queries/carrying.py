"""What the clock finds to do: events not taken note of, deliveries to send, to ask about, lost."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzheng.channels.rules.trying import ASK_EVERY, LOST_AFTER
from mingzheng.core.models import Event
from mingzheng.notifications.models import Announcement, Delivery
from mingzheng.notifications.states import DeliveryState as S
from mingzheng.publishing.models import Article

# Keys are given when an event is written, and rows are seen when they are committed: nothing may be
# skipped over for having a smaller key. A day is longer than any transaction of a release.
LOOK_BACK = timedelta(days=1)
STEPS = ("release", "withdraw")
ARTICLE = "publishing.article"
BATCH = 200


def unannounced(now: datetime) -> list[Event]:
    """Releases and withdrawals of the last day without an announcement, the oldest first."""
    known = Announcement.objects.filter(event_id=OuterRef("pk"))
    found = Event.objects.filter(
        ~Exists(known), at__gte=now - LOOK_BACK, subject_type=ARTICLE, step__in=STEPS
    )
    return list(found.order_by("pk")[:BATCH])


def due_keys(now: datetime) -> list[int]:
    """Keys of deliveries whose moment has come, over channels that are on, the oldest first."""
    found = Delivery.objects.filter(state=S.WAITING, next_at__lte=now, channel__is_on=True)
    return list(found.order_by("next_at", "pk").values_list("pk", flat=True)[:BATCH])


def confirming(now: datetime) -> list[Delivery]:
    """Deliveries that a platform took in, to be asked about again."""
    found = Delivery.objects.filter(state=S.CONFIRMING, next_at__lte=now, channel__is_on=True)
    return list(found.select_related("channel", "announcement", "organisation")[:BATCH])


def lost(now: datetime) -> list[Delivery]:
    """Deliveries whose sender was killed on the way, or whose platform never answered."""
    found = Delivery.objects.filter(state=S.SENDING, claimed_at__lt=now - LOST_AFTER)
    return list(found.select_related("announcement", "organisation")[:BATCH])


def standing_deliveries(article: Article, before: int) -> QuerySet[Delivery]:
    """Earlier deliveries of an article that stand: neither dropped nor a withdrawal."""
    found = Delivery.objects.filter(announcement__article=article, announcement__lt=before)
    plain = found.exclude(state=S.ABANDONED).exclude(announcement__kind="withdraw")
    return plain.select_related("announcement", "organisation", "channel").order_by("pk")


def standing_deliveries_at(address: str, before: int) -> QuerySet[Delivery]:
    """Earlier deliveries that told of one record alone and stand, as `standing_deliveries`."""
    found = Delivery.objects.filter(announcement__address=address, announcement__lt=before)
    plain = found.exclude(state=S.ABANDONED).exclude(announcement__kind="withdraw")
    return plain.select_related("announcement", "organisation", "channel").order_by("pk")


def next_question(now: datetime) -> datetime:
    """When to ask a platform again."""
    return now + ASK_EVERY


STUCK = Q(state__in=(S.DEAD, S.UNSURE))
