"""The pages of the newsroom: the way of a manuscript through them, who sees what, their cost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from mingzheng.columns.models import Column
from mingzheng.core import trace
from mingzheng.newsroom.queries import last_passed, linkable, revisions_of
from mingzheng.publishing.actions import drafting, reviewing, settings
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Visibility
from mingzheng.publishing.tests.factories import (
    a_column,
    a_manuscript,
    an_article,
    anew,
    article_of,
    content,
    policy,
)
from mingzheng.texts.rules.content import PLAIN_COLUMNS, Tie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 10  # design §6


def at(name: str, manuscript, *args) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk, *args])


def of(name: str, article) -> str:
    return reverse(f"newsroom:{name}", args=[article.code])


def typed(said, base: int = 0) -> dict:
    """What the browser sends for this content."""
    row = {name: getattr(said, name) or "" for name in PLAIN_COLUMNS}
    home, *more = said.columns or ("",)
    return row | {"base": base, "home": home, "more": more, "items": list(said.items)}


def test_what_cleaning_took_out_is_said_on_the_page_of_the_manuscript(room, at_desk, words):
    made = a_manuscript(room)
    body = "<p>各乡镇：</p><script>go()</script><a href='javascript:go()'>附件</a><img src='file:///C:/1.png'>"

    sent = typed(content(room, body=body), base=1)
    saved = words(at_desk(room.drafter).post(at("edit", made), sent, follow=True))

    assert "已存第 2 稿" in saved
    assert "清理正文时：" in saved
    for said in ("1 处网页里的程序", "1 个打不开或不安全的链接地址", "1 张图片在原来的电脑上"):
        assert said in saved
    plain = typed(content(room, body="<p>各乡镇：请办理。</p>"), base=2)
    assert "清理正文时" not in words(
        at_desk(room.drafter).post(at("edit", made), plain, follow=True)
    )


def test_a_text_goes_through_the_desk_from_the_first_word_to_the_public(room, at_desk, words):
    clerk = at_desk(room.drafter)
    said = {"office": room.office.code, "kind": "notice"}
    assert "写稿" in words(clerk.post(reverse("newsroom:open"), said, follow=True))
    made = Manuscript.objects.get()

    saved = words(clerk.post(at("edit", made), typed(content(room)), follow=True))
    assert "已存第 1 稿" in saved
    assert "送审，已办" in words(clerk.post(at("step", made, "submit"), follow=True))
    for person, step in ((room.first, "pass_first"), (room.second, "pass_second"),
                         (room.secrecy, "pass_secrecy"), (room.signer, "sign")):  # fmt: skip
        sent = {"revision": 1, "note": "同意"}
        assert "已办" in words(at_desk(person).post(at("step", made, step), sent, follow=True))

    article = article_of(made)
    assert article.is_public
    shown = words(clerk.get(of("article", article)))
    assert "索引号" in shown
    assert "公众看到的过程 送审 2026-06-15 10:00，拟稿人" in shown


def test_what_is_missing_is_said_before_it_is_sent(room, at_desk, words):
    made = drafting.open_article(room.office, by=room.drafter)
    drafting.save_revision(made, content(room, columns=()), by=room.drafter, base=0)

    page = words(at_desk(room.drafter).get(at("manuscript", made)))

    assert "送审以前还要补上：栏目" in page
    assert "送审 还缺栏目" in page


def test_two_writers_see_both_texts_and_lose_none(room, at_desk, words):
    made = a_manuscript(room)
    said = content(room, "同事改的标题", body="<p>六月起，全县开放十五个便民服务点。</p>")
    drafting.save_revision(made, said, by=room.colleague, base=1)
    mine = content(room, "我改的标题", body="<p>六月起，全县开放十三个便民服务点。</p>")

    answer = at_desk(room.drafter).post(at("edit", made), typed(mine, base=1))

    page = words(answer, 409)
    assert "周映雪在 06-15 10:00 存了第 2 稿，您的还没有存" in page
    assert "全县开放十三个便民服务点" in answer.content.decode()
    assert 'name="base" value="2"' in answer.content.decode()
    merged = at_desk(room.drafter).post(at("edit", made), typed(mine, base=2), follow=True)
    assert "已存第 3 稿" in words(merged)


def test_saving_twice_by_a_double_click_makes_one_revision(room, at_desk, words):
    made = a_manuscript(room)
    clerk, said = at_desk(room.drafter), typed(content(room, "改过的标题"), base=1)

    clerk.post(at("edit", made), said)

    assert "和上一稿一样" in words(clerk.post(at("edit", made), said, follow=True))
    assert made.revisions.count() == 2


def test_what_cannot_be_right_is_said_at_the_form_and_nothing_is_lost(room, at_desk, words):
    made = a_manuscript(room)
    said = typed(policy(room, "还没有印发的办法", dated_on="2026-07-01"), base=1)

    answer = at_desk(room.drafter).post(at("edit", made), said)

    assert "成文日期 2026-07-01 还没有到" in words(answer)
    assert "还没有印发的办法" in answer.content.decode()


def test_a_reviewer_compares_with_what_was_sent_back(room, at_desk, words):
    made = a_manuscript(room, at=S.FIRST)
    note = {"note": "服务点数目不对", "revision": 1}
    at_desk(room.first).post(at("step", made, "back_first"), note)
    new = content(room, body="<p>六月起，全县开放十三个便民服务点。</p>")
    drafting.save_revision(anew(made), new, by=room.drafter, base=1)

    answer = at_desk(room.first).get(at("compare", made))

    assert "第 1 稿 第 2 稿" in words(answer)
    assert "<del>二</del>" in answer.content.decode()
    assert "<ins>三</ins>" in answer.content.decode()


def test_a_step_seen_on_an_old_page_is_refused(room, at_desk, words):
    made = a_manuscript(room, at=S.SECOND)

    answer = at_desk(room.second).post(at("step", made, "pass_second"), {"revision": 7})

    assert "您看的是第 7 稿，现在送审的是第 1 稿" in words(answer, 409)
    assert "404" in str(at_desk(room.second).get(at("step", made, "publish")).status_code)
    assert at_desk(room.second).get(at("step", made, "fly")).status_code == 404


def test_the_signer_is_told_of_the_missing_interpretation_and_gives_a_reason(room, at_desk, words):
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    signer = at_desk(room.signer)

    refused = words(signer.post(at("step", made, "sign"), {"revision": 1}), 409)
    assert "还没有关联解读" in refused
    said = {"revision": 1, "reason": "上级已有解读"}
    assert "已办" in words(signer.post(at("step", made, "sign"), said, follow=True))
    assert anew(made).state == S.PUBLISHED


def test_what_is_signed_waits_for_its_moment_and_is_timed_anew(room, at_desk, words):
    made = a_manuscript(room, at=S.SIGNING)
    signer = at_desk(room.signer)
    sent = {"revision": 1, "publish_at": "2026-06-16T09:00"}

    words(signer.post(at("step", made, "sign"), sent, follow=True))
    page = words(signer.get(at("manuscript", made)))
    assert "定在 2026-06-16 09:00" in page
    later = {"publish_at": "2026-06-17T09:00"}
    assert "发布时间已改" in words(signer.post(at("schedule", made), later, follow=True))
    assert "没有看懂" in words(signer.post(at("schedule", made), {"publish_at": "x"}, follow=True))
    assert "已发布" in words(signer.post(at("schedule", made), {"publish_at": ""}, follow=True))


def test_a_correction_says_on_its_page_what_was_wrong(room, at_desk, words):
    article = an_article(room)
    clerk = at_desk(room.drafter)
    asked = words(clerk.post(of("change", article), {"purpose": "correction", "public_note": ""}))
    assert "没有办成" in asked
    sent = {"purpose": "correction", "public_note": "服务点个数写错了。"}

    assert "已起草" in words(clerk.post(of("change", article), sent, follow=True))

    made = Manuscript.objects.get(purpose="correction")
    more = {"public_note": "服务点个数写错了，是十三个。", "closes_earlier": "有个人信息"}
    assert "还没有勾选" in words(clerk.post(at("note", made), more))
    ticked = {"public_note": "错了", "closes": "on"}
    assert "写明以前的文字为什么不再公开" in words(clerk.post(at("note", made), ticked))
    more["closes"] = "on"
    assert "更正说明已存" in words(clerk.post(at("note", made), more, follow=True))
    assert "更正说明 ：服务点个数写错了，是十三个。" in words(clerk.get(at("preview", made)))
    reviewing.submit(anew(made), by=room.drafter)
    for page in (at("manuscript", made), at("step", made, "pass_first")):
        assert "以前的文字不再公开 ，和稿件一起审查" in words(at_desk(room.first).get(page))
    reviewing.pass_review(anew(made), by=room.first)
    assert trace.history(made).last().facts["closes_earlier"] == "有个人信息"


def test_an_article_is_withdrawn_and_comes_back_from_the_desk(room, at_desk, words, frozen):
    article = an_article(room)
    signer = at_desk(room.signer)
    assert "没有办成" in words(signer.post(of("withdraw", article), {"reason": " "}))

    assert article.title in signer.get(of("withdraw", article)).content.decode()
    sent = {"reason": "有个人信息", "title": "一条公告"}
    gone = words(signer.post(of("withdraw", article), sent, follow=True))

    assert "已撤回" in gone
    assert "公开的标题：一条公告" in gone
    assert Article.objects.get().visibility == Visibility.WITHDRAWN
    assert "重新发布" in words(at_desk(room.drafter).get(of("change", article)))
    frozen.shift(timedelta(minutes=1))
    assert "已起草" in words(
        at_desk(room.drafter).post(of("change", article), {"purpose": "new"}, follow=True)
    )


def test_links_are_found_put_and_taken_out(room, at_desk, words):
    article = an_article(room, policy(room))
    made = a_manuscript(room, said=content(room, "办法的解读"))
    clerk = at_desk(room.drafter)

    assert "云溪县临时救助办法（云政规〔2026〕2号）" in words(
        clerk.get(at("links", made) + "?q=救助")
    )
    put = {"relation": "interprets", "article": article.code, "revision": 1}
    assert "解读《云溪县临时救助办法》" in words(clerk.post(at("links", made), put, follow=True))
    assert "写明是哪份文件" in words(clerk.post(at("links", made), {"relation": "cites"}))
    outside = {"relation": "based_on", "title": "《社会救助暂行办法》", "url": "", "revision": 2}
    assert "依据" in words(clerk.post(at("links", made), outside, follow=True))
    shown = clerk.get(at("links", made)).content.decode()
    assert shown.count('name="revision" value="3"') == 3  # two links, one form for another
    clerk.post(at("links", made), {"remove": "0", "revision": 3})
    assert anew(made).revision.content.ties == (Tie("based_on", title="《社会救助暂行办法》"),)
    assert "已经没有了" in words(clerk.post(at("links", made), {"remove": "5"}), 409)


def test_the_second_of_two_who_take_out_a_link_is_told(room, at_desk, words):
    ties = (Tie("cites", title="甲"), Tie("cites", title="乙"))
    made = a_manuscript(room, said=replace(content(room, "解读"), ties=ties))
    clerk, gone = at_desk(room.drafter), {"remove": "0", "revision": 1}

    assert clerk.post(at("links", made), gone).status_code == 302
    told = words(clerk.post(at("links", made), gone), 409)

    assert "第 2 稿" in told
    assert anew(made).revision.content.ties == (Tie("cites", title="乙"),)
    assert "不知道改的是哪一稿" in words(clerk.post(at("links", made), {"remove": "0"}), 409)


def test_columns_are_the_openness_offices_from_laying_to_closing(room, at_desk, words):
    office, code = at_desk(room.openness), room.town.code
    tree = reverse("newsroom:columns", args=[code])
    assert "还没有栏目" in words(office.get(tree))
    laid = words(office.post(reverse("newsroom:lay_columns", args=[code]), follow=True))
    assert "已建立 23 个栏目" in laid
    one = {"name": "便民信息", "slug": "daily", "kind": "news", "position": 5}

    new = reverse("newsroom:new_column", args=[code])
    assert "已新增栏目：便民信息" in words(office.post(new, one, follow=True))
    assert "换一个" in words(office.post(new, one))
    column = Column.objects.get(slug="daily")
    page = reverse("newsroom:column", args=[code, column.pk])
    assert "栏目已改" in words(office.post(page, {**one, "slug": "daily-life"}, follow=True))
    assert "daily 还会转到这里" in words(office.get(page))
    parent = Column.objects.get(organisation=room.town, slug="news")
    move = reverse("newsroom:move_column", args=[code, column.pk])
    office.post(move, {"parent": parent.pk, "position": 1})
    assert Column.objects.get(pk=column.pk).path.startswith(parent.path)
    close = reverse("newsroom:close_column", args=[code, column.pk])
    assert "写明理由" in words(office.post(close), 409)
    assert "已停用" in words(office.post(close, {"note": "并到动态"}, follow=True))
    assert "已重新启用" in words(office.post(close, follow=True))


def test_what_waits_stands_in_the_to_do_list_of_whose_turn_it_is(room, at_desk, words):
    a_manuscript(room, at=S.SECRECY)

    assert "关于开放夏季便民服务点的公告" in words(at_desk(room.secrecy).get("/desk/"))
    assert "关于开放夏季便民服务点的公告" not in words(at_desk(room.signer).get("/desk/"))


def test_another_offices_clerk_sees_nothing_of_a_draft(room, at_desk):
    made = a_manuscript(room)
    article = an_article(room)
    stranger = at_desk(room.stranger)

    for name in ("manuscript", "edit", "preview", "compare", "links", "note"):
        assert stranger.get(at(name, made)).status_code == 404
    assert stranger.get(of("article", article)).status_code == 404
    assert made.subject_title not in stranger.get(reverse("newsroom:manuscripts")).content.decode()


def test_lists_and_case_pages_stay_cheap(room, at_desk, django_assert_max_num_queries):
    settings.set_plan(room.county, 4, by=room.openness)
    made = a_manuscript(room, at=S.SIGNING)
    for n in range(6):
        an_article(room, content(room, f"公告之{n}"))
    clerk = at_desk(room.drafter)

    clerk.get(reverse("newsroom:manuscripts"))  # the first page of a session writes it
    for page in (reverse("newsroom:manuscripts"), reverse("newsroom:articles")):
        with django_assert_max_num_queries(BUDGET):
            assert clerk.get(page).status_code == 200
    for page, most in ((at("manuscript", made), 7), (at("preview", made), 6)):
        with django_assert_max_num_queries(most):
            assert clerk.get(page).status_code == 200


def test_a_column_of_the_county_may_be_written_into_from_below(room):
    notices = a_column(room.county)

    an_article(room, content(room, columns=(a_column(room.office).pk, notices.pk)))

    assert a_column(room.county).articles_total == 1


def test_articles_to_link_with_are_public_or_the_offices_own(room):
    article = an_article(room, policy(room))
    made = a_manuscript(room, said=content(room, "救助办法的解读"))

    assert linkable("救助", apart_from=made.article) == [article]
    assert linkable("〔2026〕2号", apart_from=made.article) == [article]
    assert linkable("救助 解读", apart_from=article) == [made.article]
    assert [one.number for one in revisions_of(article)] == [1]
    assert last_passed(made) is None  # nobody has read anything yet
