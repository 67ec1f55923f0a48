"""Records (公示信息): entered, sent, let out, corrected, taken down, expired."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, SystemActor
from mingzheng.core.moves import move
from mingzheng.deadlines import clocks
from mingzheng.pagecache.changes import take_back as forget_pages
from mingzheng.posts.deeds import SYSTEM_DEEDS
from mingzheng.publicity.actions import findable
from mingzheng.publicity.actions.composing import (
    NUMBER,
    Plan,
    columns,
    entry_of,
    plan_for,
    seal,
    shown_until,
    unseal,
)
from mingzheng.publicity.models import Record, RecordVersion
from mingzheng.publicity.rules import showing, timing
from mingzheng.publicity.rules.entry import Entry
from mingzheng.publicity.rules.fields import by_code
from mingzheng.publicity.states import RecordKind, RecordState, WithdrawalReason
from mingzheng.sealing import keeping

SYSTEM = SystemActor(SYSTEM_DEEDS)
CLOCK = "publicity.withdraw"
THERE = "这个决定已经录入过了（文号、相对人、许可编号都一样），不用再录；要改的，打开原来那一条。"
OVER = "按规定这一条只公示到 {:%Y-%m-%d}，已经过了，不再公示。"
WRONG = "还有 {} 处不对，先改好：{}"
AT_ONCE = 500


def _whole(entry: Entry) -> None:
    wrong = [one for one in entry.problems if one.blocking]
    if wrong:
        raise Blocked(WRONG.format(len(wrong), f"{wrong[0].title}：{wrong[0].message}"))


@transaction.atomic
def enter(organisation: Organisation, entry: Entry, *, by: Actor) -> Record:
    """Keep one record as a draft (录入). Raises Denied, Blocked for a wrong or a known one."""
    require(by, "publicity.edit", organisation.path, organisation.name)
    _whole(entry)
    record = Record(
        organisation=organisation,
        kind=entry.kind,
        state=RecordState.DRAFT.value,
        sealed=seal(entry.numbers),
        **columns(entry, plan_for(organisation)),
    )
    _save(record)
    trace.record(record, "enter", by=by, label="录入", due_on=record.due_on)
    return record


def _save(record: Record, *names: str) -> None:
    try:
        with transaction.atomic():
            record.save(update_fields=names or None)
    except IntegrityError as error:
        raise Blocked(THERE) from error


@transaction.atomic
def change(record: Record, entry: Entry, *, by: Actor) -> bool:
    """Change a draft (修改); False if it says the same. Empty numbers leave those that are kept."""
    require(by, "publicity.edit", record.organisation_path, record.organisation_name)
    record = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if not record.is_draft:
        raise Blocked(f"这一条是“{record.state_label}”，只有录入状态的能改。")
    _whole(entry)
    differences = _differences(record, entry)
    if not differences:
        return False
    _put(record, entry, plan_for(record.organisation))
    trace.record(record, "change", by=by, label="修改", changed=differences)
    return True


def _differences(record: Record, entry: Entry) -> str:
    """Titles of what differs, for the trace; never a value: it may be somebody's name."""
    known = by_code(record.kind)
    numbers = unseal(record.sealed)
    codes = [code for code in known if record.values.get(code) != entry.values.get(code)]
    codes += [code for code, text in entry.numbers.items() if numbers.get(code) != text]
    return "、".join(known[code].title for code in known if code in codes)


def _put(record: Record, entry: Entry, plan: Plan) -> None:
    found = columns(entry, plan, record) | {"sealed": record.sealed | seal(entry.numbers)}
    for name, value in found.items():
        setattr(record, name, value)
    _save(record, *found)


def _move(record: Record, step: str, *, by: Actor, note: str = "", **told: Any) -> None:
    """Keep columns and take the step in one breath; `facts` go to the trace."""
    facts = told.pop("facts", {})
    for name, value in told.items():
        setattr(record, name, value)
    if told:
        # First: constraints tie the columns to the state. A refused step takes all of it back.
        record.save(update_fields=list(told))
    move(record, step, by=by, note=note, **facts)


