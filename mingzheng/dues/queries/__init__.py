"""The questions of dues: what an office owes, what a publication would fulfil, how it stands."""

from mingzheng.dues.queries.choosing import Option, Said, none_of, options
from mingzheng.dues.queries.counting import NOTHING, Count, counts_for
from mingzheng.dues.queries.listing import (
    Line,
    Owing,
    lines_of,
    next_owed,
    of_item,
    open_dues,
    owed_by,
    visible_to,
)
from mingzheng.dues.queries.matching import (
    Match,
    asks_for_forming,
    items_owed_by,
    limit_of,
    matching,
    prompt_for,
)
from mingzheng.dues.queries.standing import explanation_of, standing_of

__all__ = [
    "NOTHING",
    "Count",
    "Line",
    "Match",
    "Option",
    "Owing",
    "Said",
    "asks_for_forming",
    "counts_for",
    "explanation_of",
    "items_owed_by",
    "limit_of",
    "lines_of",
    "matching",
    "next_owed",
    "none_of",
    "of_item",
    "open_dues",
    "options",
    "owed_by",
    "prompt_for",
    "standing_of",
    "visible_to",
]
