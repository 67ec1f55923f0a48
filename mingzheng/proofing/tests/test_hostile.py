"""Nasty files: what they hide is found, or they are refused with a sentence; nothing breaks."""

import io
import zipfile

import openpyxl
import pikepdf
import pytest
from openpyxl.workbook.defined_name import DefinedName

from mingzheng.files.rules.refusals import Refused
from mingzheng.files.tests.workshop import a_pdf, a_photo, added
from mingzheng.proofing.rules.examining import proofread
from mingzheng.proofing.rules.words import Words
from mingzheng.prose.extraction.extracting import extract
from mingzheng.prose.rules.admission import admit
from mingzheng.prose.tests.workshop import SECRET, a_document, packed_as, saved, with_body

RUN = "<w:p><w:r>{}<w:t>正文</w:t></w:r></w:p>"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GBK = "名单".encode("gbk").decode("cp437")


def a_sheet(change) -> bytes:
    """A harmless workbook after something was done to it."""
    book = openpyxl.Workbook()
    book.active.append(["村", "户数"])
    change(book)
    return saved(book)


def _very_hidden(book):
    sheet = book.create_sheet("底表")
    sheet.append(["张某", SECRET])
    sheet.sheet_state = "veryHidden"


def _hidden_column(book):
    book.active["C2"] = SECRET
    book.active.column_dimensions["C"].hidden = True


def _comment(book):
    book.active["A1"].comment = openpyxl.comments.Comment(SECRET, "张某")


def _name(book):
    book.defined_names["底数"] = DefinedName("底数", attr_text=f'"{SECRET}"')


def _header(book):
    book.active.oddHeader.center.text = f"张某 {SECRET}"


def _choices(book):
    rule = openpyxl.worksheet.datavalidation.DataValidation("list", formula1=f'"{SECRET},略"')
    book.active.add_data_validation(rule)
    rule.add("B2")


def part(name: str, xml: str, of=None) -> bytes:
    return added(of or a_sheet(lambda book: None), name, xml.encode())


def noted(**keys) -> bytes:
    """A PDF with an annotation or a filled field that has these keys."""
    pdf = pikepdf.open(io.BytesIO(a_pdf("notice")))
    one = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **keys)
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(one)]))
    return saved(pdf)


def with_file_inside() -> bytes:
    pdf = pikepdf.open(io.BytesIO(a_pdf("notice")))
    pdf.attachments["a.txt"] = SECRET.encode()
    return saved(pdf)


CHART = f"<c:chart xmlns:c='x'><c:pt><c:v>{SECRET}</c:v></c:pt></c:chart>"
PIVOT = f"<pivotCacheRecords xmlns='{MAIN}'><r><s v='{SECRET}'/></r></pivotCacheRecords>"
CUSTOM = f"<Properties><property name='n'><x>{SECRET}</x></property></Properties>"
FILES = {
    "very hidden sheet.xlsx": a_sheet(_very_hidden),
    "hidden column.xlsx": a_sheet(_hidden_column),
    "comment.xlsx": a_sheet(_comment),
    "defined name.xlsx": a_sheet(_name),
    "header.xlsx": a_sheet(_header),
    "choices.xlsx": a_sheet(_choices),
    "pivot.xlsx": part("xl/pivotCache/pivotCacheRecords1.xml", PIVOT),
    "chart.xlsx": part("xl/charts/chart1.xml", CHART),
    "properties.xlsx": part("docProps/custom.xml", CUSTOM),
    "deleted.docx": with_body(
        f"<w:p><w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"
    ),
    "inserted.docx": with_body(f"<w:p><w:ins><w:r><w:t>{SECRET}</w:t></w:r></w:ins></w:p>"),
    "hidden.docx": with_body(
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"
    ),
    "box.docx": with_body(
        f"<w:p><w:r><w:pict><w:txbxContent>{RUN.replace('正文', SECRET)}</w:txbxContent></w:pict>"
        "</w:r></w:p>"
    ),
    "field.docx": with_body(f"<w:p><w:r><w:instrText>SET a {SECRET}</w:instrText></w:r></w:p>"),
    "form.docx": part("customXml/item1.xml", f"<a><b>{SECRET}</b></a>", a_document()),
    "variable.docx": part(
        "word/settings.xml",
        f"<s xmlns:w='w'><w:docVar w:name='a' w:val='{SECRET}'/></s>",
        with_body(RUN),
    ),
    **{
        f"{kind}.docx": part(
            f"word/{kind}1.xml",
            "<a xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
            f"<w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></a>",
            with_body(RUN),
        )
        for kind in ("comments", "footnotes", "endnotes", "header", "footer")
    },
    "text.pdf": a_pdf(f"ID {SECRET}"),
    "note.pdf": noted(Subtype=pikepdf.Name.Text, Contents=SECRET),
    "field.pdf": noted(Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="id", V=SECRET),
    "nested.zip": packed_as({"内.zip": packed_as({"名单.txt": f"身份证号 {SECRET}".encode()})}),
    "gbk.zip": packed_as({f"{GBK}.csv": f"姓名,身份证号\n张某,{SECRET}\n".encode("gbk")}),
    "gbk.csv": f"姓名,身份证号\n张某,{SECRET}\n".encode("gb18030"),
    "wide.csv": f"姓名\t身份证号\n张某\t{SECRET}\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_number_is_found_wherever_it_hides(name):
    """《个人信息保护法》第二十五条."""
    assert admit(name, FILES[name])

    found = proofread(extract(name, FILES[name]).pieces, Words())

    assert "id_card" in {one.code for one in found}, extract(name, FILES[name])


def locked_zip() -> bytes:
    data = bytearray(packed_as({"a.txt": b"1"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def a_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 190_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("a.txt", lambda: b"", "空的"),
        ("a.zip", lambda: a_bomb(), "压缩炸弹"),
        ("a.zip", lambda: packed_as({"../../etc/a.txt": b"1"}), "../../etc/a.txt"),
        ("a.zip", lambda: packed_as({"a/run.exe": b"MZ"}), "直接运行"),
        ("a.zip", locked_zip, "密码"),
        ("a.pdf", lambda: a_pdf("x", password="1"), "密码"),
        ("a.pdf", lambda: a_photo(), "图片"),
        ("a.docx", lambda: a_sheet(lambda book: None), "表格"),
        ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 99, "图片"),
        ("a.jpg", lambda: b"<html><script>", "图片|里面其实"),
        ("a.csv", lambda: "姓名\n张".encode() + b"\xff\xfe\xfd\x81\n", "损坏|打不开"),
        ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 50 * 1024 * 1024, "超过了 50 MB"),
        ("a.doc", lambda: b"\xd0\xcf\x11\xe0", "收不了 .doc"),
    ],
)
def test_what_cannot_be_looked_into_is_refused_with_a_sentence(name, make, words):
    with pytest.raises(Refused, match=words) as refused:
        admit(name, make())

    assert refused.value.sentence.endswith("。")


@pytest.mark.parametrize(
    ("name", "data", "note"),
    [
        ("a.pdf", with_file_inside(), "嵌着别的文件"),
        (
            "a.zip",
            packed_as({"a.zip": packed_as({"b.zip": packed_as({"c.txt": b"1"})})}),
            "没有再打开",
        ),
        ("a.zip", packed_as({"a.rar": b"Rar!\x1a\x07"}), "没有检查"),
    ],
)
def test_what_was_not_looked_into_is_said(name, data, note):
    assert note in "".join(extract(name, data).notes)
