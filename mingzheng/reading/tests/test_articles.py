"""One article: its record, its text, what belongs to it, how it came out, what became of it."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.notifications import actions as notifications
from mingzheng.prose import actions as prose
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.actions.withdrawing import repeal, withdraw
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import a_manuscript, anew, content, forward
from mingzheng.reading.tests.factories import a_policy, explained, published
from mingzheng.texts.rules.content import Enclosure, Tie

pytestmark = pytest.mark.django_db


def url(article: Article, name: str = "article", **more) -> str:
    return reverse(f"reading:{name}", kwargs={"code": article.code, **more})


def corrected(
    room,
    article: Article,
    body: str = "<p>七月起，全县开放十二个便民服务点。</p>",
    closes: str = "",
):
    """The article with a correction released."""
    made = drafting.open_change(
        article,
        Purpose.CORRECTION,
        by=room.drafter,
        public_note="月份写错了，应为七月。",
        closes_earlier=closes,
    )
    said = content(room, article.title, body=body)
    drafting.save_revision(anew(made), said, by=room.drafter, base=made.revision.number)
    return forward(anew(made), room, S.PUBLISHED)


@pytest.mark.proves("国办公开办函〔2019〕61号")
def test_a_document_shows_the_whole_record_of_the_rule(client, room, words):
    """国办公开办函〔2019〕61号: the record header of the platform."""
    one = a_policy(room)

    said = words(client.get(url(one)))

    for word in (
        *("索引号", one.index_number, "主题分类", "民政、扶贫、救灾", "发布机构", "云溪县民政局"),
        *("体裁分类", "通知", "发文字号", "云政规〔2026〕2号", "成文日期", "2026-06-01"),
        *("发布日期", "有效性", "有效", "公开方式", "主动公开", "编辑：林书瑶", "签发：顾明远"),
    ):
        assert word in said, word


@pytest.mark.proves("国办发〔2017〕47号")
def test_the_statutory_tags_of_a_content_page_are_there(client, room):
    """国办发〔2017〕47号: ArticleTitle, PubDate, ContentSource and the column's tags."""
    one = published(room)

    html = client.get(url(one)).content.decode()

    tags = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', html))
    assert tags["ArticleTitle"] == one.title
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", tags["PubDate"])
    assert tags["ContentSource"] == "云溪县民政局"
    assert tags["ColumnName"] == "通知公告"
    assert {"SiteName", "SiteDomain", "SiteIDCode", "ColumnType", "Author", "Url"} <= set(tags)


def test_the_text_is_shown_as_approved_and_nothing_else_runs(client, room):
    one = published(
        room, content(room, body="<p>正文<script>alert(1)</script></p><h2>一、总则</h2>")
    )

    html = client.get(url(one)).content.decode()

    assert "<p>正文</p>" in html
    assert "一、总则</h2>" in html
    assert "alert(1)" not in html


def test_programs_read_the_same_facts(client, room):
    one = a_policy(room, "云溪县</script>办法")

    html = client.get(url(one)).content.decode()

    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert data["@graph"][0]["@type"] == "Legislation"
    assert data["@graph"][0]["name"] == "云溪县</script>办法"


def test_a_policy_and_what_explains_it_lead_to_each_other(client, room, words):
    policy = a_policy(room)
    other = explained(room, policy)

    assert other.title in words(client.get(url(policy)))
    assert "图解" in words(client.get(url(policy)))
    said = words(client.get(url(other)))
    assert "解读的文件" in said
    assert policy.title in said


def test_nothing_leads_to_what_was_withdrawn(client, room, words):
    policy = a_policy(room)
    other = explained(room, policy)

    withdraw(other, by=room.signer, reason="图里数字有误")

    assert other.title not in words(client.get(url(policy)))


