"""What was let out is announced (推送双公示): once for all that was let out together."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.urls import reverse

from mingzheng.core.models import Event
from mingzheng.noticeboard import queries
from mingzheng.notifications import actions as notifications
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.showing import without_party


def announce(now: datetime) -> int:
    """Take note of every record let out, corrected or taken down; returns how many events.

    Those that an office let out since the last round are one announcement for each kind. Safe to
    repeat and to run twice at once: an event is noted once.
    """
    events = queries.unannounced(now)
    kinds = queries.kinds_of(events)
    released: dict[tuple[int, str], list[Event]] = defaultdict(list)
    changed = []
    for event in events:
        if event.step != "release":
            changed.append(event)
        elif event.subject_id in kinds:
            released[kinds[event.subject_id]].append(event)
    done = 0
    for work, group in [(_released, some) for some in released.values()] + [
        (_changed, [one]) for one in changed
    ]:
        with suppress(IntegrityError), transaction.atomic():  # another tick was faster
            done += work(group, now)
    return done


def _released(events: Sequence[Event], now: datetime) -> int:
    there = _locked(events)
    first = there[events[0].subject_id]
    asked = urlencode({"kind": first.kind, "office": first.organisation_code})
    notifications.announce_batch(
        _source(events[0], first),
        [_told(one, there[one.subject_id]) for one in events],
        f"{reverse('noticeboard:records')}?{asked}",
        now,
    )
    return len(events)


def _changed(events: Sequence[Event], now: datetime) -> int:
    (event,) = events
    record = _locked(events)[event.subject_id]
    note = _reason(record) if event.step == "correct" else event.note
    notifications.announce_change(_source(event, record), _told(event, record), note, now)
    return 1


def _reason(record: Record) -> str:
    """Why it was corrected last, as everybody reads it on its page."""
    last = record.versions.first()
    words, former = last.reason if last else "", record.former_names
    return without_party(words, record.kind, record.values, former=former)


def _locked(events: Sequence[Event]) -> dict[str, Record]:
    """The records of events, so that none is taken down while it is announced."""
    rows = Record.objects.select_for_update(of=("self",)).select_related("organisation")
    found = rows.filter(pk__in=[int(one.subject_id) for one in events]).order_by("pk")
    return {str(one.pk): one for one in found}


def _source(event: Event, record: Record) -> notifications.Source:
    return notifications.Source(record.organisation, record.kind, event.at)


def _told(event: Event, record: Record) -> notifications.Told:
    return notifications.Told(
        event.pk, record.public_url, record.told_title, record.told_summary, record.is_shown
    )
