"""The text inside files is found wherever it hides, and what cannot be read is named."""

import base64

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation

from mingzheng.files.tests.workshop import a_pdf, a_photo, xls
from mingzheng.prose.extraction.extracting import extract
from mingzheng.prose.extraction.found import MEMBER, MOST_PIECES, Extracted
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.tests.workshop import (
    SECRET,
    a_document,
    a_workbook,
    an_ofd,
    packed,
    packed_as,
    replaced,
    saved,
    with_body,
)


def found(name, data):
    return {piece.where: piece.text for piece in extract(name, data).pieces}


def test_a_document_gives_paragraphs_rows_headers_and_authors():
    texts = found("a.docx", a_document())

    assert texts["第 1 段"] == "关于发放补贴的公示"
    assert texts["表 1 第 2 行"] == "张某\t100"
    assert texts["页眉"] == "内部资料"
    assert texts["页脚"] == "第 1 页"
    assert texts["文件属性（作者）"] == "李某"


def test_deleted_and_hidden_words_of_a_document_are_named():
    texts = found(
        "a.docx",
        with_body(
            "<w:p><w:r><w:t>公示</w:t></w:r><w:del><w:r><w:delText>张某某</w:delText></w:r></w:del>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>电话</w:t></w:r></w:p>"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
            "<w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
        ),
    )

    assert texts["第 1 段"] == "公示"
    assert texts["第 1 段（修订中已删除）"] == "张某某"
    assert texts["第 1 段（隐藏文字）"] == "电话"
    assert texts["表 1 第 1 行"] == "外 内"
    assert "表 1 第 2 行" not in texts


def test_a_workbook_gives_hidden_sheets_rows_columns_and_comments():
    texts = found("a.xlsx", a_workbook())

    assert texts["工作表“公示”第 2 行"] == "张某\t100"
    assert texts["工作表“公示”第 2 行（隐藏的列）"] == SECRET
    assert texts["工作表“公示”第 3 行（隐藏）"] == "王某\t200"
    assert texts["工作表“底表”（隐藏）第 1 行"] == "电话\t13800000000"
    assert "问过赵某" in texts["批注 A1"]


def test_names_of_sheets_and_of_packed_files_are_texts():
    inside = extract(
        "a.zip", packed_as({"名单/张某.xlsx": a_workbook(), "照片/李某.jpg": a_photo()})
    )
    names = [piece.text for piece in inside.pieces if "名" in piece.where.rpartition(" ")[2]]

    assert names == ["名单/张某.xlsx", "公示", "底表", "照片/李某.jpg"]


def test_text_in_a_hidden_style_is_hidden():
    style = '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    marks = '<w:{0}Pr><w:{0}Style w:val="a"/></w:{0}Pr>'
    body = (
        f"<w:p><w:r>{marks.format('r')}<w:t>一</w:t></w:r><w:r><w:t>二</w:t></w:r></w:p>"
        f"<w:p>{marks.format('p')}<w:r><w:t>三</w:t></w:r></w:p>"
    )
    styles = f"<w:styles {space}>{style}</w:styles>".encode()

    texts = found("a.docx", replaced(with_body(body), "word/styles.xml", styles))

    assert texts["第 1 段"] == "二"
    assert (texts["第 1 段（隐藏文字）"], texts["第 2 段（隐藏文字）"]) == ("一", "三")


def test_the_codes_of_a_header_are_no_words():
    book = openpyxl.Workbook()
    book.active.append(["村"])
    book.active.oddHeader.center.text = "电话13812345678"
    book.active.oddHeader.center.size = 14

    texts = found("a.xlsx", saved(book))

    assert texts["文件里看不见的部分（页眉、下拉选项）"].split() == ["电话13812345678"]


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def test_where_the_links_of_a_document_lead_is_read():
    relation = '<Relationship Id="r1" Type="x/hyperlink" Target="{}"{}/>'
    links = relation.format(f"http://a.example/?id=%31{SECRET[1:]}", ' TargetMode="External"')
    links += relation.format("media/a.png", "")
    rels = f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'.encode()

    texts = found("a.docx", replaced(a_document(), "word/_rels/document.xml.rels", rels))

    assert texts["文件里看不见的部分（链接的去处）"] == f"http://a.example/?id={SECRET}"


