"""Editions as staff and the change log read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Edition, SubjectGap
from mingzheng.catalogue.rules.differences import Differences, compare
from mingzheng.catalogue.rules.quality import Row
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.core.access import Actor
from mingzheng.core.models import Event

RETURNS = ("send_back", "reject")


def _paths(person: Actor, deed: str) -> list[str]:
    return [grant.path for grant in person.grants if deed in grant.deeds]


def _under(paths: Iterable[str]) -> Q:
    inside = Q(pk__in=[])
    for path in paths:
        inside |= Q(catalogue__organisation__path__startswith=path)
    return inside


def visible_to(person: Actor) -> QuerySet[Edition]:
    """Editions this person may open: public ones, and drafts where edition.see is granted."""
    public = Q(state__in=[EditionState.IN_FORCE, EditionState.SUPERSEDED])
    return Edition.objects.filter(public | _under(_paths(person, "edition.see"))).select_related(
        "catalogue__organisation", "based_on"
    )


def whose_turn(person: Actor) -> Q:
    """The filter for editions whose next step is this person's to take.

    A filter and not a list: the menu of the desk asks it together with others, in one query.
    """
    mine = Q(pk__in=[])
    for state, deed in (
        (EditionState.REVIEW, "edition.pass_review"),
        (EditionState.APPROVAL, "edition.approve"),
        (EditionState.DRAFT, "edition.submit"),
    ):
        waiting = Q(state=state) & _under(_paths(person, deed))
        if state == EditionState.REVIEW:
            waiting &= ~Q(submitted_by=person.actor_id)
        if state == EditionState.APPROVAL:
            waiting &= ~Q(submitted_by=person.actor_id) & ~Q(reviewed_by=person.actor_id)
        if state == EditionState.DRAFT:
            # A draft waits for its own office, not for everyone above who could touch it.
            waiting &= Q(catalogue__organisation__code=person.organisation_code)
        mine |= waiting
    return mine


def _with_last_move() -> QuerySet:
    """Editions with the step, note, person and moment of the last move that each has made."""
    moves = Event.objects.filter(
        subject_type=Edition._meta.label_lower,
        subject_id=Cast(OuterRef("pk"), CharField()),
    ).exclude(to_state="")
    names = {"moved_step": "step", "moved_note": "note", "moved_by": "actor_name", "moved_at": "at"}
    last = moves.order_by("-sequence")
    found = {name: Subquery(last.values(column)[:1]) for name, column in names.items()}
    return Edition.objects.select_related("catalogue__organisation").annotate(**found)


def returned_to(person: Actor) -> QuerySet[Edition]:
    """Drafts of the person's own office that a reviewer or the openness office sent back.

    Each has `moved_note` (the opinion), `moved_by` and `moved_at`. For whoever may send it again.
    """
    mine = _under(_paths(person, "edition.submit")) & Q(
        catalogue__organisation__code=person.organisation_code
    )
    drafts = _with_last_move().filter(mine, state=EditionState.DRAFT, steps_taken__gt=0)
    return drafts.filter(moved_step__in=RETURNS).order_by("-moved_at")


def sent_by(person: Actor) -> QuerySet[Edition]:
    """Editions this person sent for review and nobody sent back, the newest first.

    Each has `moved_at`: since when it stands where it stands now.
    """
    gone = [EditionState.DRAFT, EditionState.DISCARDED, EditionState.SUPERSEDED]
    mine = _with_last_move().filter(submitted_by=person.actor_id).exclude(state__in=gone)
    return mine.order_by("-moved_at", "-pk")


def edition_for(organisation: Organisation, kind: str = ListKind.DISCLOSURE) -> Edition | None:
    """The edition to work with: the one under way, else the one in force, else None."""
    editions = Edition.objects.filter(
        catalogue__organisation=organisation, catalogue__kind=kind
    ).select_related("catalogue__organisation", "based_on")
    closed = [EditionState.SUPERSEDED, EditionState.DISCARDED]
    return editions.exclude(state__in=closed).order_by("-number").first()


def in_force(organisation: Organisation, kind: str = ListKind.DISCLOSURE) -> Edition | None:
    """The organisation's edition in force, None before its first approval."""
    return (
        Edition.objects.filter(
            catalogue__organisation=organisation,
            catalogue__kind=kind,
            state=EditionState.IN_FORCE,
        )
        .select_related("catalogue__organisation", "based_on")
        .first()
    )


def quality_rows(edition: Edition) -> list[Row]:
    """The edition's rows as the quality rules want them. Two queries."""
    unmatched: dict[int, list[str]] = defaultdict(list)
    for item, text in SubjectGap.objects.filter(item__edition=edition).values_list(
        "item_id", "text"
    ):
        unmatched[item].append(text)
    items = edition.items.select_related("field").annotate(offices=Count("duties"))
    return [
        Row(
            item.pk,
            item.code,
            item.content,
            item.limit_kind,
            item.offices,
            tuple(unmatched[item.pk]),
        )
        for item in items
    ]


def compared(old: Edition | None, new: Edition) -> Differences:
    """Everything that differs between two editions; against nothing, all rows are new."""

    def contents(edition: Edition | None) -> list:
        if edition is None:
            return []
        return [(item.code, item.content) for item in edition.items.select_related("field")]

    return compare(contents(old), contents(new))


def change_log() -> QuerySet[Edition]:
    """Every disclosure catalogue that came into force, newest first: the record of adjustments."""
    return (
        Edition.objects.filter(
            catalogue__kind=ListKind.DISCLOSURE,
            state__in=[EditionState.IN_FORCE, EditionState.SUPERSEDED],
        )
        .select_related("catalogue__organisation", "based_on")
        .order_by("-effective_on", "-pk")
    )


@dataclass(frozen=True)
class OfficeShare:
    """How much of an edition one office owes."""

    organisation: Organisation
    items: int


def offices_of(edition: Edition) -> list[OfficeShare]:
    """The offices that owe items of an edition, in tree order, with how many. Two queries."""
    counted = dict(
        Duty.objects.filter(item__edition=edition)
        .values_list("organisation_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    offices = Organisation.objects.filter(pk__in=counted).order_by("path")
    return [OfficeShare(office, counted[office.pk]) for office in offices]


def gaps_of(edition: Edition) -> list[tuple[str, int, str]]:
    """Names without an office: the name, in how many rows, and the code of one such row."""
    return list(
        SubjectGap.objects.filter(item__edition=edition)
        .values_list("text")
        .annotate(n=Count("pk"), example=Min("item__code"))
        .order_by("-n", "text")
    )
