"""Required channels come true (做到了): by a receipt, by a push, by a photo of the board."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.files.rules.refusals import Refused
from mingzheng.notifications.models import Announcement, Delivery, Proof, Requirement
from mingzheng.notifications.rules.ways import SITE
from mingzheng.notifications.states import Evidence
from mingzheng.prose import actions as attachments
from mingzheng.prose.rules.admission import PICTURES, admit


def by_receipt(delivery: Delivery) -> None:
    """A delivery was sent: what its medium fulfils is done. Called in its transaction."""
    if delivery.announcement.article_id is None:
        return  # no duty asks for a channel of records
    day = timezone.localdate(delivery.sent_at)
    rows = Requirement.objects.filter(article=delivery.announcement.article_id, done_on=None)
    mine = [one.pk for one in rows if delivery.medium in one.way.media]
    said = f"{delivery.get_medium_display()} {delivery.external_id}".strip()[:200]
    Requirement.objects.filter(pk__in=mine).update(
        done_on=day, evidence=Evidence.RECEIPT, said=said
    )


@transaction.atomic
def pushed(made: Announcement, sent: int) -> None:
    """Subscribers were told of a release (订阅推送); nobody subscribed is no push."""
    now = timezone.now()
    Announcement.objects.filter(pk=made.pk, pushed_at=None).update(pushed_at=now)
    if not sent or made.article_id is None:
        return
    rows = Requirement.objects.filter(article=made.article_id, done_on=None)
    mine = [one.pk for one in rows if one.way.kind == "push"]
    Requirement.objects.filter(pk__in=mine).update(
        done_on=timezone.localdate(now), evidence=Evidence.PUSH, said=f"推送给 {sent} 个订阅人"
    )


@transaction.atomic
def record_proof(
    requirement: Requirement, *, by: Actor, on: date, place: str, name: str, data: bytes
) -> Proof:
    """Record that it hung, lay or was told somewhere (登记凭证), with a photo.

    Takes the day, the place and the picture as uploaded (name and bytes). Raises Denied; Refused
    for a file that is no safe picture; Blocked for a day to come, before the release, no place.
    """
    office, article = requirement.organisation, requirement.article
    require(by, "proof.record", office.path, office.name)
    if requirement.withdrawn_on or requirement.way.kind == SITE:
        raise Blocked("这一条不用登记凭证。")
    if not place.strip():
        raise Blocked("写明在哪里公开的，例如“柳溪村村务公示栏”。")
    if on > timezone.localdate():
        raise Blocked(f"{on:%Y-%m-%d} 还没有到，公开了再登记。")
    if article.dated_on and on < article.dated_on:
        raise Blocked(f"日期早于成文日期 {article.dated_on:%Y-%m-%d}，请核对。")
    if admit(name, data) not in PICTURES:
        raise Refused("凭证要用照片（.jpg 或 .png）。")
    alt = f"{article.title}在{place.strip()}公开的照片"
    photo = attachments.store(name, data, by=by, organisation=office, alt=alt)
    made = Proof.objects.create(
        requirement=requirement,
        organisation=office,
        on=on,
        place=place.strip(),
        photo=photo,
        recorded_by=by.actor_id,
        recorded_by_name=by.actor_name,
    )
    said = f"{made.place}，{by.actor_name}登记"[:200]
    fresh = Requirement.objects.filter(pk=requirement.pk, done_on=None)
    fresh.update(done_on=on, evidence=Evidence.PROOF, said=said)
    trace.record(
        requirement, "prove", by=by, label="登记公开凭证", on=on, where=made.place,
        content_hash=photo.content.content_hash,
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_proof(proof: Proof, *, by: Actor, reason: str) -> None:
    """A proof was wrong (作废凭证): it stays, masked, and the channel is missing again.

    Raises Denied; Blocked without a reason, or twice.
    """
    office, row = proof.organisation, proof.requirement
    require(by, "proof.record", office.path, office.name)
    if not reason.strip():
        raise Blocked("写明为什么作废。")
    mine = Proof.objects.filter(pk=proof.pk, withdrawn_on=None)
    today = timezone.localdate()
    if mine.update(withdrawn_on=today, withdrawn_reason=reason.strip()[:200]) != 1:
        raise Blocked("这份凭证已经作废了。")
    if not row.proofs.filter(withdrawn_on=None).exists():
        Requirement.objects.filter(pk=row.pk, evidence=Evidence.PROOF).update(
            done_on=None, evidence="", said=""
        )
    trace.record(row, "withdraw_proof", by=by, label="作废公开凭证", note=reason, where=proof.place)
