"""What an edition will change once it is in force (发布以后会怎样), and why rows went."""

from dataclasses import dataclass

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Edition
from mingzheng.core import trace
from mingzheng.deadlines.rules.limits import from_json, shorter_than, strictest


@dataclass(frozen=True)
class Outlook:
    """Duties that come and go, items with less time, offices that owe something for the first time.

    `shorter` are (code, what the limit was, what it is); `newcomers` and `relieved` in tree order.
    """

    added: int
    removed: int
    offices: int
    shorter: list[tuple[str, str, str]]
    newcomers: list[Organisation]
    relieved: list[Organisation]


def outlook(edition: Edition) -> Outlook:
    """Compare with the edition it was made from; without one, everything is new. Five queries."""
    before, after = _duties(edition.based_on), _duties(edition)
    old, new = {office for _, office in before}, {office for _, office in after}
    names = Organisation.objects.filter(pk__in=old ^ new).order_by("path")
    return Outlook(
        added=len(after - before),
        removed=len(before - after),
        offices=len({office for _, office in after - before}),
        shorter=_shorter(edition),
        newcomers=[one for one in names if one.pk in new],
        relieved=[one for one in names if one.pk in old],
    )


def _duties(edition: Edition | None) -> set[tuple[str, int]]:
    owed = Duty.objects.filter(item__edition=edition) if edition else Duty.objects.none()
    return set(owed.values_list("item__code", "organisation_id"))


def _shorter(edition: Edition) -> list[tuple[str, str, str]]:
    if edition.based_on is None:
        return []
    rows = edition.based_on.items.values_list("code", "limit", "limit_text")
    was = {code: (limit, text) for code, limit, text in rows}
    found = []
    for code, limit, text in edition.items.order_by("position").values_list(
        "code", "limit", "limit_text"
    ):
        old, old_text = was.get(code, (limit, text))
        if old != limit and shorter_than(strictest(from_json(limit)), strictest(from_json(old))):
            found.append((code, old_text, text))
    return found


def reasons_of_removal(edition: Edition) -> dict[str, str]:
    """Item code → the reason given when it was removed from this edition. One query."""
    events = trace.history(edition).filter(step="remove_item")
    return {event.facts.get("code", ""): event.note for event in events}
