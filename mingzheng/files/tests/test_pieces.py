"""Several things in one text: what was cut once is not cut again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.files.rules.pieces import pieces_of, read_bases

SNIPPETS = [
    "申请条件",
    "《条例》",
    "（甲；乙）",
    "；",
    ";",
    "、",
    "。",
    "\n",
    " ",
    "1.",
    "2.",
    "3、",
]
SNIPPETS += [
    "（1）",
    "（2）",
    "1)",
    "①",
    "②",
    "一、",
    "（二）",
    "第三十三条",
    "和",
    "〔2026〕12号",
    "●",
]
SNIPPETS += ["《办法", "》", "（", "）", "2026年", "国令第711号", "12"]
CELLS = st.lists(st.sampled_from(SNIPPETS), max_size=9).map("".join)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("政策依据；申请指南（对象；标准）；结果", ["政策依据", "申请指南（对象；标准）", "结果"]),
        ("1.名单 2.金额", ["名单", "金额"]),
        ("一、1.名单", ["名单"]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_it_lists(text, pieces):
    assert pieces_of(text) == pieces


@given(CELLS)
def test_a_piece_is_not_cut_again(cell):
    pieces = pieces_of(cell)

    assert [again for piece in pieces for again in pieces_of(piece)] == pieces


@given(CELLS)
def test_documents_are_not_cut_again(cell):
    bases = read_bases(cell)

    assert read_bases("\n".join(bases)) == bases
