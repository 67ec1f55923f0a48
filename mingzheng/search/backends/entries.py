"""What goes into an index and what comes out of it, the same for both databases."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mingzheng.search.models import Document
from mingzheng.search.rules.asking import Term
from mingzheng.search.rules.sounds import sound_line
from mingzheng.search.rules.text import document_numbers, facet_token, flat, joined

NEW = "_new"  # what the tables of an index under construction are called in addition
KEYS = 1 << 32  # keys in a day's part of a place
FACETS = ("kind", "organisation", "field")


class Entry(NamedTuple):
    """A document in the index: its place, its facets, and four lines of flat text."""

    place: int
    kind: str
    organisation: str
    field: str
    title: str
    body: str
    sound: str
    marks: str

    @property
    def flat(self) -> str:
        """Everything that may be searched; no phrase goes across a line."""
        return "\n".join((self.title, self.body, self.sound, self.marks))


class Hit(NamedTuple):
    """A document that was found, with its facets."""

    place: int
    kind: str
    organisation: str
    field: str

    @property
    def year(self) -> str:
        """The year of the document; empty where it has no date."""
        day = self.place // KEYS
        return str(date.fromordinal(day).year) if day else ""


@dataclass(frozen=True)
class Question:
    """What to look for, and within what. Without words nothing is found."""

    words: Sequence[Term] = ()
    within: dict[str, str] = field(default_factory=dict)  # kind, organisation, field
    year: int = 0
    hidden: frozenset[tuple[str, str]] = frozenset()  # facet and value that nobody may see

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
    numbers = dict.fromkeys([*document_numbers(title), *document_numbers(body)])
    return Entry(
        document.place,
        document.kind,
        document.organisation,
        document.field,
        title,
        body,
        sound_line(document.title),
        f" {' '.join([*marks, *numbers])} ",
    )
