"""Finding (检索): total, page, facets; exact, or an error, never a guess."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.db import DatabaseError, connection, transaction

from mingzheng.search.backends import Question, engine
from mingzheng.search.models import BestBet, Document, Label, Synonym
from mingzheng.search.rules.asking import LONGEST, Term, parts_of, read, terms, widened
from mingzheng.search.rules.ranking import score
from mingzheng.search.rules.text import flat

TAKEN = LONGEST + 50  # characters of a part that an address keeps: what is searched, and some more
PER_PAGE = 10
COUNT_TO = 10_000  # beyond it the total is "10,000+", and facets speak of the newest ones
RANKED = 200  # newest titles that are put in order of how well they answer
FACETS = {"kind": "类型", "organisation": "公开单位", "field": "领域", "year": "年份"}
VALUES = 12  # of one facet
ANSWER = 60  # a title that scores this much answers directly (直达)


class SearchUnavailable(Exception):
    """The index cannot be asked now; whoever shows this must not say that nothing was found."""

    sentence = "搜索暂时用不了，请过几分钟再试。目录可以照常浏览。"


@dataclass(frozen=True)
class Wanted:
    """What a visitor asked for; every part is optional."""

    q: str = ""
    kind: str = ""
    organisation: str = ""
    field: str = ""
    year: str = ""
    sort: str = ""  # "date", or empty: the most relevant first
    exact: str = ""  # "1": no synonyms

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Wanted":
        """From a request's GET; lengths are bounded, the query's so that its rest can be told."""
        return cls(**{name: query.get(name, "").strip()[:TAKEN] for name in cls.__annotations__})

    @property
    def given(self) -> dict[str, str]:
        """The parts that are set."""
        return {name: value for name in self.__dataclass_fields__ if (value := getattr(self, name))}

    @property
    def filters(self) -> dict[str, str]:
        """The facets that are set."""
        return {name: value for name, value in self.given.items() if name in FACETS}

    def with_(self, **changes: str) -> "Wanted":
        """The same with parts changed; an empty value takes one off."""
        return replace(self, **changes)

    @property
    def as_query(self) -> str:
        """The parts as a query string, without the question mark."""
        return urlencode(self.given)


@dataclass(frozen=True)
class FacetValue:
    """One value to narrow by."""

    value: str
    label: str
    count: int
    is_set: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow what was found."""

    name: str
    label: str
    values: list[FacetValue]


@dataclass
class Found:
    """The answer to a query."""

    wanted: Wanted
    words: list[Term] = field(default_factory=list)
    left_out: str = ""  # the part of the query that was too much to be searched
    total: int = 0
    is_more: bool = False  # there are more than COUNT_TO
    documents: list[Document] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    best: list[BestBet] = field(default_factory=list)
    card: Document | None = None
    names: dict[tuple[str, str], str] = field(default_factory=dict)  # of facet values
    hidden: frozenset[tuple[str, str]] = frozenset()  # facet values that nobody may see

    @property
    def phrases(self) -> list[str]:
        """Flat phrases to mark in what is shown."""
        return [phrase for term in self.words for phrase in term.alternatives]

    @property
    def also(self) -> list[str]:
        """Official words that were looked for as well."""
        return list(dict.fromkeys(word for term in self.words for word in term.also))


@contextmanager
def _answering() -> Iterator[None]:
    """A database error of the index is SearchUnavailable, whatever it was."""
    try:
        if connection.in_atomic_block:  # keep the caller's transaction usable
            with transaction.atomic():
                yield
        else:
            yield
    except DatabaseError as error:
        raise SearchUnavailable from error


