"""What the cleaning of a body makes of the shapes that offices paste (清理正文)."""

import nh3
import pytest

from mingzheng.prose.rules.cleaning import clean, from_plain


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        # Word: conditional comments, name spaces, list marks that are text
        (
            "<!--[if gte mso 9]><xml><w:x>9</w:x></xml><![endif]--><p class=MsoNormal "
            "style='text-indent:28pt;font-family:仿宋'>各街道：<o:p></o:p></p>",
            "<p>各街道：</p>",
        ),
        (
            "<p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;"
            "</span></span><![endif]>申请表</p>",
            "<p>1. 申请表</p>",
        ),
        ("<p><span style='font-family:Wingdings'>\u00fe</span>是</p>", "<p>☑是</p>"),
        # indents, blank paragraphs, walls of line breaks
        ("<p>　　现将有关事项通知如下。</p><p>&nbsp;</p>", "<p>现将有关事项通知如下。</p>"),
        ("<p><span>&nbsp;&nbsp;&nbsp;&nbsp;</span>各单位：</p>", "<p>各单位：</p>"),
        ("甲<br><br><br>乙", "<p>甲</p>\n<p>乙</p>"),
        ("<p>甲。<br>　　乙。</p>", "<p>甲。</p>\n<p>乙。</p>"),
        ("<p>地址：一号楼<br>电话：123</p>", "<p>地址：一号楼<br>电话：123</p>"),
        ("<div>第一行<br>第二行</div>", "<p>第一行</p>\n<p>第二行</p>"),
        ("<p>为了\n   人民</p><p>a\nb</p>", "<p>为了人民</p>\n<p>a b</p>"),
        # marks with a meaning stay, looks go
        ("<p><b>重要</b><u>事项</u></p>", "<p><strong>重要</strong>事项</p>"),
        (
            "<span style='font-weight:bold'>重</span>m<sup>2</sup>",
            "<p><strong>重</strong>m<sup>2</sup></p>",
        ),
        (
            "<p align=right>县政府</p><center>公告</center>",
            '<p class="text-end">县政府</p>\n<p class="text-center">公告</p>',
        ),
        # lists, also crooked ones
        ("<ul><li>甲</li>乙<li><p>丙</p></li></ul>", "<ul><li>甲</li><li>乙</li><li>丙</li></ul>"),
        (
            "<ol start=3 type=a><li>甲<ul><li>乙</ul></ol>",
            '<ol start="3" type="a"><li>甲<ul><li>乙</li></ul></li></ol>',
        ),
        # unclosed elements swallow nothing
        ("<textarea>甲", "<p>甲</p>"),
        ("<pre>甲\n 乙</pre>", "<p>甲<br>乙</p>"),
        ("", ""),
    ],
)
def test_a_shape_becomes(source, cleaned):
    assert clean(source).html == cleaned


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("<h1>题</h1><p>甲</p><h4>节</h4>", "<h2>题</h2>\n<p>甲</p>\n<h3>节</h3>"),
        ("<h3><b>题</b></h3><h1>题</h1>", "<h2>题</h2>\n<h2>题</h2>"),
        ("<p><b>一、总体要求</b></p><p>甲。</p>", "<h2>一、总体要求</h2>\n<p>甲。</p>"),
        (
            "<p>一、目标</p><p>（一）指标</p><p>甲。</p>",
            "<h2>一、目标</h2>\n<h3>（一）指标</h3>\n<p>甲。</p>",
        ),
        ("<p>（一）加强。要…</p><p>甲</p>", "<p>（一）加强。要…</p>\n<p>甲</p>"),
        ("<p>（一）工作目标。</p><p>甲。</p>", "<h2>（一）工作目标。</h2>\n<p>甲。</p>"),
        # a list of names is no row of headings, and nothing follows the last line
        ("<p>一、张</p><p>二、李</p><p>三、王</p>", "<p>一、张</p>\n<p>二、李</p>\n<p>三、王</p>"),
        ("<p>一、张</p><p>二、李</p><p>甲</p>", "<p>一、张</p>\n<p>二、李</p>\n<p>甲</p>"),
        ("<h1>" + "长" * 200 + "</h1>", "<p>" + "长" * 200 + "</p>"),
        ("<ul><li><h2>甲</h2></li></ul>", "<ul><li><strong>甲</strong></li></ul>"),
    ],
)
def test_headings_begin_at_two_without_jumps(source, cleaned):
    assert clean(source).html == cleaned


