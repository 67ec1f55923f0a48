"""Homes and illnesses beside names are found; addresses of offices are public."""

import pytest

from mingzheng.proofing.rules.names import masked_name, names_in
from mingzheng.proofing.rules.people import beside_names
from mingzheng.proofing.tests.homes import HOMES, PLACES
from mingzheng.prose.rules.pieces import Piece


def found(text: str) -> list[tuple[str, str, str, str]]:
    """Return (code, level, text found, what to write instead)."""
    findings = beside_names(Piece("附件 1 名单.xlsx 第 2 行", text))
    return [(one.code, one.level, one.text, one.replacement) for one in findings]


@pytest.mark.parametrize(
    ("text", "level", "address", "short"),
    [
        (
            "申请人：张小满，住址：柳溪镇东桥村3组12号。",
            "red",
            "柳溪镇东桥村3组12号",
            "柳溪镇东桥村",
        ),
        ("张小满\t柳溪镇东桥村3组\t500", "red", "柳溪镇东桥村3组", "柳溪镇东桥村"),
        (
            "户主李大年，家住云溪县人民路12号3栋201室",
            "red",
            "云溪县人民路12号3栋201室",
            "云溪县人民路",
        ),
        (
            "王小明同志，云溪县人民路12号3栋201室",
            "red",
            "云溪县人民路12号3栋201室",
            "云溪县人民路",
        ),
        ("现住幸福小区3栋2单元501室", "red", "幸福小区3栋2单元501室", "幸福小区"),
    ],
)
def test_a_home_is_found_beside_a_name_or_the_word_for_it(text, level, address, short):
    """《个人信息保护法》第二十五条."""
    assert found(text) == [("address", level, address, short)]


@pytest.mark.parametrize("text", HOMES)
def test_a_detailed_address_beside_a_name_must_be_mended(text):
    """《个人信息保护法》第二十五条."""
    assert [one[1] for one in found(text) if one[0] == "address"][:1] == ["red"]


@pytest.mark.parametrize("text", PLACES)
def test_a_place_that_is_nobodys_home_is_not_red(text):
    assert [one for one in found(text) if one[:2] == ("address", "red")] == []


def test_a_group_without_a_house_in_a_sentence_is_only_asked_about():
    assert found("村民张小满（柳溪镇东桥村3组）")[0][:2] == ("address", "amber")


def test_two_homes_in_one_text_and_one_that_runs_into_another():
    assert [one[2] for one in found("家住人民路12号，原住址：东桥村3组12号")] == [
        "人民路12号",
        "东桥村3组12号",
    ]
    assert [one[2] for one in found("家住人民路12号新村3组")] == ["人民路12号"]


@pytest.mark.parametrize(
    "text",
    [
        "地址：云溪县人民路105号行政中心305室，联系人：张小满",
        "云溪县民政局（人民路12号）咨询电话0311-87654321",
        "各乡镇、街道要按照本通知第3号附件执行",
        "当事人：云溪县某某商贸有限公司，住所：云溪县人民路12号1栋",
        "东桥村3组道路硬化工程已完工",
        "受理地点：云溪县人民路12号政务服务大厅2楼3号窗口，联系人：王小明",
        "张小满\t柳溪镇东桥村\t500",  # to the village is as far as one may go
    ],
)
def test_an_office_or_a_place_of_nobody_is_left_alone(text):
    assert [one for one in found(text) if one[0] == "address"] == []


def test_an_illness_is_found_in_a_list_of_names_only():
    """《个人信息保护法》第二十八条."""
    assert found("1\t张小满\t肢体残疾\t100")[0][:3] == ("illness", "amber", "肢体残疾")
    assert found("1\t张小满\t肺癌\t5000")[0][2] == "肺癌"
    assert found("重度残疾人护理补贴标准为每人每月一百元") == []
    assert found("项目\t重度残疾人护理补贴\t100") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("姓名：张小满", ["张小满"]),
        ("申请人 欧阳一诺 男", ["欧阳一诺"]),
        ("户主：欧阳一诺，", ["欧阳一诺"]),
        ("1\t张小满\t男", ["张小满"]),
        ("陈立新同志任县长", ["陈立新"]),
        ("| 王一 | 李大年 |", ["王一", "李大年"]),
        ("联系人：办公室", []),
        ("时间\t地点\t高中\t成员", []),
        ("石桥镇\t白沙乡", []),
    ],
)
def test_names_are_told_by_what_stands_beside_them(text, names):
    assert [text[start:end] for start, end in names_in(text)] == names


@pytest.mark.parametrize(
    ("name", "masked"), [("张三", "张*"), ("张小满", "张**"), ("欧阳一", "欧阳*"), ("欧阳", "欧*")]
)
def test_the_surname_stays(name, masked):
    assert masked_name(name) == masked
