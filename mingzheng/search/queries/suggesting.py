"""Help with words (搜索建议): while typing, and when nothing was found."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from mingzheng.search.models import Asked, Synonym
from mingzheng.search.queries.finding import Found, hidden_values, titles_for
from mingzheng.search.rules.asking import Term, terms
from mingzheng.search.rules.ranking import score
from mingzheng.search.rules.sounds import spoken, syllables
from mingzheng.search.rules.text import FIRST_CJK, flat, normal

SUGGESTIONS, TITLES = 8, 40
LIKENESS = 85  # rapidfuzz score out of 100 below which two sounds are not the same slip
HOT = 10
OFTEN = 2  # times a query must have been asked before it is shown to anybody else


def suggest(query: str) -> list[str]:
    """What may be meant by the beginning of a query: titles, and what others asked. Three queries.

    Raises SearchUnavailable.
    """
    words = terms(query)
    if not words:
        return []
    titles = titles_for(words, TITLES, hidden_values())
    said = sorted(titles, key=lambda title: (-score(title, words), len(title)))
    asked = Asked.objects.filter(
        text__startswith=query.strip().lower(), is_hidden=False, times__gte=OFTEN
    )
    known = [one.text for one in asked.filter(in_vain=0)[:3]]
    return list(dict.fromkeys([*known, *said]))[:SUGGESTIONS]


def hot_words() -> list[str]:
    """What is asked most (热搜词), without what found nothing and what the office hid."""
    rows = Asked.objects.filter(is_hidden=False, times__gte=OFTEN, in_vain=0)
    return list(rows.values_list("text", flat=True)[:HOT])


def likely(found: Found) -> list[str]:
    """您是不是要找: queries that sound the same as one that found nothing, best first.

    First the very syllables in some title, then the nearest known word. Two queries.
    """
    query = found.wanted.q
    words = [term for term in terms(query) if term.own[0] >= FIRST_CJK]
    sounds = [syllables(term.text) for term in words]
    if not words or not all(len(one) > 1 for one in sounds):
        return []
    heard = [Term("", (spoken(one),)) for one in sounds]
    for title in titles_for(heard, 20, found.hidden):
        parts = [_written(title, one) for one in sounds]
        if all(parts):
            return [" ".join(parts)]
    return _nearest(query, [one for sound in sounds for one in sound])


def _written(title: str, sound: Sequence[str]) -> str:
    """The characters of a title that sound like this; empty if none do."""
    whole = "".join(sign for sign in title if normal(sign).strip() and normal(sign)[0] >= FIRST_CJK)
    for at in range(len(whole) - len(sound) + 1):
        part = whole[at : at + len(sound)]
        if syllables(part) == list(sound):
            return part
    return ""


def _nearest(query: str, sound: Sequence[str]) -> list[str]:
    """Known words that sound nearly the same: synonyms, official words, what others found."""
    reviewed = Synonym.objects.filter(is_reviewed=True).order_by()
    asked = Asked.objects.filter(in_vain=0, is_hidden=False, times__gte=OFTEN).order_by()
    rows = reviewed.values_list("word").union(
        reviewed.values_list("official"), asked.values_list("text")
    )
    known = {word for (word,) in rows[:2000] if flat(word) != flat(query)}
    heard = {word: " ".join(syllables(word)) for word in known}
    close = process.extract(
        " ".join(sound), heard, scorer=fuzz.ratio, limit=3, score_cutoff=LIKENESS
    )
    return [word for _, _, word in close]