def test_a_table_for_looks_is_taken_apart():
    page = (
        "<table><tr><td>菜单</td><td><table><tr><td>甲</td></tr></table>乙<br>丙</td></tr></table>"
    )

    assert clean(page).html == "<p>菜单</p>\n<p>甲</p>\n<p>乙</p>\n<p>丙</p>"


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (
            "<tr><td>姓名<td>金额<tr><td>张某<td>100",
            '<thead><tr><th scope="col">姓名</th><th scope="col">金额</th></tr></thead>',
        ),
        (
            "<tr><td colspan=2><b>补贴名单</b><tr><td>姓名<td>金额<tr><td>张某<td>100",
            '<caption>补贴名单</caption><thead><tr><th scope="col">姓名</th>',
        ),
        (
            "<tr><td>发文机关：<td>县政府<tr><td>文号：<td>一号",
            '<tbody><tr><th scope="row">发文机关：</th><td>县政府</td></tr>',
        ),
        (
            "<tr><td rowspan=2>姓名<td colspan=2>金额<tr><td>应发<td>实发<tr><td>张<td>1<td>2",
            '<thead><tr><th scope="col" rowspan="2">姓名</th><th scope="colgroup" colspan="2">金额',
        ),
        ("<tr><td>1<td>2<tr><td>3<td>4", "<tbody><tr><td>1</td><td>2</td></tr>"),
    ],
)
def test_a_data_table_gets_its_heads(rows, head):
    assert head in clean(f"<table>{rows}</table>").html


@pytest.mark.parametrize(
    ("source", "cleaned", "note"),
    [
        ("<script>x</script><style>y</style>甲", "<p>甲</p>", "1 处网页里的程序"),
        ("<p onclick=x() style=color:red id=a>甲</p>", "<p>甲</p>", None),
        ("<a href='java\tscript:x'>甲</a>", "<p>甲</p>", "链接地址"),
        ("<a href='file:///C:/a'>甲</a>", "<p>甲</p>", "链接地址"),
        ("<a href='/a?b=1&c=\"'>甲</a>", '<p><a href="/a?b=1&amp;c=&quot;">甲</a></p>', None),
        ("<a href=tel:0519-123>电话</a>", '<p><a href="tel:0519-123">电话</a></p>', None),
        ("<iframe src=x></iframe><p>甲</p>", "<p>甲</p>", "嵌入"),
        ("<img src='data:image/png;base64,AA'>", "", "没有带进来"),
        ("<img src=/a.png>", '<figure><img src="/a.png" alt=""></figure>', "没有替代文字"),
        ("<img src=/a.png width=1 height=1>甲", "<p>甲</p>", None),
        ("<p style='display:none'>赌 场</p><p>甲</p>", "<p>甲</p>", "看不见的文字，如“赌 场”"),
        ("<p style=font-size:0>乙<span style=font-size:12px>甲</span></p>", "<p>甲</p>", "看不见"),
        ("<p>甲\u200b乙\u202e丙</p>", "<p>甲乙丙</p>", None),
        ("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;</p>", None),
    ],
)
def test_what_is_unsafe_or_unseen_goes_and_is_named(source, cleaned, note):
    found = clean(source)

    assert found.html == cleaned
    assert (note is None) == (found.notes == ())
    assert note is None or note in found.notes[0]


def test_a_picture_keeps_its_words_and_caption():
    source = '<figure><img src="/a.png" alt="签约 现场"><figcaption>图一</figcaption></figure>'

    assert clean(source).html == source
    assert clean(f"<p>甲{source}乙</p>").html == f"<p>甲</p>\n{source}\n<p>乙</p>"


def test_plain_text_becomes_paragraphs_headings_and_tables():
    text = "　　现通知如下：\r\n\r\n一、名单\r\n姓名\t金额\r\n张某\t100\r\n　　1 < 2"

    assert from_plain(text).html.split("\n") == [
        "<p>现通知如下：</p>",
        "<h2>一、名单</h2>",
        '<table><thead><tr><th scope="col">姓名</th><th scope="col">金额</th></tr></thead>'
        "<tbody><tr><td>张某</td><td>100</td></tr></tbody></table>",
        "<p>1 &lt; 2</p>",
    ]


def test_a_browsers_reading_finds_nothing_to_take_out():
    page = clean("<table><tr><th>甲<th>乙<tr><td><a href='/a?x=1&y=2'>丙</a><td>&lt;b&gt;</table>")

    assert nh3.clean(page.html, link_rel=None, attributes={"*": {"scope", "href"}}) == page.html


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("4307\u200d0219\u200c9003", "430702199003"),
        ("中\u200d文\u2060字\u3164", "中文字"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # a script that joins
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),  # one picture of two
    ],
)
def test_joiners_stay_only_where_they_mean_something(written, kept):
    assert clean(f"<p>{written}</p>").html == f"<p>{kept}</p>"
