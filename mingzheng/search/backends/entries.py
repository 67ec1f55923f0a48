"""What goes into an index and what comes out of it, the same for both databases."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from mingzheng.search.models import Document
from mingzheng.search.rules.asking import Term
from mingzheng.search.rules.sounds import sound_line
from mingzheng.search.rules.text import document_numbers, facet_token, flat, joined

NEW = "_new"  # what the tables of an index under construction are called in addition
KEYS = 1 << 32  # keys in a day's part of a place
FACETS = ("kind", "organisation", "field")


class Entry(NamedTuple):
    """A document in the index: its place, its facets, and its flat text.

    That is four lines, which no phrase goes across: title, body, sound of the title, marks.
    """

    place: int
    kind: str
    organisation: str
    field: str
    flat: str


@dataclass
class Tally:
    """What was found, up to a limit: how many, the newest places, and how many of each facet."""

    total: int
    is_more: bool  # there are more than the limit
    places: list[int]  # newest first
    counts: dict[str, Counter[str]]  # by facet, and "year"


def tally_of(rows: list[tuple[Any, ...]], limit: int) -> Tally:
    """Count rows of a place and its facets, newest first, of which the last may be over the limit.

    Column by column: with ten thousand rows each step that is made for a row is felt.
    """
    places, *facets = zip(*rows[:limit], strict=True) if rows else ((), (), (), ())
    counts = {name: Counter(values) for name, values in zip(FACETS, facets, strict=True)}
    counts["year"] = Counter()
    for day, n in Counter(place // KEYS for place in places).items():
        counts["year"][str(date.fromordinal(day).year) if day else ""] += n
    return Tally(len(places), len(rows) > limit, list(places), counts)


@dataclass(frozen=True)
class Question:
    """What to look for, and within what. Without words nothing is found."""

    words: Sequence[Term] = ()
    within: dict[str, str] = field(default_factory=dict)  # kind, organisation, field
    year: int = 0
    hidden: frozenset[tuple[str, str]] = frozenset()  # facet and value that nobody may see

    @property
    def phrases(self) -> list[str]:
        """The flat phrases of all words."""
        return [one for term in self.words for one in term.alternatives]

    @property
    def facet_tokens(self) -> list[str]:
        """The tokens that a document must have for its facets."""
        return [facet_token(name, value) for name, value in sorted(self.within.items())]

    @property
    def places(self) -> tuple[int, int]:
        """The first place and the one behind the last of the year asked for; 0, 0 for all."""
        if not self.year:
            return 0, 0
        return place_of(date(self.year, 1, 1), 0), place_of(date(self.year, 12, 31), KEYS)


def place_of(day: date | None, key: int) -> int:
    """Where a document stands: by date, and by key on one day; those without a date come last."""
    return (day.toordinal() if day else 0) * KEYS + key


def entry_of(document: Document) -> Entry:
    """A document as the index takes it."""
    title = joined(flat(document.title), flat(document.number))
    body = joined(flat("\n".join(document.labels)), flat(document.text))
    marks = [facet_token(name, value) for name in FACETS if (value := getattr(document, name))]
    marks += dict.fromkeys([*document_numbers(title), *document_numbers(body)])
    lines = (title, body, sound_line(document.title), f" {' '.join(marks)} ")
    facets = (document.kind, document.organisation, document.field)
    return Entry(document.place, *facets, "\n".join(lines))
