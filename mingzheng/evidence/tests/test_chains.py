"""The database composes the very text that was hashed; where it cannot, nothing is believed."""

from itertools import count

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.core import trace
from mingzheng.core.chain import ALGORITHM, HASHED, digest
from mingzheng.core.models import Event
from mingzheng.core.tests.test_trace import tell
from mingzheng.evidence import chains, queries
from mingzheng.evidence.tests.conftest import behind_the_back

pytestmark = pytest.mark.django_db

NASTY = "\"\\/'%{}:,\x7f\x80\u2028\u2029\ufeff\uffff😀\U0010ffff政" + "".join(
    map(chr, range(1, 32))
)
# PostgreSQL stores no U+0000; nobody can encode a lone surrogate.
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXT = st.text(st.sampled_from(NASTY) | ANY, max_size=16)
OTHER = {"algorithm", "at", "facts", "sequence", "subject_id"}
TEXTS = [name for name in HASHED if name not in OTHER]
IDS = count(1)


def an_event(**values):
    """A first event, chained, with any words at all in its columns."""
    row = dict.fromkeys(TEXTS, "甲") | {"algorithm": ALGORITHM, "facts_text": "{}"} | values
    event = Event(**row, subject_id=str(next(IDS)), sequence=1)
    event.at = timezone.now().replace(microsecond=0)
    event.hash = digest(trace.canonical(event).encode(), event.algorithm)
    event.save(force_insert=True)
    return event


def composed(event):
    rows = Event.objects.filter(pk=event.pk).annotate(text=chains.hashed_text())
    text = rows.values_list("text", flat=True).get()
    return text.decode() if isinstance(text, bytes) else text


@given(st.fixed_dictionaries(dict.fromkeys(TEXTS, TEXT)), st.dictionaries(TEXT, TEXT), TEXT)
def test_the_database_composes_what_was_hashed(words, facts, before):
    event = an_event(**words, facts_text=trace.as_json(facts), previous_hash=before)

    assert composed(event) == before + trace.canonical(event)


@pytest.mark.parametrize("character", sorted(NASTY), ids=lambda c: f"U+{ord(c):04X}")
def test_each_awkward_character_is_quoted_alike(character):
    event = an_event(note=f"甲{character}乙", facts_text=trace.as_json({"row": character}))

    assert composed(event) == trace.canonical(event)
    assert queries.verify("甲").ok


def test_what_the_database_cannot_match_is_composed_again_before_it_is_called_broken():
    """An event hashed by another algorithm stands for every difference there may be."""
    an_event(algorithm="sha256")

    assert queries.verify().ok


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone takes a blob for text")
@pytest.mark.parametrize("column", ["note", "facts_text", "subject_type", "hash"])
def test_a_blob_is_a_break_and_the_rest_is_still_read(column):
    tell()
    event = an_event()

    behind_the_back(
        f"UPDATE core_event SET {column} = CAST({column} AS BLOB) WHERE id = %s",  # noqa: S608 ours
        event.pk,
    )

    found = queries.verify()
    assert (found.events, len(found.broken)) == (2, 1)
    assert "内容与记录" in found.broken[0].reason


@pytest.mark.parametrize("word", ['甲"乙', "甲\\乙", "甲\n乙"])
def test_a_word_that_spells_its_own_quoting_is_no_other_word(word):
    """Quotes set by hand must not let a changed column give the text of the true one."""
    event = an_event(note=word)

    behind_the_back(
        "UPDATE core_event SET note = %s WHERE id = %s", trace.as_json(word)[1:-1], event.pk
    )

    assert "内容与记录" in queries.verify().broken[0].reason
