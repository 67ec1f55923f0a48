"""The questions: what is found, what to suggest while typing, what people ask for."""

from mingzheng.search.queries.finding import (
    COUNT_TO,
    PER_PAGE,
    TAKEN,
    Found,
    SearchUnavailable,
    Wanted,
    find,
)
from mingzheng.search.queries.suggesting import hot_words, likely, suggest

__all__ = [
    "COUNT_TO",
    "PER_PAGE",
    "TAKEN",
    "Found",
    "SearchUnavailable",
    "Wanted",
    "find",
    "hot_words",
    "likely",
    "suggest",
]