def test_links_rules_and_hints_of_a_sheet_are_read():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "姓名"
    sheet["A1"].hyperlink = "http://a.example/?id=110101199003078515"
    sheet["A2"] = '=LEFT("甲乙",1)'
    sheet["A1"].hyperlink.tooltip = "找张某"
    rule = {"operator": "containsText", "formula": ['NOT(ISERROR(SEARCH("李某",A1)))']}
    sheet.conditional_formatting.add("A1:A9", Rule(type="containsText", text="赵某", **rule))
    hint = DataValidation(type="textLength", prompt="照王某的填", promptTitle="样子")
    sheet.add_data_validation(hint)
    hint.add("B1")

    texts = found("a.xlsx", saved(book))

    assert texts["文件里看不见的部分（链接的去处）"] == "http://a.example/?id=110101199003078515"
    said = texts["文件里看不见的部分（页眉、下拉选项）"]
    assert all(word in said for word in ("找张某", "李某", "赵某", "照王某的填", "样子"))
    assert "LEFT" not in said


PAGE = f"<html><body><p>张某 {SECRET}</p></body></html>"
MHT = f"""MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

{base64.b64encode(PAGE.encode()).decode()}
--b--
"""


@pytest.mark.parametrize(
    ("part", "data", "place"),
    [
        ("word/afchunk1.html", PAGE.encode(), "文档里嵌着的 afchunk1.html 正文第 1 段"),
        ("word/afchunk.mht", MHT.encode(), "文档里嵌着的 afchunk.mht 正文第 1 段"),
        ("chunks/a.htm", PAGE.encode(), "文档里嵌着的 a.htm 正文第 1 段"),
        ("word/afchunk.txt", f"张某 {SECRET}".encode(), "文档里嵌着的 afchunk.txt 第 1 行"),
        (
            "word/afchunk.docx",
            with_body(f"<w:p><w:r><w:t>张某 {SECRET}</w:t></w:r></w:p>"),
            "文档里嵌着的 afchunk.docx 第 1 段",
        ),
    ],
)
def test_a_text_that_a_document_takes_in_whole_is_read(part, data, place):
    assert found("a.docx", replaced(a_document(), part, data))[place] == f"张某 {SECRET}"


def test_an_old_workbook_says_what_it_cannot_tell():
    extracted = extract("a.xls", xls([["姓名"], ["张某"]]))

    assert Piece("工作表“目录”第 2 行", "张某") in extracted.pieces
    assert "旧版" in extracted.notes[0]


def test_a_pdf_is_read_page_by_page_and_scans_are_told():
    mixed = extract("a.pdf", a_pdf("A public notice", None))

    assert mixed.pieces == (Piece("第 1 页", "A public notice"),)
    assert (mixed.pages, mixed.scanned_pages, mixed.is_scanned) == (2, (2,), False)
    assert extract("a.pdf", a_pdf(None, None)).is_scanned
    assert not extract("a.pdf", a_pdf("")).is_scanned


def test_an_ofd_is_read_in_the_order_of_its_pages():
    pages = [[f"page {n}"] for n in range(12)]

    assert extract("a.ofd", an_ofd(*pages)).pieces[10] == Piece("第 11 页", "page 10")
    assert extract("a.ofd", an_ofd([], [], picture=True)).is_scanned


