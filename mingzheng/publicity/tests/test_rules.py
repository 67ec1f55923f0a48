"""The law of 双公示 without a database: fields, cells, persons, periods."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mingzheng.deadlines.almanac import shipped
from mingzheng.publicity.rules import cells, timing
from mingzheng.publicity.rules.entry import examine
from mingzheng.publicity.rules.fields import columns_of, fields_of
from mingzheng.publicity.rules.identity import (
    card_fault,
    has_number,
    masked_name,
    masked_number,
    number_fault,
    without_numbers,
)
from mingzheng.publicity.rules.showing import corrections, shown, without_party
from mingzheng.publicity.rules.timing import PUBLISH_WORKDAYS, WITHDRAW_WORKDAYS
from mingzheng.publicity.tests.factories import OFFICE, card, credit_code, penalty, permit

TODAY = date(2026, 6, 15)
CALENDAR = shipped()


def read(kind="penalty", **said):
    rows = {"permit": permit, "penalty": penalty}
    return examine(kind, rows[kind](**said), office=OFFICE, today=TODAY)


def faults(entry):
    return [(one.title, one.message) for one in entry.problems if one.blocking]


def test_the_official_tables_are_whole_and_in_their_order():
    permits, penalties = fields_of("permit"), fields_of("penalty")

    assert [one.title for one in permits[:3]] == [
        "行政相对人名称",
        "行政相对人类别",
        "行政相对人代码_1（统一社会信用代码）",
    ]
    assert len(permits) == 28
    assert len(penalties) == 30
    sealed = [one.part for one in (*permits, *penalties) if one.is_sealed]
    assert sealed == ["FR_ZJHM", "XDR_ZJHM"] * 2


@pytest.mark.parametrize("kind", ["permit", "penalty"])
def test_columns_are_known_by_title_by_code_and_by_other_names(kind):
    fields = fields_of(kind)

    assert columns_of(kind, [one.title for one in fields]) == dict(
        enumerate(one.code for one in fields)
    )
    assert columns_of(kind, [one.code.lower() for one in fields]) == dict(
        enumerate(one.code for one in fields)
    )
    assert columns_of(kind, ["当事人名称", "没有这一列", "决定书文号"])[0].endswith("XDR_MC")


def test_of_two_columns_named_alike_the_first_is_the_representatives():
    heads = ["法定代表人", "证件类型", "证件号码", "证件类型", "证件号码", "证件号码"]

    found = columns_of("penalty", heads)

    assert found == {
        0: "CF_FRDB", 1: "CF_FR_ZJLX", 2: "CF_FR_ZJHM", 3: "CF_XDR_ZJLX", 4: "CF_XDR_ZJHM",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-01", date(2026, 6, 1)),
        ("2026/6/1", date(2026, 6, 1)),
        ("2026.6.1", date(2026, 6, 1)),
        ("2026年6月1日", date(2026, 6, 1)),
        # numerals, as decisions end with them
        ("二〇二五年三月一日", date(2025, 3, 1)),
        ("二○二五年 十二月 三十一日", date(2025, 12, 31)),
        ("二零二六年十月廿一日", date(2026, 10, 21)),
        ("二〇二五年二月三十日", None),
        ("自二〇二五年三月一日起", None),
        ("20260601", date(2026, 6, 1)),
        ("2026-06-01 00:00:00", date(2026, 6, 1)),
        ("46174", date(2026, 6, 1)),
        ("2026-02-30", None),
        ("六月一日", None),
        ("2026-6", None),
    ],
)
def test_days_are_read_in_the_shapes_offices_write(text, day):
    assert cells.read_date(text) == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0.5", "0.5"),
        ("5000元", "0.5"),
        ("1,234.5万元", "1234.5"),
        ("人民币12万", "12"),
        ("0.000001", "0.000001"),
        ("0", "0"),
        ("五千元", None),
        ("-3", None),
        ("9" * 20, None),
    ],
)
def test_amounts_are_in_ten_thousands_with_six_decimals(text, amount):
    found = cells.read_amount(text)

    assert (None if found is None else cells.as_amount(found)) == amount


def test_amounts_are_told_as_people_say_them():
    assert [cells.in_yuan(one) for one in ("0.5", "0", "12.5", "0.000001")] == [
        "5000 元",
        "0 万元",
        "12.5 万元",
        "0.01 元",
    ]


def test_an_identity_number_is_checked_without_being_repeated():
    right = card(7)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")

    assert card_fault(right) is None
    assert card_fault(right.lower()) is None
    for number in (wrong, right[:-1], "9" * 18, right[:6] + "19790230" + right[14:]):
        assert number not in (card_fault(number) or "")
        assert card_fault(number)
    assert number_fault("E12345678", "passport") is None
    assert number_fault("E1", "passport")


def test_numbers_in_sentences_are_found_and_taken_out():
    said = f"张三（{card(3)}）电话 13800138000，代码 {credit_code(5)}，文号〔2026〕12号"

    told = without_numbers(said)

    assert has_number(said)
    assert not has_number(told)
    assert card(3) not in told
    assert "13800138000" not in told
    assert credit_code(5) in told
    assert has_number("旧身份证 130503670401001 的当事人")
    assert not has_number("许可证 123456789012345 号")


@pytest.mark.parametrize(
    ("name", "shown_as"),
    [("张三", "张*"), ("王小明", "王**"), ("欧阳明月", "欧**"), ("阿依古丽·买买提", "阿**"),
     ("John Smith", "J**"), ("李", "李*"), ("", "")],
)  # fmt: skip
def test_a_persons_name_is_masked(name, shown_as):
    """《个人信息保护法》第六条."""
    assert masked_name(name) == shown_as
    assert masked_number("123456") == "******56"


def test_a_right_row_is_read_whole():
    entry = read()

    assert faults(entry) == []
    assert entry.values["CF_XDR_LB"] == "natural"
    assert entry.values["CF_CFLB"] == "warning,fine"
    assert entry.values["CF_CFJG"] == OFFICE.name
    assert entry.numbers == {"CF_XDR_ZJHM": card(2)}
    assert not any(card(2) in text for text in entry.values.values())
    assert {one.message for one in entry.problems} == {
        f"没有写，按本单位填成“{OFFICE.name}”。",
        f"没有写，按本单位填成“{OFFICE.credit_code}”。",
    }


@pytest.mark.parametrize(
    ("said", "title", "words"),
    [
        ({"CF_XDR_MC": ""}, "行政相对人名称", "必须有"),
        ({"CF_XDR_LB": "群众"}, "行政相对人类别", "可以写：法人及非法人组织"),
        ({"CF_XDR_ZJHM": ""}, "证件号码", "自然人要写"),
        ({"CF_XDR_ZJHM": "990101197904120011"}, "证件号码", "校验位"),
        ({"CF_JDRQ": "昨天"}, "处罚决定日期", "写成 2026-06-01"),
        ({"CF_JDRQ": "2026-06-16"}, "处罚决定日期", "今天以后"),
        ({"CF_NR_FK": ""}, "罚款金额（万元）", "处罚类别有罚款"),
        ({"CF_NR_FK": "很多"}, "罚款金额（万元）", "万元"),
        ({"CF_CFLB": "没收违法所得"}, "没收违法所得、没收非法财物的金额（万元）", "没收"),
        ({"CF_CFLB": "吊销许可证件"}, "暂扣或吊销证照名称及编号", "吊销"),
        ({"CF_CFLB": "罚站"}, "处罚类别", "可以写：警告"),
        ({"CF_SY": f"当事人{card(4)}违法"}, "违法事实", "身份证号"),
        ({"CF_WSH": "云" * 129}, "行政处罚决定书文号", "最多 128 个字"),
        ({"CF_GSJZQ": "2026-06-01"}, "公示截止期", "不晚于"),
        ({"CF_XDR_LB": "法人"}, "行政相对人代码_1（统一社会信用代码）", "法人、个体工商户"),
    ],
)
def test_what_is_wrong_is_said_with_its_column(said, title, words):
    entry = read(**said)

    assert title in [one for one, _ in faults(entry)]
    assert any(words in message for one, message in faults(entry) if one == title)
    assert not any(card(4) in problem.value for problem in entry.problems)


def test_a_permit_is_valid_from_before_until_and_its_code_is_checked():
    told = faults(read("permit", XK_YXQZI="2020-01-01", XK_XDR_SHXYM=credit_code(1)[:-1] + "0"))

    assert ("有效期至", "有效期至早于有效期自。") in told
    assert any("校验位" in message for _, message in told)
    assert faults(read("permit", XK_YXQZI="长期", XK_XKLB="其他-备案")) == []


def test_much_money_and_phones_are_pointed_out_but_let_pass():
    entry = read(CF_NR_FK="5000", CF_NR="罚款，联系 13800138000")

    assert entry.is_right
    told = "".join(one.message for one in entry.problems)
    assert "写的是 5000 万元" in told
    assert "手机号码" in told


def test_nobody_reads_who_a_natural_person_is():
    """《个人信息保护法》第二十五条."""
    entry = read(CF_NR="对欧阳明月罚款，电话 13800138000。")

    told = shown("penalty", entry.values)

    assert told["CF_XDR_MC"] == "欧**"
    assert "欧阳明月" not in "".join(told.values())
    assert "13800138000" not in told["CF_NR"]
    assert not {"CF_XDR_ZJHM", "CF_XDR_ZJLX", "CF_FR_ZJHM"} & set(told)
    assert told["CF_CFLB"] == "警告、罚款"
    assert told["CF_NR_FK"] == "5000 元"
    assert without_party("欧阳明月申请撤销", "penalty", entry.values) == "欧**申请撤销"


def test_a_spelling_that_was_mended_is_masked_in_sentences_too():
    """《个人信息保护法》第二十五条: the clerk mends the name and leaves the sentence."""
    mended = read(CF_XDR_MC="欧阳明悦", CF_WFXW="欧阳明月、欧阳明悦开展活动")
    company = read(CF_XDR_MC="欧阳明月商贸有限公司", CF_XDR_LB="法人及非法人组织")
    was = {"欧阳明月": "natural"}

    told = shown("penalty", mended.values, former=was)

    assert told["CF_WFXW"] == "欧**、欧**开展活动"
    assert "明月" not in "".join(told.values())
    assert without_party("欧阳明月写错了", "penalty", mended.values, former=was) == "欧**写错了"
    # what is a company now is read by its name, who it was before is not
    told = shown("penalty", company.values, former=was)
    assert told["CF_XDR_MC"] == "欧阳明月商贸有限公司"
    assert "欧阳明月" not in told["CF_SY"]
    # a company's former name is no secret
    assert "明月养老" in shown("penalty", company.values | {"CF_WFXW": "明月养老收费"},
                           former={"明月养老": "legal"})["CF_WFXW"]  # fmt: skip


def test_a_company_is_shown_by_name_and_a_traders_tax_number_is_not():
    entry = read("permit", XK_XDR_LB="个体工商户", XK_XDR_SWDJ=card(8), XK_YXQZI="长期")

    told = shown("permit", entry.values)

    assert entry.is_right
    assert told["XK_XDR_MC"] == "云溪县明月养老服务有限公司"
    assert told["XK_XDR_SWDJ"] == "（不公开）"
    assert told["XK_YXQZI"] == "长期"


def test_two_versions_are_compared_as_everybody_may_read_them():
    old, new = read(), read(CF_XDR_MC="欧阳明日", CF_NR_FK="0.4")

    (told,) = corrections("penalty", [new.values, old.values])

    assert {"title": "罚款金额", "before": "5000 元", "after": "4000 元"} in told
    assert "欧阳明" not in str([one for one in told if one["title"] == "行政相对人名称"])


def test_a_decision_is_shown_within_seven_workdays():
    """国办发〔2015〕51号: 行政许可、行政处罚 within seven working days."""
    assert PUBLISH_WORKDAYS == 7
    term = timing.starter()["general", "fine"]
    due = timing.publish_due(date(2026, 6, 10), term, CALENDAR)
    assert due == date(2026, 6, 22)  # 端午 on the 19th
    assert timing.result(due, date(2026, 6, 22), CALENDAR) == "按时"
    assert timing.result(due, date(2026, 6, 24), CALENDAR) == "晚了 2 个工作日"


def test_what_was_changed_is_taken_down_within_three_workdays():
    """《行政处罚法》第四十八条、第八十五条."""
    assert WITHDRAW_WORKDAYS == 3
    assert CALENDAR.add(date(2026, 6, 12), WITHDRAW_WORKDAYS) == date(2026, 6, 17)


@pytest.mark.parametrize(
    ("scheme", "types", "fine", "sort", "months"),
    [
        ("general", ["warning", "fine"], "5", "fine", 36),
        ("general", ["warning"], None, "warning", 3),
        ("market", ["warning"], None, "warning", None),
        ("market", ["warning", "criticism"], None, "criticism", 3),
        ("market", ["fine"], "0.1", "small_fine", 3),
        ("market", ["fine"], "10", "fine", 36),
        ("market", ["fine", "revocation"], "0.1", "revocation", 36),
        ("general", [], None, "other_penalty", 36),
    ],
)
def test_the_period_follows_the_gravest_penalty(scheme, types, fine, sort, months):
    """市场监督管理行政处罚信息公示规定: three months, three years, warnings not at all."""
    terms = dict(timing.starter())
    small = terms["market", "small_fine"]
    terms["market", "small_fine"] = replace(small, most=Decimal("0.5"))
    amount = Decimal(fine) if fine else None

    found = timing.term_for("penalty", types, amount, scheme=scheme, terms=terms)

    assert (found.sort, found.months) == (sort, months)
    assert found.is_shown is (sort != "warning" or scheme == "general")
    assert found.workdays == (20 if scheme == "market" else 7)


def test_the_last_day_of_display():
    fine = timing.starter()["general", "fine"]
    permit_term = timing.term_for("permit", ["general"], None, scheme="market",
                                  terms=timing.starter())  # fmt: skip
    day = date(2028, 2, 29)

    assert timing.display_until(day, fine, valid_until=None) == date(2031, 2, 28)
    asked = date(2029, 1, 1)
    assert timing.display_until(day, fine, valid_until=None, asked=asked) == asked
    assert timing.display_until(day, permit_term, valid_until=asked) == asked
    assert timing.display_until(day, permit_term, valid_until=None) is None
    assert timing.late_by(day, day, CALENDAR) == 0
