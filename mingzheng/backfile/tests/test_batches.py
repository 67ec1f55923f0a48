"""Old articles come in as a batch: all or nothing, once, and back out as a whole."""

import threading

import pytest
from django.db import connections

from mingzheng.backfile import actions
from mingzheng.backfile.models import ArticleBatch, CarriedArticle, FormerAddress
from mingzheng.backfile.tests.factories import HEAD, ONE, TWO, a_batch, a_zip, taken_in
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.publishing.actions import drafting, withdrawing
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import a_column, an_article, content
from mingzheng.search.models import Document
from mingzheng.search.queries import Wanted, find

pytestmark = pytest.mark.django_db


def counts(batch) -> dict[str, int]:
    return batch.report["counts"]


def test_what_was_read_is_public_only_when_it_is_confirmed(room):
    batch = a_batch(room)
    assert counts(batch) == {"created": 2, "unchanged": 0, "duplicates": 0, "left_out": 0}
    assert not Article.objects.exists()

    actions.confirm(batch, by=room.openness)
    assert actions.write(batch, by=room.openness) == 2

    one = Article.objects.get(title="关于春季植树的通知")
    assert (one.is_public, one.source, one.organisation) == (True, "县林业局", room.office)
    carried = CarriedArticle.objects.get(article=one)
    assert (carried.batch, carried.sheet, carried.row) == (batch, "旧站.csv", 2)
    facts = trace.history(one).get().facts
    assert (facts["file_hash"], facts["place"]) == (batch.file_hash, "旧站.csv 第 2 行")
    assert find(Wanted("春季植树")).total == 1


def test_a_second_import_changes_nothing(room):
    taken_in(room)
    before = (Article.objects.count(), Manuscript.objects.count(), Document.objects.count())

    again = a_batch(room)

    assert counts(again) == {"created": 0, "unchanged": 2, "duplicates": 0, "left_out": 0}
    with pytest.raises(Blocked, match="没有一篇是新的"):
        actions.confirm(again, by=room.openness)
    assert before == (Article.objects.count(), Manuscript.objects.count(), Document.objects.count())


def test_what_the_office_published_itself_is_there_already(room):
    an_article(room, content(room, "关于春季植树的通知", body="<p>各村组织春季植树。</p>"))

    batch = a_batch(room)

    assert (counts(batch)["created"], counts(batch)["unchanged"]) == (1, 1)


def test_another_text_from_the_same_address_is_told_and_left_out(room):
    taken_in(room)

    batch = a_batch(room, HEAD + ONE.replace("各村", "各镇"))

    assert counts(batch) == {"created": 0, "unchanged": 0, "duplicates": 0, "left_out": 1}
    assert [(one["row"], one["code"]) for one in batch.report["problems"]] == [(2, "differs")]


def test_what_was_withdrawn_does_not_come_back(room):
    taken_in(room)
    one = Article.objects.get(title="关于防火的公告")
    withdrawing.withdraw(one, by=room.signer, reason="涉及个人隐私")

    batch = a_batch(room)

    problem = batch.report["problems"][0]
    assert (problem["code"], "涉及个人隐私" in problem["message"]) == ("withdrawn", True)
    assert counts(batch)["created"] == 0


def test_an_identity_number_in_an_old_text_stays_outside(room):
    """《个人信息保护法》第二十五条: not made public without consent."""
    text = ONE.replace("各村", "补助对象张某，身份证号 11010519491231002X，各村")

    batch = a_batch(room, HEAD + text + TWO)

    assert counts(batch)["created"] == 1
    problem = batch.report["problems"][0]
    assert (problem["code"], problem["blocking"]) == ("id_card", True)
    assert "19491231" not in str(batch.report)


def test_undone_a_batch_is_nowhere_and_may_come_again(room):
    batch = taken_in(room)

    assert actions.undo(batch, by=room.openness) == 2

    assert not Article.objects.filter(visibility="public").exists()
    assert find(Wanted("春季植树")).total == 0
    assert not FormerAddress.objects.exists()
    taken_in(room)
    assert Article.objects.filter(visibility="public").count() == 2


