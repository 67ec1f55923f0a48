"""Whatever the public will read of an article is checked, wherever it stands."""

from dataclasses import fields, replace
from datetime import date

import pytest

from mingzheng.core.access import Blocked
from mingzheng.files.tests.workshop import a_pdf
from mingzheng.prose import actions as prose
from mingzheng.prose.tests.workshop import a_workbook, packed_as
from mingzheng.publishing.actions import checking, drafting, reviewing, withdrawing
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import Purpose, Visibility
from mingzheng.publishing.tests.factories import (
    a_change,
    a_manuscript,
    an_article,
    anew,
    content,
    policy,
)
from mingzheng.texts.rules.content import Content, Enclosure, Tie
from mingzheng.texts.states import ArticleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
ID = "430702199003071237"  # well-formed, of nobody
# What of a content, a tie, an enclosure is no text: choices, codes and keys.
CHOSEN = {"kind", "genre", "disclosure", "form", "relation", "article", "content_hash"}
WHERE = {"title": "标题", "summary": "内容概述", "body": "正文第 1 段"} | checking.LINES


def red(manuscript) -> list[tuple[str, str]]:
    found = checking.findings_of(manuscript, manuscript.revision)
    return [(one.where, one.code) for one in found if one.level == "red"]


def texts(of: type) -> list[str]:
    return [one.name for one in fields(of) if one.type == "str" or one.type is str]


@pytest.mark.parametrize("name", sorted({*texts(Content)} - CHOSEN - {"video_url"}))
def test_a_number_in_any_text_holds_the_article_back(room, name):
    """《个人信息保护法》第二十五条. A new text of an article that nothing checks fails here."""
    said = f"<p>{ID}</p>" if name == "body" else ID
    made = a_manuscript(room, said=content(room, **{name: said}))

    assert (WHERE[name], "id_card") in red(made)
    with pytest.raises(Blocked, match="必须改的问题"):
        reviewing.submit(made, by=room.drafter)


@pytest.mark.parametrize(
    ("of", "name"),
    [(of, name) for of in (Tie, Enclosure) for name in texts(of) if name not in CHOSEN],
)
def test_a_number_in_what_is_tied_or_enclosed_is_found_too(of, name):
    said = {"relation": "basis"} if of is Tie else {"name": "a.pdf"}
    whole = Content(**{"ties" if of is Tie else "files": (of(**(said | {name: ID})),)})

    found = [piece.text for piece in (*checking.texts_of(whole), *checking.addresses_of(whole))]

    assert ID in found


def test_files_are_checked_by_their_names_and_all_that_is_packed_in_them(room):
    data = packed_as({f"{ID}/a.xlsx": a_workbook(), "b.doc": b"\xd0\xcf\x11\xe0" + bytes(600)})
    kept = prose.store(f"{ID}.zip", data, by=room.drafter, organisation=room.office)
    files = (Enclosure(kept.name, kept.pk, kept.content.content_hash), Enclosure(f"{ID}.pdf"))

    found = red(a_manuscript(room, said=content(room, files=files)))

    assert {
        ("附件 1 的名称", "id_card"),
        ("附件 2 的名称", "id_card"),
        (f"附件 1 {ID}.zip 压缩包里的文件名", "id_card"),
        (f"附件 1 {ID}.zip", "unread"),
    } <= set(found)
    assert "hidden_content" in {code for _, code in found}


def test_addresses_of_ties_and_videos_lead_where_the_office_may_link(room):
    ties = (Tie("basis", title="办法", url="https://strange.example.org/1"),)
    said = {"kind": ArticleKind.INTERPRETATION.value, "form": "video", "ties": ties}
    said["video_url"] = "https://video.example.org/1.mp4"

    found = red(a_manuscript(room, said=content(room, **said)))

    assert ("视频网址", "strange_host") in found
    assert ("关联 1 的网址", "strange_host") in found


