"""What somebody else put into a page is found before cleaning takes the proof away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.proofing.rules.injected import foreign, injected, spammed
from mingzheng.proofing.rules.links import Hosts
from mingzheng.prose.rules.pieces import Piece

HOSTS = Hosts(own=frozenset({"www.yunxi.gov.cn"}))

# The shape of a county page that somebody broke into; words and addresses are made up.
HIJACKED = """<html><head><title>&#32447;&#19978;&#36172;&#22330;-云溪县人民政府</title>
<meta name="keywords" content="百家乐,时时彩"><meta http-equiv="Refresh" content="0;url=http://x.example">
<script>if(/baidu/i.test(navigator.userAgent)){document.write(unescape("%3C"))}</script></head>
<body><h1>关于公布低保名单的通知</h1><p>各乡镇：</p>
<div style="position:absolute; left:-9999px"><a href="http://bet.example/">老虎机</a></div>
<p style="font-size:0">网上赌场 注册送彩金</p></body></html>"""


def found(html: str) -> list[tuple[str, str]]:
    """Return (code, level) of every finding."""
    return [(one.code, one.level) for one in injected(html, HOSTS)]


def test_a_hijacked_page_is_told_in_every_way_it_was_hijacked():
    """国办秘函〔2019〕19号: 挂马、篡改."""
    findings = injected(HIJACKED, HOSTS)

    assert {one.code for one in findings} == {"script", "hidden_link", "spam"}
    assert {one.level for one in findings} == {"red"}
    assert [one.message for one in findings if one.code == "hidden_link"] == [
        "看不见的链接（移到屏幕外），通到 bet.example。"
    ]
    assert {one.where for one in findings if one.code == "spam"} == {
        "网页源码",
        "网页源码的标题",
        "网页源码的标签",
        "网页源码的链接",
    }


@pytest.mark.parametrize(
    "html",
    [
        "<script src='//x.example/a.js'></script>",
        "<iframe src='http://x.example/'></iframe>",
        "<object data='a.swf'></object>",
        "<a href='java\nscript:alert(1)'>文件</a>",
        "<form action='JavaScript:x()'></form>",
        "<base href='http://x.example/'>",
    ],
)
def test_what_runs_is_red(html):
    assert found(html) == [("script", "red")]


@pytest.mark.parametrize(
    "html",
    ["<p onclick='window.print()'>打印</p>", "<iframe src='https://www.gov.cn/a.htm'></iframe>"],
)
def test_buttons_and_frames_copied_from_another_office_are_only_asked_about(html):
    assert found(html) == [("script", "amber")]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE",
        "visibility:hidden",
        "font-size:0px",
        "font-size: 0",
        "font: 0px 宋体",
        "opacity:0",
        "opacity: 0.0;",
        "text-indent:-9999px",
        "position:absolute;top:-5000px",
        "height:0;overflow:hidden",
        "overflow:hidden;max-height:0px",
        "clip:rect(0,0,0,0)",
    ],
)
def test_a_link_that_nobody_sees_is_found_however_it_is_hidden(style):
    html = f'<div style="{style}"><p><a href="http://x.example/">更多</a></p></div>'

    assert found(html) == [("hidden_link", "red")]


@pytest.mark.parametrize(
    "style",
    [
        "font-size:10.5pt",
        "font-size:0.5em",
        "opacity:0.9",
        "text-indent:-2em",
        "margin-left:-10px",
        "line-height:0",
        "height:100px;overflow:hidden",
        "text-indent:32px;display:block",
    ],
)
def test_ordinary_styles_hide_nothing(style):
    html = f'<p style="{style}"><a href="http://x.example/">文件</a></p>'

    assert found(html) == []


def test_a_hidden_link_to_a_known_office_and_hidden_words_are_asked_about():
    assert found('<a style="opacity:0" href="https://www.gov.cn/">客户端</a>') == [
        ("hidden_link", "amber")
    ]
    assert found('<span style="display:none">批注内容</span>') == [("hidden_text", "amber")]
    assert found("<p hidden>批注内容</p>") == [("hidden_text", "amber")]
    assert found('<span style="display:none">&nbsp;</span>') == []
    assert found('<div style="font-size:0"><p style="font-size:16px">正文</p></div>') == []


def test_a_warning_against_gambling_is_asked_about_and_an_advertisement_is_red():
    warning = [Piece("正文第 1 段", "严厉打击网上赌场，远离博彩。")]
    spam = [Piece("正文第 1 段", "线上赌场百家乐，注册送彩金，老虎机")]

    assert {one.level for one in spammed(warning)} == {"amber"}
    assert {one.level for one in spammed(spam)} == {"red"}
    assert spammed([Piece("正文第 1 段", "低保标准")]) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("ブランド激安通販サイト" * 5, 1),
        ("Онлайн казино бесплатно играть сейчас", 1),
        ("云溪县民政局关于做好低保工作的通知", 0),
        ("型号α-1，Ω，日本の", 0),
        ("English text may stand in a document about foreign trade", 0),
    ],
)
def test_a_block_in_a_strange_script_is_found(text, hits):
    assert len(foreign([Piece("正文", text)])) == hits


@given(st.text(alphabet=st.sampled_from("<>/=\"' apscriptdivstyle:;-0\x00&#3<!"), max_size=200))
def test_any_page_can_be_looked_at(html):
    injected(html, HOSTS)


def test_a_page_that_cannot_be_read_to_its_end_is_not_taken_for_clean():
    deep = "<div>" * 3000 + "<script>1</script>"

    (finding,) = injected(deep, HOSTS)

    assert (finding.level, finding.message) == ("red", "网页源码太长，或者套得太深，读不到底。")


def test_nothing_stands_in_nothing():
    assert found("") == found("   ") == found("<") == found("<!-- -->") == []
    assert found('<?xml version="1.0" encoding="gb2312"?><p>文</p>') == []


@pytest.mark.parametrize(
    ("where", "text", "level"),
    [
        ("正文第 1 段", "请访问新葡京。", "red"),  # the name of a house: no warning has to say it
        ("正文第 1 段", "严厉打击网上赌场，谨防上当。", "amber"),
        ("正文图 1 的替代文字", "网上赌场", "red"),
    ],
)
def test_a_lone_word_is_red_where_nobody_has_to_write_it(where, text, level):
    """国办秘函〔2019〕19号. What is red goes out only with a name and a reason."""
    pieces = [Piece("正文第 9 段", "打击赌博。"), Piece(where, text)]

    assert [(one.where, one.level) for one in spammed(pieces)] == [(where, level)]


def test_a_word_that_also_stands_in_the_words_of_a_picture_is_found_there():
    text, alt = Piece("正文第 1 段", "打击网上赌场。"), Piece("正文图 1 的替代文字", "网上赌场")

    assert [one.where for one in spammed([text, alt])] == ["正文图 1 的替代文字"]
