"""Where links lead is read from their words alone."""

import pytest

from mingzheng.proofing.rules.links import Hosts, link_to, linked, links_of, pictured

OWN = frozenset({"yunxi.gov.cn"})
HOSTS = Hosts(
    own=OWN,
    allowed=frozenset({"gov.cn", "people.example"}),
    broken={"https://www.gov.cn/gone": "404"},
)


def found(href: str, text: str = "关于低保的通知") -> list[str]:
    return [one.code for one in linked(f'<p><a href="{href}">{text}</a></p>', HOSTS)]


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("/articles/12/", "internal"),
        ("../index.html?a=1", "internal"),
        ("https://www.yunxi.gov.cn/a/", "internal"),
        ("//yunxi.gov.cn/a/", "internal"),
        ("/files/名单.xlsx", "attachment"),
        ("https://yunxi.gov.cn/f/a.PDF?v=1", "attachment"),
        ("https://www.example.com/", "external"),
        ("https://例子.example/", "external"),
        ("#top", "anchor"),
        ("mailto:a@yunxi.gov.cn", "mail"),
        ("tel:0311-87654321", "phone"),
        ("http://192.168.1.5/oa/", "inner"),
        ("http://10.0.0.1:8080/", "inner"),
        ("http://127.0.0.1/", "inner"),
        ("http://[::1]/", "inner"),
        ("http://localhost/", "inner"),
        ("http://oa-server/", "inner"),
        ("http://oa.yunxi.local/", "inner"),
        ("", "bad"),
        ("www.gov.cn/a", "bad"),
        ("http:/www.gov.cn", "bad"),
        ("https://", "bad"),
        ("https://www.gov.cn，详见", "bad"),
        ("https://www.gov.cn/a b", "bad"),
        ("C:\\\\Users\\\\a.doc", "bad"),
        ("file:///c:/a.doc", "bad"),
        ("javascript:void(0)", "bad"),
        ("http://a..b/", "bad"),
        ("http://a.example:99999/", "bad"),
        ("http://[1/", "bad"),
    ],
)
def test_an_address_is_of_one_kind(href, kind):
    assert link_to(href, "", OWN).kind == kind


@pytest.mark.parametrize(
    ("href", "codes"),
    [
        ("https://www.gov.cn/a", []),
        ("https://sub.people.example/", []),
        ("/articles/12/", []),
        ("https://notgov.cn.example/", ["strange_host"]),
        ("https://xgov.cn/", ["strange_host"]),
        ("http://www.gov.cn/a", ["plain_link"]),
        ("https://www.gov.cn/gone", ["broken_link"]),
        ("http://192.168.1.5/", ["inner_link"]),
        ("www.gov.cn", ["bad_link"]),
    ],
)
def test_what_should_not_stand_there_is_named(href, codes):
    """国办秘函〔2019〕19号."""
    assert found(href) == codes


def test_an_address_written_on_a_link_must_be_where_it_leads():
    assert found("https://www.gov.cn/a", "www.gov.cn") == []
    assert found("https://www.gov.cn/a", "https://gov.cn/x") == []
    assert "disguised_link" in found("https://bet.example/", "https://www.gov.cn/a")


@pytest.mark.parametrize("words", ["点击这里", "点击下载", "更多>>", "查看"])
def test_a_link_says_where_it_leads(words):
    assert found("/a/", words) == ["vague_link"]


def test_an_address_that_stands_often_is_found_once_and_says_where():
    html = '<a href="http://x.example/">甲</a><a href="http://x.example/">乙</a>'

    findings = linked(html, HOSTS)

    assert [(one.code, one.where) for one in findings] == [
        ("strange_host", "正文链接“甲”"),
        ("plain_link", "正文链接“甲”"),
    ]


def test_links_are_read_in_order_with_the_words_on_them():
    html = (
        '<p>见<a href="/a/"><b>文件</b> 一</a><a name="x">锚</a><a href="/b/"><img alt="图解"></a>'
    )

    assert [(one.href, one.text) for one in links_of(html)] == [("/a/", "文件 一"), ("/b/", "图解")]


@pytest.mark.parametrize(
    ("src", "said"),
    [
        ("image:12", None),
        ("http://evil.example/a.png", "图片在别的网站上（evil.example），居民看不到。"),
        ("//evil.example/a.png", "图片在别的网站上（evil.example），居民看不到。"),
        ("https://www.yunxi.gov.cn/a.png", "图片在别的网站上（www.yunxi.gov.cn），居民看不到。"),
        ("files/a.png", "图片没有上传到本站，居民看不到。"),
        ("data:image/png;base64,AAAA", "图片没有上传到本站，居民看不到。"),
        ("", "图片没有上传到本站，居民看不到。"),
    ],
)
def test_a_picture_that_is_not_kept_here_holds_back(src, said):
    html = f'<p>植树</p><img src="image:1" alt="甲"><img src="{src}" alt="乙">'

    assert [(one.where, one.level, one.message) for one in pictured(html)] == (
        [("正文图 2", "red", said)] if said else []
    )
