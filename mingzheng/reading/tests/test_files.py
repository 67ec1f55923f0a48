"""Attachments are listed with kind and size, opened while public, and gone with the article."""

import re

import pytest
from django.urls import reverse

from mingzheng.checklists.models import AllowedHost
from mingzheng.files.tests.workshop import a_pdf, a_photo
from mingzheng.prose import actions as prose
from mingzheng.prose.tests.workshop import a_document, a_video, a_workbook, an_ofd
from mingzheng.publishing.actions.findable import parts
from mingzheng.publishing.actions.withdrawing import withdraw
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import (
    a_change,
    a_column,
    a_manuscript,
    an_article,
    an_article_let_pass,
    article_of,
    content,
    policy,
)
from mingzheng.reading.tests.factories import a_policy, published
from mingzheng.search.queries.finding import Wanted, find
from mingzheng.texts.rules.content import Enclosure, Tie, missing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def kept(room, name: str, data: bytes) -> Enclosure:
    one = prose.store(name, data, by=room.drafter, organisation=room.office)
    return Enclosure(one.name, one.pk, one.content.content_hash)


def a_photo_of(room) -> Enclosure:
    return kept(room, "大厅.jpg", a_photo())


def url(article: Article, one: Enclosure) -> str:
    return reverse("reading:file", args=[article.code, one.attachment])


def found(words: str) -> list[str]:
    return [one.key for one in find(Wanted(words)).documents]


def test_files_are_listed_with_kind_and_size_and_opened(client, room, words):
    file = kept(room, "公示名单.docx", a_document())
    article = an_article(room, content(room, files=(file, Enclosure("旧附件.doc"))))

    said = words(client.get(article.get_absolute_url()))
    answer = client.get(url(article, file))

    assert "Word 文档 公示名单.docx" in said
    assert " KB" in said
    assert "旧附件.doc" in said  # what is only a name is no link
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_a_picture_of_the_text_is_shown_and_not_listed(client, room):
    photo = a_photo_of(room)
    body = f'<p>正文</p>\n<figure><img src="image:{photo.attachment}" alt="大厅"></figure>'
    article = an_article(room, content(room, body=body, files=(photo,)))

    page = client.get(article.get_absolute_url()).content.decode()

    assert f'<img src="{url(article, photo)}" alt="大厅">' in page
    assert 'id="files"' not in page
    assert client.get(url(article, photo))["Content-Type"] == "image/jpeg"


def test_a_picture_of_another_site_that_was_let_pass_is_a_link(client, room):
    """No reader's browser asks a stranger: 国办秘函〔2019〕19号."""
    body = '<p>全县植树。</p><img src="http://evil.example/a.png" alt="植树">'
    article = an_article_let_pass(room, content(room, body=body))

    page = client.get(article.get_absolute_url()).content.decode()

    assert '<a href="http://evil.example/a.png">图片：植树</a>' in page
    assert '<img src="http' not in page


def test_a_video_is_played_by_the_browser_itself_and_told_in_words(client, room, words):
    """WCAG 2.2, 1.2: the text is the whole of it; its size is said before anybody loads it."""
    film = kept(room, "讲解.mp4", a_video(film=bytes(3000)))
    said = content(room, "视频解读", kind="interpretation", form="video", files=(film,))
    article = an_article(room, content(room, files=(film,)))
    assert missing(said) == []

    answer = client.get(article.get_absolute_url())
    part = client.get(url(article, film), headers={"range": "bytes=0-7"})

    html = answer.content.decode()
    assert re.search(rf'<video [^>]*controls[^>]* src="{url(article, film)}"></video>', html)
    assert "讲解.mp4，3 KB。视频里的内容，下面有文字" in words(answer)
    assert "MP4 视频 讲解.mp4" in words(answer)  # to take away
    assert (part.status_code, part["Content-Type"]) == (206, "video/mp4")
    assert b"".join(part.streaming_content)[4:] == b"ftyp"
    assert "media-src" not in answer["Content-Security-Policy"]  # our own files alone may play


def test_a_video_elsewhere_is_a_link_and_no_strange_player(client, room):
    address = "https://v.yunxi.example/play/1"
    AllowedHost.objects.create(host="v.yunxi.example", name="县视频平台")
    policy = a_policy(room)
    article = published(
        room,
        content(
            room,
            "办法的视频解读",
            kind="interpretation",
            form="video",
            video_url=address,
            ties=(Tie("interprets", policy.code),),
            columns=(a_column(room.office, "interpretations").pk,),
        ),
    )

    html = client.get(article.get_absolute_url()).content.decode()

    assert f'<a href="{address}" rel="noopener noreferrer">' in html
    assert "<iframe" not in html
    assert "<video" not in html


def test_a_document_as_it_was_issued_is_reached_from_the_top(client, room):
    """On a phone nobody scrolls past the whole text to learn that there is a file with the seal."""
    bound = (kept(room, "办法.pdf", a_pdf("text")), kept(room, "办法.ofd", an_ofd(["办法"])))
    form = kept(room, "申请表.docx", a_document())
    article = an_article(room, policy(room, files=(form, *bound)))

    page = client.get(article.get_absolute_url()).content.decode()

    top = page.split('id="main"')[1].split('class="doc-head"')[0]
    below = page.split('id="files"')[1]
    assert [url(article, one) in top for one in (form, *bound)] == [False, True, True]
    assert all(url(article, one) in below for one in (form, *bound))
    notice = an_article(room, content(room, files=(kept(room, "附图.pdf", a_pdf("text")),)))
    assert "版式文件" not in client.get(notice.get_absolute_url()).content.decode()


def test_a_draft_and_another_article_give_no_file(client, room):
    file = kept(room, "名单.docx", a_document())
    draft = a_manuscript(room, at=S.SIGNING, said=content(room, files=(file,)))
    other = an_article(room)

    assert client.get(url(draft.article, file)).status_code == 404
    assert client.get(url(other, file)).status_code == 404


def test_a_file_that_was_taken_out_by_a_correction_is_gone(client, room):
    file = kept(room, "名单.docx", a_document())
    article = an_article(room, content(room, files=(file,)))
    assert client.get(url(article, file)).status_code == 200

    a_change(article, room, files=())

    assert client.get(url(article, file)).status_code == 404


def test_what_is_withdrawn_is_gone_with_its_files_and_from_the_search(client, room):
    file = kept(room, "名单.docx", a_document())
    article = an_article(room, content(room, files=(file,)))
    assert [draft.key for part in parts() for draft in part.load()] == [article.code]
    assert article.code in found("发放补贴")

    withdraw(article, by=room.signer, reason="名单有误")

    assert client.get(url(article, file)).status_code == 410
    assert found("发放补贴") == []


def test_a_page_with_files_asks_no_more_than_others(client, room, django_assert_max_num_queries):
    files = (kept(room, "一.docx", a_document()),)
    article = article_of(a_manuscript(room, at=S.PUBLISHED, said=content(room, files=files)))
    client.get(article.get_absolute_url())

    with django_assert_max_num_queries(8):
        client.get(article.get_absolute_url())
    with django_assert_max_num_queries(4):
        client.get(url(article, files[0]))


def test_a_workbook_with_hidden_numbers_never_gets_here(room):
    """The guard stands before the public page: a text with such a file is not sent."""
    file = kept(room, "名单.xlsx", a_workbook())

    with pytest.raises(Exception, match="必须改的问题"):
        an_article(room, content(room, files=(file,)))