@transaction.atomic
def submit(record: Record, *, by: Actor, note: str = "") -> None:
    """Send a draft to the office's reviewer (送审)."""
    names = {"submitted_by": by.actor_id, "submitted_by_name": by.actor_name}
    _move(record, "submit", by=by, note=note, **names)


def take_back(record: Record, *, by: Actor, note: str = "") -> None:
    """Take it back before it is reviewed (撤回修改)."""
    move(record, "take_back", by=by, note=note)


def send_back(record: Record, *, by: Actor, note: str) -> None:
    """Back to the clerk with the reviewer's opinion (退回修改)."""
    move(record, "send_back", by=by, note=note)


def discard(record: Record, *, by: Actor, note: str) -> None:
    """Give a draft up (作废): it was never shown."""
    move(record, "discard", by=by, note=note)


@transaction.atomic
def release(record: Record, *, by: Actor, note: str = "", plan: Plan | None = None) -> None:
    """Let it out (审核公示): on the site and in the search from now on.

    Raises Denied, Blocked; Blocked where the period of display is over already.
    """
    today = timezone.localdate()
    plan = plan or plan_for(record.organisation)
    until = shown_until(record, entry_of(record), plan, today)
    if until and until < today:
        raise Blocked(OVER.format(until))
    result = timing.result(record.due_on, today, plan.calendar)
    _move(
        record,
        "release",
        by=by,
        note=note,
        facts={"result": result, "display_until": until},
        published_on=today,
        display_until=until,
        released_by_name=by.actor_name,
    )
    findable.show([record])


@transaction.atomic
def take_all(records: Sequence[Record], step: str, *, by: Actor) -> int:
    """Send or let out several at once (成批送审、公示), all or none; returns how many."""
    plans: dict[int, Plan] = {}
    for record in records:
        if step == "submit":
            submit(record, by=by)
        else:
            office = record.organisation
            plan = plans.setdefault(office.pk, plans.get(office.pk) or plan_for(office))
            release(record, by=by, plan=plan)
    return len(records)


@transaction.atomic
def report(record: Record, *, by: Actor, reason: str, changed_on: date, note: str = "") -> None:
    """The decision was changed, revoked or found void (报告决定有变): three workdays run.

    Takes the reason (WithdrawalReason) and the day of the new decision, not after today.
    """
    if changed_on > timezone.localdate():
        raise Blocked("变更的日期在今天以后。")
    said = {"reason": reason, "on": changed_on.isoformat(), "note": note}
    label = str(WithdrawalReason(reason).label)
    move(record, "report", by=by, note=note, reason=label, on=changed_on)
    record.reported, record.withdraw_by = said, _start_clock(record, changed_on, by).due_on
    record.save(update_fields=["reported", "withdraw_by"])


def _start_clock(record: Record, changed_on: date, by: Actor) -> Any:
    return clocks.start(
        record,
        kind=CLOCK,
        by=by,
        on=changed_on,
        basis=timing.WITHDRAW_BASIS,
        label="撤下期限",
        workdays=timing.WITHDRAW_WORKDAYS,
    )


@transaction.atomic
def withdraw(
    record: Record, *, by: Actor, reason: str, words: str, changed_on: date | None = None
) -> None:
    """Take it down (撤下): nobody finds or reads it any more; the page says only why.

    `words` are read by everybody: they say the reason, without the party. 《行政处罚法》第四十八条.
    """
    today = timezone.localdate()
    if not words.strip():
        raise Blocked("写明撤下的原因，公众看得到。")
    if changed_on and changed_on > today:
        raise Blocked("变更的日期在今天以后。")
    words = showing.without_party(
        words.strip(), record.kind, record.values, former=record.former_names
    )
    if changed_on and not record.reported:
        record.withdraw_by = _start_clock(record, changed_on, by).due_on
    _move(
        record,
        "withdraw",
        by=by,
        note=words,
        facts={"reason": str(WithdrawalReason(reason).label)},
        withdrawn_on=today,
        withdrawal=reason,
        withdrawal_words=words,
        withdraw_by=record.withdraw_by,
        pending={},
    )
    if record.withdraw_by:
        clocks.stop(record, kind=CLOCK, by=by, on=today, basis=timing.WITHDRAW_BASIS)
    findable.hide([record])
    forget_pages()


