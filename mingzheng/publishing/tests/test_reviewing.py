"""Reviews: how many, by whom, of which text; policies with their interpretation; timing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.publishing import queries
from mingzheng.publishing.actions import drafting, releasing, reviewing, settings, withdrawing
from mingzheng.publishing.models import Article, Link
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
from mingzheng.texts.states import ArticleKind, InterpretationForm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.mark.parametrize(
    ("reviews", "steps"),
    [
        (2, ["pass_secrecy", "sign"]),
        (3, ["pass_first", "pass_secrecy", "sign"]),
        (4, ["pass_first", "pass_second", "pass_secrecy", "sign"]),
    ],
)
def test_an_office_decides_how_many_reviews_and_those_below_follow(room, reviews, steps):
    settings.set_plan(room.county, reviews, by=room.openness)

    made = a_manuscript(room, at=S.PUBLISHED)

    taken = list(trace.history(made).values_list("step", flat=True))
    assert taken == ["open", "save", "submit", *steps, "publish"]
    assert article_of(made).is_public


def test_an_offices_own_plan_goes_before_the_one_above(room):
    settings.set_plan(room.county, 2, by=room.openness)
    settings.set_plan(room.office, 3, by=room.openness)

    assert queries.plan_for(room.office).reviews == 3
    assert queries.plan_for(room.town).decided_by == room.county.label


def test_a_plan_changed_meanwhile_changes_nothing_under_review(room):
    made = a_manuscript(room, at=S.SECOND)
    settings.set_plan(room.county, 2, by=room.openness)

    reviewing.pass_review(anew(made), by=room.second)

    assert (anew(made).state, anew(made).plan) == (S.SECRECY, 4)


def test_settings_are_the_openness_offices_and_say_so_once(room):
    assert settings.set_plan(room.county, 3, by=room.openness)
    assert not settings.set_plan(room.county, 3, by=room.openness)
    with pytest.raises(Denied, match="政务公开办"):
        settings.set_plan(room.office, 2, by=room.drafter)
    with pytest.raises(Blocked, match="2 到 4 道"):
        settings.set_plan(room.county, 1, by=room.openness)
    with pytest.raises(Blocked, match="没有这样的信息种类"):
        settings.set_interpretation(room.county, ["verse"], 0, by=room.openness)
    with pytest.raises(Blocked, match="0 到 20 个工作日"):
        settings.set_interpretation(room.county, [], 21, by=room.openness)


def test_nobody_reviews_twice_or_what_he_wrote(room):
    made = a_manuscript(room, at=S.SECOND)

    with pytest.raises(Blocked, match="前面的审查就是您办的"):
        reviewing.pass_review(made, by=room.first)

    assert anew(made).state == S.SECOND


def test_a_reviewer_passes_the_revision_that_was_read(room):
    made = a_manuscript(room, at=S.FIRST)
    reviewing.recall(made, by=room.drafter)
    drafting.save_revision(made, content(room, "改过的标题"), by=room.drafter, base=1)
    reviewing.submit(made, by=room.drafter)

    with pytest.raises(Blocked, match="您看的是第 1 稿，现在送审的是第 2 稿"):
        reviewing.pass_review(made, by=room.first, revision=1)

    reviewing.pass_review(made, by=room.first, revision=2)
    assert made.reviews.get().revision.number == 2


def test_what_is_sent_back_begins_again_with_the_opinion_kept(room):
    made = a_manuscript(room, at=S.SECRECY)

    with pytest.raises(Blocked, match="写明意见"):
        reviewing.send_back(made, by=room.secrecy, note=" ")
    reviewing.send_back(anew(made), by=room.secrecy, note="第二段点了涉密单位的名")

    back = anew(made)
    assert back.state == S.DRAFT
    assert [one.opinion for one in back.reviews.all()][-1] == "第二段点了涉密单位的名"
    forward(back, room)
    assert [one.is_passed for one in back.reviews.all()].count(True) == 6


def test_a_signed_one_is_held_back_before_its_moment(room):
    at = timezone.now() + timedelta(days=1)
    made = a_manuscript(room, at=S.SIGNED, publish_at=at)

    reviewing.send_back(made, by=room.signer, note="等附件")

    assert (anew(made).state, anew(made).publish_at) == (S.DRAFT, None)


def test_the_signer_times_it_anew_or_lets_it_out_at_once(room):
    made = a_manuscript(room, at=S.SIGNED, publish_at=timezone.now() + timedelta(days=1))
    later = timezone.now() + timedelta(days=3)

    reviewing.reschedule(made, later, by=room.signer)
    assert anew(made).publish_at == later
    with pytest.raises(Denied, match="签发"):
        reviewing.reschedule(made, None, by=room.drafter)
    reviewing.reschedule(made, None, by=room.signer)

    assert anew(made).state == S.PUBLISHED
    with pytest.raises(Blocked, match="发布以前才能改"):
        reviewing.reschedule(made, None, by=room.signer)


def test_a_moment_too_far_ahead_is_refused(room):
    made = a_manuscript(room, at=S.SIGNING)

    with pytest.raises(Blocked, match="一年以内"):
        reviewing.sign(made, by=room.signer, publish_at=timezone.now() + timedelta(days=400))

    assert anew(made).state == S.SIGNING


def test_steps_that_there_are_not_now_are_refused(room):
    made = a_manuscript(room)

    with pytest.raises(Blocked, match="没有要审查的"):
        reviewing.pass_review(made, by=room.first)
    reviewing.submit(made, by=room.drafter)
    with pytest.raises(Blocked, match="还没有到签发"):
        reviewing.sign(made, by=room.signer)
    with pytest.raises(Blocked, match="只有拟稿时能改"):
        drafting.save_revision(made, content(room, "再改"), by=room.drafter, base=1)


def test_signing_is_not_passed_without_its_form(room):
    with pytest.raises(Blocked, match="要定发布时间"):
        reviewing.pass_review(a_manuscript(room, at=S.SIGNING), by=room.signer)


def test_a_draft_given_up_leaves_nothing_behind(room):
    made = a_manuscript(room)

    reviewing.discard(made, by=room.drafter, note="重复了")

    assert (made.state, article_of(made).is_public) == (S.DISCARDED, False)


# --- policy and interpretation --------------------------------------------------------------------


def an_interpretation(room, of: Article, at: str, *, publish_at=None):
    said = content(
        room, "《云溪县临时救助办法》政策解读", kind=ArticleKind.INTERPRETATION,
        form=InterpretationForm.TEXT, ties=(Tie("interprets", article=of.code),),
    )  # fmt: skip
    return a_manuscript(room, at=at, said=said, publish_at=publish_at)


def test_a_policy_is_not_signed_without_its_interpretation(room):
    """国办发〔2016〕80号: organised, reviewed and released together."""
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))

    with pytest.raises(Blocked, match="还没有关联解读"):
        reviewing.sign(made, by=room.signer)
    an_interpretation(room, made.article, S.FIRST)
    with pytest.raises(Blocked, match="还没有审到终审签发"):
        reviewing.sign(made, by=room.signer)

    assert anew(made).state == S.SIGNING


def test_both_go_out_together_and_know_each_other(room):
    at = timezone.now() + timedelta(hours=2)
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    other = an_interpretation(room, made.article, S.SIGNED, publish_at=at)

    reviewing.sign(made, by=room.signer)
    reviewing.reschedule(other, None, by=room.signer)

    links = queries.links_of(article_of(made))
    assert [one.title for one in links.interpretations] == ["《云溪县临时救助办法》政策解读"]
    assert queries.links_of(article_of(other)).interpreted[0].article == made.article
    assert article_of(made).interpretations_total == 1
    withdrawing.withdraw(article_of(other), by=room.signer, reason="有错字")
    assert article_of(made).interpretations_total == 0
    assert queries.links_of(article_of(made)).interpretations == []


def test_an_interpretation_too_late_is_named_with_its_last_day(room):
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    an_interpretation(room, made.article, S.SIGNED, publish_at=timezone.now() + timedelta(days=3))

    with pytest.raises(Blocked, match="定在 2026-06-18 发布，最晚要在 2026-06-15"):
        reviewing.sign(made, by=room.signer)

    settings.set_interpretation(room.county, ["normative"], 3, by=room.openness)
    reviewing.sign(made, by=room.signer)
    assert anew(made).state == S.PUBLISHED


def test_a_policy_waits_when_its_interpretation_is_sent_back_after_both_were_signed(room, frozen):
    at = timezone.now() + timedelta(hours=2)
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    other = an_interpretation(room, made.article, S.SIGNED, publish_at=at)
    reviewing.sign(made, by=room.signer, publish_at=at)

    reviewing.send_back(other, by=room.signer, note="数字有误")
    frozen.shift(timedelta(hours=3))
    releasing.release_due(timezone.now())

    assert (anew(made).state, article_of(made).is_public) == (S.SIGNED, False)


def test_a_signed_reason_lets_a_policy_out_alone_and_is_kept(room):
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))

    reviewing.sign(made, by=room.signer, reason="上级文件已有解读，链接随文")

    assert anew(made).state == S.PUBLISHED
    facts = trace.history(made).get(step="sign").facts
    assert facts["interpretation_reason"] == "上级文件已有解读，链接随文"


def test_a_correction_of_a_policy_needs_no_interpretation_of_its_own(room):
    article = an_article(room, policy(room))

    a_change(article, room, purpose=Purpose.CORRECTION, body="<p>改了一个错字。</p>")

    assert Article.objects.get(pk=article.pk).public.number == 3


def test_links_worked_on_are_not_public_and_lead_somewhere(room):
    article = an_article(room)
    made = a_manuscript(room, said=content(room, "另一则", ties=(Tie("cites", article.code),)))

    assert queries.links_of(article).into == {}
    assert Link.objects.filter(source=made.article, is_public=False).count() == 1
    for ties, words in (
        ((Tie("cites", "nowhere2"),), "没有短网址是“nowhere2”"),
        ((Tie("cites", made.article.code),), "不能和自己关联"),
    ):
        with pytest.raises(Blocked, match=words):
            drafting.save_revision(made, content(room, "再改", ties=ties), by=room.drafter, base=1)
