"""The questions of the catalogue: what the public may read, what staff may see."""

from mingzheng.catalogue.queries.editions import (
    change_log,
    compared,
    edition_for,
    gaps_of,
    in_force,
    offices_of,
    quality_rows,
    returned_to,
    sent_by,
    visible_to,
    whose_turn,
)
from mingzheng.catalogue.queries.lookup import (
    Filters,
    field_tiles,
    item_history,
    office_page,
    public_items,
)

__all__ = [
    "Filters",
    "change_log",
    "compared",
    "edition_for",
    "field_tiles",
    "gaps_of",
    "in_force",
    "item_history",
    "office_page",
    "offices_of",
    "public_items",
    "quality_rows",
    "returned_to",
    "sent_by",
    "visible_to",
    "whose_turn",
]
