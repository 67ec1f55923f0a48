"""Sending (发送): claimed with a compare-and-set that is committed before a byte goes out."""

import time
from collections import Counter
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingzheng.channels.adapters import Line, Result, adapter_of
from mingzheng.channels.adapters.http import Client
from mingzheng.channels.models import Channel
from mingzheng.channels.queries import values_of
from mingzheng.channels.rules.messages import Message, Picture
from mingzheng.channels.rules.trying import ASK_FOR, pause
from mingzheng.channels.states import Outcome
from mingzheng.core.access import Blocked
from mingzheng.core.addresses import at_site
from mingzheng.core.moves import move
from mingzheng.notifications import queries
from mingzheng.notifications.actions.announcing import SYSTEM
from mingzheng.notifications.actions.proving import by_receipt
from mingzheng.notifications.models import Attempt, Delivery
from mingzheng.notifications.states import Happening
from mingzheng.prose.models import Attachment
from mingzheng.prose.queries import attachments
from mingzheng.prose.rules.reading import pictures_in
from mingzheng.sealing.keeping import Unreadable
from mingzheng.texts.rules.pictures import kept_only

SECONDS = 40.0  # a round of time takes a minute; what is left waits for the next
SAID = 200
_tokens: dict[tuple[int, datetime], dict[str, Any]] = {}


def send_due(now: datetime, *, client: Client | None = None, seconds: float = SECONDS) -> int:
    """Send what is due, each once, however many do so at a time; returns how many were tried."""
    line, tried = client or Client(), 0
    stop, used = time.monotonic() + seconds, Counter[int]()
    for key in queries.due_keys(now):
        if time.monotonic() > stop:
            break
        rows = Delivery.objects.select_related(
            "announcement__article__public", "organisation", "channel__organisation"
        )
        delivery = rows.filter(pk=key).first()
        if delivery is None or delivery.channel is None:
            continue
        used[delivery.channel.pk] += 1
        if used[delivery.channel.pk] <= delivery.channel.per_minute:
            tried += _send(delivery, delivery.channel, line)
    return tried


def _send(delivery: Delivery, channel: Channel, client: Client) -> bool:
    attempt = _claim(delivery)
    if attempt is None:
        return False  # another worker has it, or it was withdrawn
    message = message_of(delivery)
    if message is None:
        _end(attempt, Result(Outcome.REFUSED, "信息已经撤回，没有发"))
        move(delivery, "drop", by=SYSTEM)
        return False
    line = Line(client, delivery.notes, tokens_of(channel))
    try:
        values = values_of(channel)
    except Unreadable as unreadable:
        result = Result(Outcome.REFUSED, str(unreadable))
    else:
        result = adapter_of(delivery.medium).send(message, values, line)
    delivery.notes = line.notes
    _settle(delivery, attempt, result)
    return True


def _claim(delivery: Delivery) -> Attempt | None:
    """Take a delivery for this worker alone; None if another was faster. Committed on return."""
    now = timezone.now()
    try:
        with transaction.atomic():
            move(delivery, "claim", by=SYSTEM)
            delivery.tries += 1
            delivery.claimed_at = now
            delivery.save(update_fields=["tries", "claimed_at"])
            number = delivery.attempts.count() + 1
            return Attempt.objects.create(delivery=delivery, number=number, began_at=now)
    except Blocked:
        return None


def message_of(delivery: Delivery) -> Message | None:
    """What to say now; None when the article is public no longer and this is no withdrawal."""
    made, article = delivery.announcement, delivery.announcement.article
    if made.kind != Happening.WITHDRAW and not made.is_public:
        return None
    text = article.public if article and made.kind != Happening.WITHDRAW else None
    body = kept_only(text.body) if text else ""
    note = f"更正说明：{made.note} " if made.kind == Happening.CHANGE and made.note else ""
    return Message(
        key=delivery.key,
        kind=made.kind,
        title=made.shown_title,
        summary=note + (made.shown_summary or made.shown_title),
        url=at_site(made.shown_address),
        office=made.organisation_name,
        at=made.at.isoformat(),
        html=body,
        earlier=delivery.earlier,
        pictures=_pictures(body),
    )


