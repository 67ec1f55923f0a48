"""Sealing the days (每日封存): the only code that writes seals."""

from datetime import date, timedelta

from django.utils import timezone

from mingzheng.core.chain import ALGORITHM
from mingzheng.core.models import Event
from mingzheng.evidence.models import Seal, events_of
from mingzheng.evidence.rules import tree


def seal_day(day: date) -> Seal:
    """Seal one past day, after all earlier ones; ValueError if it is not over or out of order."""
    last = Seal.objects.order_by("-day").first()
    if day >= timezone.localdate() or (last and day <= last.day):
        raise ValueError(f"{day:%Y-%m-%d} 还没有结束，或者已经封存。")
    links = list(events_of(day).values_list("hash", flat=True))
    seal = Seal(day=day, algorithm=ALGORITHM, events=len(links), root=tree(links)[-1][0])
    seal.previous_hash, seal.sealed_at = last.hash if last else "", timezone.now()
    seal.hash = seal.computed_hash()
    seal.save(force_insert=True)
    return seal


def seal_due(today: date | None = None) -> list[Seal]:
    """Seal every day before `today` that is not sealed yet, oldest first, without a gap.

    Without `today` an hour is left after midnight for what was begun before it.
    """
    today = today or timezone.localdate(timezone.now() - timedelta(hours=1))
    last, first = Seal.objects.order_by("-day").first(), Event.objects.order_by("at").first()
    if not first:
        return []
    day = last.day + timedelta(days=1) if last else timezone.localdate(first.at)
    return [seal_day(day + timedelta(days=n)) for n in range((today - day).days)]
