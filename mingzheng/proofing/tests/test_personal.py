"""Numbers of persons are found, whatever gaps they are written with, and nothing else is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.proofing.rules.finding import mask
from mingzheng.proofing.rules.numbers import CHECKS, id_check, is_id, luhn
from mingzheng.proofing.rules.personal import personal
from mingzheng.prose.rules.pieces import Piece

ID = "110101199003070038"
CARD = "6222021234567890128"


def found(text: str) -> list[tuple[str, str, str]]:
    """Return (code, text found, what to write instead) of every finding."""
    findings = personal(Piece("正文第 1 段", text))
    assert all(text[one.start : one.end] == one.text for one in findings)
    return [(one.code, one.text, one.replacement) for one in findings]


def codes(text: str) -> list[str]:
    return [code for code, _, _ in found(text)]


def test_what_must_not_be_published_is_named_with_its_article():
    """《个人信息保护法》第二十五条, 第二十八条."""
    card, number = personal(Piece("正文", f"{CARD}，{ID}"))[::-1]

    assert (number.code, number.level, number.basis) == (
        "id_card",
        "red",
        "《个人信息保护法》第二十五条",
    )
    assert (card.code, card.basis) == ("bank_card", "《个人信息保护法》第二十八条")


@pytest.mark.parametrize(
    "written",
    [
        ID,
        "身份证号：110101199003070038。",
        "１１０１０１１９９００３０７００３８",  # full-width digits
        "110101 19900307 0038",
        "110101-19900307-0038",
        "110101\n199003070038",  # cut by the end of a line
        "（110101199003070038）",
        "张三110101199003070038李四",
        "序号1 110101199003070038",
        "1 110101199003070038 2",
        "ID110101199003070038",
        "&C110101199003070038",  # as the header of a sheet is kept
        "110101199003070038R",
        "1101011990.0307.0038",
        "𝟏10101199003070038",  # a digit of another face
    ],
)
def test_an_identity_card_is_found_however_it_is_written(written):
    assert [one[::2] for one in found(written)] == [("id_card", "110*************38")]


@pytest.mark.parametrize("last", ["X", "x", "Ｘ"])
def test_the_check_character_may_be_an_x_of_any_shape(last):
    numbers = (f"1101011990030{n:04d}" for n in range(7000, 7999))
    first = next(number for number in numbers if id_check(number) == "X")

    assert codes(f"公民身份号码{first}{last}") == ["id_card"]


@pytest.mark.parametrize(
    "written",
    [
        "110*************38",  # masked already
        "110101199003070034",  # the check digit is wrong and nothing says that it is one
        "1101011990030700381",  # one digit more
        "A110101199003070034",  # glued to letters a number is one only with its check digit
        "身份证A110101199003070034",
        "110101199002300018",  # 30 February
        "12130000401700353X",  # 统一社会信用代码 of an institution
        "91130104MA07TL1X8N",
        "990101199003070034",  # no such province
    ],
)
def test_what_is_no_identity_card_is_left_alone(written):
    assert "id_card" not in codes(written)


def test_a_wrong_check_digit_beside_the_word_is_still_somebodys_number():
    found = personal(Piece("正文", "身份证号码：110101199003070034"))

    assert [(one.code, one.message) for one in found] == [
        ("id_card", "写着身份证号，但校验码不对，可能抄错了一位。")
    ]


def test_old_numbers_of_fifteen_digits():
    assert found("身份证：110101900307003") == [
        ("old_id_card", "110101900307003", "110**********03")
    ]
    assert [one.level for one in personal(Piece("正文", "张三 110101900307003"))] == ["amber"]
    assert codes("注册号110101900307003") == []  # a shop's register number looks alike
    assert codes("130000000012345") == []


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("手机13812345678", "138****5678"),
        ("138 1234 5678", "138 **** 5678"),
        ("138-1234-5678", "138-****-5678"),
        ("+86 13812345678", "+86 138****5678"),
        ("8613812345678", "86138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("张三13812345678/李四", "138****5678"),
        ("13812345678@163.com", "138****5678"),
        ("联系人张三，电话：13812345678。", "138****5678"),
        ("138.1234.5678", "138.****.5678"),
        ("Tel13812345678", "138****5678"),
        ("1381 2345 678", "138* ***5 678"),
        ("电话 1 3 8 1 2 3 4 5 6 7 8", "1 3 8 * * * * 5 6 7 8"),
        ("电话13812345678元", "138****5678"),
    ],
)
def test_a_mobile_number_is_found_however_it_is_written(written, masked):
    assert ("mobile", masked) in [one[::2] for one in found(written)]


@pytest.mark.parametrize(
    "written",
    [
        "138****5678",
        "0311-87654321",  # the landline of an office is public
        "（0311）8765 4321",
        "投资13812345678元",
        "13812345678.50",
        "138.12345678",
        "电话费13812345678元",
        "12 1381 2345 678 9",  # a row of numbers
        "13 812 345 678",
        "13812345678万元",
        "项目编号13812345678",
        "许可证编号：13812345678",
        "索引号：13812345678",
        "1381234567",
        "138123456789",
        "12345678901",
        "https://www.example.gov.cn/art/13812345678.html",
        "2026-130102-47-01-138123",
    ],
)
def test_what_is_no_mobile_number_is_left_alone(written):
    assert codes(written) == []


def test_a_mobile_that_an_office_publishes_is_only_asked_about():
    assert [one.level for one in personal(Piece("正文", "监督举报电话：13812345678"))] == ["amber"]


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        (CARD, "***************0128"),
        ("卡号 6222 0212 3456 7890 128", "***************0128"),
        ("张三\t6222021234567890128\t500.00", "***************0128"),
        ("卡号 6222 3456 3456 7000 512", "***************0512"),  # a card may begin within a card
    ],
)
def test_a_bank_card_is_found_by_its_beginning_and_its_sum(written, masked):
    numbers = [one[2] for one in found(written) if one[0] == "bank_card"]

    assert numbers == [masked]


@pytest.mark.parametrize(
    "written",
    [
        "6222021234567890123",  # the sum is wrong
        "合同编号：6222021234567890128",
        "统一项目代码6222021234567890128",
        "4532015112830366",  # only codes begin with 4 unless a word says card
        "0000000000000000",
        "622202123456789",
    ],
)
def test_what_is_no_bank_card_is_left_alone(written):
    assert codes(written) == []


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("账号：6222021234567890123", ["amber"]),  # no card has this check digit
        ("开户行账号 43001500063052501234", ["amber"]),  # the account of an office has none
        ("卡号 6222021234567890128", ["red"]),
        ("账号管理办法 20260101", []),
        ("合同编号：43001500063052501234", []),
    ],
)
def test_a_number_called_an_account_is_asked_about(written, levels):
    assert [one.level for one in personal(Piece("正文", written))] == levels


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("1101011990****0038", "110*************38"),
        ("110101********0038", "110*************38"),
        ("110×××××××××××0038", "110*************38"),
        ("身份证号：1101****0038", "110*******38"),
        ("110*************38", ""),
        ("身份证 110**********03", ""),
        ("6222***********0128", ""),  # a card keeps its last four
        ("138****5678", ""),
        ("编号 1101****0038", ""),
    ],
)
def test_a_mask_leaves_at_most_the_first_three_and_the_last_two(written, masked):
    """《个人信息保护法》第六条: no more than is needed."""
    findings = personal(Piece("正文", written))

    assert [(one.code, one.level, one.replacement) for one in findings] == (
        [("weak_mask", "amber", masked)] if masked else []
    )


def test_cards_of_other_kinds_need_a_word_beside_them():
    assert codes("银行卡号：4532015112830366") == ["bank_card"]


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("护照号码：E12345678", "E1*****78"),
        ("往来港澳通行证C12345678", "C1*****78"),
        ("驾驶证档案编号 130100123456", "13********56"),
        ("军官证号：军字第1234567号", "军字******67"),
    ],
)
def test_other_papers_are_found_beside_their_name(written, masked):
    assert [one[::2] for one in found(written)] == [("document_id", masked)]


@pytest.mark.parametrize("written", ["办理护照须携带材料", "E12345678", "通行证办理流程 20260101"])
def test_papers_without_a_number_or_numbers_without_a_paper_are_nothing(written):
    assert codes(written) == []


HEADS = ("姓名", "合同编号", "银行卡号", "护照号", "联系方式")


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("张三\t13812345678\t\t\t", []),  # under 合同编号 it is no telephone
        ("张三\t\t\t\t13812345678", ["mobile"]),
        ("张三\t\t4532015112830366\t\t", ["bank_card"]),
        ("张三\t\t\tE12345678\t", ["document_id"]),
        ("张三\t13812345678", ["mobile"]),  # fewer cells than heads: which is which is not known
    ],
)
def test_a_number_in_a_table_is_what_its_column_says(row, hits):
    findings = personal(Piece("工作表“人员”第 5 行", row), HEADS)

    assert [one.code for one in findings] == hits
    assert all(row[one.start : one.end] == one.text for one in findings)


def test_a_free_mailbox_is_asked_about_and_an_offices_own_is_not():
    assert found("邮箱zhang.san@163.com") == [("mailbox", "zhang.san@163.com", "z***@163.com")]
    assert codes("yunxi@yunxi.gov.cn") == []


def test_masking_leaves_everything_else_as_it_was():
    text = f"张三，{ID}，电话 13812345678，卡 {CARD}。"

    masked = mask(text, personal(Piece("正文", text)))

    assert masked == "张三，110*************38，电话 138****5678，卡 ***************0128。"
    assert personal(Piece("正文", masked)) == []


DAYS = st.dates(min_value=date(1930, 1, 1))
REGIONS = st.sampled_from(["110101", "130102", "320412", "330681", "420702", "500101", "640425"])
AROUND = st.text(alphabet="张三，。：号 （）年云溪县X", max_size=8)


@given(region=REGIONS, day=DAYS.filter(lambda d: d.year < 2100), order=st.integers(0, 999))
def test_every_valid_number_is_found_and_every_broken_one_is_not(region, day, order):
    first = f"{region}{day:%Y%m%d}{order:03d}"
    right = first + id_check(first)
    wrong = first + next(c for c in CHECKS if c != right[-1])

    assert codes(f"（{right}）") == ["id_card"]
    assert "id_card" not in codes(f"（{wrong}）")
    assert is_id(right)


@given(before=AROUND, after=AROUND)
def test_what_stands_around_a_number_does_not_hide_it(before, after):
    text = f"{before}，{ID}，{after}"

    assert "id_card" in codes(text)


@given(first=st.integers(10**14, 10**15 - 1))
def test_masked_cards_are_never_found_again(first):
    body = f"622{first}"
    card = next(f"{body}{n}" for n in range(10) if luhn(f"{body}{n}"))

    (one,) = [one for one in found(f"卡号{card}") if one[0] == "bank_card"]

    assert codes(f"卡号{one[2]}") == []


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    found(text)
