"""From the first word to the public page: what a release changes, all of it together."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from mingzheng.columns.queries import shown_of
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.publishing.actions import drafting, releasing, reviewing, withdrawing
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Purpose, Visibility
from mingzheng.publishing.tests.factories import (
    a_change,
    a_column,
    a_manuscript,
    an_article,
    anew,
    article_of,
    content,
    forward,
    policy,
)
from mingzheng.search.models import Document
from mingzheng.texts.rules.content import Enclosure
from mingzheng.texts.states import ArticleKind, Validity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def steps_of(subject) -> list[str]:
    return list(trace.history(subject).values_list("step", flat=True))


def test_a_manuscript_goes_through_four_pairs_of_eyes_to_the_public(room):
    made = a_manuscript(room, at=S.PUBLISHED)

    article = article_of(made)
    assert (made.state, article.visibility) == (S.PUBLISHED, Visibility.PUBLIC)
    assert steps_of(made) == ["open", "save", "submit", "pass_first", "pass_second",
                              "pass_secrecy", "sign", "publish"]  # fmt: skip
    assert steps_of(article) == ["release"]
    assert article.public == made.revision
    assert article.bylines == [["编辑", "林书瑶"], ["审核", "何静川"], ["复审", "沈若溪"],
                               ["保密审查", "陆守言"], ["签发", "顾明远"]]  # fmt: skip


def test_a_release_fills_the_flat_columns_the_column_and_the_search(room):
    article = an_article(room, policy(room))

    assert article.index_number == f"{room.office.code}/2026-00001"
    assert (article.title, article.document_number) == ("云溪县临时救助办法", "云政规〔2026〕2号")
    assert (article.validity, article.home.slug) == (Validity.VALID, "policies")
    column = a_column(room.office, "policies")
    assert (column.articles_total, column.updated_at) == (1, timezone.now())
    assert [one.name for one in shown_of(room.office)] == ["法定主动公开内容", "政策文件"]
    found = Document.objects.get(key=article.code)
    assert (found.kind, found.number) == (ArticleKind.NORMATIVE, "云政规〔2026〕2号")
    assert "便民服务点" in found.text


def test_index_numbers_have_no_gap_and_count_by_office(room):
    numbers = [an_article(room, content(room, f"公告之{n}")).index_number for n in "一二三"]

    assert [number[-5:] for number in numbers] == ["00001", "00002", "00003"]


def test_what_is_timed_goes_out_at_its_moment_and_once(room, frozen):
    at = timezone.now() + timedelta(hours=3)
    made = a_manuscript(room, at=S.SIGNED, publish_at=at)

    assert releasing.release_due(timezone.now()) == 0
    frozen.shift(timedelta(days=2))
    assert (releasing.release_due(timezone.now()), releasing.release_due(timezone.now())) == (1, 0)

    assert anew(made).published_at == timezone.now()


def test_a_late_round_of_time_releases_all_in_the_order_of_their_moments(room, frozen):
    now = timezone.now()
    later, sooner = (
        a_manuscript(room, at=S.SIGNED, publish_at=now + timedelta(hours=n),
                     said=content(room, f"第 {n} 小时的公告"))
        for n in (5, 2)
    )  # fmt: skip
    frozen.shift(timedelta(days=1))

    assert releasing.release_due(timezone.now()) == 2

    assert article_of(sooner).index_number < article_of(later).index_number


def test_one_that_cannot_go_out_holds_nothing_else_back(room, frozen):
    article = an_article(room)
    stuck = a_change(article, room, at=S.SIGNING, body="<p>新的正文</p>")
    at = timezone.now() + timedelta(hours=1)
    reviewing.sign(stuck, by=room.signer, publish_at=at)
    frozen.shift(timedelta(minutes=1))
    withdrawing.withdraw(article_of(stuck), by=room.signer, reason="内容有误")
    fine = a_manuscript(room, at=S.SIGNED, publish_at=at)
    frozen.shift(timedelta(hours=2))

    assert releasing.release_due(timezone.now()) == 1
    assert releasing.release_due(timezone.now()) == 0

    assert (anew(stuck).state, anew(fine).state) == (S.SIGNED, S.PUBLISHED)
    assert not article_of(stuck).is_public
    assert "在起草以后撤回了" in anew(stuck).held_back
    assert steps_of(stuck)[-2:] == ["sign", "hold_back"]  # said once, not each minute


def test_what_fails_on_the_way_out_changes_nothing(room, monkeypatch):
    made = a_manuscript(room, at=S.SIGNING)
    monkeypatch.setattr(releasing.fulfilling, "fulfil", _refuse)

    with pytest.raises(Blocked, match="责任"):
        reviewing.sign(made, by=room.signer)

    assert (anew(made).state, article_of(made).visibility) == (S.SIGNING, Visibility.NOT_YET)
    assert not Placement.objects.exists()
    assert not Document.objects.filter(key=made.article.code).exists()


def _refuse(*args, **kwargs):
    raise Blocked("责任登记不上。")


def test_a_correction_leaves_the_old_text_public_until_it_is_signed(room):
    article = an_article(room)
    first = article.public

    made = a_change(article, room, at=S.SECRECY, body="<p>十三个服务点。</p>")

    assert article_of(made).public == first
    forward(made, room)
    again = article_of(made)
    assert (again.public.number, "十三个" in again.public.body) == (3, True)
    assert (again.index_number, again.released_at) == (article.index_number, article.released_at)
    assert a_column(room.office).articles_total == 1


def test_an_article_that_changes_its_kind_and_column_is_found_once(room):
    article = an_article(room)
    news = a_column(room.office, "news")

    a_change(article, room, purpose=Purpose.AMENDMENT, kind=ArticleKind.NEWS, columns=(news.pk,))

    assert list(Document.objects.filter(key=article.code).values_list("kind", flat=True)) == [
        ArticleKind.NEWS
    ]
    totals = (a_column(room.office).articles_total, a_column(room.office, "news").articles_total)
    assert totals == (0, 1)


def test_a_withdrawn_article_leaves_its_stub_and_nothing_else(room):
    article = an_article(room)

    withdrawing.withdraw(article, by=room.signer, reason="附件里有个人信息")

    again = Article.objects.get(pk=article.pk)
    assert (again.visibility, again.withdrawn_reason) == (
        Visibility.WITHDRAWN,
        "附件里有个人信息",
    )
    assert not Document.objects.filter(key=article.code).exists()
    assert a_column(room.office).articles_total == 0
    assert steps_of(article) == ["release", "withdraw"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_withdrawal_needs_a_reason(room, reason):
    with pytest.raises(Blocked, match="写明理由"):
        withdrawing.withdraw(an_article(room), by=room.signer, reason=reason)


def test_only_the_signer_withdraws_and_only_what_is_public(room):
    article = an_article(room)

    with pytest.raises(Denied, match="签发"):
        withdrawing.withdraw(article, by=room.drafter, reason="写错了")
    withdrawing.withdraw(article, by=room.signer, reason="写错了")
    with pytest.raises(Blocked, match="没有公开"):
        withdrawing.withdraw(article, by=room.signer, reason="写错了")


def test_a_withdrawn_article_comes_back_only_by_a_new_manuscript(room, frozen):
    article = an_article(room)
    withdrawing.withdraw(article, by=room.signer, reason="写错了")
    frozen.shift(timedelta(minutes=5))

    a_change(article, room, purpose=Purpose.NEW, body="<p>改好的正文</p>")

    again = Article.objects.get(pk=article.pk)
    assert (again.visibility, again.withdrawn_reason, again.withdrawn_at) == ("public", "", None)
    assert again.index_number == article.index_number


def test_the_database_keeps_revisions_as_they_are(room):
    """Also after tables were made anew by migrations, which drops triggers on SQLite."""
    revision = an_article(room, content(room, files=(Enclosure("名单.docx"),))).public
    deeds = (
        lambda: Revision.objects.filter(pk=revision.pk).update(title="改过"),
        lambda: Revision.objects.filter(pk=revision.pk).update(dues=["due:1"]),
        lambda: Revision.objects.filter(pk=revision.pk).delete(),
        lambda: revision.files.update(attachment=None),
        lambda: revision.files.all().delete(),
    )

    for deed in deeds:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            deed()

    assert Revision.objects.get(pk=revision.pk).title == revision.title
    assert revision.files.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
@pytest.mark.parametrize("table", ["publishing_revision", "publishing_revisionfile"])
def test_a_revision_is_not_replaced_either(room, table):
    an_article(room, content(room, files=(Enclosure("名单.docx"),)))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


def test_two_writers_at_once_are_told_and_nothing_is_lost(room):
    made = a_manuscript(room)
    drafting.save_revision(made, content(room, "同事的标题"), by=room.colleague, base=1)

    with pytest.raises(drafting.Stale, match="周映雪在 06-15 10:00 存了第 2 稿") as refused:
        drafting.save_revision(anew(made), content(room, "我的标题"), by=room.drafter, base=1)

    assert refused.value.latest.title == "同事的标题"
    assert Revision.objects.filter(manuscript=made).count() == 2


def test_saving_the_same_again_makes_no_revision(room):
    made = a_manuscript(room)

    assert drafting.save_revision(made, content(room), by=room.drafter, base=1) is None

    assert steps_of(made) == ["open", "save"]


def test_an_office_begins_one_manuscript_of_an_article_at_a_time(room):
    article = an_article(room)
    a_change(article, room, at=S.DRAFT, body="<p>改一处</p>")

    with pytest.raises(Blocked, match="已有一份稿件在办"):
        drafting.open_change(article, Purpose.AMENDMENT, by=room.colleague, public_note="修订")

    assert Manuscript.objects.filter(article=article).count() == 2


def test_what_fails_unexpectedly_is_logged_and_the_others_go_out(room, frozen, monkeypatch, caplog):
    at = timezone.now() + timedelta(hours=1)
    broken, fine = (
        a_manuscript(room, at=S.SIGNED, publish_at=at, said=content(room, title))
        for title in ("坏的公告", "好的公告")
    )
    refresh = releasing.findable.refresh

    def fall_over(article, *args, **more):
        if article.title == "坏的公告":
            raise OSError("disk full")
        refresh(article, *args, **more)

    monkeypatch.setattr(releasing.findable, "refresh", fall_over)
    frozen.shift(timedelta(hours=2))

    assert releasing.release_due(timezone.now()) == 1
    assert (anew(broken).state, anew(fine).state) == (S.SIGNED, S.PUBLISHED)
    assert "disk full" in caplog.text
    assert "系统办理时出错" in anew(broken).held_back
    monkeypatch.setattr(releasing.findable, "refresh", refresh)
    assert releasing.release_due(timezone.now()) == 1
    assert anew(broken).held_back == ""


@pytest.mark.parametrize("mend", ["back", "later"])
def test_what_was_held_back_is_forgotten_when_its_signer_mends_it(room, frozen, mend):
    article = an_article(room)
    at = timezone.now() + timedelta(hours=1)
    made = a_change(article, room, at=S.SIGNING, body="<p>新的正文</p>")
    reviewing.sign(made, by=room.signer, publish_at=at)
    frozen.shift(timedelta(minutes=1))
    withdrawing.withdraw(article_of(made), by=room.signer, reason="内容有误")
    frozen.shift(timedelta(hours=2))
    releasing.release_due(timezone.now())
    assert anew(made).held_back

    if mend == "back":
        reviewing.send_back(anew(made), by=room.signer, note="另起一份")
    else:
        later = timezone.now() + timedelta(days=1)
        reviewing.reschedule(anew(made), later, by=room.signer)

    assert anew(made).held_back == ""


def test_a_stub_may_be_called_otherwise_and_comes_back_with_its_title(room, frozen):
    article = an_article(room, content(room, "关于给予张三救助的公示"))

    withdrawing.withdraw(article, by=room.signer, reason="有个人信息", title="一条救助公示")

    gone = Article.objects.get(pk=article.pk)
    assert (gone.title, gone.shown_title) == ("关于给予张三救助的公示", "一条救助公示")
    assert trace.history(article).last().facts["stub_title"] == "一条救助公示"
    frozen.shift(timedelta(minutes=5))
    a_change(gone, room, purpose=Purpose.NEW, title="关于给予救助的公示")
    assert Article.objects.get(pk=article.pk).shown_title == "关于给予救助的公示"
