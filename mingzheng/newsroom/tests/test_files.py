"""Files are enclosed in a draft, read by the checks, opened by those who may, found and gone."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.files.tests.workshop import a_pdf, a_photo
from mingzheng.newsroom.actions import enclosing
from mingzheng.prose.models import Attachment, StoredContent
from mingzheng.prose.tests.workshop import SECRET, a_document, a_workbook, packed_as
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import a_manuscript, anew, content, forward
from mingzheng.search.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def made(room):
    return a_manuscript(room)


def at(name: str, manuscript, *args) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk, *args])


def put(client, manuscript, name: str, data: bytes, *, base: int = 1, alt: str = ""):
    sent = {"revision": base, "alt": alt, "file": SimpleUploadedFile(name, data)}
    return client.post(at("files", manuscript), sent, follow=True)


def do(client, manuscript, deed: str, **more):
    one = anew(manuscript)
    sent = {"revision": one.revision.number, "do": deed, **more}
    return client.post(at("files", manuscript), sent, follow=True)


def names(manuscript) -> list[str]:
    return [one.name for one in anew(manuscript).revision.content.files]


def key(manuscript, name: str) -> int:
    return next(o.attachment for o in anew(manuscript).revision.content.files if o.name == name)


def test_a_file_becomes_part_of_the_next_revision(made, room, at_desk, words):
    page = words(put(at_desk(room.drafter), made, "公示名单.docx", a_document()))

    assert "已附上“公示名单.docx”（Word 文档，" in page
    assert (anew(made).revision.number, names(made)) == (2, ["公示名单.docx"])
    assert made.revision.content.files == ()  # the first revision is as it was
    shown = words(at_desk(room.first).get(at("manuscript", made)))
    assert "Word 文档 公示名单.docx" in shown


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.docx", b"", "文件是空的"),
        ("程序.exe", b"MZ\x00\x01", "收不了 .exe 文件"),
        ("名单.pdf", a_document(), "文件名写的是 .pdf，里面其实是"),
        ("包.zip", packed_as({"a/运行.bat": "x"}), "有能直接运行的文件"),
    ],
)
def test_what_may_not_be_attached_is_said_and_changes_nothing(
    made, room, at_desk, words, name, data, sentence
):
    assert sentence.split("，")[0] in words(put(at_desk(room.drafter), made, name, data))
    assert (anew(made).revision.number, Attachment.objects.count()) == (1, 0)


def test_a_number_in_a_hidden_sheet_holds_the_text_back(made, room, at_desk, words):
    clerk = at_desk(room.drafter)

    put(clerk, made, "名单.xlsx", a_workbook())

    page = words(clerk.get(at("manuscript", made)))
    assert anew(made).red_findings == 6  # two numbers, four ways of hiding
    assert "附件里有隐藏的工作表" in page
    assert "附件 1 名单.xlsx 工作表“公示”第 2 行" in page
    assert SECRET in page
    assert "附件 1 名单.xlsx 工作表“底表”" in page


def test_a_number_inside_a_packed_folder_is_found(made, room, at_desk, words):
    inside = packed_as({"里面/名单.xlsx": a_workbook()})

    put(at_desk(room.drafter), made, "材料.zip", inside)

    page = words(at_desk(room.drafter).get(at("manuscript", made)))
    assert "附件 1 材料.zip 压缩包里的 名单.xlsx" in page


def test_what_stands_in_an_attachment_is_not_mended_by_the_button(made, room, at_desk, words):
    clerk = at_desk(room.drafter)
    put(clerk, made, "名单.xlsx", a_workbook())
    page = clerk.get(at("manuscript", made)).context["report"]
    marks = [line.finding.fingerprint for line in page.lines if line.finding.level == "red"]

    answer = clerk.post(at("mask", made), {"revision": 2, "fingerprint": marks})

    assert "这几处在附件里" in words(answer, 409)


def test_a_scan_alone_is_a_finding(room, at_desk, words):
    made = a_manuscript(room, said=content(room, body="<p>见附件。</p>"))

    put(at_desk(room.drafter), made, "通知.pdf", a_pdf(None))

    assert "只有扫描件" in words(at_desk(room.drafter).get(at("manuscript", made)))


def test_a_file_that_is_still_being_read_holds_the_text_back(made, room, at_desk, words):
    put(at_desk(room.drafter), made, "名单.docx", a_document())
    StoredContent.objects.update(progress=40)

    drafting.look_again(made)

    assert "附件“名单.docx”的检查（还在读）" in anew(made).missing
    StoredContent.objects.update(progress=100)
    drafting.look_again(made)
    assert anew(made).missing == []


def test_files_are_put_in_order_renamed_and_taken_out(made, room, at_desk, words):
    clerk = at_desk(room.drafter)
    put(clerk, made, "一.docx", a_document())
    put(clerk, made, "二.xlsx", a_workbook(), base=2)

    do(clerk, made, f"up-{key(made, '二.xlsx')}")
    assert names(made) == ["二.xlsx", "一.docx"]
    assert "已经是第一个" in words(do(clerk, made, f"up-{key(made, '二.xlsx')}"), 409)
    do(clerk, made, f"name-{key(made, '二.xlsx')}", name="补贴名单")
    assert names(made) == ["补贴名单.xlsx", "一.docx"]
    do(clerk, made, f"out-{key(made, '一.docx')}")

    assert names(made) == ["补贴名单.xlsx"]
    assert "不在了" in words(do(clerk, made, "out-99999"), 409)
    assert "没有这一步" in words(do(clerk, made, "fly-1"), 409)


def test_the_same_file_twice_and_an_old_page_are_told(made, room, at_desk, words):
    clerk = at_desk(room.drafter)
    put(clerk, made, "一.docx", a_document())
    size = Attachment.objects.count()

    assert "已经附上了" in words(put(clerk, made, "一.docx", a_document(), base=2))
    assert "您的还没有存" in words(put(clerk, made, "二.xlsx", a_workbook(), base=1))
    assert (names(made), Attachment.objects.count()) == (["一.docx"], size)


def test_after_the_draft_is_sent_no_file_changes(made, room, at_desk, words):
    clerk = at_desk(room.drafter)
    put(clerk, made, "一.docx", a_document())
    forward(anew(made), room, S.FIRST)

    assert "不能改附件" in words(clerk.get(at("files", made)))
    assert "只有拟稿时能改" in words(put(clerk, made, "二.xlsx", a_workbook(), base=2))
    assert do(clerk, made, f"out-{key(made, '一.docx')}").status_code == 409


def test_another_offices_clerk_opens_no_file_and_encloses_none(made, room, at_desk, words):
    put(at_desk(room.drafter), made, "一.docx", a_document())
    one, stranger = key(made, "一.docx"), at_desk(room.stranger)

    assert stranger.get(at("file", made, one)).status_code == 404
    assert put(stranger, made, "二.docx", a_document(), base=2).status_code == 404
    # Nor does a text of another office enclose it by its key.
    theirs = drafting.open_article(room.town, by=room.stranger)
    mine = anew(made).revision.content.files
    with pytest.raises(Exception, match="不是本单位的文件"):
        drafting.save_revision(theirs, replace(content(room), columns=(), files=mine),
                               by=room.stranger, base=0)  # fmt: skip


def test_staff_open_a_file_as_it_was_sent(made, room, at_desk):
    sent = a_document()
    put(at_desk(room.drafter), made, "公示名单.docx", sent)

    answer = at_desk(room.first).get(at("file", made, key(made, "公示名单.docx")))

    assert b"".join(answer.streaming_content) == sent
    assert "attachment" in answer["Content-Disposition"]
    assert at_desk(room.first).get(at("file", made, 99999)).status_code == 404


def test_a_picture_with_words_goes_into_the_text_and_cannot_be_left_without(
    made, room, at_desk, words
):
    clerk = at_desk(room.drafter)
    put(clerk, made, "服务点.jpg", a_photo(), alt="县政务大厅正门")
    one = key(made, "服务点.jpg")

    now = anew(made)
    assert f'<img src="image:{one}" alt="县政务大厅正门">' in now.revision.body
    assert at("file", made, one) in clerk.get(at("manuscript", made)).content.decode()
    assert "先从正文里去掉" in words(do(clerk, made, f"out-{one}"), 409)
    bare = replace(now.revision.content, body=now.revision.body.replace("县政务大厅正门", ""))
    drafting.save_revision(now, bare, by=room.drafter, base=2)
    assert "正文里图片的替代文字" in anew(made).missing
    lost = replace(bare, body=f'{bare.body}<figure><img src="image:9" alt="无"></figure>')
    with pytest.raises(Exception, match="没上传的图片"):
        drafting.save_revision(anew(made), lost, by=room.drafter, base=3)


def test_the_text_of_an_attachment_is_found_and_gone_with_the_article(made, room):
    enclosing.enclose(made, "名单.docx", a_document(), by=room.drafter, base=1)

    done = forward(anew(made), room)

    assert "关于发放补贴的公示" in Document.objects.get(key=done.article.code).text
