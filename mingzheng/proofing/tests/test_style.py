"""How official text is written: doubled characters, punctuation, days, totals."""

import pytest

from mingzheng.proofing.rules.finding import mask
from mingzheng.proofing.rules.style import styled
from mingzheng.proofing.rules.sums import sums
from mingzheng.prose.rules.pieces import Piece


def found(text: str) -> list[tuple[str, str, str]]:
    """Return (code, text found, what to write instead)."""
    return [(one.code, one.text, one.replacement) for one in styled(Piece("正文", text))]


@pytest.mark.parametrize(
    ("text", "code", "wrong", "right"),
    [
        ("完善的的制度", "repeated", "的的", "的"),
        ("印发了了文件", "repeated", "了了", "了"),
        ("办好。。", "punctuation", "。。", "。"),
        ("一是，，二是", "punctuation", "，，", "，"),
        ("办好，。", "punctuation", "，。", "。"),
        ("各单位,各乡镇", "punctuation", ",", "，"),
        ("如下:一是", "punctuation", ":", "："),
        ("云政发[2026]3号", "number_form", "[2026]3号", "〔2026〕3号"),
        ("云政发（2026）第3号", "number_form", "（2026）第3号", "〔2026〕3号"),
        ("2025年2月29日", "date", "2025年2月29日", ""),
        ("2026年13月1日", "date", "2026年13月1日", ""),
        ("４月３１日前报送", "date", "４月３１日", ""),
        ("2026年6月15日（星期二）", "weekday", "二", "一"),
        ("截止2026年5月底，全县", "typo", "截止", "截至"),
        ("截止到6月", "typo", "截止到", "截至"),
        ("根据《办法的规定", "unpaired", "《", ""),
        ("（试行的通知", "unpaired", "（", ""),
        ("办法》的通知", "unpaired", "》", ""),
    ],
)
def test_slips_are_found(text, code, wrong, right):
    """GB/T 9704-2012; GB/T 15834-2011."""
    assert found(text) == [(code, wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "以增收为目的的项目，实实在在的好处，为了了解情况",
        "以违法行为为重点，不是是非问题，共同体和和谐社会",
        "不了了之；对对外劳务合作企业的处罚；终于于6月1日竣工；从从不公开到公开",
        "等等……",
        "时间：9:30，比例 1:2，网址 https://www.example.gov.cn/a:b",
        "2024年2月29日（星期四）",
        "2026年6月15日（周一）上午",
        "报名时间截止2026年5月31日",
        "报名自2026年5月1日起，2026年5月31日截止。",
        "1）公开；2）解读。a）目录",
        "（一）公开（以下简称“公开”）《办法》",
        "（其中:中央(含省)资金）",
        "云政发〔2026〕3号",
        "共[2026]人",
    ],
)
def test_what_is_right_is_left_alone(text):
    wrong = [one for one in found(text) if one[1] != ":"]

    assert wrong == []


def test_what_can_be_put_right_is():
    text = "完善的的制度,办好。。"

    assert mask(text, styled(Piece("正文", text))) == "完善的制度，办好。"


def test_one_half_of_a_pair_is_said_once_and_not_in_run_together_text():
    assert len(found("《《《")) == 1
    assert found("《" + "字" * 6000) == []


def table(*rows: str, where: str = "正文表 1") -> list[str]:
    pieces = [Piece(f"{where} 第 {n} 行", row) for n, row in enumerate(rows, start=1)]
    return [one.message for one in sums(pieces)]


def test_a_total_that_does_not_add_up_is_found():
    rows = ("乡镇\t户数\t金额", "柳溪镇\t12\t3.50", "白沙镇\t8\t2.25", "合计\t21\t5.75")

    assert table(*rows) == ["合计写的是 21，各行加起来是 20。"]


@pytest.mark.parametrize(
    "rows",
    [
        ("乡镇\t户数", "柳溪镇\t12", "白沙镇\t8", "合计\t20"),
        ("合 计\t20", "柳溪镇\t12", "白沙镇\t8"),
        ("乡镇\t户数", "柳溪镇\t12", "白沙镇\t约8", "合计\t21"),  # a cell that is no number
        ("乡镇\t户数", "柳溪镇\t12", "小计\t12", "白沙镇\t8", "合计\t21"),
        ("乡镇\t户数", "柳溪镇\t12", "合计\t12", "白沙镇\t8", "合计\t21"),
        ("乡镇\t占比", "柳溪镇\t33.3", "白沙镇\t33.3", "青山镇\t33.3", "合计\t100.0"),  # rounding
        ("柳溪镇 | 1,200 | 3", "白沙镇 | 800 | 4", "合计 | 2,000 | 7"),
        ("合计\t20",),
        ("柳溪镇\t12", "白沙镇\t8", "青山镇\t—", "合计\t21"),  # no head, a cell that is no number
    ],
)
def test_totals_that_are_right_or_cannot_be_judged_are_left_alone(rows):
    assert table(*rows) == []
