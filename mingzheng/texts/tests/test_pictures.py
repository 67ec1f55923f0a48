"""Of the pictures of a text only those kept here are loaded."""

import pytest

from mingzheng.prose.rules.cleaning import clean
from mingzheng.texts.rules.pictures import kept_only


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            '<img src="http://a.example/1.png" alt="植树">',
            '<p><a href="http://a.example/1.png">图片：植树</a></p>',
        ),
        (
            '<img src="//a.example/1.png?a=1&amp;b=2">',
            '<p><a href="//a.example/1.png?a=1&amp;b=2">图片</a></p>',
        ),
        ('<img src="files/1.png" alt="植树">', "<p>图片：植树</p>"),
        (
            '<a href="/b/"><img src="http://a.example/1.png" alt="专题"></a>',
            '<p><a href="http://a.example/1.png">图片：专题</a>，<a href="/b/">专题</a></p>',
        ),
        (
            '<figure><img src="http://a.example/1.png"><figcaption>图一</figcaption></figure>',
            '<p><a href="http://a.example/1.png">图片</a></p><p>图一</p>',
        ),
        (
            '<ul><li><img src="http://a.example/1.png" alt="甲"></li></ul>',
            '<ul><li><p><a href="http://a.example/1.png">图片：甲</a></p></li></ul>',
        ),
    ],
)
def test_a_picture_of_another_site_is_a_link(written, shown):
    assert kept_only(clean(written).html) == shown


def test_a_picture_kept_here_stays_a_picture():
    html = clean('<p>植树</p><img src="image:12" alt="植树">').html

    assert kept_only(html) == html
    assert "<img" in html
