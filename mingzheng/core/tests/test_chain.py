"""How a trace is hashed: nothing here needs a database."""

import json

from hypothesis import given
from hypothesis import strategies as st

from mingzheng.core import chain

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_sm3_gives_the_standards_own_example():
    """GB/T 32905-2016 A.1: the digest of "abc"."""
    assert chain.digest(b"abc") == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_sm3_is_the_same_without_openssls_own(monkeypatch):
    expected = chain.digest("留痕".encode())
    monkeypatch.setattr(chain, "_SM3", None)

    assert chain.digest("留痕".encode()) == expected


@given(st.fixed_dictionaries(dict.fromkeys(chain.HASHED, TEXT)), st.dictionaries(TEXT, TEXT))
def test_the_composed_text_is_plain_canonical_json(event, facts):
    dump = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    event["sequence"] = 7
    row = event | {"facts": json.dumps(facts, **dump)}

    assert chain.canonical(row) == json.dumps(event | {"facts": facts}, **dump)