def test_a_batch_is_not_undone_once_one_of_it_was_changed(room):
    batch = taken_in(room)
    one = Article.objects.get(title="关于防火的公告")
    drafting.open_change(one, Purpose.CORRECTION, by=room.drafter, public_note="日期")

    with pytest.raises(Blocked, match="有 1 篇入库以后更正"):
        actions.undo(batch, by=room.openness)

    batch.refresh_from_db()
    assert (batch.state, Article.objects.filter(visibility="public").count()) == ("applied", 2)


def test_only_the_openness_office_takes_old_articles_in(room):
    for person in (room.drafter, room.signer, room.stranger):
        with pytest.raises(Denied, match="政务公开办"):
            actions.receive(room.office, a_column(room.office), "a.csv", b"x", by=person)


def test_a_column_of_another_office_is_refused(room):
    column = a_column(room.office)

    with pytest.raises(Blocked, match="换一个栏目"):
        actions.receive(room.town, column, "a.csv", b"x", by=room.openness)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "空的"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "图片"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "看不出哪一列"),
        ("a.csv", "标题,正文\n".encode() + b"\xff\xfe\xfd\x81\n", "编码损坏"),
        ("a.exe", b"MZ", "收不了 .exe"),
        ("a.zip", a_zip({"x.txt": b"1"}), "没有网页"),
        ("a.zip", a_zip({"x.html": b"<p>" + b" " * 60_000_000}), "压缩炸弹"),
        ("a.zip", b"PK\x03\x04", "损坏"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_a_sentence(room, name, data, words):
    batch = a_batch(room, data, name)

    assert (batch.state, words in batch.failure) == ("failed", True), batch.failure
    assert not Article.objects.exists()


def test_pages_in_a_zip_come_in_with_what_their_list_says(room):
    pages = {
        "旧站/meta.csv": "标题,文件,日期,网址\n关于植树的通知,1.htm,2019-3-4,http://old.cn/1\n".encode(),
        "旧站/1.html": "<div id='zoom'><p>各村植树。</p></div>".encode(),
        "旧站/二/2.html": "<h1>关于防火的公告</h1><p>发布时间：2020年4月5日　来源：林业局</p>"
        "<p>禁止用火。</p>".encode(),
        "旧站/二/1.html": "<h1>同名的另一页</h1><p>发布日期：</p>".encode(),
        "旧站/样式.css": b"p{}",
    }

    batch = taken_in(room, a_zip(pages), "旧站.zip")

    assert set(Article.objects.values_list("title", flat=True)) == {
        "关于植树的通知",
        "关于防火的公告",
    }
    assert batch.report["rows"] == 3
    assert counts(batch)["left_out"] == 1


def test_columns_with_other_names_are_mapped_by_a_person(room):
    batch = a_batch(room, "名目,日子,内文\n关于植树的通知,2019-3-4,各村植树。\n")
    assert batch.state == "failed"

    mapping = {"名目": "title", "日子": "date", "内文": "body"}
    actions.remap(batch, mapping, by=room.openness)
    actions.read(batch)

    batch.refresh_from_db()
    assert (batch.state, counts(batch)["created"]) == ("read", 1)
    assert batch.report["heads"] == [["名目", "title"], ["日子", "date"], ["内文", "body"]]


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_once_comes_in_once(room):
    batches = [a_batch(room), a_batch(room)]
    said = []

    def confirm(batch):
        try:
            actions.confirm(batch, by=room.openness)
            actions.write(batch, by=room.openness)
        except Blocked as blocked:
            said.append(blocked.reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm, args=[one]) for one in batches]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert Article.objects.count() == 2
    states = sorted(ArticleBatch.objects.values_list("state", flat=True))
    assert states in (["applied", "read"], ["applied", "applied"]), said
