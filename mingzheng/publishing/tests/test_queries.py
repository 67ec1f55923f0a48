"""What the public reads and staff see: nothing that is not public, in few queries."""

from datetime import date, timedelta

import pytest

from mingzheng.publishing import queries
from mingzheng.publishing.actions import drafting, findable, releasing, reviewing, withdrawing
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import (
    a_change,
    a_column,
    a_manuscript,
    an_article,
    anew,
    content,
    policy,
)
from mingzheng.search.models import Document
from mingzheng.texts.states import Validity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_only_what_is_public_is_listed_newest_first(room, frozen):
    first = an_article(room, content(room, "先发的"))
    frozen.shift(timedelta(minutes=1))
    second = an_article(room, content(room, "后发的"))
    a_manuscript(room, at=S.SIGNING)
    withdrawing.withdraw(an_article(room), by=room.signer, reason="有误")

    assert list(queries.public_articles()) == [second, first]
    assert list(queries.public_articles().filter(kind="notice")) == [second, first]


def test_a_list_reads_narrow_rows(room, django_assert_num_queries):
    for n in range(4):
        an_article(room, content(room, f"公告之{n}"))

    column = a_column(room.office)

    with django_assert_num_queries(1):
        shown = [
            (one.title, one.organisation.label, one.get_absolute_url(), one.released_at)
            for one in queries.public_articles().filter(placements__column=column)[:20]
        ]

    assert len(shown) == 4


def test_what_is_not_public_is_not_there(room):
    made = a_manuscript(room, at=S.SIGNING)
    assert queries.article_at(made.article.code) is None
    article = an_article(room)
    withdrawing.withdraw(article, by=room.signer, reason="有误")

    stub = queries.article_at(article.code)

    assert stub.withdrawn_reason == "有误"


def test_documents_begin_and_cease_to_hold_on_their_day(room, frozen):
    days = {"effective_on": date(2026, 7, 1), "expires_on": date(2026, 8, 1)}
    article = an_article(room, policy(room, **days))
    assert article.validity == Validity.PENDING

    for day, settled, validity in (
        (date(2026, 6, 30), 0, Validity.PENDING),
        (date(2026, 7, 1), 1, Validity.VALID),
        (date(2026, 7, 1), 0, Validity.VALID),
        (date(2026, 8, 1), 1, Validity.LAPSED),
    ):
        assert releasing.settle_validity(day) == settled
        assert Article.objects.get(pk=article.pk).validity == validity
    assert "失效" in Document.objects.get(key=article.code).labels


def test_a_repealed_document_stays_repealed_when_it_is_corrected(room):
    old = an_article(room, policy(room))
    new = an_article(room, policy(room, "云溪县临时救助办法（修订）"))

    withdrawing.repeal(old, by=room.signer, on=date(2026, 6, 15), document=new)
    a_change(old, room, body="<p>改一个错字</p>")

    again = Article.objects.get(pk=old.pk)
    assert (again.validity, again.repealed_by_title) == (Validity.REPEALED, new.title)


def test_a_rebuilt_index_finds_exactly_what_is_public(room):
    article = an_article(room)
    a_manuscript(room)
    Document.objects.filter(key=article.code).update(title="改过的", digest="")

    parts = list(findable.parts())
    (draft,) = parts[0].load()

    assert (len(parts), draft.key, draft.title) == (1, article.code, article.title)


def test_a_policy_withdrawn_meanwhile_is_told_to_its_next_manuscript(room, frozen):
    article = an_article(room)
    made = a_change(article, room, at=S.DRAFT, body="<p>改一处</p>")
    frozen.shift(timedelta(minutes=1))
    withdrawing.withdraw(article, by=room.signer, reason="有误")

    with pytest.raises(Exception, match="在起草以后撤回了"):
        reviewing.submit(anew(made), by=room.drafter)
    with pytest.raises(Exception, match="还没有公开过"):
        drafting.open_change(a_manuscript(room).article, Purpose.CORRECTION, by=room.drafter)
    with pytest.raises(Exception, match="正在公开"):
        drafting.open_change(an_article(room), Purpose.NEW, by=room.drafter)


def test_a_summary_that_repeats_the_text_is_found_once(room):
    summary = "六月起，全县开放十二个便民服务点。咨询电话见各点公示牌。"

    said = an_article(room, content(room, summary=summary))
    other = an_article(room, content(room, "关于开放冬季便民服务点的公告", summary="冬天也开放"))

    assert Document.objects.get(key=said.code).text.count("十二个便民服务点") == 1
    assert "冬天也开放" in Document.objects.get(key=other.code).text
