"""Fields that a kind must have, what cannot be right in them, and scans instead of text."""

from dataclasses import replace
from datetime import date

import pytest

from mingzheng.proofing.rules.fields import ADVISED, LABELS, REQUIRED, missing, mistaken
from mingzheng.proofing.rules.records import Attached, Record
from mingzheng.proofing.rules.scans import scanned, unread
from mingzheng.proofing.states import RecordKind
from mingzheng.prose.rules.pieces import Piece

WHOLE = Record(
    kind=RecordKind.NORMATIVE,
    title="云溪县临时救助办法",
    index_number="11130100000000001X/2026-00012",
    issuer="云溪县人民政府办公室",
    document_number="云政办规〔2026〕3号",
    formed_on=date(2026, 6, 1),
    published_on=date(2026, 6, 3),
    topic="民政",
    genre="办法",
    validity="有效",
    keywords="临时救助",
    summary="什么情况可以申请、怎么申请。",
    mode="主动公开",
    source="云溪县人民政府办公室",
)


def test_a_whole_record_lacks_nothing():
    assert missing(WHOLE) == mistaken(WHOLE) == []


def test_a_missing_field_is_named_and_blocks():
    """国办公开办函〔2019〕61号."""
    finding = missing(replace(WHOLE, document_number=""))[0]

    assert (finding.code, finding.level, finding.where, finding.message) == (
        "missing_field",
        "red",
        "著录项",
        "没有填“文号”。",
    )
    assert finding.basis == "国办公开办函〔2019〕61号"


@pytest.mark.parametrize("kind", RecordKind)
def test_every_kind_has_its_fields_and_news_needs_little(kind):
    empty = missing(Record(kind=kind))

    assert [one.text for one in empty if one.level == "red"] == [LABELS[f] for f in REQUIRED[kind]]
    assert not set(REQUIRED[kind]) & set(ADVISED[kind])
    assert missing(Record(kind=RecordKind.NEWS, title="开会", source="本县")) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "关于印发云溪县低保..."}, "标题以省略号结尾，像是没有写全。"),
        ({"title": "关于印发云溪县低保……"}, "标题以省略号结尾，像是没有写全。"),
        ({"title": "关于印发\n办法的通知"}, "标题里有换行或者连着的空格。"),
        ({"document_number": "云政办规[2026]3号"}, "文号的样子不对，应当像“云政发〔2026〕1号”。"),
        ({"document_number": "云政办规〔2025〕3号"}, "文号是 2025 年的，成文日期是 2026 年。"),
        ({"index_number": "12"}, "索引号的样子不对，应当像“机构代码/2026-00001”。"),
        ({"formed_on": date(2026, 6, 9)}, "成文日期晚于发布日期。"),
        ({"formed_on": date(1926, 6, 9), "document_number": ""}, "成文日期早于 1949 年 10 月。"),
        ({"ends_on": date(2025, 1, 1)}, "废止日期早于成文日期。"),
        ({"ends_on": date(2026, 6, 2)}, "写的是“有效”，可是废止日期已经过了。"),
    ],
)
def test_what_cannot_be_right_is_said(changes, said):
    assert said in [one.message for one in mistaken(replace(WHOLE, **changes))]


@pytest.mark.parametrize("number", ["第12号", "云溪县人民政府令第3号", "冀政办字〔2026〕12号"])
def test_numbers_of_orders_are_right_too(number):
    assert mistaken(replace(WHOLE, document_number=number)) == []


SCAN = Attached("办法.pdf", is_scanned=True)
TEXT = [Piece("正文第 1 段", "第一条" * 100)]


@pytest.mark.parametrize(
    ("kind", "body", "attachments", "levels"),
    [
        (RecordKind.POLICY, [], [SCAN], ["red"]),
        (RecordKind.NORMATIVE, [Piece("正文第 1 段", "详见附件")], [SCAN], ["red"]),
        (RecordKind.NOTICE, [], [SCAN], ["amber"]),
        (RecordKind.POLICY, TEXT, [SCAN], ["blue"]),
        (RecordKind.POLICY, [], [SCAN, Attached("办法.docx", TEXT)], ["blue"]),
        (RecordKind.POLICY, TEXT, [Attached("办法.docx", TEXT)], []),
    ],
)
def test_a_scan_instead_of_a_text_blocks_a_policy_document(kind, body, attachments, levels):
    """《政府信息公开条例》第二十四条."""
    findings = scanned(Record(kind=kind), body, attachments)

    assert [one.level for one in findings] == levels


def test_what_was_not_read_is_said_for_nothing_in_it_was_checked():
    (finding,) = unread([Attached("名单.pdf", notes=("文件加了密码",)), SCAN])

    assert (finding.where, finding.message) == ("名单.pdf", "没有读全：文件加了密码")
