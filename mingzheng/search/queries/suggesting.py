"""Help with words (搜索建议): while typing, and when nothing was found."""

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from mingzheng.search.models import Asked, Synonym
from mingzheng.search.queries.finding import Found, hidden_values, is_found, titles_for
from mingzheng.search.rules.asking import Term, terms
from mingzheng.search.rules.masking import kept
from mingzheng.search.rules.ranking import score
from mingzheng.search.rules.sounds import spoken, syllables
from mingzheng.search.rules.text import FIRST_CJK, flat, normal

SUGGESTIONS, TITLES = 8, 40
LIKENESS = 85  # rapidfuzz score out of 100 below which two sounds are not the same slip
HOT = 10
LONGEST_CUT = 18  # characters of a word that may be two: at most five questions


def suggest(query: str) -> list[str]:
    """What may be meant by the beginning of a query: titles, and hot words. Three queries.

    Raises SearchUnavailable.
    """
    words = terms(query)
    if not words:
        return []
    titles = titles_for(words, TITLES, hidden_values())
    said = sorted(titles, key=lambda title: (-score(title, words), len(title)))
    asked = Asked.objects.filter(text__startswith=kept(query), is_shown=True)
    known = [one.text for one in asked[:3]]
    return list(dict.fromkeys([*known, *said]))[:SUGGESTIONS]


def hot_words() -> list[str]:
    """What is asked most (热搜词) of what the office let in: no visitor puts words on a page."""
    rows = Asked.objects.filter(is_shown=True)
    return list(rows.values_list("text", flat=True)[:HOT])


def likely(found: Found) -> list[str]:
    """您是不是要找: queries like one that found nothing, best first.

    First the very syllables in some title, then one word as two, then the nearest known word.
    Two queries, and at most five more.
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
    return _cut(found) or _nearest(query, [one for sound in sounds for one in sound])


def _cut(found: Found) -> list[str]:
    """What stands nowhere as one word (义务教育入学) as two that stand somewhere together.

    The first of them is the longest beginning that stands anywhere.
    """
    text = found.words[0].text
    if len(found.words) != 1 or found.words[0].is_quoted or not 4 <= len(text) <= LONGEST_CUT:
        return []
    ends = range(2, len(text) - 1)
    at = bisect_left(ends, True, key=lambda end: not is_found(text[:end], found.hidden)) - 1
    query = f"{text[: ends[at]]} {text[ends[at] :]}"
    return [query] if at >= 0 and is_found(query, found.hidden) else []


def _written(title: str, sound: Sequence[str]) -> str:
    """The characters of a title that sound like this; empty if none do."""
    whole = "".join(sign for sign in title if normal(sign).strip() and normal(sign)[0] >= FIRST_CJK)
    for at in range(len(whole) - len(sound) + 1):
        part = whole[at : at + len(sound)]
        if syllables(part) == list(sound):
            return part
    return ""


def _nearest(query: str, sound: Sequence[str]) -> list[str]:
    """Known words that sound nearly the same: synonyms, official words, hot words."""
    reviewed = Synonym.objects.filter(is_reviewed=True).order_by()
    asked = Asked.objects.filter(is_shown=True).order_by()
    rows = reviewed.values_list("word").union(
        reviewed.values_list("official"), asked.values_list("text")
    )
    known = {word for (word,) in rows[:2000] if flat(word) != flat(query)}
    heard = {word: " ".join(syllables(word)) for word in known}
    close = process.extract(
        " ".join(sound), heard, scorer=fuzz.ratio, limit=3, score_cutoff=LIKENESS
    )
    return [word for _, _, word in close]
