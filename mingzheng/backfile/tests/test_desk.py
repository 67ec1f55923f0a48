"""Old articles at the desk: uploaded, reported, confirmed, taken back; old addresses lead on."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzheng.backfile.actions import undo
from mingzheng.backfile.models import ArticleBatch, CarriedArticle, FormerAddress
from mingzheng.backfile.tests.factories import HEAD, ONE, TWO, a_batch, a_zip, taken_in
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import a_column, article_of, forward
from mingzheng.search.models import Document
from tests.pages import seat

DAY = date(2020, 4, 5)
pytestmark = pytest.mark.django_db


def sent(room, data, name="旧站.csv", **more):
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    form = {"file": file, "organisation": room.office.code, "column": "notices"}
    return seat(room.openness).post(reverse("backfile:upload"), form | more, follow=True)


def of(name: str, batch: ArticleBatch) -> str:
    return reverse(f"backfile:{name}", args=[batch.pk])


def test_a_file_is_reported_confirmed_and_taken_back(room):
    desk = seat(room.openness)
    shown = sent(room, HEAD + ONE + TWO + ",2020-1-1,,,没有标题的\n").content.decode()
    batch = ArticleBatch.objects.get()
    assert "可以入库 2 篇" in shown
    assert "没有标题" in shown
    assert "确认入库，公开 2 篇" in shown
    assert not Article.objects.exists()

    done = desk.post(of("apply", batch), follow=True).content.decode()
    assert "2 篇已经公开" in done
    article = Article.objects.get(title="关于防火的公告")
    page = Client().get(article.get_absolute_url()).content.decode()
    assert "历史信息" in page
    assert "2020-04-05 在原网站公开" in page
    assert "审核：" not in page
    assert article.title in Client().get(article.home.get_absolute_url()).content.decode()

    undone = desk.post(of("undo", batch), follow=True).content.decode()
    assert "2 篇已从网页和搜索里撤下" in undone
    assert Client().get(article.get_absolute_url()).status_code == 410


def test_a_large_file_is_done_in_the_background(room, settings):
    rows = "".join(f"第{n}号通知,2019-1-{n % 28 + 1},,,{'正文' * 900}\n" for n in range(130))

    sent(room, HEAD + rows)
    batch = ArticleBatch.objects.get()
    assert (batch.state, batch.report["counts"]["created"]) == ("read", 130)
    seat(room.openness).post(of("apply", batch))

    assert Article.objects.filter(visibility="public").count() == 130


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "空的"),
        ("a.csv", b"x" * (21 * 1024 * 1024), "超过了 20 MB"),
        ("a.rar", b"Rar!", "收不了 .rar"),
        ("a.zip", a_zip({"x.txt": b"1"}), "没有网页"),
    ],
)
def test_a_bad_file_gets_its_sentence(room, name, data, words):
    assert words in sent(room, data, name).content.decode()
    assert not Article.objects.exists()


def test_the_column_must_be_one_of_the_office_or_above(room):
    said = sent(room, HEAD + ONE, column="notices", organisation=room.town.code)

    assert said.status_code == 200
    batch = ArticleBatch.objects.first()
    assert batch is None or batch.column.organisation == room.county


def test_columns_are_mapped_where_names_are_others(room):
    sent(room, "名目,日子,内文\n关于植树的通知,2019-3-4,各村植树。\n")
    batch = ArticleBatch.objects.get()
    desk = seat(room.openness)
    assert "名目" in desk.get(of("columns", batch)).content.decode()

    said = {"c-0": "title", "c-1": "date", "c-2": "body"}
    shown = desk.post(of("columns", batch), said, follow=True).content.decode()

    assert "可以入库 1 篇" in shown


def test_the_report_is_a_table_without_formulas(room):
    batch = a_batch(room, HEAD + "=1+1,坏日期,,,文\n")

    answer = seat(room.openness).get(of("report", batch))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["文件", "行", "列", "问题", "原来写的", "不入库"]
    assert [rows[1][0], rows[1][1], rows[1][5]] == ["旧站.csv", "2", "是"]


def test_who_is_not_the_openness_office_reads_and_does_nothing(room):
    batch = a_batch(room)

    shown = seat(room.drafter).get(batch.get_absolute_url()).content.decode()
    assert "由政务公开办来做" in shown
    for name in ("apply", "undo", "drop"):
        assert seat(room.drafter).post(of(name, batch)).status_code == 403
    assert seat(room.stranger).get(batch.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("host", ["old.cn", "www.old.cn", "testserver"])
def test_an_old_address_leads_to_the_article_for_good(room, settings, host):
    settings.ALLOWED_HOSTS = ["*"]
    taken_in(room)
    article = Article.objects.get(title="关于防火的公告")

    answer = Client().get("/a/2.html", headers={"host": host})

    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())
    assert Client().get("/a/3.html", headers={"host": host}).status_code == 404
    assert Client().post("/a/2.html", headers={"host": host}).status_code == 404


def test_the_addresses_of_duplicates_lead_to_the_article_that_was_kept(room, settings):
    settings.ALLOWED_HOSTS = ["*"]
    twins = [ONE.replace("a/1", f"b/{n}") for n in (1, 2)] + [TWO.replace("a/2.html", "a/1.html")]
    batch = taken_in(room, HEAD + ONE + "".join(twins))
    kept = Article.objects.get(title="关于春季植树的通知")

    for address in ("/a/1.html", "/b/1.html", "/b/2.html"):
        answer = Client().get(address, headers={"host": "old.cn"})
        assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())
    assert batch.report["counts"]["duplicates"] == 2
    before = list(FormerAddress.objects.order_by("pk").values())
    again = a_batch(room, HEAD + ONE + "".join(twins))
    assert again.report["counts"] == {
        "created": 0, "unchanged": 2, "duplicates": 2, "left_out": 0,
    }  # fmt: skip
    assert list(FormerAddress.objects.order_by("pk").values()) == before

    undo(batch, by=room.openness)

    assert Client().get("/b/1.html", headers={"host": "old.cn"}).status_code == 404


def test_an_old_address_still_leads_on_after_a_change_of_column(room, settings):
    settings.ALLOWED_HOSTS = ["*"]
    taken_in(room)
    article = Article.objects.get(title="关于防火的公告")
    made = drafting.open_change(article, Purpose.AMENDMENT, by=room.drafter, public_note="换栏目")
    moved = replace(
        made.revision.content, columns=(a_column(room.office, "news").pk,), dated_on=DAY
    )
    drafting.save_revision(made, moved, by=room.drafter, base=made.revision.number)
    forward(made, room)

    assert article_of(made).home.slug == "news"
    answer = Client().get("/a/2.html", headers={"host": "www.old.cn"})
    assert answer["Location"] == article.get_absolute_url()
    assert (
        article.title not in Client().get(a_column(room.office).get_absolute_url()).content.decode()
    )


def test_the_same_path_on_two_old_sites_is_told_apart_by_its_site(room, settings):
    settings.ALLOWED_HOSTS = ["*"]
    taken_in(room, HEAD + ONE)
    taken_in(room, HEAD + TWO.replace("old.cn/a/2", "other.cn/a/1"))
    fire = Article.objects.get(title="关于防火的公告")

    assert Client().get("/a/1.html", headers={"host": "testserver"}).status_code == 404
    answer = Client().get("/a/1.html", headers={"host": "other.cn"})
    assert answer["Location"] == fire.get_absolute_url()


def test_findings_are_ticked_and_let_pass_on_the_page_of_the_batch(room):
    mobile = "关于{}的通知,2019-05-01,县林业局,,护林员电话13812345678，请告知。\n"
    text = HEAD + "".join(mobile.format(name) for name in ("巡护", "值守", "防火"))
    batch = a_batch(room, text + ONE.replace("各村", "线上赌场百家乐老虎机注册送彩金，各村"))
    desk = seat(room.openness)
    shown = desk.get(batch.get_absolute_url()).content.decode()
    assert "旧站.csv 第 2 行" in shown
    assert "138****5678" in shown
    assert "这 3 篇的“手机号码”都放行" in shown
    assert "13812345678" not in shown

    said = {"kind": "mobile", "reason": "旧网站一直公开的工作电话"}
    done = desk.post(of("let_pass", batch), said, follow=True).content.decode()
    assert "<b>不入库</b>" not in done

    assert "又有 3 篇可以入库" in done
    assert "确认入库，公开 3 篇" in done
    assert f"{room.openness.name}放行：旧网站一直公开的工作电话" in done
    assert seat(room.signer).post(of("let_pass", batch), said).status_code == 403
    seen = seat(room.signer).get(batch.get_absolute_url()).content.decode()
    assert "您没有放行的职权" in seen
    assert "放行勾选的" not in seen


def test_a_remark_about_a_row_that_is_held_says_that_it_stays_out(room):
    line = "关于防火的公告,2020-4-5,,,<p>禁止用火。</p><script>go()</script>\n"
    batch = a_batch(room, HEAD + ONE + line + line.replace("防火", "防汛").replace("script", "i"))

    shown = seat(room.openness).get(batch.get_absolute_url()).content.decode()

    assert "清理正文时：去掉了 1 处网页里的程序。" in shown
    assert shown.count("<b>不入库</b>") == 1


def test_the_same_file_sent_twice_at_the_desk_changes_nothing(room):
    desk = seat(room.openness)
    sent(room, HEAD + ONE + TWO)
    desk.post(of("apply", ArticleBatch.objects.get()))
    tables = (Article, Manuscript, Revision, Placement, CarriedArticle, FormerAddress, Document)
    before = [list(table.objects.order_by("pk").values()) for table in tables]

    shown = sent(room, HEAD + ONE + TWO).content.decode()
    again = ArticleBatch.objects.latest("pk")
    refused = desk.post(of("apply", again), follow=True)

    assert "没有一篇是新的" in shown
    assert again.report["counts"] == {"created": 0, "unchanged": 2, "duplicates": 0, "left_out": 0}
    assert "确认入库，公开" not in shown
    assert refused.status_code == 409
    assert before == [list(table.objects.order_by("pk").values()) for table in tables]
