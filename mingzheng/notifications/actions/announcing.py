"""What was released is owed to channels (应发): announcements, deliveries, required channels."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.channels.models import Channel
from mingzheng.channels.queries import open_channels
from mingzheng.channels.states import Scope
from mingzheng.core.access import SystemActor
from mingzheng.core.models import Event
from mingzheng.core.moves import move
from mingzheng.dues.models import Fulfillment
from mingzheng.notifications import queries
from mingzheng.notifications.models import Announcement, Delivery, Requirement
from mingzheng.notifications.rules.ways import SITE, SOCIAL, Required, media_wanted, required
from mingzheng.notifications.states import DeliveryState, Evidence, Happening
from mingzheng.posts.deeds import SYSTEM_DEEDS
from mingzheng.publishing.models import Article

SYSTEM = SystemActor(SYSTEM_DEEDS)
OUT = (DeliveryState.SENT, DeliveryState.CONFIRMING)
OLD = timedelta(days=7)  # articles of an old site come in with their old day: no news to anybody
FIRST_RELEASE = "发布"  # publishing.actions.releasing names a later one otherwise


def announce(now: datetime) -> int:
    """Take note of every release, correction and withdrawal not noted yet; returns how many.

    Safe to repeat and to run twice at once: an event is noted once.
    """
    made = 0
    for event in queries.unannounced(now):
        with suppress(IntegrityError), transaction.atomic():  # another tick was faster
            made += _announce(event, now)
    return made


def _announce(event: Event, now: datetime) -> bool:
    rows = Article.objects.select_related("organisation", "public")
    article = rows.filter(pk=int(event.subject_id)).first()
    if article is None:
        return False
    is_old = article.released_at is not None and article.released_at < now - OLD
    is_old = is_old and not article.announcements.exists()  # else it comes back after a withdrawal
    is_news = _kind(event) == Happening.RELEASE and not is_old
    made = Announcement.objects.create(
        event_id=event.pk,
        kind=_kind(event),
        article=article,
        organisation=article.organisation,
        title=article.title,
        note=event.note,
        at=event.at,
        # A correction is no news for those who subscribed; and there is nobody to tell of a stub.
        pushed_at=None if is_news else now,
    )
    if made.kind == Happening.WITHDRAW:
        _take_back(made, article, now)
    elif article.is_public and not (is_old and made.kind == Happening.RELEASE):
        _owe(made, article, now)
    return True


def _kind(event: Event) -> str:
    if event.step == "withdraw":
        return Happening.WITHDRAW
    return Happening.RELEASE if event.label == FIRST_RELEASE else Happening.CHANGE


def _owe(made: Announcement, article: Article, now: datetime) -> None:
    wanted = _require(article)
    there = open_channels(article.organisation_path)
    if made.kind == Happening.RELEASE:
        every = [m for m in SOCIAL if m in there and there[m].scope == Scope.EVERY]
        for medium in dict.fromkeys([*every, *media_wanted(wanted, there)]):
            deliver(made, medium, there.get(medium), now)
        return
    for earlier in queries.standing_deliveries(article, made.pk):
        if earlier.state in OUT and earlier.medium in there:  # told there, corrected there
            deliver(made, earlier.medium, there[earlier.medium], now, earlier.external_id)


def deliver(
    made: Announcement, medium: str, channel: Channel | None, now: datetime, earlier: str = ""
) -> None:
    """Owe one delivery; without an account it is shown as not configured and never sent."""
    if made.deliveries.filter(medium=medium).exists():
        return
    owed = Delivery.objects.create(
        announcement=made,
        organisation=made.organisation,
        medium=medium,
        channel=channel,
        state=DeliveryState.UNCONFIGURED,
        next_at=now if channel else None,
        earlier=earlier,
        said="" if channel else "没有这个渠道的账号",
    )
    if channel:
        move(owed, "queue", by=SYSTEM)


def _require(article: Article) -> list[Required]:
    """Write down the channels that the article's duties ask for; the website is done already."""
    found = Fulfillment.objects.filter(
        subject_type=queries.carrying.ARTICLE, subject_id=str(article.pk), withdrawn_on=None
    ).select_related("due__item")
    dues = [one.due for one in found]
    pairs = [(c["text"], c.get("need", "")) for due in dues if due.item for c in due.item.channels]
    wanted = required(pairs)
    days = [due.due_on for due in dues if due.due_on]
    today = timezone.localdate()
    Requirement.objects.filter(article=article).update(withdrawn_on=None)  # it is public again
    Requirement.objects.bulk_create(
        (
            Requirement(
                article=article,
                organisation=article.organisation,
                name=one.name[:100],
                is_required=one.is_required,
                item_name="；".join(dict.fromkeys(due.item_name for due in dues))[:300],
                due_on=min(days, default=None),
                done_on=today if one.way.kind == SITE else None,
                evidence=Evidence.SITE if one.way.kind == SITE else "",
                said=article.get_absolute_url() if one.way.kind == SITE else "",
            )
            for one in wanted
        ),
        ignore_conflicts=True,
    )
    return wanted


def _take_back(made: Announcement, article: Article, now: datetime) -> None:
    """What has not gone out stays; what has is deleted where the platform lets us."""
    there = open_channels(article.organisation_path)
    for earlier in queries.standing_deliveries(article, made.pk):
        if earlier.state in OUT:
            if earlier.medium in there:
                number = earlier.notes.get("article") or earlier.external_id
                deliver(made, earlier.medium, there[earlier.medium], now, number)
        elif earlier.state in DELIVERY_DROPS:
            move(earlier, "drop", by=SYSTEM)
    today = timezone.localdate()
    Requirement.objects.filter(article=article, withdrawn_on=None).update(withdrawn_on=today)


DELIVERY_DROPS = (DeliveryState.WAITING, DeliveryState.UNCONFIGURED, DeliveryState.DEAD)
