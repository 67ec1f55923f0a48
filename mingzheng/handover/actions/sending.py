"""Handing over (移交): the same twice changes nothing; what is open is owed at once."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.core import register, trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.moves import move
from mingzheng.handover.actions.owing import owe
from mingzheng.handover.models import Handover, Meeting
from mingzheng.handover.rules.parcels import Fault, Parcel, differences, faults
from mingzheng.handover.states import HandoverState
from mingzheng.prose.actions import store
from mingzheng.prose.rules.cleaning import clean, from_plain

REGISTER = "办文办会移交"
File = tuple[str, bytes]  # its name and its bytes


class Faulty(Blocked):
    """What was handed over cannot be right; `faults` says where and why."""

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__("".join(sentence for _, sentence in found))
        self.faults = list(found)


class Different(Blocked):
    """The same identifier with other content; `handover` is what was handed over before."""

    def __init__(self, handover: Handover, fields: Sequence[str]) -> None:
        super().__init__(
            f"编号“{handover.source_id}”已经移交过（{handover.number}），这次的{'、'.join(fields)}"
            "不一样，没有改动原来的。真要改，请政务公开办先退回那一件，再用这个编号重新移交。"
        )
        self.handover = handover


class Received(NamedTuple):
    """What came of handing over; `is_new` False where nothing changed."""

    handover: Handover
    is_new: bool


def send(
    organisation: Organisation,
    parcel: Parcel,
    *,
    by: Actor,
    system: str = "",
    files: Sequence[File] = (),
) -> Received:
    """Take in what was formed (移交): a due at once if it is open, else to the openness office.

    `system` names the sending system ("": the desk). The same content under the same identifier
    changes nothing. Raises Denied without the deed handover.send; Faulty naming the fields;
    Different for other content; Refused for a file that may not be attached.
    """
    require(by, "handover.send", organisation.path, organisation.name)
    parcel = _tidy(parcel, files)
    if wrong := faults(parcel, timezone.localdate()):
        raise Faulty(wrong)
    try:
        with transaction.atomic():
            return _send(organisation, parcel, system, files, by)
    except IntegrityError:  # the same was sent in the same moment: what the other left is told
        with transaction.atomic():
            return _send(organisation, parcel, system, files, by)


def _tidy(parcel: Parcel, files: Sequence[File]) -> Parcel:
    body = parcel.body.strip()
    if body:
        body = (clean(body) if "<" in body else from_plain(body)).html
    return replace(
        parcel,
        source_id=parcel.source_id.strip(),
        title=" ".join(parcel.title.split()),
        document_number=" ".join(parcel.document_number.split()),
        items=tuple(dict.fromkeys(parcel.items)),
        body=body,
        file_hashes=tuple(trace.digest(data) for _, data in files),
    )


def _send(
    organisation: Organisation, parcel: Parcel, system: str, files: Sequence[File], by: Actor
) -> Received:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("organisation")
    known = rows.filter(
        organisation=organisation, system=system, source_id=parcel.source_id
    ).first()
    if known is None:
        return Received(_first(organisation, parcel, system, files, by), True)
    if known.content_hash != fingerprint(parcel):
        if known.state != HandoverState.RETURNED:
            raise Different(known, _changed(known, parcel))
        return Received(_anew(known, parcel, files, by), True)
    if known.state == HandoverState.RETURNED:
        raise Blocked("这一件退回来了，内容没有改。照退回的意见改好，再用这个编号重新移交。")
    return Received(known, False)


def fingerprint(parcel: Parcel) -> str:
    """SM3 over everything that was sent (64 hex digits)."""
    return trace.digest(trace.as_json(asdict(parcel)).encode())


def _changed(known: Handover, parcel: Parcel) -> list[str]:
    """In what it differs from before; items that we found ourselves are no difference."""
    items = parcel.items or tuple(known.items)
    return differences(known.parcel, replace(parcel, items=items))


def _first(
    organisation: Organisation, parcel: Parcel, system: str, files: Sequence[File], by: Actor
) -> Handover:
    year = timezone.localdate().year
    taken = register.next_number(REGISTER, year, by=by, for_title=parcel.title)
    made = Handover(
        organisation=organisation,
        number=register.formatted(year, taken, "移交"),
        system=system,
        state=HandoverState.TO_PUBLISH if parcel.is_active else HandoverState.REVIEW,
        **_columns(parcel, by),
    )
    made.save(force_insert=True)
    _put_meeting(made, parcel)
    trace.record(
        made, "send", by=by, label="移交", source=system, disclosure=parcel.disclosure,
        happened_on=parcel.formed_on, reference=parcel.document_number,
    )  # fmt: skip
    _put_files(made, files, by)
    owe(made, by=by)
    return made


def _anew(known: Handover, parcel: Parcel, files: Sequence[File], by: Actor) -> Handover:
    changes = _changed(known, parcel)
    for name, value in _columns(parcel, by).items():
        setattr(known, name, value)
    known.version += 1
    known.save()
    Meeting.objects.filter(handover=known).delete()
    known.refresh_from_db()
    _put_meeting(known, parcel)
    move(known, "send_again" if parcel.is_active else "propose_again", by=by,
         changed="、".join(changes), version=known.version)  # fmt: skip
    known.files.clear()
    known.dues.clear()
    _put_files(known, files, by)
    owe(known, by=by)
    return known


def _columns(parcel: Parcel, by: Actor) -> dict[str, Any]:
    said = {name: getattr(parcel, name) for name in PLAIN}
    return said | {
        "items": list(parcel.items),
        "content_hash": fingerprint(parcel),
        "file_hashes": list(parcel.file_hashes),
        "sent_by": by.actor_id,
        "sent_by_name": by.actor_name,
        "sent_at": timezone.now(),
        "publish_by": None,
    }


PLAIN = (
    *("source_id", "title", "formed_on", "kind", "article_kind", "document_number", "dated_on"),
    *("disclosure", "ground", "basis", "reason", "next_review_on", "body"),
)


def _put_meeting(made: Handover, parcel: Parcel) -> None:
    one = parcel.meeting
    if one is not None:
        Meeting.objects.create(
            handover=made, type=one.type, held_on=one.held_on, session=one.session,
            topics=list(one.topics), decisions=list(one.decisions), attendees=one.attendees,
            is_open=one.is_open, guests=one.guests,
        )  # fmt: skip


def _put_files(made: Handover, files: Sequence[File], by: Actor) -> None:
    for name, data in files:
        made.files.add(store(name, data, by=by, organisation=made.organisation))
