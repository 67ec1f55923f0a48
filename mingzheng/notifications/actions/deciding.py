"""What a person decides about a delivery (重发、确认、不再发)."""

from django.db import transaction
from django.utils import timezone

from mingzheng.channels.queries import open_channels
from mingzheng.core.access import Actor
from mingzheng.core.moves import move
from mingzheng.notifications.actions.proving import by_receipt
from mingzheng.notifications.models import Delivery
from mingzheng.notifications.states import Happening


@transaction.atomic
def resend(delivery: Delivery, *, by: Actor, note: str) -> None:
    """Send again from the beginning (重发), over the account that speaks for the office now.

    Raises Denied; Blocked without a reason, without an account, or when it is on its way.
    """
    there = open_channels(delivery.organisation_path, [delivery.medium])
    delivery.channel = there.get(delivery.medium)
    move(delivery, "resend", by=by, note=note)
    delivery.tries, delivery.next_at, delivery.said = 0, timezone.now(), ""
    delivery.save(update_fields=["channel", "tries", "next_at", "said"])


@transaction.atomic
def confirm(delivery: Delivery, *, by: Actor, note: str) -> None:
    """Say that it did go out (确认已发出): somebody looked. Raises Denied, Blocked."""
    Delivery.objects.filter(pk=delivery.pk).update(sent_at=timezone.now())
    move(delivery, "confirm", by=by, note=note)
    delivery.sent_at, delivery.said = timezone.now(), f"{by.actor_name}确认：{note}"[:200]
    delivery.save(update_fields=["sent_at", "said"])
    if delivery.announcement.kind != Happening.WITHDRAW:
        by_receipt(delivery)


@transaction.atomic
def abandon(delivery: Delivery, *, by: Actor, note: str) -> None:
    """Send it no more (不再发), with a reason. Raises Denied, Blocked."""
    move(delivery, "abandon", by=by, note=note)
    delivery.next_at, delivery.said = None, f"{by.actor_name}：{note}"[:200]
    delivery.save(update_fields=["next_at", "said"])
