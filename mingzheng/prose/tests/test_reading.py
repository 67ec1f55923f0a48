"""A cleaned body read back: pieces with their places, the outline, the beginning."""

import pytest

from mingzheng.prose.rules.cleaning import clean
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.rules.reading import (
    anchored,
    excerpt,
    is_empty,
    pictures_in,
    pieces,
    placed,
    plain,
)

BODY = clean(
    "<p>现通知如下：</p><h2>一、名单</h2><ul><li>甲<li>乙</ul><table><caption>名单</caption><tr><th>姓名"
    "<th>电话<tr><td>张<td>1</table><img src='image:1' alt='合影'><h4>附</h4><p>完。</p>"
).html


def test_every_text_has_its_place():
    assert pieces(BODY) == [
        Piece("正文第 1 段", "现通知如下："),
        Piece("正文第 2 段", "一、名单"),
        Piece("正文第 3 段", "甲"),
        Piece("正文第 4 段", "乙"),
        Piece("正文表 1 的标题", "名单"),
        Piece("正文表 1 第 1 行", "姓名\t电话"),
        Piece("正文表 1 第 2 行", "张\t1"),
        Piece("正文图 1 的替代文字", "合影"),
        Piece("正文第 5 段", "附"),
        Piece("正文第 6 段", "完。"),
    ]


def test_the_outline_leads_to_named_headings():
    html, headings = anchored(BODY)

    assert [(h.level, h.text) for h in headings] == [(2, "一、名单"), (3, "附")]
    assert all(f'id="{h.anchor}"' in html for h in headings)


def test_the_text_is_a_line_for_each_part():
    assert plain(BODY).split("\n")[:3] == ["现通知如下：", "一、名单", "甲"]


def test_an_excerpt_ends_at_a_sentence_where_one_is_near():
    body = clean("<h2>题</h2><p>甲乙丙丁戊己。庚辛壬癸子丑寅卯</p>").html

    assert excerpt(body, 100) == "甲乙丙丁戊己。庚辛壬癸子丑寅卯"
    assert excerpt(body, 10) == "甲乙丙丁戊己。…"
    assert excerpt(body, 5) == "甲乙丙丁…"


def test_pictures_are_put_in_their_places():
    assert pictures_in(BODY) == [1]
    assert 'src="/files/a?x=1&amp;y"' in placed(BODY, {"image:1": "/files/a?x=1&y"})
    assert placed(BODY, {}) == BODY


@pytest.mark.parametrize("body", ["<img src='/a.png'>", "<table><tr><td></td></tr></table>"])
def test_a_picture_or_a_table_is_a_text(body):
    assert not is_empty(body)
