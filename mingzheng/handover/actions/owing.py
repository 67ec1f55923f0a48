"""What is handed over is owed (应公开): one due for each item that it is."""

from collections.abc import Iterable

from mingzheng.core.access import Actor
from mingzheng.dues import actions as dues
from mingzheng.dues.actions.opening import Made
from mingzheng.dues.models import Due
from mingzheng.dues.queries import items_owed_by, limit_of
from mingzheng.dues.rules.clauses import triggered
from mingzheng.handover.models import Handover
from mingzheng.handover.rules.deadlines import suggested

WHAT_LONGEST = 200


def owe(handover: Handover, *, by: Actor) -> None:
    """Open the dues of something open by itself, and keep the first day.

    Items that were named, else those it most likely is; where none is known, one due stands on the
    law alone until a person chooses (《政府信息公开条例》第二十六条). Raises Blocked for an item
    that the office does not owe.
    """
    if not handover.is_active:
        return
    codes = list(handover.items) or guessed(handover)
    for code in codes:
        handover.dues.add(_due(handover, code, by))
    if not codes:
        what, formed = handover.title[:WHAT_LONGEST], handover.formed_on
        number = _reference(handover)
        handover.dues.add(
            dues.open_by_law(handover.organisation, what, formed, by=by, reference=number)
        )
    handover.items = codes
    _keep_day(handover)


def guessed(handover: Handover) -> list[str]:
    """The items that it most likely is; [] where that is not sure. One query."""
    owed = items_owed_by(handover.organisation)
    names = [(item.code, item.level2 or item.level1) for item in owed if triggered(limit_of(item))]
    return suggested(handover.kind, handover.title, names)


def choose(handover: Handover, codes: Iterable[str], *, by: Actor) -> None:
    """Owe these items too; those that are owed already stay.

    What stood on the law alone is the first of them.
    """
    unnamed = [due for due in handover.dues.filter(item_code="") if due.is_open]
    for code in codes:
        if code in handover.items:
            continue
        if unnamed:
            spare = unnamed.pop()
            handover.dues.remove(spare)
            handover.dues.add(dues.name_due(spare, code, by=by))
        else:
            handover.dues.add(_due(handover, code, by))
        handover.items.append(code)
    _keep_day(handover)


def _due(handover: Handover, code: str, by: Actor) -> Due:
    what, office = handover.title[:WHAT_LONGEST], handover.organisation
    made = Made(what, handover.formed_on)
    known = Due.objects.filter(organisation=office, item_code=code, slot=made.slot).first()
    return known or dues.open_due(
        office, code, what, handover.formed_on, by=by, reference=_reference(handover)
    )


def _reference(handover: Handover) -> str:
    return (handover.document_number or handover.number)[:200]


def _keep_day(handover: Handover) -> None:
    days = [due.due_on for due in handover.dues.all() if due.due_on]
    handover.publish_by = min(days, default=None)
    handover.save(update_fields=["publish_by", "items"])