@transaction.atomic
def propose(record: Record, entry: Entry, *, by: Actor, reason: str) -> None:
    """Propose a correction (提出更正); what is shown stays until somebody else passes it."""
    _whole(entry)
    if not reason.strip():
        raise Blocked("写明为什么更正，公众看得到。")
    differences = _differences(record, entry)
    if not differences:
        raise Blocked("和现在公示的一样，没有要更正的。")
    reason = showing.without_party(
        reason.strip(), record.kind, entry.values, record.values, former=record.former_names
    )
    said = {
        "values": entry.values,
        "sealed": seal(entry.numbers),
        "reason": reason,
        "by": by.actor_id,
        "by_name": by.actor_name,
    }
    _move(record, "propose", by=by, note=reason, facts={"changed": differences})
    record.pending = said
    record.save(update_fields=["pending"])


@transaction.atomic
def correct(record: Record, *, by: Actor, note: str = "") -> None:
    """Pass a correction (审核更正): the earlier version is kept, the page says what changed."""
    move(record, "correct", by=by, note=note)
    pending, plan = record.pending, plan_for(record.organisation)
    number = record.versions.count() + 1
    RecordVersion.objects.create(
        record=record,
        number=number,
        values=record.values,
        sealed=record.sealed,
        until=timezone.localdate(),
        reason=pending["reason"],
    )
    entry = entry_of(record, pending["values"])
    record.sealed = record.sealed | pending["sealed"]
    _put(record, entry, plan)
    until = shown_until(record, entry, plan, record.published_on or timezone.localdate())
    record.display_until, record.pending = until, {}
    record.save(update_fields=["display_until", "pending"])
    findable.show_again(record)


@transaction.atomic
def turn_down(record: Record, *, by: Actor, note: str) -> None:
    """Turn a correction down (不予更正)."""
    move(record, "turn_down", by=by, note=note)
    record.pending = {}
    record.save(update_fields=["pending"])


@transaction.atomic
def reveal(record: Record, code: str, *, by: Actor) -> str:
    """Show one identity number to a colleague (查看证件号码); who looked stays in the trace.

    《个人信息保护法》第五十一条. Raises Denied; Blocked where there is none.
    """
    require(by, "publicity.reveal", record.organisation_path, record.organisation_name)
    sealed = record.sealed.get(code)
    if not sealed:
        raise Blocked("这一条没有存这个证件号码。")
    title = by_code(record.kind)[code].title
    trace.record(record, "reveal", by=by, label="查看证件号码", name=title)
    return keeping.unseal(sealed, NUMBER)


def expire_due(today: date) -> int:
    """Stop showing what has been shown long enough (公示期满); how many. Safe to repeat."""
    due = Record.objects.filter(state=RecordState.PUBLISHED, display_until__lt=today)
    done = 0
    for record in due.select_related("organisation")[:AT_ONCE]:
        with suppress(Blocked), transaction.atomic():  # taken down by a person meanwhile
            move(record, "expire", by=SYSTEM, display_until=record.display_until)
            findable.hide([record])
            done += 1
    return done


def kinds(records: Iterable[Record]) -> str:
    """行政许可 3 条、行政处罚 2 条, for messages."""
    found = [record.kind for record in records]
    return "、".join(
        f"{label} {found.count(value)} 条" for value, label in RecordKind.choices if value in found
    )
