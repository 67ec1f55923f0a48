"""Whatever is pasted: no visible character is lost or won, cleaning twice changes nothing."""

import re
from html import escape, unescape

import nh3
from hypothesis import example, given
from hypothesis import strategies as st

from mingzheng.prose.rules.cleaning import clean, from_plain
from mingzheng.prose.rules.reading import anchored, excerpt, pieces, plain

WORDS = st.text(
    st.sampled_from("一二、（）章第人民政府。；：，<>&\"'aB1 \u3000\u00a0\n\u200b𠮷"), max_size=12
)
TAGS = ["p", "div", "span", "b", "strong", "em", "sup", "h1", "h3", "h6", "blockquote", "center"]
TAGS += ["font", "ul", "ol", "li", "section", "a", "pre"]
STYLES = ["", " style='text-align:right'", " style='font-weight:bold'", " class=Mso", " href='/a'"]
BLANK = re.compile("[\\s\u200b]+")
SOUP = """<table> <tr> <td> <th colspan=2> </td> </table> <ul> <li> </ul> <h2> </h2> <p> </p>
    <br> <b> </b> <a href=javascript:x> </a> <img src=/a> <figure> <figcaption> <script> </script>
    <svg> <style> </style> <caption> <textarea> <!-- --> <![CDATA[ <select> <math> <pre>"""
ANY_TAGS = st.sampled_from(SOUP.split())
ALLOWED = """p br a ul ol li figure figcaption img table caption thead tbody tr th td h2 h3 h4 h5 h6
    strong em del ins sup sub"""
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "p": {"class"},
    "ol": {"start", "type"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}


def _table(rows):
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _wrapped(inner):
    element = st.tuples(st.sampled_from(TAGS), st.sampled_from(STYLES), inner)
    return st.one_of(
        st.lists(inner, max_size=4).map("".join),
        element.map(lambda made: f"<{made[0]}{made[1]}>{made[2]}</{made[0]}>"),
        st.lists(st.lists(inner, min_size=1, max_size=4), max_size=4).map(_table),
        inner.map(lambda text: text + "<br>"),
    )


PAGES = st.recursive(WORDS.map(escape), _wrapped, max_leaves=25)


def letters(html):
    """Every visible character, white space aside."""
    return BLANK.sub("", unescape(re.sub("<[^>]*>", "", html)))


@given(PAGES)
@example("<table><tr><td>一、人<td><h1>民</h1></table>")
def test_no_visible_character_is_lost_or_won(page):
    assert letters(clean(page).html) == letters(page)


@given(PAGES)
def test_cleaning_again_changes_nothing(page):
    once = clean(page).html

    assert clean(once).html == once


@given(st.lists(st.one_of(ANY_TAGS, WORDS), max_size=30).map("".join))
def test_tag_soup_comes_out_safe_and_settled(soup):
    once = clean(soup).html

    fence = nh3.clean(once, tags=set(ALLOWED.split()), attributes=ATTRIBUTES, link_rel=None)
    assert letters(fence) == letters(once)
    assert re.findall("<[^>]*>", fence) == re.findall("<[^>]*>", once)
    assert clean(once).html == once


@given(st.text(max_size=200))
def test_any_text_is_taken_as_page_and_as_plain_text(text):
    for cleaned in (clean(text), from_plain(text)):
        assert isinstance(plain(cleaned.html), str)
        assert len(excerpt(cleaned.html, 20)) <= 20
        anchored(cleaned.html)


@given(PAGES)
def test_pieces_hold_the_whole_text(page):
    html = clean(page).html

    assert BLANK.sub("", "".join(p.text for p in pieces(html))) == letters(html)
    assert BLANK.sub("", plain(html)) == letters(html)
