"""Rows beside the data, numbered lines and wrapped sentences of official tables."""

import pytest

from mingzheng.files.rules.asides import is_title, why_no_item
from mingzheng.files.rules.grid import covered_from, make_table
from mingzheng.files.rules.numbering import numbered, without_number
from mingzheng.files.rules.refusals import Refused
from mingzheng.files.rules.words import means_above, unwrap


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["", " "], "空行"),
        (["1", "2", "3", "4"], "列号行"),
        (["（1）", "（2）", "（3）", "（4）"], "列号行"),
        (["合 计", "", "23"], "合计行"),
        (["注：以上动态调整"], "注释行"),
        (["填表人：张三", "", "审核人：李四"], "签名行"),
        (["单位（盖章）："], "签名行"),
        (["2026年3月1日"], "签名行"),
        (["第 2 页"], "页码行"),
        (["（二）临时救助"], "标题行"),
        (["长" * 100], "注释行"),
        (["12"], "只有序号"),
        # data
        (["1", "综合业务"], ""),
        (["审核", "政策", "x"], ""),
        (["说明书备案", "x"], ""),
        (["1", "3", "4", "5"], ""),
        (["1", "2"], ""),
    ],
)
def test_a_row_says_why_it_is_no_data(cells, why):
    assert why_no_item(cells) == why


def test_a_text_alone_is_a_banner_only_where_banners_stand():
    assert why_no_item(["", "综合业务"], first_column=0) == ""
    assert why_no_item(["", "综合业务"], first_column=0, spans=True) == "标题行"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("社会救助领域标准目录", True),
        ("附件2", True),
        ("注：本目录动态调整", False),
        ("综合", False),
    ],
)
def test_a_title_speaks_of_a_list(text, is_one):
    assert is_title(text) is is_one


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("1.甲2.乙3.丙", ["", "甲", "乙", "丙"]),
        ("含：（1）甲（2）乙", ["含：", "甲", "乙"]),
        ("1）甲2）乙", ["", "甲", "乙"]),
        ("①甲②乙", ["", "甲", "乙"]),
        ("3.只有一条", ["", "只有一条"]),
        ("甲1.5万元、2.5万元", ["甲1.5万元、2.5万元"]),
        ("第1、第2条", ["第1、第2条"]),
        ("甲（2）乙（5）", ["甲（2）乙（5）"]),
    ],
)
def test_a_line_is_cut_only_where_numbers_count_up(line, parts):
    assert numbered(line) == parts


def test_a_chinese_number_before_a_line_is_taken_off():
    assert without_number("一、甲") == without_number("（十二）甲") == "甲"
    assert without_number("一次性补贴") == "一次性补贴"


def test_sentences_that_were_wrapped_are_joined():
    wrapped = "形成之日\n起20日内；\n另有规定的\n从其规定"

    assert unwrap(wrapped) == "形成之日起20日内；\n另有规定的从其规定"
    assert unwrap("") == ""


def test_only_as_above_means_as_above():
    assert means_above("同 上")
    assert not means_above("同上级")


def test_merged_cells_say_where_they_begin():
    table = make_table("目录", [["a", "b", "c"], ["", "x", "y"]], ((0, 0, 1, 0), (0, 1, 0, 2)))

    assert covered_from(table) == {(0, 0): 0, (1, 0): 0, (0, -1): 0}


def test_merged_ranges_that_cover_each_other_without_end_are_refused():
    rows = [["x"]] * 5000

    with pytest.raises(Refused):
        make_table("目录", rows, ((0, 0, 4999, 0),) * 700)