def test_a_withdrawn_article_is_gone_and_says_when_and_why(client, room, words):
    one = published(room)
    withdraw(one, by=room.signer, reason="内容有误，核实后重新发布")

    pages = [url(one), url(one, "course"), url(one, "compared", old=1, new=2)]
    for page in pages:
        said = words(client.get(page), status=410)
        assert "内容有误，核实后重新发布" in said
        assert "十二个便民服务点" not in said


@pytest.mark.parametrize("at", [S.DRAFT, S.FIRST, S.SIGNING])
def test_what_is_not_public_yet_is_nowhere(client, room, at):
    one = a_manuscript(room, at=at).article

    for name in ("article", "course", "qr"):
        assert client.get(url(one, name)).status_code == 404
    assert client.get(url(one, "compared", old=1, new=2)).status_code == 404


def test_a_correction_is_said_on_top_and_leads_to_the_comparison(client, room, words):
    one = published(room)
    corrected(room, one)

    said = words(client.get(url(one)))
    course = words(client.get(url(one, "course")))
    answer = client.get(url(one, "compared", old=1, new=3))

    assert "更正" in said
    assert "月份写错了，应为七月。" in said
    assert "现在的对照" in course
    assert "<del>六</del>" in answer.content.decode()
    assert "<ins>七</ins>" in answer.content.decode()


def changed(room, one, **said):
    """A correction that leaves the body as it is and says other things in the record."""
    made = drafting.open_change(one, Purpose.CORRECTION, by=room.drafter, public_note="更正")
    text = replace(made.revision.content, **said)
    drafting.save_revision(made, text, by=room.drafter, base=made.revision.number)
    forward(anew(made), room, S.PUBLISHED)
    return url(one, "compared", old=1, new=anew(made).revision.number)


def test_what_changed_beside_the_body_is_compared_too(client, room, words):
    one = a_policy(room)
    hidden = a_manuscript(room, said=content(room, "还没公开的解读")).article
    files = tuple(
        Enclosure(kept.name, kept.pk, kept.content.content_hash)
        for kept in (
            prose.store(f"{n}.txt", n.encode(), by=room.drafter, organisation=room.office)
            for n in ("申请表", "名单")
        )
    )
    ties = (Tie("cites", hidden.code), Tie("cites", title="省里的办法"))

    said = words(
        client.get(
            changed(
                room, one, document_number="云民发〔2026〕99号", dated_on=date(2026, 4, 7),
                formed_on=date(2026, 4, 3), files=files, ties=ties,
            )
        )
    )  # fmt: skip

    for word in ("发文字号", "99", "成文日期", "附件", "申请表.txt；名单.txt", "省里的办法"):
        assert word in said
    assert "4 项不同" in said
    for inside in ("形成日期", "还没公开的解读", "公开属性", "都一样"):
        assert inside not in said


def test_a_file_of_the_same_name_with_other_bytes_is_a_difference(client, room, words):
    kept = [
        prose.store("名单.txt", data, by=room.drafter, organisation=room.office)
        for data in (b"1", b"2")
    ]
    old, new = (Enclosure(one.name, one.pk, one.content.content_hash) for one in kept)
    one = published(room, replace(content(room, "公示"), files=(old,)))

    said = words(client.get(changed(room, one, files=(new,))))

    assert "附件" in said
    assert "名单.txt （文件换过）" in said


def test_two_versions_that_say_the_same_are_called_the_same(client, room, words):
    one = published(room)

    assert "记录项、附件和正文都一样" in words(client.get(changed(room, one)))


def test_only_texts_that_were_public_are_compared(client, room):
    one = published(room)
    corrected(room, one)

    assert client.get(url(one, "compared", old=1, new=2)).status_code == 404  # a draft in between
    assert client.get(url(one, "compared", old=3, new=1)).status_code == 404


