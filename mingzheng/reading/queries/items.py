"""What an article fulfils (对应的公开事项), and the powers and services that this comes from."""

from collections.abc import Sequence

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState
from mingzheng.powers.models import PowerItem
from mingzheng.processes import queries as processes


def items_of(codes: Sequence[str]) -> list[Item]:
    """The catalogue items in force with these codes; none for no codes. At most one query."""
    if not codes:
        return []
    rows = Item.objects.filter(code__in=codes, edition__state=EditionState.IN_FORCE)
    return list(rows.filter(field__is_shown=True).order_by("position", "pk"))


def powers_of(codes: Sequence[str]) -> list[PowerItem]:
    """The powers and public services in force whose steps make what these items disclose.

    Each once; none for no codes. At most one query.
    """
    found = processes.origins(*codes) if codes else []
    return list({one.step.item_id: one.step.item for one in found}.values())
