"""Dues of documents (一事一公开): a thing was made, so many days are left to publish it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty
from mingzheng.catalogue.rules.ahead import too_far
from mingzheng.catalogue.rules.items import plain
from mingzheng.catalogue.states import EditionState, ListKind, Mode
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.chain import digest
from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.limits import Kind, TimeLimit
from mingzheng.dues.actions.terms import terms_of
from mingzheng.dues.models import Due
from mingzheng.dues.queries.matching import prompt_for
from mingzheng.dues.rules.clauses import clauses, triggered
from mingzheng.dues.rules.days import Reckoning, earliest, of_event
from mingzheng.dues.states import DueKind, Origin

OLDEST = timedelta(days=3653)  # ten years: a slip of the pen would count working days for ever


@dataclass(frozen=True)
class Made:
    """What was made (形成) and when: its title, day, number, and which part of the limit holds.

    `clause` None: of several parts the one that falls due first.
    """

    what: str
    happened_on: date
    reference: str = ""
    clause: int | None = None

    @property
    def slot(self) -> str:
        """The same for the same title of the same day, whatever its punctuation."""
        return f"{self.happened_on:%Y-%m-%d}:{digest(plain(self.what).encode())[:32]}"


def find_duty(organisation: Organisation, item_code: str) -> Duty:
    """The duty of the office for an item in force. Raises Blocked if there is none."""
    duty = (
        Duty.objects.filter(
            organisation=organisation,
            item__code=item_code,
            item__edition__state=EditionState.IN_FORCE,
            item__edition__catalogue__kind=ListKind.DISCLOSURE,
        )
        .select_related("organisation", "item__edition__catalogue")
        .first()
    )
    if duty is None:
        raise Blocked(f"现行目录没有要求{organisation.name}公开编码为 {item_code} 的事项。")
    if duty.item.mode == Mode.ON_REQUEST:
        raise Blocked(f"“{duty.item.name}”是依申请公开的事项，不用主动公开，不能登记。")
    return duty


def make(duty: Duty, made: Made, *, by: Actor, origin: str) -> Due:
    """The due of what was made: the one that is there, or a new one with its event.

    Raises Blocked for a day that cannot be, or an item that is only published period by period.
    """
    known = Due.objects.filter(
        organisation=duty.organisation, item_code=duty.item.code, slot=made.slot
    ).select_related("organisation", "item", "term")
    if there := known.first():
        return there
    term = terms_of([duty.item])[duty.item_id]
    _check(made, term.limit)
    prompt = prompt_for([duty.organisation]).get(duty.organisation_id)
    clause, found = _reckoned(made, term.limit, prompt)
    due = Due.objects.create(
        organisation=duty.organisation,
        catalogue_id=duty.item.edition.catalogue_id,
        item=duty.item,
        item_code=duty.item.code,
        kind=DueKind.TRIGGERED,
        origin=origin,
        what=made.what.strip(),
        reference=made.reference.strip(),
        slot=made.slot,
        happened_on=made.happened_on,
        term=term,
        clause=clause,
        prompt_workdays=prompt if clauses(term.limit)[clause].kind is Kind.PROMPTLY else None,
        due_on=found.due_on,
        in_workdays=found.in_workdays,
        provisional=found.provisional,
        opened_on=timezone.localdate(),
    )
    _record(due, by)
    return due


def _record(due: Due, by: Actor) -> None:
    label = "登记应公开" if due.origin == Origin.REGISTERED else "随发布记下"
    trace.record(
        due, "open", by=by, label=label, due_on=due.due_on, happened_on=due.happened_on,
        reference=due.reference, basis=due.term.text,
    )  # fmt: skip


def _reckoned(made: Made, limit: TimeLimit, prompt: int | None) -> tuple[int, Reckoning]:
    parts, calendar = triggered(limit), almanac.current()
    if made.clause is None:
        return earliest(parts, made.happened_on, calendar, prompt)
    chosen = dict(parts).get(made.clause)
    if chosen is None:
        raise Blocked("这个事项没有这一种期限，请刷新后再选。")
    return made.clause, of_event(chosen, made.happened_on, calendar, prompt)


def _check(made: Made, limit: TimeLimit) -> None:
    today, parts = timezone.localdate(), triggered(limit)
    if not parts:
        raise Blocked("这个事项是按期公开的，每一期到时自动列出来，不用登记。")
    if not made.what.strip():
        raise Blocked("写明要公开的是什么，例如文件的标题。")
    if made.happened_on < today - OLDEST:
        raise Blocked("形成日期早于十年前，看看年份是不是写错了。")
    is_ahead = any(one.kind in (Kind.ADVANCE, Kind.ALONGSIDE) for _, one in parts)
    if made.happened_on > today and not is_ahead:
        raise Blocked("形成日期还没有到。信息形成了再登记，期限从那天起算。")
    if far := too_far(made.happened_on, today, "日期"):
        raise Blocked(far)
