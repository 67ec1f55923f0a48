"""How texts are cut and counted, and when to try again."""

from datetime import timedelta

import pytest

from mingzheng.channels.rules.messages import shortened
from mingzheng.channels.rules.texting import number_of, parts_of, unknown_places, written
from mingzheng.channels.rules.trying import MOST_TRIES, pause


@pytest.mark.parametrize(
    ("length", "parts"),
    [(0, 0), (1, 1), (70, 1), (71, 2), (134, 2), (135, 3)],
)
def test_a_long_message_costs_one_for_each_67_characters(length, parts):
    """3GPP TS 23.038."""
    assert parts_of("字" * length) == parts


def test_a_sign_outside_the_basic_plane_counts_twice():
    assert parts_of("𠮷" * 35) == 1
    assert parts_of("𠮷" * 36) == 2


def test_only_the_title_is_cut_to_fit():
    words = {"office": "民政局", "title": "题" * 100, "url": "https://gk.example/a/1/"}

    text = written("{office}：{title} {url} 退订回T", "云溪", words, most_parts=1)

    assert parts_of(text) == 1
    assert text.startswith("【云溪】民政局：题")
    assert "https://gk.example/a/1/ 退订回T" in text


def test_a_place_that_nobody_fills_is_named():
    assert unknown_places("{title}{name}") == ["name"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86-138-0000-0000", "13800000000"),
        ("12800000000", None),
        ("138000000000", None),
        ("", None),
    ],
)
def test_a_number_is_a_mobile_of_the_mainland(typed, number):
    assert number_of(typed) == number


def test_tries_come_further_apart_and_end():
    pauses = [pause(n) for n in range(1, MOST_TRIES)]

    assert pauses == sorted(pauses)
    assert pause(MOST_TRIES) is None
    assert pause(1, wanted=3600) == timedelta(hours=1)
    assert pause(0) is None


def test_a_shortened_text_is_never_longer():
    assert shortened("一  二\n三", 9) == "一 二 三"
    assert len(shortened("字" * 50, 32)) == 32