def test_a_packed_folder_is_read_with_one_folder_inside():
    inner = packed(deep__txt=b"13800000000")
    data = packed_as({"名单/a.xlsx": a_workbook(), "b.zip": inner, "c.docx": b"PK broken"})
    texts = found("a.zip", data)

    assert texts["压缩包里的 a.xlsx 工作表“底表”（隐藏）第 1 行"] == "电话\t13800000000"
    assert texts["压缩包里的 b.zip 压缩包里的 deep.txt 第 1 行"] == "13800000000"
    assert extract("a.zip", data).notes[0].startswith("压缩包里的 c.docx：文件打不开")
    nested = packed(b__zip=packed(c__zip=inner))
    assert "没有再打开" in extract("a.zip", nested).notes[0]


def test_a_name_packed_by_an_old_chinese_system_is_read():
    name = "名单.txt".encode("gb18030").decode("cp437")

    assert "压缩包里的 名单.txt 第 1 行" in found("a.zip", packed_as({name: b"1"}))


def test_what_a_page_hides_is_found():
    page = "<html><p>公告</p><p style='display:none'>彩票</p></html>".encode()

    assert found("a.html", page) == {"正文第 1 段": "公告", "隐藏文字 1": "彩票"}


@pytest.mark.parametrize(
    ("name", "data", "note"),
    [
        ("a.pdf", a_pdf("x", password="secret"), "加了密码"),
        ("a.pdf", b"%PDF-1.4 nothing", "打不开"),
        ("a.docx", b"PK\x03\x04", "打不开"),
        ("a.bin", b"MZ\x00", "读不出来"),
        ("a.txt", b"\x00\x01", "二进制"),
        ("a.zip", packed(a__txt=bytes(40_000_000)), "大得不正常"),
        (
            "a.zip",
            packed(**{f"a{n}__zip": packed(b__txt=bytes(15_000_000)) for n in range(20)}),
            "大得不正常",
        ),
        ("a.ofd", packed_as({"OFD.xml": "<a/>", "Pages/P/Content.xml": "<a"}), "打不开"),
        (
            "a.ofd",
            packed_as(
                {
                    "OFD.xml": "<a/>",
                    "Pages/P/Content.xml": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
                    "<a><TextCode>&b;</TextCode></a>",
                }
            ),
            None,
        ),
    ],
)
def test_what_cannot_be_read_is_a_note(name, data, note):
    extracted = extract(name, data)

    assert {piece.where.rpartition(" ")[2] for piece in extracted.pieces} <= {MEMBER}
    assert (note is None and extracted.notes == ()) or note in extracted.notes[-1]


def test_a_picture_has_one_page_and_no_text():
    assert extract("a.jpg", a_photo()) == Extracted(pages=1)


def test_more_than_a_check_can_look_at_is_cut_and_said():
    long = extract("a.txt", b"x\n" * (MOST_PIECES + 1))

    assert len(long.pieces) == MOST_PIECES
    assert "没有检查" in long.notes[0]


@pytest.mark.parametrize(
    ("data", "steps"),
    [
        (a_pdf("x", "y"), [(1, 2), (2, 2)]),
        (packed(a__txt=b"x", b__pdf=a_pdf("x")), [(0, 2), (1, 2)]),
        (xls([["x"]]), [(1, 1)]),
    ],
)
def test_a_long_reading_tells_how_far_it_is(data, steps):
    told = []

    extract("a", data, lambda done, total: told.append((done, total)))

    assert told == steps


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\x89PNG"]
)


@given(st.sampled_from(["a.docx", "a.html", "a.txt", "a"]), STARTS, st.binary(max_size=600))
def test_any_bytes_are_taken(name, start, rest):
    assert isinstance(extract(name, start + rest), Extracted)


WHOLE = [a_document(), a_workbook(), a_pdf("x", None), an_ofd(["x"]), packed(a__txt=b"x")]


@settings(max_examples=60)
@given(st.sampled_from(WHOLE), st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_is_taken(data, place, junk):
    place %= len(data)

    assert isinstance(extract("a", data[:place] + junk + data[place + len(junk) :]), Extracted)
