"""What a file hides is told once for each way of hiding; what no check has seen is signed for."""

import pytest

from mingzheng.files.tests.workshop import a_pdf
from mingzheng.proofing.queries import deed_for
from mingzheng.proofing.rules.examining import examine
from mingzheng.proofing.rules.hidden import seen, unseen
from mingzheng.proofing.rules.links import Hosts
from mingzheng.proofing.rules.records import Attached, Record
from mingzheng.proofing.rules.words import Words
from mingzheng.proofing.states import RecordKind
from mingzheng.proofing.tests.test_hostile import noted
from mingzheng.prose.extraction.extracting import extract
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.tests.workshop import SECRET, a_document, a_workbook, packed_as, with_body

RECORD = Record(RecordKind.NEWS, title="补贴公示", source="云溪县民政局")
NOTE = "压缩包里的 a.doc：旧版文档里的文字读不出来，没有检查。"
HIDDEN = with_body(
    "<w:p><w:r><w:t>看得见</w:t></w:r><w:del><w:r><w:delText>删了</w:delText></w:r></w:del>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r>"
    "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>也看得见</w:t></w:r>"
    "<w:ins><w:r><w:t>新加的</w:t></w:r></w:ins></w:p>"
    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>还藏着</w:t></w:r></w:p>"
)


def told(name: str, data: bytes, *codes: str):
    inside = extract(name, data)
    attached = Attached(f"附件 1 {name}", inside.placed_in(f"附件 1 {name}").pieces, inside.notes)
    found = examine(RECORD, [], [attached], Words(), Hosts())
    return [one for one in found if one.code in (codes or ("hidden_content",))]


def test_hidden_deleted_and_added_words_of_a_document_hold_it_back():
    found = told("名单.docx", HIDDEN)

    assert [(one.level, one.where, one.text) for one in found] == [
        ("red", "附件 1 名单.docx 第 1 段（修订中已删除）", "删了"),
        ("red", "附件 1 名单.docx 第 1 段（隐藏文字）", "藏着\n还藏着"),
        ("red", "附件 1 名单.docx 修订中新加的文字", "新加的"),
    ]
    assert found[1].message == "附件里有隐藏文字，一共 2 处，读者打开文件就找得到。"
    assert {deed_for(one) for one in found} == {"finding.override"}


def test_hidden_sheets_rows_columns_and_remarks_hold_it_back():
    data = packed_as({"a.xlsx": a_workbook()})

    assert [one.message.split("，")[0] for one in told("名单.zip", data)] == [
        "附件里有隐藏的列",
        "附件里有隐藏的行",
        "附件里有隐藏的工作表",
        "附件里有批注",
    ]


def test_a_number_in_a_hidden_place_is_let_pass_only_by_who_reviews_secrecy():
    (number,) = told("名单.xlsx", a_workbook(), "id_card")

    assert (number.text, number.where[-5:]) == (SECRET, "隐藏的列）")
    assert deed_for(number) == "finding.override_personal"


def test_a_remark_on_a_page_is_asked_about_and_a_clean_file_is_not():
    assert [one.level for one in told("a.pdf", noted(Contents="问过赵某"))] == ["amber"]
    assert told("a.pdf", a_pdf("notice")) == []
    assert told("a.docx", a_document()) == []


def test_a_name_in_the_properties_of_a_file_is_asked_about():
    (one,) = told("a.docx", a_document(), "author")

    assert (one.level, one.text) == ("amber", "李某")
    properties = Piece("附件 1 a.docx 文件属性（最后修改人）", "Administrator")
    assert examine(RECORD, [], [Attached("附件 1 a.docx", [properties])], Words(), Hosts()) == []


def test_a_finding_is_another_when_what_is_hidden_changes():
    pieces = [Piece("附件 1 a.xlsx 工作表“底表”（隐藏）第 1 行", text) for text in ("甲", "乙")]
    marks = {
        examine(RECORD, [], [Attached("a", [one])], Words(), Hosts())[0].fingerprint
        for one in pieces
    }

    assert len(marks) == 2


@pytest.mark.parametrize(
    ("note", "level"),
    [
        (NOTE, "red"),
        ("文件加了打开密码，里面的文字没有检查。", "red"),
        ("旧版表格看不出哪些行和列是隐藏的；里面的文字都读了。", "amber"),
    ],
)
def test_what_was_not_read_is_signed_for_by_name(note, level):
    (one,) = examine(RECORD, [], [Attached("附件 1 a", notes=[note])], Words(), Hosts())

    assert (one.code, one.level, one.message) == ("unread", level, f"没有读全：{note}")
    assert deed_for(one) == "finding.override"


def test_two_files_that_were_not_read_are_let_pass_one_by_one():
    found = examine(RECORD, [], [Attached("附件 1 a", notes=[NOTE, NOTE + "！"])], Words(), Hosts())

    assert len({one.fingerprint for one in found}) == 2


def test_the_search_takes_what_readers_see_and_the_checks_take_all():
    words, sheets = extract("a.docx", HIDDEN).pieces, extract("a.xlsx", a_workbook()).pieces

    assert "看得见也看得见新加的" in seen(words)
    assert "公示\n姓名\t金额\n张某\t100" in seen(sheets)
    for hidden in ("删了", "藏着", "李某", "python-docx"):
        assert hidden not in seen(words)
    for hidden in (SECRET, "王某", "13800000000", "底表", "问过赵某"):
        assert hidden not in seen(sheets)


@pytest.mark.parametrize(
    "where", ["工作表“批注”第 2 行", "压缩包里的 批注 A1.docx 第 1 段", "页眉", "第 3 页"]
)
def test_a_place_that_only_sounds_hidden_is_seen(where):
    assert unseen(Piece(where, "字")) == ""
