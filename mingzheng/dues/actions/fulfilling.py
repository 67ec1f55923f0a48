"""Publications fulfil dues (公开了), and a withdrawn one opens them again.

These are consequences of publishing, not deeds: whoever calls has checked that the person may
publish, so nobody is refused here for want of a post.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.dues.actions.opening import Made, find_duty, make
from mingzheng.dues.models import Due, Fulfillment, standing
from mingzheng.dues.rules.publication import Publication
from mingzheng.dues.states import Origin


@transaction.atomic
def fulfil(due_ids: Iterable[int], on: date, *, subject: Publication, by: Actor) -> list[Due]:
    """Note that a publication fulfils these dues on a day; returns the dues.

    The first publication of a due counts for its date, later ones are kept beside it. The same
    one again changes nothing. Raises Blocked for a day to come, or a due no longer owed.
    """
    if on > timezone.localdate():
        raise Blocked("公开日期还没有到，到那一天发布了再记。")
    wanted = sorted(set(due_ids))
    dues = held(wanted)
    if len(dues) < len(wanted):
        raise Blocked("选的应公开事项里有已经不在的，请刷新后再选。")
    for due in dues:
        if due.closed_on:
            raise Blocked(f"“{due.subject_title}”已经{due.get_closing_display()}，先恢复再办。")
        _note(due, on, subject, by)
    return dues


def rename(subject: Publication) -> None:
    """Call a publication as it is called now (更正了标题): public lists show no former title."""
    rows = Fulfillment.objects.filter(subject_type=subject.type, subject_id=subject.id)
    rows.exclude(title=subject.title).update(title=subject.title)


def held(pks: Sequence[int]) -> list[Due]:
    """The dues with these keys, held until the transaction ends, in the order of the keys."""
    rows = Due.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    return list(rows.select_related("organisation", "item", "term").order_by("pk"))


def _note(due: Due, on: date, subject: Publication, by: Actor) -> None:
    known = due.fulfillments.filter(subject_type=subject.type, subject_id=subject.id).first()
    if known and known.withdrawn_on is None:
        return
    values = {"on": on, "title": subject.title, "address": subject.address, "withdrawn_on": None}
    due.fulfillments.update_or_create(
        subject_type=subject.type, subject_id=subject.id, defaults=values
    )
    _settle(due)
    trace.record(
        due, "fulfil", by=by, label="公开了", on=on, name=subject.title, address=subject.address,
        due_on=due.due_on,
    )  # fmt: skip


def _settle(due: Due) -> None:
    """Let the first publication that stands give the day; none opens the due again."""
    rows = standing(due.fulfillments.all())
    due.fulfilled_on = rows[0].on if rows else None
    due.save(update_fields=["fulfilled_on"])


@transaction.atomic
def unfulfil(
    subject: Publication, *, by: Actor, note: str = "", keep: Collection[int] | None = None
) -> list[Due]:
    """Note that a publication was withdrawn; returns the dues that it fulfils no longer.

    `keep`: it was corrected and stands, but for the dues with these keys alone.
    Where another publication stands, its day counts from now on; where none does, it is owed again.
    """
    rows = Fulfillment.objects.filter(
        subject_type=subject.type, subject_id=subject.id, withdrawn_on=None
    )
    rows = rows.exclude(due__in=keep or ())
    word = "撤回" if keep is None else "改稿以后不再算"
    other = "撤回一次公开" if keep is None else word
    dues = held(list(rows.order_by("due_id").values_list("due_id", flat=True)))
    rows.update(withdrawn_on=timezone.localdate())
    for due in dues:
        _settle(due)
        trace.record(
            due, "unfulfil", by=by, label=f"{word}，重新要求公开" if due.is_open else other,
            note=note, name=subject.title,
        )  # fmt: skip
    return dues


@transaction.atomic
def fulfil_unlisted(
    organisation: Organisation,
    item_code: str,
    made: Made,
    on: date,
    *,
    subject: Publication,
    by: Actor,
) -> Due:
    """Note a publication of something nobody had registered: the due arises and is met at once.

    `made` says what was formed and when; a due that is there already for it is fulfilled. Raises
    Blocked if the office does not owe the item, or its limit waits for no event.
    """
    due = make(find_duty(organisation, item_code), made, by=by, origin=Origin.PUBLISHED)
    return fulfil([due.pk], on, subject=subject, by=by)[0]
