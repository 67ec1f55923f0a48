"""Text from Word comes in whole, and what did not come along is named."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.files.tests.workshop import a_photo
from mingzheng.newsroom.tests.test_desk import typed
from mingzheng.prose.rules.reading import plain
from mingzheng.prose.tests.workshop import a_workbook, saved
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.tests.factories import a_manuscript, anew

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def a_notice(*, picture: bool = False) -> bytes:
    """A .docx with a heading, a list, a table, a header and perhaps a picture without words."""
    document = docx.Document()
    document.add_heading("一、开放时间", 2)
    document.add_paragraph("六月起，每天开放。")
    document.add_paragraph("周末也开放", style="List Bullet")
    table = document.add_table(2, 2)
    for place, text in enumerate(["服务点", "电话", "柳溪镇", "公示牌"]):
        table.cell(place // 2, place % 2).text = text
    document.sections[0].header.paragraphs[0].text = "内部资料，注意保管"
    if picture:
        document.add_picture(io.BytesIO(a_photo()))
    return saved(document)


def at(name: str, manuscript, *args) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk, *args])


def read_in(client, manuscript, data: bytes, *, base: int = 1, way: str = "instead", **more):
    file = SimpleUploadedFile(more.get("name", "公告.docx"), data)
    sent = {"revision": base, "way": way, "file": file}
    return client.post(at("word", manuscript), sent)


@pytest.fixture
def made(room):
    return a_manuscript(room)


def test_a_document_becomes_the_text_without_losing_a_word(made, room, at_desk, words):
    page = words(read_in(at_desk(room.drafter), made, a_notice()))

    assert "已存为第 2 稿" in page
    body = anew(made).revision.body
    assert plain(body).split("\n") == [
        "一、开放时间", "六月起，每天开放。", "周末也开放", "服务点", "电话", "柳溪镇", "公示牌",
    ]  # fmt: skip
    assert "<ul><li>周末也开放</li></ul>" in body
    assert '<th scope="col">服务点</th>' in body


def test_what_stands_outside_the_text_is_named_in_the_report(made, room, at_desk, words):
    page = words(read_in(at_desk(room.drafter), made, a_notice()))

    assert "文档里有、没有放进正文的" in page
    assert "内部资料，注意保管" in page


def test_a_picture_is_stored_and_needs_words(made, room, at_desk, words):
    page = words(read_in(at_desk(room.drafter), made, a_notice(picture=True)))

    now = anew(made).revision
    (file,) = now.content.files
    assert "1 张图片" in page
    assert f'<img src="image:{file.attachment}" alt="' in now.body
    assert at_desk(room.first).get(at("file", made, file.attachment)).status_code == 200


def test_it_goes_after_the_present_text_when_asked(made, room, at_desk):
    before = made.revision.body

    read_in(at_desk(room.drafter), made, a_notice(), way="added")

    body = anew(made).revision.body
    assert body.startswith(before)
    assert "一、开放时间" in body


def test_what_is_no_document_changes_nothing_and_is_said(made, room, at_desk, words):
    clerk = at_desk(room.drafter)

    for data in (a_workbook(), b"PK\x03\x04broken", b""):
        assert "没有办成" in words(read_in(clerk, made, data))
    assert "一样，没有要存的" not in words(read_in(clerk, made, a_notice()))
    assert "您的还没有存" in words(read_in(clerk, made, a_notice(picture=True), base=1))
    assert anew(made).revision.number == 2


def test_a_stranger_imports_nothing(made, room, at_desk):
    assert read_in(at_desk(room.stranger), made, a_notice()).status_code == 404
    assert read_in(at_desk(room.first), made, a_notice()).status_code == 403


def test_pasted_text_is_cleaned_by_the_server(room, at_desk):
    html = '<p class=MsoNormal style="mso-x:1">第一段<o:p></o:p></p><script>x</script>'
    clean = reverse("newsroom:clean")

    answer = at_desk(room.drafter).post(clean, {"html": html})

    assert answer.json() == {"html": "<p>第一段</p>", "notes": ["去掉了 1 处网页里的程序。"]}
    assert at_desk(room.first).post(clean, {"html": html}).status_code == 403


def test_plain_lines_typed_without_a_script_stay_paragraphs(made, room, at_desk):
    said = typed(made.revision.content, base=1) | {"body": "第一段\r\n\r\n一、标题\r\n第二段 a<b"}

    at_desk(room.drafter).post(at("edit", made), said)

    assert plain(anew(made).revision.body).split("\n") == ["第一段", "一、标题", "第二段 a<b"]


def test_pictures_keep_their_names_through_the_form(made, room, at_desk):
    clerk = at_desk(room.drafter)
    read_in(clerk, made, a_notice(picture=True))
    now = anew(made)
    shown = clerk.get(at("edit", made)).context["form"]["body"].value()
    assert at("file", made, now.revision.content.pictures[0]) in shown

    clerk.post(
        at("edit", made), typed(now.revision.content, base=2) | {"body": shown + "<p>完</p>"}
    )

    assert anew(made).revision.body == f"{now.revision.body}\n<p>完</p>"
    assert drafting.changed_words(now.revision.content, anew(made).revision.content) == "正文"