def test_a_note_of_correction_holds_no_number(room):
    article = an_article(room)
    for said in ({"public_note": f"删去了{ID}"}, {"public_note": "改", "closes_earlier": ID}):
        with pytest.raises(Blocked, match="：写着完整的身份证号"):
            drafting.open_change(article, Purpose.CORRECTION, by=room.drafter, **said)
    made = a_change(article, room, at="draft", body="<p>十三个。</p>")

    with pytest.raises(Blocked, match="更正说明："):
        drafting.set_note(made, f"删去了{ID}", by=room.drafter)

    assert ID not in anew(made).public_note
    assert Manuscript.objects.filter(article=article).count() == 2


def test_a_note_that_is_red_by_now_is_found_with_the_text(room):
    made = a_change(an_article(room), room, at="draft", body="<p>十三个。</p>")
    made.public_note = f"删去了{ID}"

    assert red(made) == [("更正说明", "id_card")]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": f"公布了{ID}"}, "撤回理由："),
        ({"reason": "见 https://bet365.example/"}, "撤回理由链接“.*通到没有登记的网站"),
        ({"reason": "有误", "title": ID}, "撤回后公开的标题："),
    ],
)
def test_a_withdrawal_says_no_number_and_leads_nowhere_strange(room, said, words):
    article = an_article(room)

    with pytest.raises(Blocked, match=words):
        withdrawing.withdraw(article, by=room.signer, **said)

    assert Article.objects.get(pk=article.pk).visibility == Visibility.PUBLIC


def test_the_title_of_what_repeals_is_checked(room):
    article = an_article(room, policy(room))

    with pytest.raises(Blocked, match="废止依据："):
        withdrawing.repeal(article, by=room.signer, on=date(2026, 6, 1), title=f"办法{ID}")

    assert Article.objects.get(pk=article.pk).repealed_on is None


def test_what_the_search_finds_of_a_file_is_what_its_readers_see(room):
    kept = prose.store("a.xlsx", a_workbook(), by=room.drafter, organisation=room.office)
    plain = prose.store("b.pdf", a_pdf("A notice"), by=room.drafter, organisation=room.office)
    files = tuple(Enclosure(one.name, one.pk) for one in (kept, plain))
    made = a_manuscript(room, said=content(room, files=files))

    sheet, pdf = (one.words for one in made.revision.files.all())

    assert "张某\t100" in sheet
    assert "王某" not in sheet
    assert "13800000000" not in sheet
    assert pdf == "b.pdf\nA notice"


@pytest.mark.parametrize("src", ["http://evil.example/a.png", "//evil.example/a.png"])
def test_a_picture_of_another_site_holds_the_article_back(room, src):
    """国办秘函〔2019〕19号: a broken picture, and a stranger who learns who reads."""
    body = f'<p>全县植树。</p><img src="{src}" alt="植树">'
    made = a_manuscript(room, said=content(room, body=body))

    assert ("正文图 1", "outside_picture") in red(made)
    with pytest.raises(Blocked, match="必须改的问题"):
        reviewing.submit(made, by=room.drafter)


def before(manuscript) -> list[str]:
    found = checking.findings_of(manuscript, manuscript.revision)
    return [one.message for one in found if one.code == "published_before"]


def test_a_number_that_is_public_already_is_asked_about(room):
    first = an_article(room, policy(room, "云溪县救助办法"), reason="解读随后发布")
    again = a_manuscript(room, said=policy(room, "云溪县救助办法（全文）"))
    (told,) = before(again)

    assert "发文字号相同的信息：《云溪县救助办法》" in told
    assert first.get_absolute_url() in told
    other = a_manuscript(room, said=policy(room, "另一个办法", document_number="云政规〔2026〕9号"))
    assert before(other) == []


def test_the_same_title_and_text_is_asked_about(room):
    article = an_article(room, said := content(room))
    (told,) = before(a_manuscript(room, said=said))

    assert "标题和正文都相同" in told
    assert before(a_manuscript(room, said=replace(said, body="<p>另一件事。</p>"))) == []
    withdrawing.withdraw(article, by=room.signer, reason="重复发布，已经合并")
    assert before(a_manuscript(room, said=said)) == []


def test_a_correction_is_not_asked_about_the_article_it_corrects(room):
    article = an_article(room, policy(room, "云溪县救助办法"), reason="解读随后发布")

    assert before(a_change(article, room, at="draft")) == []
