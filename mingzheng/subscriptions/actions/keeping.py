"""Whoever reads the address says yes (确认), changes, stops (退订)."""

import secrets
from collections.abc import Sequence
from hmac import compare_digest

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mingzheng.core.access import Blocked
from mingzheng.core.trace import digest
from mingzheng.sealing import keeping
from mingzheng.subscriptions.models import PURPOSE, Interest, Request, Subscriber
from mingzheng.subscriptions.rules import pace as rules
from mingzheng.subscriptions.rules.addresses import found_by

OVER = "这个链接用过了，或者已经过期。请重新订阅，再点新的确认信。"
WRONG = "确认码不对，请核对短信里的 6 位数字。"


@transaction.atomic
def confirm(pk: int, nonce: str) -> Subscriber:
    """Confirm a request by the nonce of its letter (确认订阅), once.

    《个人信息保护法》第十四条: consent is given by the person, knowing what for. Raises Blocked
    for a link that was used or is over.
    """
    one = Request.objects.select_for_update().filter(pk=pk).first()
    is_mine = one is not None and compare_digest(one.nonce, digest(nonce.encode()))
    if one is None or not is_mine or one.expires_at <= timezone.now():
        raise Blocked(OVER)
    return _subscribe(one)


def confirm_by_code(pk: int, code: str) -> Subscriber:
    """Confirm a request by the code of its short message; five wrong ones make it void.

    Raises Blocked for a wrong code, or a request that is over.
    """
    tried = Request.objects.filter(
        pk=pk, tries__lt=rules.MOST_CODES, expires_at__gt=timezone.now()
    ).exclude(nonce="")
    if tried.update(tries=F("tries") + 1) != 1:  # counted first, and never undone
        raise Blocked("确认码过期了，或者错了太多次。请重新订阅。")
    with transaction.atomic():
        one = Request.objects.select_for_update().filter(pk=pk).first()
        if one is None or not compare_digest(one.nonce, digest(code.strip().encode())):
            raise Blocked(WRONG)
        return _subscribe(one)


def _subscribe(one: Request) -> Subscriber:
    """The address follows what was asked for, beside what it follows already."""
    marks = keeping.marks(found_by(keeping.unseal(one.sealed, PURPOSE)), PURPOSE)
    known = Subscriber.objects.filter(mark__in=marks).first()
    subscriber = known or Subscriber(key=secrets.token_hex(32))
    for name in ("medium", "sealed", "mark", "masked", "pace"):
        setattr(subscriber, name, getattr(one, name))
    subscriber.save()
    Interest.objects.bulk_create(
        (
            Interest(subscriber=subscriber, kind=kind, value=value, label=label)
            for kind, value, label in one.wanted
        ),
        ignore_conflicts=True,
    )
    extra = subscriber.interests.order_by("pk").values_list("pk", flat=True)
    Interest.objects.filter(pk__in=list(extra[rules.MOST_INTERESTS :])).delete()
    one.delete()
    return subscriber


@transaction.atomic
def change(subscriber: Subscriber, keep: Sequence[int], pace: str) -> bool:
    """Keep only these interests, at this pace (改订阅); True if any stay, else it is a stop."""
    subscriber.interests.exclude(pk__in=list(keep)).delete()
    if not subscriber.interests.exists():
        stop(subscriber)
        return False
    Subscriber.objects.filter(pk=subscriber.pk).update(pace=pace)
    return True


def stop(subscriber: Subscriber) -> None:
    """Forget a subscriber altogether (退订): address, interests, letters not sent. Safe twice.

    《个人信息保护法》第四十七条: consent withdrawn, the information is deleted.
    """
    Subscriber.objects.filter(pk=subscriber.pk).delete()