def _pictures(body: str) -> tuple[Picture, ...]:
    """The pictures of a text, to be read where a platform takes them. At most one query."""
    keys = pictures_in(body)
    return tuple(
        Picture(f"image:{one.pk}", one.content.kind, one.content.size, partial(_bytes, one))
        for one in (attachments(keys) if keys else [])
    )


def _bytes(one: Attachment) -> bytes:
    with one.content.file.open("rb") as file:
        return bytes(file.read())


def tokens_of(channel: Channel) -> dict[str, Any]:
    """What this process remembers of a channel until its settings change; never stored."""
    return _tokens.setdefault((channel.pk, channel.changed_at), {})


def _end(attempt: Attempt, result: Result) -> None:
    attempt.ended_at, attempt.outcome = timezone.now(), result.outcome
    attempt.said, attempt.answer_digest = result.said[:SAID], result.answer_digest
    attempt.save(update_fields=["ended_at", "outcome", "said", "answer_digest"])


@transaction.atomic
def _settle(delivery: Delivery, attempt: Attempt | None, result: Result) -> None:
    """Keep what came of a try: the receipt, the next moment, or a to-do for a person."""
    now = timezone.now()
    if attempt:
        _end(attempt, result)
    step, delivery.next_at = _after(delivery, result, now)
    delivery.said, delivery.answer_digest = result.said[:SAID], result.answer_digest
    if result.external_id:
        delivery.external_id = result.external_id[:120]
    delivery.address = str(delivery.notes.get("address", ""))[:500]
    if step == "finish":
        delivery.sent_at = now
    delivery.save()
    if step:
        move(delivery, step, by=SYSTEM, external_id=delivery.external_id, said=delivery.said)
    if step == "finish" and delivery.announcement.kind != Happening.WITHDRAW:
        by_receipt(delivery)


def _after(delivery: Delivery, result: Result, now: datetime) -> tuple[str, datetime | None]:
    """The step that a result leads to, and when to look again."""
    if result.outcome == Outcome.SENT:
        return "finish", None
    if result.outcome == Outcome.ACCEPTED:
        is_new = delivery.state == "sending"
        if not is_new and now - (delivery.claimed_at or now) > ASK_FOR:
            return "lose", None
        return ("accept" if is_new else ""), queries.carrying.next_question(now)
    if result.outcome == Outcome.REFUSED:
        return "give_up", None
    may_repeat = adapter_of(delivery.medium).is_repeatable
    if result.outcome == Outcome.UNSURE and not may_repeat:
        return "lose", None
    wait = pause(delivery.tries, result.wait)
    if wait:
        return "postpone", now + wait
    return ("lose" if result.outcome == Outcome.UNSURE else "give_up"), None


def ask_platforms(now: datetime, *, client: Client | None = None) -> int:
    """Ask what became of what platforms took in; returns how many are settled now."""
    line, settled = client or Client(), 0
    for delivery in queries.confirming(now):
        if delivery.channel is None:
            continue
        speaking = Line(line, delivery.notes, tokens_of(delivery.channel))
        values = values_of(delivery.channel)
        adapter = adapter_of(delivery.medium)
        result = adapter.ask(delivery.external_id, values, speaking)
        delivery.notes = speaking.notes
        _settle(delivery, None, result)
        settled += delivery.state != "confirming"
    return settled


def find_lost(now: datetime) -> int:
    """Deliveries whose sender was killed on the way become 不确定; returns how many.

    Those that the other side drops when it has had them go out again by themselves.
    """
    found = queries.lost(now)
    for delivery in found:
        attempt = delivery.attempts.filter(ended_at=None).first()
        said = "发送时程序被中断，不知道发成没有"
        _settle(delivery, attempt, Result(Outcome.UNSURE, said))
    return len(found)
