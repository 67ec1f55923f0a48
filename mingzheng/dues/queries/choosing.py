"""Which dues a publication is meant for: what it meets already, what it could meet, the choice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from mingzheng.accounts.models import Organisation
from mingzheng.deadlines import almanac
from mingzheng.dues.models import Due
from mingzheng.dues.queries.matching import Match, matching, without_item
from mingzheng.dues.rules.publication import Publication
from mingzheng.dues.rules.results import verdict


@dataclass(frozen=True)
class Said:
    """What a text says of its dues: codes of items, keys chosen, the day it was formed.

    `formed_on` None: it was formed too long ago to meet anything new. `only_corrects`: it mends
    what was public already, so nothing new is suggested for an item that was met.
    """

    items: Collection[str]
    chosen: Collection[str]
    formed_on: date | None
    only_corrects: bool = False


@dataclass(frozen=True)
class Option:
    """One due that the text could be meant for; `is_met`: the publication fulfils it already."""

    match: Match
    is_meant: bool
    is_met: bool

    @property
    def key(self) -> str:
        """By what a choice is kept: the due, or the item under which a new one will arise."""
        return f"due:{self.match.due.pk}" if self.match.due else f"new:{self.match.code}"


def none_of(item_code: str) -> str:
    """The key that says: under this item the text is no period and no document that is owed."""
    return f"none:{item_code}"


def options(
    organisation: Organisation, subject: Publication | None, said: Said, on: date
) -> list[Option]:
    """What a text could be meant for if it came out on `on`: first what it meets already.

    `subject` None: it was never public, so it meets nothing yet.

    Of each item what was chosen is meant; where nothing was, what is met stays and what is
    suggested is added. Seven queries at most.
    """
    met = _met(subject, [*said.items, ""], on) if subject else []
    fresh: list[Match] = []
    if said.formed_on and said.items:
        fresh = matching(organisation, said.items, said.formed_on, on)
    fresh += without_item(organisation, said.chosen, on)
    days = {(one.code, one.due.happened_on) for one in met if one.due}
    # What arose from this very text does not arise a second time.
    fresh = [one for one in fresh if one.due or (one.code, said.formed_on) not in days]
    found = [Option(one, True, True) for one in met]
    found += [Option(one, one.suggested and _adds(one, met, said), False) for one in fresh]
    decided = {one.match.code for one in found if one.key in said.chosen}
    decided |= {code for code in said.items if none_of(code) in said.chosen}
    return [
        Option(one.match, one.key in said.chosen, one.is_met) if one.match.code in decided else one
        for one in found
    ]


def _adds(fresh: Match, met: list[Match], said: Said) -> bool:
    """Whether the text, if it met something of the item before, may now meet this one beside it.

    A document arises anew only when it was changed after it was published.
    """
    done = [one.due.fulfilled_on for one in met if one.due and one.code == fresh.code]
    if not done:
        return True
    if said.only_corrects or said.formed_on is None:
        return False
    return fresh.due is not None or said.formed_on > max(day or date.min for day in done)


def _met(subject: Publication, codes: Collection[str], on: date) -> list[Match]:
    """The dues of these items that the publication fulfils now, with what became of them."""
    rows = Due.objects.filter(
        item_code__in=codes,
        fulfillments__subject_type=subject.type,
        fulfillments__subject_id=subject.id,
        fulfillments__withdrawn_on=None,
    )
    dues = list(rows.select_related("item").order_by("due_on", "pk"))
    if not dues:
        return []
    calendar = almanac.current()
    return [
        Match(due.item, due, due.what, due.due_on, verdict(due.days, on, calendar), True)
        for due in dues
    ]
