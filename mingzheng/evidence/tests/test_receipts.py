"""A receipt holds under the published root of its day, and nothing else does."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.core.models import Event
from mingzheng.core.tests.test_trace import tell
from mingzheng.evidence import actions, queries
from mingzheng.evidence.rules import is_publishable, read_receipt
from mingzheng.evidence.tests.conftest import behind_the_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(frozen) -> dict:
    """The receipt of the third of five events, their day sealed."""
    tell(times=5)
    frozen.shift(timedelta(days=1))
    actions.seal_due()
    return json.loads(queries.as_file(Event.objects.order_by("pk")[2]))


def checked(receipt: dict, **changes) -> queries.Checked:
    return queries.check(json.dumps({**receipt, **changes}))


def test_a_true_receipt_holds_and_says_what_happened(receipt):
    found = checked(receipt)

    assert found.holds
    assert found.seal.events == 5
    assert found.said["sequence"] == 3
    assert f"{found.said['at']:%Y-%m-%d %H:%M}" == "2026-06-15 10:00"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("previous_hash", "0" * 64),
        ("hash", "0" * 64),
        ("path", []),
        ("content", '{"at":"2026-06-15 02:00:00","note":"改过"}'),
    ],
)
def test_a_receipt_changed_anywhere_does_not_hold(receipt, part, value):
    found = checked(receipt, **{part: value})

    assert not found.holds
    assert "对不上" in found.sentence
    assert found.said == {}  # what does not hold is not repeated


def test_a_receipt_made_up_with_a_root_that_fits_does_not_hold(receipt, frozen):
    """The root in the file proves nothing: only the published one does."""
    behind_the_back("DELETE FROM evidence_seal")
    behind_the_back("DELETE FROM core_event")
    frozen.move_to("2026-06-15T10:00:00+08:00")
    tell(times=1, forged=True)
    frozen.shift(timedelta(days=1))
    actions.seal_due()

    assert not checked(receipt).holds


def test_a_receipt_of_today_waits_for_the_seal(frozen):
    tell(times=2)
    early = json.loads(queries.as_file(Event.objects.order_by("pk")[1]))
    assert "没有封存" in checked(early).sentence

    frozen.shift(timedelta(days=1))
    actions.seal_due()

    assert "重新下载" in checked(early).sentence
    assert queries.check(queries.as_file(Event.objects.order_by("pk")[1]).decode()).holds


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("day", "昨天"),
        ("day", 7),
        ("content", "\ud800"),
        ("content", "[]"),
        ("content", None),
        ("algorithm", "md5"),
        ("hash", ""),
        ("hash", "A" * 64),
        ("previous_hash", None),
        ("root", ["x"]),
        ("path", 5),
        ("path", "left"),
        ("path", [{"side": "up", "hash": "0" * 64}]),
        ("path", [{"side": "left", "hash": None}]),
        ("path", [{"side": "left", "hash": ""}] * 65),
    ],
)
def test_what_has_not_the_form_of_a_receipt_gets_a_sentence(receipt, part, value):
    with pytest.raises(ValueError, match="不是留痕凭证"):
        checked(receipt, **{part: value})


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "7", "{", "[" * 50_000, '{"day": 1}'])
def test_what_is_no_receipt_at_all_gets_a_sentence(text):
    with pytest.raises(ValueError, match="不是留痕凭证"):
        read_receipt(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
PARTS = ("day", "content", "previous_hash", "algorithm", "hash", "path", "root")


@given(st.dictionaries(st.sampled_from(PARTS), JSON))
def test_no_text_breaks_the_reader(parts):
    with pytest.raises(ValueError, match="不是留痕凭证"):
        read_receipt(json.dumps(parts))


@pytest.mark.parametrize(
    ("change", "publishable"),
    [
        ({}, True),
        ({"facts": {"content_hash": "9f", "approval_number": "云政〔2026〕1号"}}, True),
        ({"facts": {"removed": "王某"}}, False),
        ({"note": "同意，请何静川办理。"}, False),
        ({"actor_id": "17"}, False),
        ({"organisation": "YX01"}, False),
    ],
)
def test_only_what_names_nobody_may_be_given_to_anyone(change, publishable):
    """《政府信息公开条例》第十六条: what goes on inside an office stays there."""
    event = {"actor_id": "system", "organisation": "", "note": "", "facts": {}}

    assert is_publishable(event | change) is publishable
