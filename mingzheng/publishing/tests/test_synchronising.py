"""三同步: an interpretation never before its policy, none of an old text for an amended one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.access import Blocked
from mingzheng.publishing.actions import drafting, fulfilling, releasing, reviewing
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import (
    a_change,
    a_manuscript,
    an_article,
    anew,
    article_of,
    content,
    forward,
    policy,
)
from mingzheng.texts.rules.content import Tie
from mingzheng.texts.states import ArticleKind, InterpretationForm, Validity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def an_interpretation(room, *of: Article, at: str = S.SIGNED, publish_at=None):
    said = content(
        room, "《云溪县临时救助办法》政策解读", kind=ArticleKind.INTERPRETATION,
        form=InterpretationForm.TEXT, ties=tuple(Tie("interprets", one.code) for one in of),
    )  # fmt: skip
    return a_manuscript(room, at=at, said=said, publish_at=publish_at)


def test_a_signed_interpretation_waits_and_goes_out_in_the_moment_of_its_policy(room, frozen):
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    other = an_interpretation(room, made.article)
    frozen.shift(timedelta(minutes=5))

    assert releasing.release_due(timezone.now()) == 0
    assert (anew(other).state, anew(other).held_back) == (S.SIGNED, "")
    assert not trace.history(other).filter(step="hold_back").exists()
    with pytest.raises(Blocked, match="《云溪县临时救助办法》还没有公开，等它公开时一同发布"):
        releasing.publish(anew(other))
    reviewing.sign(made, by=room.signer)

    assert anew(other).state == S.PUBLISHED
    assert article_of(other).released_at == article_of(made).released_at
    assert article_of(made).interpretations_total == 1


def test_a_policy_on_its_day_takes_its_interpretation_along_and_both_are_counted(room, frozen):
    at = timezone.now() + timedelta(hours=2)
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    other = an_interpretation(room, made.article, publish_at=at)
    reviewing.sign(made, by=room.signer, publish_at=at)
    frozen.shift(timedelta(hours=3))

    assert releasing.release_due(timezone.now()) == 2
    assert (anew(made).state, anew(other).state) == (S.PUBLISHED, S.PUBLISHED)


def test_an_interpretation_of_two_policies_waits_for_both(room):
    one = a_manuscript(room, at=S.SIGNING, said=policy(room))
    two = a_manuscript(room, at=S.SIGNING, said=policy(room, "云溪县慈善事业办法"))
    other = an_interpretation(room, one.article, two.article)

    reviewing.sign(one, by=room.signer)
    assert anew(other).state == S.SIGNED
    reviewing.sign(two, by=room.signer)

    assert anew(other).state == S.PUBLISHED


def test_an_interpretation_that_cannot_go_out_does_not_hold_its_policy(room, monkeypatch):
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    other = an_interpretation(room, made.article)
    whole = releasing.findable.refresh

    def refresh(article, *args, **more):
        if article.pk == other.article_id:
            raise Blocked("搜索索引坏了")
        return whole(article, *args, **more)

    monkeypatch.setattr(releasing.findable, "refresh", refresh)
    reviewing.sign(made, by=room.signer)

    assert anew(made).state == S.PUBLISHED
    assert (anew(other).state, anew(other).held_back) == (S.SIGNED, "搜索索引坏了")


def test_an_amendment_wants_an_interpretation_of_its_own_text(room, frozen):
    """国办发〔2016〕80号: what explains the text before explains nothing of the new one."""
    article = an_article(room, policy(room))
    old = article_of(forward(an_interpretation(room, article), room))
    frozen.shift(timedelta(days=30))
    made = a_change(article, room, purpose=Purpose.AMENDMENT, at=S.SIGNING, body="<p>全新。</p>")

    with pytest.raises(Blocked, match="讲的是修订以前的文字"):
        reviewing.sign(made, by=room.signer)
    frozen.shift(timedelta(days=1))
    a_change(old, room, purpose=Purpose.AMENDMENT, body="<p>讲新办法。</p>")
    reviewing.sign(made, by=room.signer)

    assert anew(made).state == S.PUBLISHED


def test_an_amendment_goes_out_alone_with_a_signed_reason(room, frozen):
    article = an_article(room, policy(room))
    forward(an_interpretation(room, article), room)
    frozen.shift(timedelta(days=30))
    made = a_change(article, room, purpose=Purpose.AMENDMENT, at=S.SIGNING, body="<p>全新。</p>")

    reviewing.sign(made, by=room.signer, reason="只改了机构名称，原解读仍然适用")

    assert anew(made).state == S.PUBLISHED


def test_a_correction_that_makes_a_policy_of_a_notice_wants_an_interpretation(room):
    """国办发〔2016〕80号: nobody goes round it by publishing a policy as a notice first."""
    notice = an_article(room)
    record = policy(room, notice.title)
    names = ("kind", "document_number", "dated_on", "keywords", "genre", "topic")
    said = {name: getattr(record, name) for name in names}

    made = a_change(notice, room, at=S.SIGNING, **said)

    with pytest.raises(Blocked, match="还没有关联解读"):
        reviewing.sign(made, by=room.signer, note="同意")
    reviewing.sign(anew(made), by=room.signer, note="同意", reason="只改了种类")
    document = article_of(made)
    assert document.kind == ArticleKind.NORMATIVE
    forward(a_change(document, room, at="draft", body="<p>改一个字。</p>"), room)  # asked once


def test_what_holds_holds_until_its_amendment_begins(room, frozen):
    article = an_article(room, policy(room, effective_on=date(2026, 6, 10)))
    made = a_change(
        article, room, purpose=Purpose.AMENDMENT, at=S.SIGNING, effective_on=date(2026, 9, 1)
    )
    reviewing.sign(made, by=room.signer, reason="只调整施行日期")

    assert article_of(made).validity == Validity.VALID
    assert releasing.settle_validity(date(2026, 9, 1)) == 0


def test_a_correction_of_the_first_day_is_no_amendment(room):
    article = an_article(room, policy(room, effective_on=date(2026, 6, 10)))

    made = a_change(article, room, effective_on=date(2026, 9, 1))

    assert article_of(made).validity == Validity.PENDING


def test_a_later_day_of_forming_is_refused_and_moves_no_light(room):
    """《政府信息公开条例》第二十六条: from the day it was formed, and a dated text is formed."""
    made = a_manuscript(room, said=policy(room))
    later = replace(made.revision.content, formed_on=date(2026, 6, 10))

    with pytest.raises(Blocked, match="形成日期 2026-06-10 晚于成文日期 2026-06-01"):
        drafting.save_revision(made, later, by=room.drafter, base=1)
    made.revision.formed_on = date(2026, 6, 10)  # as one kept before this was asked

    assert fulfilling.formed_on(made.revision, date(2026, 6, 15)) == date(2026, 6, 1)