def test_a_correction_may_close_the_earlier_text(client, room, words):
    one = published(room, content(room, "关于给予张三救助的公告"))
    made = drafting.open_change(
        one, Purpose.CORRECTION, by=room.drafter, public_note="更正", closes_earlier="有个人信息"
    )
    said = content(room, "关于给予救助的公告", body="<p>改好的正文</p>")
    drafting.save_revision(made, said, by=room.drafter, base=made.revision.number)
    forward(anew(made), room, S.PUBLISHED)

    course, page = words(client.get(url(one, "course"))), words(client.get(url(one)))

    assert "以前的文字不再公开：有个人信息" in course
    assert "以前的文字不再公开：有个人信息" in page
    assert "现在的对照" not in course
    assert client.get(url(one, "compared", old=1, new=3)).status_code == 404
    feed = client.get(reverse("reading:published_feed", args=["atom"])).content.decode()
    search = words(client.get("/search/?q=张三救助"))
    app = client.get(reverse("carried:changes")).content.decode()
    for said in (course, page, feed, app):
        assert "张三" not in said
    assert "关于给予张三救助的公告" not in search


def test_a_stub_shows_the_title_that_the_signer_gave_it(client, room, words):
    one = published(room, content(room, "关于给予张三救助的公告"))
    notifications.announce(timezone.now())
    withdraw(one, by=room.signer, reason="有个人信息", title="一条救助公告")
    notifications.announce(timezone.now())

    for name in ("article", "course"):
        said = words(client.get(url(one, name)), status=410)
        assert "一条救助公告" in said
        assert "张三" not in said
    app = client.get(reverse("carried:changes")).content.decode()
    assert "张三" not in app
    assert "一条救助公告" in app


@pytest.mark.proves("《政府信息公开条例》第十六条")
def test_the_course_names_steps_and_days_but_no_opinions(client, room, words):
    """《政府信息公开条例》第十六条: what was discussed inside stays inside."""
    one = published(room)

    said = words(client.get(url(one, "course")))

    for word in ("送审", "初审", "复审", "保密审查", "签发", "发布"):
        assert word in said
    assert "何静川" not in said
    assert "同意发布" not in said


def test_a_repealed_document_says_so_on_top(client, room, words):
    one, other = a_policy(room), a_policy(room, "云溪县临时救助新办法")
    repeal(one, by=room.signer, on=other.released_at.date(), document=other)

    said = words(client.get(url(one)))

    assert "废止" in said
    assert "由 云溪县临时救助新办法 废止" in said


def test_an_article_has_a_qr_code(client, room):
    answer = client.get(url(published(room), "qr"))

    assert answer["Content-Type"] == "image/svg+xml"


def test_an_article_asks_few_queries(client, room, django_assert_max_num_queries):
    policy = a_policy(room)
    explained(room, policy)

    for name in ("article", "course"):
        with django_assert_max_num_queries(8):
            client.get(url(policy, name))


def test_what_comes_out_again_has_its_new_day_and_no_note_from_before(client, frozen, room):
    one = published(room)
    corrected(room, one)
    first = Article.objects.get(pk=one.pk).released_at
    frozen.shift(timedelta(days=3))
    withdraw(Article.objects.get(pk=one.pk), by=room.signer, reason="全错了")
    frozen.shift(timedelta(days=3))
    again = drafting.open_change(Article.objects.get(pk=one.pk), Purpose.NEW, by=room.drafter)
    forward(again, room)

    now = Article.objects.get(pk=one.pk)
    page = client.get(now.get_absolute_url()).content.decode()

    assert (now.released_at - first).days == 6
    assert now.placements.get().released_at == now.released_at
    assert f'name="PubDate" content="{timezone.localtime(now.released_at):%Y-%m-%d}' in page
    assert timezone.localtime(now.released_at).isoformat() in page
    assert f"{timezone.localtime(first):%Y-%m-%d}" not in page
    assert "月份写错了" not in page
    course = client.get(f"{now.get_absolute_url()}course/").content.decode()
    assert f"{timezone.localtime(first):%Y-%m-%d}" in course
