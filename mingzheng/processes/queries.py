"""The questions of processes: how a power runs, what waits, where an item comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Aggregate, Case, Count, Min, OuterRef, Q, QuerySet, Subquery, When

from mingzheng.accounts.models import Person
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.states import EditionState
from mingzheng.core.access import Actor
from mingzheng.powers.models import PowerItem
from mingzheng.processes.models import Information
from mingzheng.processes.rules.checks import Fault, faults
from mingzheng.processes.rules.steps import StepContent
from mingzheng.processes.states import JudgementState

SOON = timedelta(days=30)  # what is due to be looked at again within a month is listed
UNDER_WAY = (EditionState.DRAFT, EditionState.REVIEW, EditionState.APPROVAL)


@dataclass(frozen=True)
class Process:
    """How one power runs: its steps as plain values, and what does not hold."""

    item: PowerItem
    steps: list[StepContent]
    faults: list[Fault]


def process_of(item: PowerItem) -> Process:
    """The process of an item. Two queries."""
    steps = [step.content for step in item.steps.prefetch_related("information")]
    return Process(item, steps, _faults(item, steps))


def processes_of(edition: Edition) -> list[Process]:
    """The processes of a list, items without steps left out. Three queries."""
    items = edition.powers.filter(steps__isnull=False).distinct().order_by("position")
    found = []
    for item in items.prefetch_related("steps__information"):
        steps = [step.content for step in item.steps.all()]
        found.append(Process(item, steps, _faults(item, steps)))
    return found


def _faults(item: PowerItem, steps: list[StepContent]) -> list[Fault]:
    at_once = item.promised_unit == "at_once"
    return faults(steps, None if at_once else item.promised_days, item.promised_unit)


def information(edition: Edition) -> QuerySet[Information]:
    """All information of a list, in the order of items and steps."""
    return (
        Information.objects.filter(step__item__edition=edition)
        .select_related("step__item")
        .order_by("step__item__position", "step__number", "position", "pk")
    )


def like_it(one: Information) -> list[Information]:
    """What else of its list stands where this stands, those behind it first. One query."""
    others = list(information(one.power.edition).filter(state=one.state))
    at = next((n for n, other in enumerate(others) if other.pk == one.pk), 0)
    return others[at + 1 :] + others[:at]


def visible_to(person: Actor) -> QuerySet[Information]:
    """Information of the lists that this person may open."""
    return Information.objects.filter(
        step__item__edition__in=catalogue.visible_to(person).values("pk")
    ).select_related("step__item__edition__catalogue__organisation")


def _under(person: Actor, deed: str, prefix: str) -> Q:
    inside = Q(pk__in=[])
    for grant in person.grants:
        if deed in grant.deeds:
            inside |= Q(**{f"{prefix}catalogue__organisation__path__startswith": grant.path})
    return inside


class Task(NamedTuple):
    """An edition with something for a person: its step, information to pass or to look at again.

    `again_on` is the first day on which information is to be looked at again.
    """

    edition: Edition
    is_turn: bool
    proposed: int
    again: int = 0
    again_on: date | None = None


def waiting_for(person: Person, until: date) -> list[Task]:
    """Editions whose step is this person's, and lists with judgements to see to. One query.

    Both at once, because every page of the desk asks for its menu; information is counted for the
    few editions that are found, not for all. What is to be looked at again by `until` waits for
    the office whose list it is and for the openness office (条例第十八条).
    """
    turn = catalogue.whose_turn(person)
    review = Information.objects.filter(state=JudgementState.REVIEW)
    review = review.exclude(proposed_by=person.actor_id)
    passes = _under(person, "judgement.pass_through", "") & Q(state__in=UNDER_WAY)
    passes &= Q(pk__in=review.values("step__item__edition"))
    due = Information.objects.filter(state=JudgementState.SETTLED, next_review_on__lte=until)
    own = _under(person, "judgement.propose", "")
    own &= Q(catalogue__organisation__code=person.organisation_code)
    looks = own | _under(person, "judgement.pass_through", "")
    looks &= Q(state=EditionState.IN_FORCE, pk__in=due.values("step__item__edition"))
    found = (
        Edition.objects.filter(turn | passes | looks)
        .annotate(
            is_turn=Case(When(turn, then=True), default=False),
            proposed=Case(When(passes, then=_told(review, Count("pk"))), default=0),
            again=Case(When(looks, then=_told(due, Count("pk"))), default=0),
            again_on=Case(When(looks, then=_told(due, Min("next_review_on"))), default=None),
        )
        .select_related("catalogue__organisation", "based_on")
        .order_by("opened_at", "pk")
    )
    return [Task(one, one.is_turn, one.proposed, one.again, one.again_on) for one in found]


def _told(rows: QuerySet[Information], what: Aggregate) -> Subquery:
    """A number or a day about those of these that an edition of the outer query has."""
    of_list = rows.filter(step__item__edition=OuterRef("pk")).order_by()
    return Subquery(of_list.values("step__item__edition").annotate(told=what).values("told"))


def to_pass(person: Actor) -> QuerySet[Information]:
    """Information that waits for this person's word, list by list."""
    inside = _under(person, "judgement.pass_through", "step__item__edition__")
    return (
        Information.objects.filter(inside, state=JudgementState.REVIEW)
        .filter(step__item__edition__state__in=UNDER_WAY)
        .select_related("step__item__edition__catalogue__organisation")
        .order_by("step__item__edition", "step__item__position", "step__number")
    )


def to_look_at_again(person: Actor, until: date) -> QuerySet[Information]:
    """Information not published whose day to look again has come (条例第十八条定期复核)."""
    inside = _under(person, "edition.see", "step__item__edition__")
    return (
        Information.objects.filter(inside, state=JudgementState.SETTLED)
        .filter(step__item__edition__state=EditionState.IN_FORCE, next_review_on__lte=until)
        .select_related("step__item__edition__catalogue__organisation")
        .order_by("next_review_on", "pk")
    )


def origins(*codes: str) -> list[Information]:
    """From which powers and steps catalogue items come; lists in force only. One query."""
    made = Information.objects.filter(item_code__in=codes)
    return list(
        made.filter(step__item__edition__state=EditionState.IN_FORCE)
        .select_related("step__item")
        .order_by("step__item__edition", "step__item__position", "step__number")
    )


def published_items(codes: Iterable[str]) -> dict[str, Item]:
    """The catalogue items in force with these codes: what a link may lead to. One query."""
    found = catalogue.public_items().filter(code__in=[code for code in codes if code])
    return {item.code: item for item in found}


def items_to_link(edition: Edition, words: str) -> list[Item]:
    """Catalogue items that information may be: of the office's own and the county's, by words."""
    office = edition.organisation
    own = Q(edition__catalogue__organisation=office) & ~Q(
        edition__state__in=[EditionState.SUPERSEDED, EditionState.DISCARDED]
    )
    owed = Q(edition__state=EditionState.IN_FORCE, duties__organisation=office)
    found = Item.objects.filter(own | owed).select_related("field", "edition")
    for word in words.casefold().split():
        found = found.filter(Q(lookup_text__contains=word) | Q(code__startswith=word))
    unique = {item.code: item for item in found.order_by("code", "edition_id").distinct()[:200]}
    return list(unique.values())[:50]
