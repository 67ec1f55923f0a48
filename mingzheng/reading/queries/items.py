"""What an article fulfils (对应的公开事项), by the names the catalogue in force gives it."""

from collections.abc import Sequence

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState


def items_of(codes: Sequence[str]) -> list[Item]:
    """The catalogue items in force with these codes; none for no codes. At most one query."""
    if not codes:
        return []
    rows = Item.objects.filter(code__in=codes, edition__state=EditionState.IN_FORCE)
    return list(rows.filter(field__is_shown=True).order_by("position", "pk"))
