"""What people do to dues: register, excuse, restore, note what was published elsewhere."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.deadlines.rules.limits import PUBLISH_WORKDAYS
from mingzheng.dues.actions.fulfilling import fulfil, held
from mingzheng.dues.actions.opening import Made, find_duty, make, make_by_law, name_item
from mingzheng.dues.models import Due, PromptTerm
from mingzheng.dues.rules.publication import ELSEWHERE, Publication
from mingzheng.dues.states import Closing, Origin


@transaction.atomic
def open_due(
    organisation: Organisation,
    item_code: str,
    what: str,
    happened_on: date,
    *,
    by: Actor,
    reference: str = "",
    clause: int | None = None,
) -> Due:
    """Register that something was made that an item wants public (登记一项应公开).

    `reference` is its number or source, `clause` which part of the limit holds (None: of several
    the one that falls due first). Raises Denied without the deed due.open; Blocked if the office
    does not owe the item, for a day that cannot be, or for what is registered already.
    """
    require(by, "due.open", organisation.path, organisation.name)
    made = Made(what, happened_on, reference, clause)
    duty = find_duty(organisation, item_code)
    if Due.objects.filter(organisation=organisation, item_code=item_code, slot=made.slot).exists():
        raise Blocked("同一天形成的同名信息已经登记过了，不用再登记。")
    return make(duty, made, by=by, origin=Origin.REGISTERED)


@transaction.atomic
def open_by_law(
    organisation: Organisation, what: str, happened_on: date, *, by: Actor, reference: str = ""
) -> Due:
    """Register that something was made, though nobody knows yet which item it is (条例第二十六条).

    The same thing twice is one due. Raises Denied without the deed due.open; Blocked for a day
    that cannot be.
    """
    require(by, "due.open", organisation.path, organisation.name)
    return make_by_law(organisation, Made(what, happened_on, reference), by=by)


@transaction.atomic
def name_due(due: Due, item_code: str, *, by: Actor) -> Due:
    """Say which item a due is that stands on the law alone (对上公开事项): its limit counts then.

    Gives the due: another one where that was registered already, and this one is excused as its
    twin. Raises Denied without the deed due.open; Blocked if it has an item, is not open, or the
    office does not owe the item.
    """
    require(by, "due.open", due.organisation.path, due.organisation.name)
    (one,) = held([due.pk])
    if one.item_code or not one.is_open or one.happened_on is None:
        raise Blocked("这一项已经对上公开事项，或者已经办结，请刷新后再看。")
    duty = find_duty(one.organisation, item_code)
    twins = Due.objects.filter(organisation=one.organisation, item_code=item_code, slot=one.slot)
    if twin := twins.first():
        one.closed_on, one.closing = timezone.localdate(), Closing.EXCUSED
        one.closing_reason, one.closed_by = "这一件已经按公开事项登记过。", by.actor_name
        one.save(update_fields=["closed_on", "closing", "closing_reason", "closed_by"])
        trace.record(one, "excuse", by=by, label="免予公开", note=one.closing_reason)
        return twin
    before = one.due_on
    name_item(one, duty, Made(one.what, one.happened_on, one.reference))
    one.save()
    trace.record(
        one, "name_item", by=by, label="对上公开事项", name=duty.item.name,
        changes={"due_on": [before, one.due_on]}, basis=one.term.text,
    )  # fmt: skip
    return one


@transaction.atomic
def excuse(due: Due, *, by: Actor, reason: str) -> Due:
    """Say with a reason that this one is not owed, such as 本期没有发生 (免予公开); never deleted.

    Raises Denied without the deed due.excuse; Blocked without a reason, or when it is not open.
    """
    require(by, "due.excuse", due.organisation.path, due.organisation.name)
    if not reason.strip():
        raise Blocked("写明为什么免予公开，至少一句话。")
    (one,) = held([due.pk])
    if not one.is_open:
        raise Blocked("只有还没有公开的才能免予公开，这一项已经办结，请刷新后再看。")
    one.closed_on, one.closing = timezone.localdate(), Closing.EXCUSED
    one.closing_reason, one.closed_by = reason.strip(), by.actor_name
    one.save(update_fields=["closed_on", "closing", "closing_reason", "closed_by"])
    trace.record(one, "excuse", by=by, label="免予公开", note=one.closing_reason)
    return one


@transaction.atomic
def restore(due: Due, *, by: Actor, reason: str) -> Due:
    """Take an excuse back (恢复要求公开): owed again, by the day it always had.

    Raises Denied without the deed due.excuse; Blocked without a reason, or if it was not excused.
    """
    require(by, "due.excuse", due.organisation.path, due.organisation.name)
    if not reason.strip():
        raise Blocked("写明为什么恢复，至少一句话。")
    (one,) = held([due.pk])
    if one.closing != Closing.EXCUSED:
        raise Blocked("这一项没有免予公开，不用恢复。")
    one.closed_on, one.closing, one.closing_reason, one.closed_by = None, "", "", ""
    one.save(update_fields=["closed_on", "closing", "closing_reason", "closed_by"])
    trace.record(one, "restore", by=by, label="恢复要求公开", note=reason.strip())
    return one


@transaction.atomic
def register_elsewhere(due: Due, *, on: date, title: str, address: str, by: Actor) -> Due:
    """Note that it was made public outside this system (登记公开结果): a board, another site.

    `address` is a web address or a place in words. Raises Denied without the deed due.fulfil;
    Blocked for a day to come, for words that are missing, or a due no longer owed.
    """
    require(by, "due.fulfil", due.organisation.path, due.organisation.name)
    if not (title.strip() and address.strip()):
        raise Blocked("写明公开的标题和地方，让人找得到。")
    number = due.fulfillments.filter(subject_type=ELSEWHERE).count() + 1
    subject = Publication(ELSEWHERE, f"{due.pk}-{number}", title.strip(), address.strip())
    return fulfil([due.pk], on, subject=subject, by=by)[0]


@transaction.atomic
def set_prompt(organisation: Organisation, workdays: int | None, *, by: Actor) -> None:
    """Say how many working days 及时 is for an office and those below it; None takes it back.

    It holds for dues registered from now on. Raises Denied without the deed due.set_prompt;
    Blocked outside 1 to 20 (条例第二十六条).
    """
    require(by, "due.set_prompt", organisation.path, organisation.name)
    known = PromptTerm.objects.filter(organisation=organisation).first()
    before = known.workdays if known else None
    if workdays is None:
        if known:
            trace.record(
                known, "unset", by=by, label="不再规定“及时”的天数",
                changes={"workdays": [before, None]},
            )  # fmt: skip
            known.delete()
        return
    if not 1 <= workdays <= PUBLISH_WORKDAYS:
        raise Blocked(f"“及时”最长 {PUBLISH_WORKDAYS} 个工作日，最短 1 个工作日。")
    made, _ = PromptTerm.objects.update_or_create(
        organisation=organisation, defaults={"workdays": workdays}
    )
    changes = {"workdays": [before, workdays]}
    trace.record(made, "set", by=by, label="规定“及时”的天数", changes=changes)
