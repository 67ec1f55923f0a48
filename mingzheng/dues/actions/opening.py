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
from mingzheng.dues.actions.terms import term_by_law, terms_of
from mingzheng.dues.models import Due, Term
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
    due = Due(
        organisation=duty.organisation,
        kind=DueKind.TRIGGERED,
        origin=origin,
        what=made.what.strip(),
        reference=made.reference.strip(),
        slot=made.slot,
        happened_on=made.happened_on,
        opened_on=timezone.localdate(),
    )
    name_item(due, duty, made)
    due.save()
    _record(due, by)
    return due


def make_by_law(organisation: Organisation, made: Made, *, by: Actor) -> Due:
    """The due of what was made while nobody knows which item it is: the law alone gives the day.

    The one that is there, or a new one with its event (条例第二十六条). Raises Blocked for a day
    that cannot be.
    """
    known = Due.objects.filter(organisation=organisation, item_code="", slot=made.slot)
    if there := known.select_related("organisation", "term").first():
        return there
    due = Due(
        organisation=organisation,
        kind=DueKind.TRIGGERED,
        origin=Origin.REGISTERED,
        what=made.what.strip(),
        reference=made.reference.strip(),
        slot=made.slot,
        happened_on=made.happened_on,
        opened_on=timezone.localdate(),
    )
    _count(due, term_by_law(), made, None)
    due.save()
    _record(due, by)
    return due


def name_item(due: Due, duty: Duty, made: Made) -> None:
    """Let a due stand on an item, with the day by its limit; nothing is stored here.

    Raises Blocked for a day that cannot be, or an item that is only published period by period.
    """
    prompt = prompt_for([duty.organisation]).get(duty.organisation_id)
    due.item, due.catalogue_id = duty.item, duty.item.edition.catalogue_id
    due.item_code = duty.item.code
    _count(due, terms_of([duty.item])[duty.item_id], made, prompt)


def form_earlier(due: Due, happened_on: date, *, by: Actor) -> None:
    """A correction says that the text was formed earlier: its limit ran from then (条例第二十六条).

    Only what arose from the text itself follows it; what somebody registered stays as registered.
    A later day changes nothing: nobody is on time by writing another date afterwards. Nor does
    one of more than ten years ago, from which no limit is counted.
    """
    known, oldest = due.happened_on, timezone.localdate() - OLDEST
    if due.origin != Origin.PUBLISHED or known is None or not oldest <= happened_on < known:
        return
    before, due.happened_on = due.due_on, happened_on
    _count(due, due.term, Made(due.what, happened_on, clause=due.clause), due.prompt_workdays)
    due.save(update_fields=["happened_on", "due_on", "in_workdays", "provisional"])
    trace.record(
        due, "form_earlier", by=by, label="形成日期更正，到期日重算", before=before,
        due_on=due.due_on, happened_on=happened_on,
    )  # fmt: skip


def _count(due: Due, term: Term, made: Made, prompt: int | None) -> None:
    _check(made, term.limit)
    due.clause, found = _reckoned(made, term.limit, prompt)
    due.term = term
    is_prompt = clauses(term.limit)[due.clause].kind is Kind.PROMPTLY
    due.prompt_workdays = prompt if is_prompt else None
    due.due_on, due.in_workdays = found.due_on, found.in_workdays
    due.provisional = found.provisional


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
