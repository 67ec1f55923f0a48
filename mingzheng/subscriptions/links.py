"""Signed addresses (签名链接): whoever holds one needs no account; nobody can make one up."""

from django.core import signing
from django.urls import reverse

from mingzheng.core.addresses import at_site
from mingzheng.subscriptions.models import Request, Subscriber

MINE, CONFIRM, ASKED = "subscriptions.mine", "subscriptions.confirm", "subscriptions.asked"


def token_of(subscriber: Subscriber) -> str:
    """What the links of a subscriber carry; void once the row is gone."""
    return signing.dumps([subscriber.pk, subscriber.key], salt=MINE, compress=True)


def subscriber_at(token: str) -> Subscriber | None:
    """The subscriber of a token; None for a forged one or one who has stopped."""
    try:
        pk, key = signing.loads(token, salt=MINE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Subscriber.objects.filter(pk=pk, key=key).first()


def stop_address(subscriber: Subscriber) -> str:
    """Where one click stops everything."""
    return at_site(reverse("subscriptions:stop", args=[token_of(subscriber)]))


def mine_address(subscriber: Subscriber) -> str:
    """Where a subscriber changes what they follow."""
    return at_site(reverse("subscriptions:mine", args=[token_of(subscriber)]))


def confirm_token(request: Request, nonce: str) -> str:
    """What the confirming link carries, with the nonce that only this letter has."""
    return signing.dumps([request.pk, nonce], salt=CONFIRM, compress=True)


def confirmed_by(token: str) -> tuple[int, str] | None:
    """The request's key and the nonce of a confirming link; None for a forged one."""
    try:
        pk, nonce = signing.loads(token, salt=CONFIRM)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(pk), str(nonce)


def asked_token(request: Request) -> str:
    """What the page for the code of a short message carries."""
    return signing.dumps(request.pk, salt=ASKED)


def asked_by(token: str) -> int | None:
    """The request's key; None for a forged one."""
    try:
        return int(signing.loads(token, salt=ASKED))
    except (signing.BadSignature, ValueError, TypeError):
        return None