def find(wanted: Wanted, page: int = 1, per_page: int = PER_PAGE) -> Found:
    """Search. At most six queries. Raises SearchUnavailable; no words at all find nothing."""
    found = Found(wanted, *read(wanted.q))
    if not found.words:
        return found
    with _answering():
        if not wanted.exact:
            found.words = widened(found.words, _meanings(found.words))
        labels = {(one.facet, one.value): one for one in Label.objects.all()}
        found.names = {key: one.label for key, one in labels.items()}
        found.hidden = frozenset(key for key, one in labels.items() if not one.is_shown)
        question = _question(wanted, found)
        if question is None:
            return found
        tally = engine().tally(question, COUNT_TO)
        found.total, found.is_more, places = tally.total, tally.is_more, tally.places
        found.facets = _facets(wanted, tally.counts, found.names)
        if wanted.sort != "date" and places:
            places = _ranked(question, found.words, places)
        first = (max(page, 1) - 1) * per_page
        _show(found, places[first : first + per_page])
        if page == 1:
            _answer(found)
    return found


def _meanings(words: Sequence[Term]) -> dict[str, list[str]]:
    parts: set[str] = set().union(*(parts_of(term) for term in words))
    meanings: dict[str, list[str]] = defaultdict(list)
    known = Synonym.objects.filter(plain__in=parts, is_reviewed=True)
    for plain, official in known.values_list("plain", "official"):
        meanings[plain].append(official)
    return meanings


def _question(wanted: Wanted, found: Found) -> Question | None:
    """The question to the index; None where a filter cannot match anything."""
    year = wanted.year
    if year and not (year.isdecimal() and year.isascii() and len(year) == 4 and int(year)):
        return None
    within = {name: value for name, value in wanted.filters.items() if name != "year"}
    return Question(found.words, within, int(year or 0), found.hidden)


def _facets(
    wanted: Wanted, counts: Mapping[str, Counter[str]], names: Mapping[tuple[str, str], str]
) -> list[Facet]:
    """The values of what was found with their counts, most frequent first; years newest first."""
    facets = []
    for name, title in FACETS.items():
        chosen = getattr(wanted, name)
        ranked = [(value, n) for value, n in counts[name].most_common() if value]
        if name == "year":
            ranked.sort(reverse=True)
        values = [
            FacetValue(
                value,
                names.get((name, value), value),
                n,
                value == chosen,
                wanted.with_(**{name: "" if value == chosen else value}).as_query,
            )
            for value, n in ranked[:VALUES]
        ]
        facets += [Facet(name, title, values)] if values else []
    return facets


def _ranked(question: Question, words: Sequence[Term], newest: list[int]) -> list[int]:
    """Titles that have every word by how well they answer, then everything else, newest first."""
    rows = engine().titled(question, RANKED)
    marks = {place: score(title, words) for place, title in rows}
    best = sorted(marks, key=lambda place: (-marks[place], -place))
    return (best + [place for place in newest if place not in marks])[: len(newest)]


def _show(found: Found, places: Sequence[int]) -> None:
    rows = {one.place: one for one in Document.objects.filter(place__in=places)}
    found.documents = [rows[place] for place in places if place in rows]


def _answer(found: Found) -> None:
    """Best bets, and the card of the first document if its title is what was asked."""
    asked = flat(found.wanted.q).strip()
    found.best = list(BestBet.objects.filter(plain=asked)[:3])
    if found.wanted.sort == "date" or found.wanted.filters:
        return
    for one in found.documents[:1]:
        if one.card and score(one.title, found.words) >= ANSWER:
            found.card = one


def hidden_values() -> frozenset[tuple[str, str]]:
    """Facet and value of everything that nobody may see. One query."""
    with _answering():
        return frozenset(Label.objects.filter(is_shown=False).values_list("facet", "value"))


def titles_for(words: Sequence[Term], limit: int, hidden: frozenset[tuple[str, str]]) -> list[str]:
    """The newest titles that have every word, without what is hidden. One query."""
    with _answering():
        return [title for _, title in engine().titled(Question(words, hidden=hidden), limit)]


def is_found(query: str, hidden: frozenset[tuple[str, str]]) -> bool:
    """Whether anything public has all words of a query, as they are typed. One query."""
    with _answering():
        return bool(engine().newest(Question(terms(query), hidden=hidden), 1))
