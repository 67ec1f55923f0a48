"""A Word document becomes a body, its pictures beside it."""

import io
from contextlib import suppress

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzheng.files.rules.refusals import Refused
from mingzheng.files.tests.workshop import a_photo
from mingzheng.prose.rules.cleaning import clean
from mingzheng.prose.rules.reading import pictures_in
from mingzheng.prose.tests.workshop import a_document, a_workbook, saved, with_body
from mingzheng.texts.rules.word import Document, from_docx


def test_headings_tables_and_paragraphs_come_over():
    document = docx.Document()
    document.add_heading("关于发放补贴的公示", 0)
    document.add_heading("一、范围", 1)
    paragraph = document.add_paragraph("　　全县 ")
    paragraph.add_run("低保").bold = True
    table = document.add_table(2, 2)
    for place, text in enumerate(["姓名", "金额", "张某", "100"]):
        table.cell(place // 2, place % 2).text = text
    document.add_paragraph("县民政局").alignment = WD_ALIGN_PARAGRAPH.RIGHT

    body = from_docx(saved(document))

    assert body.html.split("\n")[:3] == [
        "<h2>关于发放补贴的公示</h2>",
        "<h3>一、范围</h3>",
        "<p>全县 <strong>低保</strong></p>",
    ]
    assert '<th scope="col">姓名</th>' in body.html
    assert clean(body.html).html == body.html


def test_pictures_are_taken_out_and_named():
    document = docx.Document()
    document.add_paragraph("现场：")
    document.add_picture(io.BytesIO(a_photo("PNG")))

    body = from_docx(saved(document))

    assert pictures_in(body.html) == [1]
    assert body.pictures[0].name == "image:1"
    assert body.pictures[0].data == a_photo("PNG")
    assert body.notes == ("有 1 张图片没有替代文字。请为看不见图片的人补上。",)


def test_what_was_deleted_does_not_come_over():
    body = from_docx(
        with_body(
            "<w:p><w:r><w:t>公示</w:t></w:r><w:del><w:r><w:delText>张某某</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>结果</w:t></w:r></w:ins></w:p>"
        )
    )

    assert body.html == "<p>公示结果</p>"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text", a_workbook()])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(Refused):
        from_docx(data)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
def test_a_damaged_document_is_refused_or_read(place, junk):
    data = a_document()
    place %= len(data)

    with suppress(Refused):
        assert isinstance(from_docx(data[:place] + junk + data[place + len(junk) :]), Document)
