"""Somebody types an address (申请订阅): a letter goes there, and nothing else happens yet."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from mingzheng.channels.adapters import Line, Result, adapter_of
from mingzheng.channels.adapters.http import Client
from mingzheng.channels.queries import values_of
from mingzheng.channels.rules.messages import Message
from mingzheng.channels.rules.trying import LOST_AFTER, MOST_TRIES, pause
from mingzheng.channels.states import Medium, Outcome
from mingzheng.core.addresses import at_site
from mingzheng.core.trace import digest
from mingzheng.sealing import keeping
from mingzheng.sealing.keeping import Unreadable
from mingzheng.subscriptions import links, queries
from mingzheng.subscriptions.models import PURPOSE, Request
from mingzheng.subscriptions.rules import pace as rules
from mingzheng.subscriptions.rules.addresses import found_by, masked
from mingzheng.subscriptions.states import Pace

Wanted = tuple[str, str, str]  # kind, value, label


def ask(
    medium: str, address: str, wanted: Sequence[Wanted], *, pace: str = Pace.DAILY
) -> Request | None:
    """Keep a request to follow things (申请订阅); the letter to confirm goes with the next tick.

    Takes a tidy address. Whether somebody follows things already changes nothing here, so nobody
    can find out. None when this address was typed too often within the hour; no page tells.
    """
    marks = keeping.marks(found_by(address), PURPOSE)
    hour_ago = timezone.now() - timedelta(hours=1)
    if Request.objects.filter(mark__in=marks, asked_at__gte=hour_ago).count() >= rules.MOST_ASKED:
        return None
    within = rules.CODE_WITHIN if medium == Medium.SMS else rules.CONFIRM_WITHIN
    return Request.objects.create(
        medium=medium,
        sealed=keeping.seal(address, PURPOSE),
        mark=marks[0],
        masked=masked(medium, address),
        pace=pace,
        wanted=[list(one) for one in wanted[: rules.MOST_INTERESTS]],
        expires_at=timezone.now() + within,
    )


def send_confirmations(now: datetime, *, client: Client | None = None) -> int:
    """Send the confirming letters and codes that were asked for; returns how many went out.

    Each is claimed before it goes and kept until it is out: what a server puts off, or a killed
    process left, goes again after a pause as other deliveries do, with a new secret.
    """
    there = queries.channels()
    sent = 0
    for one in queries.unconfirmed(now):
        channel = there.get(one.medium)
        secret = f"{secrets.randbelow(10**6):06d}" if one.medium == Medium.SMS else _nonce()
        if channel is None or not _claim(one, secret, now):
            continue
        try:
            message = _code(one, secret) if one.medium == Medium.SMS else _letter(one, secret)
            line = Line(client or Client())
            result = adapter_of(one.medium).send(message, values_of(channel), line)
        except Unreadable as unreadable:
            result = Result(Outcome.LATER, str(unreadable))
        sent += _settle(one, result, now)
    return sent


def _claim(one: Request, secret: str, now: datetime) -> bool:
    """Take a letter to send, for this worker alone; nobody else does before it counts as lost."""
    mine = Request.objects.filter(pk=one.pk, sent_at=None, sendings=one.sendings)
    one.sendings += 1
    taken = {"sendings": one.sendings, "retry_at": now + LOST_AFTER}
    return mine.update(**taken, nonce=digest(secret.encode())) == 1


def _settle(one: Request, result: Result, now: datetime) -> bool:
    """Keep what became of a letter; whether it is out, as far as anybody knows."""
    mine = Request.objects.filter(pk=one.pk)
    if result.outcome == Outcome.LATER:
        wait = pause(one.sendings, result.wait)
        mine.update(retry_at=wait and now + wait, said=result.said)
        return False
    if result.outcome == Outcome.REFUSED:  # nobody reads there; no second letter will change it
        mine.update(sendings=MOST_TRIES, said=result.said)
        return False
    mine.update(sent_at=now, said=result.said)
    return True


def _nonce() -> str:
    return secrets.token_urlsafe(24)


def _letter(one: Request, nonce: str) -> Message:
    path = reverse("subscriptions:confirm", args=[links.confirm_token(one, nonce)])
    context = {"address": at_site(path), "wanted": one.wanted}
    return Message(
        key=f"confirm-{one.pk}",
        kind="release",
        title="请确认订阅",
        summary="",
        url=context["address"],
        office="",
        at="",
        to=keeping.unseal(one.sealed, PURPOSE),
        text=render_to_string("subscriptions/confirm_mail.txt", context),
        html=render_to_string("subscriptions/confirm_mail.html", context),
    )


def _code(one: Request, code: str) -> Message:
    text = f"订阅确认码 {code}，10 分钟内有效。不是您本人订阅的，不用理会。"
    return Message(
        key=f"confirm-{one.pk}",
        kind="release",
        title="订阅确认码",
        summary="",
        url="",
        office="",
        at="",
        to=keeping.unseal(one.sealed, PURPOSE),
        text=text,
    )


def prune(now: datetime) -> int:
    """Forget requests that nobody confirmed in time, address and all; returns how many.

    They are kept an hour at least, so that their number can be counted.
    """
    gone, _ = Request.objects.filter(
        expires_at__lt=now, asked_at__lt=now - timedelta(hours=1)
    ).delete()
    return gone
