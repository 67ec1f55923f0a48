"""What was found is written over in the body itself, and nothing else of the body changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.proofing.rules.examining import proofread
from mingzheng.proofing.rules.finding import mask
from mingzheng.proofing.rules.masking import masked
from mingzheng.proofing.rules.words import Entry, Words
from mingzheng.prose.rules.cleaning import clean
from mingzheng.prose.rules.reading import pieces

ID, MOBILE = "110101199003070038", "13812345678"
WORDS = Words([Entry("帐户", "账户")])


def once(html: str) -> str:
    return masked(html, proofread(pieces(html), WORDS))


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (f"<p>张三，{ID}。</p>", "<p>张三，110*************38。</p>"),
        # Marks that begin or end inside the number stay where they were.
        (f"<p>电话138<strong>12345</strong>678，<em>手机{MOBILE}</em></p>",
         "<p>电话138****5678，<em>手机138****5678</em></p>"),
        (f"<h2>一、{MOBILE}</h2>\n<ul><li>手机{MOBILE}</li><li>帐户</li></ul>",
         "<h2>一、138****5678</h2>\n<ul><li>手机138****5678</li><li>账户</li></ul>"),
        (f'<figure><img src="/a.png" alt="手机{MOBILE}"></figure>',
         '<figure><img src="/a.png" alt="手机138****5678"></figure>'),
        ("<p>没有要遮的。</p>", "<p>没有要遮的。</p>"),
    ],
)  # fmt: skip
def test_a_number_is_written_over_where_it_stands(body, after):
    assert once(clean(body).html) == clean(after).html


def test_a_number_in_a_table_is_written_over_in_its_own_cell():
    rows = f"<tr><th>姓名</th><th>证号</th></tr><tr><td>张三</td><td>{ID}</td></tr>"
    table = clean(f"<table>{rows}<tr><td></td><td>{ID}<br>补{ID}</td></tr></table>").html

    after = once(table)

    assert ID not in after
    assert after == table.replace(ID, "110*************38").replace("张三", "张*")


def test_only_the_chosen_one_of_two_same_numbers_is_written_over():
    body = clean(f"<p>手机{MOBILE}</p><p>电话手机{MOBILE}</p>").html
    first, *_ = proofread(pieces(body), Words())

    assert masked(body, [first]) == body.replace(MOBILE, "138****5678", 1)


SIGNS = st.sampled_from([ID, MOBILE, "帐户", "手机", "张三，", "<b>", "</b>", "<td>", "<p>", "<li>",
                         "<table><tr><td>", "</table>", "<ul>", "</ul>", "<br>", "。"])  # fmt: skip


@given(st.lists(SIGNS, max_size=25))
def test_the_pieces_of_any_body_become_what_the_mask_says(signs):
    body = clean("".join(signs)).html
    findings = proofread(pieces(body), WORDS)

    after = pieces(masked(body, findings))

    expected = [
        mask(one.text, [f for f in findings if f.where == one.where and "\t" not in f.text])
        for one in pieces(body)
    ]
    assert [one.text for one in after] == expected
