"""Subscribers are told (精准推送): matched in bulk, several titles in one letter, each once."""

import time
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from mingzheng.channels.adapters import Line, Result, adapter_of
from mingzheng.channels.adapters.http import Client
from mingzheng.channels.models import Channel
from mingzheng.channels.queries import values_of
from mingzheng.channels.rules.messages import Message
from mingzheng.channels.rules.trying import pause
from mingzheng.channels.states import Medium, Outcome
from mingzheng.core.addresses import at_site
from mingzheng.notifications import actions as notifications
from mingzheng.notifications.models import Announcement
from mingzheng.sealing import keeping
from mingzheng.sealing.keeping import Unreadable
from mingzheng.subscriptions import links, queries
from mingzheng.subscriptions.models import PURPOSE, Interest, Letter, Subscriber
from mingzheng.subscriptions.rules.matching import keys_of
from mingzheng.subscriptions.rules.pace import IN_A_LETTER, MOST_REFUSED
from mingzheng.subscriptions.states import LetterState

SECONDS, BATCH, EXAMPLES = 15.0, 1000, 3
CUT = "推送时程序被中断，不知道收到没有"


def match(now: datetime) -> int:
    """Owe a letter to everybody who follows what was released; returns how many letters.

    A bounded number of queries for each release, however many follow it. Safe to repeat.
    """
    owed = 0
    for made in queries.untold():
        with transaction.atomic():
            owed += _match(made)
            notifications.pushed(made, 0)  # matched; whether anybody was told comes later
    return owed


def _match(made: Announcement) -> int:
    if not made.is_public:
        return 0
    keys = keys_of(queries.facts_of(made), queries.known_words())
    wanted: dict[str, list[str]] = {}
    for kind, value in keys:
        wanted.setdefault(kind, []).append(value)
    followers: set[int] = set()
    for kind, values in wanted.items():
        found = Interest.objects.filter(kind=kind, value__in=values)
        followers.update(found.values_list("subscriber", flat=True))
    letters = [Letter(subscriber_id=pk, announcement=made) for pk in sorted(followers)]
    Letter.objects.bulk_create(letters, batch_size=BATCH, ignore_conflicts=True)
    return len(letters)


def tell(now: datetime, *, client: Client | None = None, seconds: float = SECONDS) -> int:
    """Send the letters that are due, one mail or message for each subscriber; returns how many."""
    told, stop_at = Counter[int](), time.monotonic() + seconds
    sent = 0
    for medium, channel in queries.channels().items():
        for subscriber in queries.waiting(now, medium)[: channel.per_minute]:
            if time.monotonic() > stop_at:
                break
            mine = _tell(subscriber, channel, now, client or Client())
            told.update(mine)
            sent += bool(mine)
    for made in Announcement.objects.filter(pk__in=list(told)):
        notifications.pushed(made, told[made.pk])
    return sent


def _tell(subscriber: Subscriber, channel: Channel, now: datetime, client: Client) -> list[int]:
    """Claim, commit, send, settle; the announcements that were told."""
    letters = _claim(subscriber, now)
    keys = [one.pk for one in letters]
    shown = [one for one in letters if one.announcement.is_public]
    if not shown:
        Letter.objects.filter(pk__in=keys).delete()  # all withdrawn meanwhile
        return []
    try:
        message = _message(subscriber, shown, channel.medium)
        result = adapter_of(channel.medium).send(message, values_of(channel), Line(client))
    except Unreadable as unreadable:
        result = Result(Outcome.LATER, str(unreadable))
    _settle(subscriber, keys, result, now)
    told = result.outcome == Outcome.SENT
    return [one.announcement_id for one in shown] if told else []


@transaction.atomic
def _claim(subscriber: Subscriber, now: datetime) -> list[Letter]:
    """What waits for a subscriber, for this worker alone; [] if another was faster."""
    mine = Subscriber.objects.filter(pk=subscriber.pk, turn=subscriber.turn)
    if mine.update(turn=subscriber.turn + 1) != 1:
        return []
    rows = Letter.objects.filter(subscriber=subscriber, standing=LetterState.WAITING)
    letters = list(
        rows.select_related(
            "announcement__article__organisation", "announcement__organisation"
        ).order_by("-announcement")
    )
    keys = [one.pk for one in letters]
    Letter.objects.filter(pk__in=keys).update(standing=LetterState.SENDING, claimed_at=now)
    return letters


@transaction.atomic
def _settle(subscriber: Subscriber, keys: list[int], result: Result, now: datetime) -> None:
    rows, who = Letter.objects.filter(pk__in=keys), Subscriber.objects.filter(pk=subscriber.pk)
    if result.outcome == Outcome.SENT:
        rows.update(standing=LetterState.SENT, sent_at=now, said=result.said)
        who.update(told_at=now, refused=0, retry_at=None)
    elif result.outcome == Outcome.LATER:
        again = now + (pause(2, result.wait) or timedelta(hours=1))
        rows.update(standing=LetterState.WAITING, claimed_at=None, said=result.said)
        who.update(retry_at=again)
    elif result.outcome == Outcome.UNSURE:
        rows.update(standing=LetterState.UNSURE, said=result.said)
        who.update(told_at=now)
    else:
        rows.update(standing=LetterState.FAILED, said=result.said)
        who.update(told_at=now, refused=subscriber.refused + 1)
        if subscriber.refused + 1 >= MOST_REFUSED:
            who.delete()  # nobody reads there any more


def _message(subscriber: Subscriber, letters: list[Letter], medium: str) -> Message:
    first = letters[0].announcement
    rows = [
        {
            "title": one.announcement.shown_title,
            "summary": _summary(one.announcement),
            "office": one.announcement.organisation_name,
            "url": at_site(one.announcement.shown_address),
        }
        for one in letters[:IN_A_LETTER]
    ]
    many = len(letters)
    title = first.shown_title if many == 1 else f"{first.shown_title} 等 {many} 条新公开的信息"
    stop = links.stop_address(subscriber)
    context = {
        "rows": rows,
        "more": many - len(rows),
        "stop": stop,
        "mine": links.mine_address(subscriber),
    }
    is_mail = medium == Medium.EMAIL
    return Message(
        key=f"letter-{subscriber.pk}-{letters[0].announcement_id}",
        kind="release",
        title=title,
        summary=rows[0]["summary"],
        url=rows[0]["url"],
        office=first.organisation_name,
        at=timezone.localtime().isoformat(),
        to=keeping.unseal(subscriber.sealed, PURPOSE),
        text=render_to_string("subscriptions/letter.txt", context) if is_mail else "",
        html=render_to_string("subscriptions/letter.html", context) if is_mail else "",
        unsubscribe=stop,
    )


def _summary(made: Announcement) -> str:
    """In a few words; of records let out together the first that may be named. One query there."""
    if made.article or made.told == 1:
        return made.shown_summary
    named = made.parts.filter(is_shown=True).exclude(title="").values_list("title", flat=True)
    return "；".join(named[:EXAMPLES])


def find_lost(now: datetime) -> int:
    """Letters whose sender was killed on the way are noted, and not sent again; how many."""
    return queries.lost(now).update(standing=LetterState.UNSURE, said=CUT)
