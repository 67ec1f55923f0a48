"""Articles of an old site become drafts or named problems; every row is accounted for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.backfile.rules.drafting import addresses, draft, whole_title
from mingzheng.backfile.rules.lines import number_of, with_lines, without_buttons
from mingzheng.backfile.rules.rows import Problem, Row, named
from mingzheng.backfile.rules.sources import read_csv, read_folder
from mingzheng.files.rules.refusals import Refused
from mingzheng.prose.tests.workshop import a_document

TODAY = date(2026, 6, 15)
HEAD = "标题,日期,来源,类别,效力状态,原网址,附件链接,正文\n"
PAGE = """<div><table><tr><td>索 引 号：<td>0001/2019<td>发文字号：<td>云政发〔2019〕5号</tr>
<tr><td>标　　题：<td>关于公示的通知<td>发布日期：<td>2019年02月15日</tr></table>
<div id="UCAP-CONTENT"><p>各乡镇：</p></div><img src="/print.gif"></div>"""


def made(text):
    return draft(read_csv("a.csv", text.encode()), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_export_is_read_in_any_encoding(encoding):
    text = (
        HEAD
        + '关于公示的通知,2024/1/5 10:22,民政局,通知,有效,http://a.cn/1,,"各乡镇：\n请公示。"\n'
    )

    drafts, problems = draft(read_csv("a.csv", text.encode(encoding)), today=TODAY)

    assert problems == []
    assert (drafts[0].title, drafts[0].day) == ("关于公示的通知", date(2024, 1, 5))
    assert drafts[0].html == "<p>各乡镇：</p>\n<p>请公示。</p>"
    assert drafts[0].row.fields["validity"] == "有效"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (",2024-1-5,,,,,,正文", "no_title"),
        ("长" * 201 + ",2024-1-5,,,,,,正文", "long_title"),
        ("题,2024-2-30,,,,,,正文", "bad_date"),
        ("题,2024-1-5,,,,,,", "no_body"),
    ],
)
def test_a_row_that_makes_no_article_is_a_problem_with_its_place(line, code):
    drafts, problems = made(HEAD + line)

    assert drafts == []
    assert [(p.sheet, p.row, p.code) for p in problems] == [("a.csv", 2, code)]


def test_the_same_article_twice_is_taken_once_and_said():
    drafts, problems = made(HEAD + "题,2024-1-5,,,,,,正 文\n题,2024年1月5日,,,,,,正文\n")

    assert len(drafts) == 1
    assert "和第 2 行" in problems[0].message


def test_a_title_that_was_cut_is_completed_from_the_text():
    text = "县民政局关于印发低保实施办法的通知各乡镇："

    assert whole_title("县民政局关于印发...", text) == "县民政局关于印发低保实施办法的通知"
    assert whole_title("县民政局关于别的……", text) == "县民政局关于别的……"
    assert whole_title("完整的标题", text) == "完整的标题"
    drafts, problems = made(HEAD + "县政府关于…,2024-1-5,,,,,,正文\n")
    assert (len(drafts), problems[0].code, problems[0].is_blocking) == (1, "title_cut", False)


def test_lost_line_ends_are_found_by_numbers_that_count_up():
    text = "现通知如下：一、严格落实。评出一、二、三等奖。（一）分工。（二）督办。"
    text += "二、加强管理。（一）培训。"
    text += "各单位要认真贯彻执行。" * 20

    assert [line[:3] for line in with_lines(text).split("\n")] == [
        *("现通知", "一、严", "（一）", "（二）", "二、加", "（一）"),
    ]
    assert with_lines("一、甲。二、乙。") == "一、甲。二、乙。"


@given(st.text(st.sampled_from("一二三十、（）。甲\n"), max_size=400))
def test_finding_lines_changes_no_character(text):
    assert with_lines(text).replace("\n", "") == text.replace("\n", "")


def test_numbers_in_words():
    assert [number_of(words) for words in ("一", "十", "十二", "二十", "三十一", "一二")] == [
        *(1, 10, 12, 20, 31, 0),
    ]


def test_buttons_copied_with_the_text_go():
    assert without_buttons("下载\n打印\n【字号：\n】\n正文\n打印") == ("正文\n打印", True)
    assert without_buttons("正文") == ("正文", False)


def test_addresses_written_together_are_told_apart():
    assert addresses("https://a.cnhttps://b.cn/x.doc;\nhttp://c.cn/1 javascript:x") == (
        "https://b.cn/x.doc",
        "http://c.cn/1",
    )


def test_a_folder_is_read_by_its_list_and_its_pages():
    meta = "file,url,索引号,标题,发文机关,发文字号\n1.htm,http://a.cn/1,,,县政府,\n9.htm,,,,,\n"
    files = {"meta.csv": meta.encode(), "1.html": PAGE.encode(), "2.docx": a_document()}

    found = list(read_folder(files))
    rows = [one for one in found if isinstance(one, Row)]
    drafts, problems = draft(rows, today=TODAY)

    assert [p.code for p in found if isinstance(p, Problem)] == ["no_file", "no_meta"]
    assert drafts[0].html == "<p>各乡镇：</p>"
    assert drafts[0].title == "关于公示的通知"
    assert drafts[0].row.fields["number"] == "云政发〔2019〕5号"
    assert drafts[0].row.fields["source"] == "县政府"
    assert [(p.sheet, p.code) for p in problems] == [("2.docx", "bad_date")]


def test_what_is_no_export_is_refused():
    for data in (b"", "甲,乙\n1,2".encode(), b"\x00\x01"):
        with pytest.raises(Refused):
            list(read_csv("a.csv", data))
    assert [p.code for p in read_folder({"a.docx": b"PK broken"})] == ["unreadable"]


def test_columns_are_known_by_many_names():
    assert named(["\ufeffProvince", "发布 时间", "FULL_TEXT", "别的", "正文"]) == [
        *("source", "date", "body", "", ""),
    ]


CELLS = st.text(st.sampled_from('题2024-15年月日,"\n一、（'), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6))
def test_every_row_is_a_draft_or_a_named_problem(cells):
    keys = [*("title", "date", "source", "category", "validity", "url", "attachments", "body")]
    rows = [Row("a", n, dict(zip(keys, line, strict=True))) for n, line in enumerate(cells, 2)]

    drafts, problems = draft(rows, today=TODAY)

    blocked = {p.row for p in problems if p.is_blocking}
    assert {d.row.number for d in drafts} | blocked == {row.number for row in rows}
    assert len(drafts) + len(blocked) == len(rows)


def test_html_in_a_cell_is_read_as_a_page_and_a_name_in_brackets_as_text():
    cell = "<p>各乡镇：</p><table><tr><th>村<th>户</tr><tr><td>东桥<td>3</tr></table>"

    drafts, _ = made(HEAD + f"题一,2024-1-5,,,,,,{cell}\n题二,2024-1-5,,,,,,a<b 且 <张三> 到场\n")

    assert drafts[0].html.startswith("<p>各乡镇：</p>\n<table>")
    assert "&lt;" not in drafts[0].html
    assert drafts[1].html == "<p>a&lt;b 且 &lt;张三&gt; 到场</p>"
