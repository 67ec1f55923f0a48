"""A number is found whole though nobody sees what parts it, or each place holds a part of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.proofing.rules.examining import proofread
from mingzheng.proofing.rules.finding import mask
from mingzheng.proofing.rules.reading import UNSEEN
from mingzheng.proofing.rules.words import Entry, Words
from mingzheng.prose.rules.pieces import Piece

ID = "110101199003070038"
HIDDEN = list("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\ufe0f\U000e0020")


def proofed(*texts: str) -> list[tuple[str, str, str]]:
    pieces = [Piece(f"第 {number} 段", text) for number, text in enumerate(texts, 1)]
    return [(one.code, one.text, one.replacement) for one in proofread(pieces, Words())]


@pytest.mark.parametrize("between", HIDDEN, ids=ascii)
def test_what_nobody_sees_parts_no_number(between):
    written = between.join(ID)

    assert proofed(f"张三{between}，{written}{between}。")[-1] == (
        "id_card", written, "110*************38"
    )  # fmt: skip
    assert [one[0] for one in proofed(f"手机138{between}12345678")] == ["mobile"]


def test_what_nobody_sees_parts_no_word_and_the_place_is_as_written():
    piece = Piece("第 1 段", "办理\u200b帐\u200d户变更")

    found = proofread([piece], Words([Entry("帐户", "账户")]))

    assert [(one.start, one.end, one.text) for one in found] == [(3, 6, "帐\u200d户")]
    assert mask(piece.text, found) == "办理\u200b账户变更"


@given(st.text(alphabet="张1138帐户\u200b\u200d\ufe0f", max_size=40))
def test_every_finding_stands_where_it_says(text):
    for one in proofread([Piece("第 1 段", text)], Words([Entry("帐户", "账户")])):
        assert text[one.start : one.end] == one.text
        assert UNSEEN.sub("", one.text)


@pytest.mark.parametrize(
    ("row", "masked"),
    [
        ("110101\t199003070038", "110***\t**********38"),
        ("张三\t110101\t19900307\t0038\t500", "110***\t********\t**38"),
        ("\t".join(ID), "\t".join("110*************38")),  # each digit in a box of its own
    ],
)
def test_a_number_over_the_cells_of_a_row_is_one(row, masked):
    assert ("id_card", masked) in [(code, to) for code, _, to in proofed(row)]


@pytest.mark.parametrize(
    "row",
    [
        "110101\t199003070034",  # the check digit is wrong
        "110101\t19900307\t00\t3\t8",  # in so many parts it is a row of numbers
        "5110101\t199003070038",
        "110101.5\t199003070038",
    ],
)
def test_numbers_that_stand_side_by_side_are_left_alone(row):
    assert proofed(row) == []


def test_a_number_over_two_paragraphs_is_found_in_both():
    assert proofed("身份证号：110101", "199003070038，已核。") == [
        ("id_card", "110101", "110***"),
        ("id_card", "199003070038", "**********38"),
    ]
    assert proofed("身份证号：110", "101199003070038") == [
        ("id_card", "110", ""),
        ("id_card", "101199003070038", "*************38"),
    ]
    assert proofed("共 110101", "199003070034 件", "110101 人", "199003070038") == []
