"""The trace (留痕): what happened to each subject, as a chain of events nobody can change unseen.

hash = SM3(previous hash ‖ canonical JSON), see docs/adr/0004-trace-chain.md. There is no
global lock: PostgreSQL locks the one subject, SQLite writes one transaction at a time.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from mingzheng.core import chain
from mingzheng.core.access import Actor
from mingzheng.core.chain import ALGORITHM, digest
from mingzheng.core.models import Event

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
as_json = DjangoJSONEncoder(
    ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":")
).encode


class Subject(NamedTuple):
    """What an event is about, when there is no model row to hand over."""

    type: str
    id: str
    title: str


def canonical(event: Event) -> str:
    """The text that an event's hash is over, without the hash before it."""
    at = event.at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    special = {"at": at, "facts": event.facts_text}
    names = (name for name in chain.HASHED if name not in special)
    return chain.canonical({name: getattr(event, name) for name in names} | special)


def subject_of(thing: Any) -> Subject:
    """The subject of a model row (it has `subject_title`), or the Subject itself."""
    if isinstance(thing, Subject):
        return thing
    return Subject(thing._meta.label_lower, str(thing.pk), thing.subject_title)


def _event(subject: Subject, tail: tuple[int, str], what: dict[str, Any], by: Actor) -> Event:
    facts = what.pop("facts")
    event = Event(
        at=timezone.now().replace(microsecond=0),
        actor_id=by.actor_id,
        actor_name=by.actor_name,
        organisation=by.organisation_code,
        organisation_name=by.organisation_name,
        subject_type=subject.type,
        subject_id=subject.id,
        subject_title=subject.title,
        sequence=tail[0] + 1,
        previous_hash=tail[1],
        facts_text=as_json(facts),
        request_id=REQUEST_ID.get(),
        algorithm=ALGORITHM,
        **what,
    )
    event.hash = digest((event.previous_hash + canonical(event)).encode())
    return event


def _tails(subject_type: str, ids: Iterable[str]) -> dict[str, tuple[int, str]]:
    events = Event.objects.filter(subject_type=subject_type, subject_id__in=ids)
    same = Event.objects.filter(subject_type=subject_type, subject_id=OuterRef("subject_id"))
    last = events.filter(sequence=Subquery(same.order_by("-sequence").values("sequence")[:1]))
    return {key: (n, link) for key, n, link in last.values_list("subject_id", "sequence", "hash")}


def record(
    subject: Any,
    step: str,
    *,
    by: Actor,
    label: str,
    note: str = "",
    moved: tuple[str, str] = ("", ""),
    **facts: Any,
) -> Event:
    """Add one event to the subject's chain, inside the caller's transaction if there is one.

    `moved` is for `moves.move` alone: the states before and after.
    """
    ref = subject_of(subject)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                key = f"{ref.type}:{ref.id}"
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        tail = _tails(ref.type, [ref.id]).get(ref.id, (0, ""))
        what = {"step": step, "label": label, "note": note, "facts": facts}
        event = _event(ref, tail, what | {"from_state": moved[0], "to_state": moved[1]}, by)
        event.save(force_insert=True)
    return event


@transaction.atomic
def record_many(
    entries: Iterable[tuple[Any, dict[str, Any]]],
    step: str,
    *,
    by: Actor,
    label: str,
    note: str = "",
) -> int:
    """Record one step for many subjects, each with its own facts; returns how many.

    For imports. It takes no lock: if somebody writes to one of the chains meanwhile, the
    unique sequence raises IntegrityError and the whole import is undone.
    """
    todo = [(subject_of(subject), facts) for subject, facts in entries]
    for start in range(0, len(todo), 500):
        batch = todo[start : start + 500]
        tails = {
            (kind, key): tail
            for kind in {ref.type for ref, _ in batch}
            for key, tail in _tails(kind, [r.id for r, _ in batch if r.type == kind]).items()
        }
        events = []
        for ref, facts in batch:
            what = {"step": step, "label": label, "note": note, "facts": facts}
            event = _event(ref, tails.get(ref[:2], (0, "")), what, by)
            tails[ref[:2]] = (event.sequence, event.hash)
            events.append(event)
        Event.objects.bulk_create(events)
    return len(todo)


def history(subject: Any) -> models.QuerySet[Event]:
    """The events of one subject, oldest first."""
    ref = subject_of(subject)
    events = Event.objects.filter(subject_type=ref.type, subject_id=ref.id)
    return events.order_by("sequence")
