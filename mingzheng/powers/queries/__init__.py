"""The questions of the lists: what the public may read, what staff check and compare."""

from mingzheng.powers.queries.editions import (
    checked,
    compared,
    gaps_of,
    profiles,
    takeovers_of,
)
from mingzheng.powers.queries.lookup import Filters, facets, history, public_items

__all__ = [
    "Filters",
    "checked",
    "compared",
    "facets",
    "gaps_of",
    "history",
    "profiles",
    "public_items",
    "takeovers_of",
]
