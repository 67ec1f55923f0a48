"""Records let out together (成批公示): announced once for all, restated when one is taken down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.channels.models import Channel
from mingzheng.channels.queries import open_channels
from mingzheng.channels.rules.messages import shortened
from mingzheng.notifications import queries
from mingzheng.notifications.actions.announcing import OUT, deliver
from mingzheng.notifications.models import Announcement, Part
from mingzheng.notifications.rules.ways import SOCIAL
from mingzheng.notifications.states import Happening, Series

# With its day: a platform refuses what reads like the post before.
TOGETHER = "{office}{day.month}月{day.day}日新公示{label} {number} 条"
OVER = "{office}的{label}公示，已经不再公示"
LONGEST = 300  # characters


@dataclass(frozen=True)
class Told:
    """One record as it may be told: `title` is empty where nobody is to be named.

    `address` is where everybody reads it; `event_id` the event that let it out, or changed it.
    """

    event_id: int
    address: str
    title: str
    summary: str = ""
    is_shown: bool = True


@dataclass(frozen=True)
class Source:
    """Whose records of which series, and what happened to them when."""

    office: Organisation
    series: str
    at: datetime

    def said(self, words: str, number: int = 0) -> str:
        """A title about all of them, nobody named."""
        label = Series(self.series).label
        day = timezone.localdate(self.at)
        return words.format(office=self.office.name, label=label, number=number, day=day)

    @property
    def columns(self) -> dict[str, Any]:
        """As an announcement keeps it."""
        return {"organisation": self.office, "series": self.series, "at": self.at}


@transaction.atomic
def announce_batch(
    source: Source, told: Sequence[Told], address: str, now: datetime
) -> Announcement:
    """Announce records that were let out together, once for all; one alone by its own name.

    `address` is where everybody finds all of them. Only channels that an administrator chose for
    records carry them. Raises IntegrityError where one of the events was taken note of before.
    """
    made = Announcement.objects.create(
        event_id=told[0].event_id,
        kind=Happening.RELEASE,
        address=told[0].address if len(told) == 1 else address,
        told=len(told),
        **source.columns,
    )
    Part.objects.bulk_create(_part(made, one) for one in told)
    _restate(made)
    if made.is_public:
        there = open_channels(source.office.path)
        for medium in (m for m in SOCIAL if m in there and there[m].carries_records):
            deliver(made, medium, there[medium], now)
    return made


def _part(made: Announcement, one: Told) -> Part:
    return Part(
        announcement=made,
        event_id=one.event_id,
        address=one.address,
        title=one.title[:LONGEST],
        summary=one.summary[:LONGEST],
        is_shown=one.is_shown,
        was_named=bool(one.title),
    )


@transaction.atomic
def announce_change(source: Source, one: Told, note: str, now: datetime) -> Announcement:
    """Tell where a record was told by name that it was corrected, or is shown no more.

    Whoever is named no longer (a natural person, it turned out) is taken back from there.
    """
    is_named = bool(one.title) and one.is_shown
    was_named = Part.objects.filter(address=one.address, was_named=True).exists()
    made = Announcement.objects.create(
        event_id=one.event_id,
        kind=Happening.CHANGE if one.is_shown else Happening.WITHDRAW,
        address=one.address,
        note=note,
        told=1,
        pushed_at=now,  # no news for those who subscribed
        **source.columns,
    )
    Part.objects.bulk_create([_part(made, one)])
    _restate(made)
    if is_named or was_named:
        _follow(made, is_named, open_channels(source.office.path), now)
    return made


def _follow(
    made: Announcement, is_named: bool, there: Mapping[str, Channel], now: datetime
) -> None:
    """To every medium that carried the record alone; a withdrawal where it may not be named."""
    if not is_named and made.kind == Happening.CHANGE:
        Announcement.objects.filter(pk=made.pk).update(kind=Happening.WITHDRAW)
        made.kind = Happening.WITHDRAW
    for earlier in queries.standing_deliveries_at(made.address, made.pk):
        if earlier.state in OUT and earlier.medium in there:
            number = earlier.notes.get("article") if made.kind == Happening.WITHDRAW else ""
            deliver(made, earlier.medium, there[earlier.medium], now, number or earlier.external_id)


@transaction.atomic
def restate(address: str, *, title: str = "", summary: str = "", is_shown: bool = True) -> None:
    """A record reads otherwise now, or is shown no more: whatever waits says so, or stays.

    To be called in the transaction of the deed. `title` is empty where nobody is to be named.
    """
    mine = Announcement.objects.filter(parts__address=address).values("pk")
    rows = Announcement.objects.select_for_update(of=("self",)).filter(pk__in=mine)
    there = list(rows.select_related("organisation").order_by("pk"))
    if there:
        Part.objects.filter(address=address).update(
            title=title[:LONGEST], summary=summary[:LONGEST], is_shown=is_shown
        )
    for made in there:
        _restate(made)


def _restate(made: Announcement) -> None:
    """What is told of the parts as they are now."""
    parts = list(made.parts.filter(is_shown=True))
    source = Source(made.organisation, made.series, made.at)
    alone = parts[0] if made.told == 1 and parts else None
    made.standing = len(parts)
    made.summary = shortened(alone.summary, LONGEST) if alone else ""
    made.title = (alone and alone.title) or source.said(TOGETHER if parts else OVER, len(parts))
    made.save(update_fields=["title", "summary", "standing"])
