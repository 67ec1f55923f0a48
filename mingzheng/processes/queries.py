"""The questions of processes: how a power runs, what waits, where an item comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.states import EditionState
from mingzheng.core.access import Actor
from mingzheng.powers.models import PowerItem
from mingzheng.processes.models import Information
from mingzheng.processes.rules.checks import Fault, faults
from mingzheng.processes.rules.steps import StepContent
from mingzheng.processes.states import JudgementState

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


def lists_to_pass(person: Actor) -> list[tuple[Edition, int]]:
    """Lists with information that this person may pass or turn down, and how much. One query."""
    mine = Q(powers__steps__information__state=JudgementState.REVIEW)
    mine &= ~Q(powers__steps__information__proposed_by=person.actor_id)
    inside = _under(person, "judgement.pass_through", "")
    found = (
        Edition.objects.filter(inside, state__in=UNDER_WAY)
        .annotate(proposed=Count("powers__steps__information", filter=mine))
        .filter(proposed__gt=0)
        .select_related("catalogue__organisation")
        .order_by("pk")
    )
    return [(edition, edition.proposed) for edition in found]


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


def origins(code: str) -> list[Information]:
    """From which power and step a catalogue item comes; lists in force only. One query."""
    return list(
        Information.objects.filter(item_code=code, step__item__edition__state=EditionState.IN_FORCE)
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
