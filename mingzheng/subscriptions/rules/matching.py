"""Who is told of what (精准推送): an article as the keys that people may follow. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

COLUMN, OFFICE, FIELD, TOPIC, WORD = "column", "office", "field", "topic", "word"
SERIES = "series"
SHORTEST_WORD, LONGEST_WORD = 2, 20
Key = tuple[str, str]


@dataclass(frozen=True)
class Facts:
    """What is known of a released article, or of records let out together.

    `columns` are the keys of its columns and of those above; `offices` the codes of its office and
    of those above but the topmost, which would follow everything; `fields` slugs by its items.
    """

    columns: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    topic: str = ""
    words: str = ""
    series: str = ""


def keys_of(facts: Facts, known_words: Iterable[str]) -> list[Key]:
    """The keys whose followers are told; `known_words` are all words that anybody follows."""
    found = [(COLUMN, one) for one in facts.columns] + [(OFFICE, one) for one in facts.offices]
    found += [(FIELD, one) for one in facts.fields]
    found += [(SERIES, facts.series)] if facts.series else []
    found += [(TOPIC, facts.topic)] if facts.topic else []
    found += [(WORD, word) for word in known_words if is_word(word) and word in facts.words]
    return list(dict.fromkeys(found))


def is_word(word: str) -> bool:
    """Whether a word may be followed: one character would follow everything."""
    return SHORTEST_WORD <= len(word) <= LONGEST_WORD
