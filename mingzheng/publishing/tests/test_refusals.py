"""What is refused, each with its sentence, and nothing changed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, an_edition
from mingzheng.checklists.actions import lists
from mingzheng.checklists.models import Word, WordList
from mingzheng.columns.actions.trees import close_column
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.trace import history
from mingzheng.proofing.states import WordKind
from mingzheng.publishing.actions import drafting, releasing, reviewing, settings, withdrawing
from mingzheng.publishing.flow import wrote_it
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Purpose
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
from mingzheng.standards.actions import load_starter
from mingzheng.texts.rules.content import Tie
from mingzheng.texts.states import ArticleKind, Validity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_what_cannot_be_right_is_not_saved(room):
    made = a_manuscript(room)

    with pytest.raises(Blocked, match="还没有到"):
        drafting.save_revision(
            made, policy(room, dated_on=date(2026, 7, 1)), by=room.drafter, base=1
        )

    assert made.revisions.count() == 1


def test_columns_of_other_offices_and_closed_ones_are_refused(room):
    made = a_manuscript(room)
    other = a_column(room.county, "news")
    type(other).objects.filter(pk=other.pk).update(is_open=False)

    with pytest.raises(Blocked, match="重新选"):
        drafting.save_revision(made, content(room, columns=(other.pk,)), by=room.drafter, base=1)


def test_items_are_those_that_the_office_owes(room):
    load_starter()
    people = (room.drafter, room.first, room.openness, room.supervisor, room.stranger)
    edition = an_edition(
        Cast(room.county, room.office, room.town, *people), at=EditionState.IN_FORCE
    )
    code = Item.objects.filter(edition=edition).first().code
    made = a_manuscript(room)

    with pytest.raises(Blocked, match="不在本单位现行目录里"):
        drafting.save_revision(made, content(room, items=("999999",)), by=room.drafter, base=1)
    made = anew(made)
    drafting.save_revision(made, content(room, items=(code,)), by=room.drafter, base=1)

    assert made.revision.items == [code]


def test_a_correction_says_what_was_wrong_before_it_is_sent(room):
    article = an_article(room)
    made = drafting.open_change(article, Purpose.CORRECTION, by=room.drafter)
    said = content(room, body="<p>十三个服务点。</p>")
    drafting.save_revision(made, said, by=room.drafter, base=2)
    with pytest.raises(Blocked, match="还缺更正说明"):
        reviewing.submit(made, by=room.drafter)

    assert drafting.set_note(anew(made), "个数写错了", by=room.drafter)
    assert not drafting.set_note(anew(made), "个数写错了 ", by=room.drafter)

    reviewing.submit(anew(made), by=room.drafter)
    assert history(made).get(step="set_note").facts["changes"] == {
        "public_note": ["", "个数写错了"]
    }


def test_a_column_closed_meanwhile_takes_nothing_new_and_keeps_what_is_there(room):
    article, made = an_article(room), a_manuscript(room, at="signing")

    close_column(a_column(room.office), by=room.openness, note="并入别的栏目")

    with pytest.raises(Blocked, match="选的栏目里有停用的"):
        reviewing.sign(made, by=room.signer, note="同意")
    assert a_change(article, room, body="<p>十三个服务点。</p>").state == "published"


def test_whoever_wrote_the_note_of_a_correction_does_not_review_it(room):
    made = a_change(an_article(room), room, at="draft", body="<p>十三个服务点。</p>")

    drafting.set_note(made, "个数写错了，更正", by=room.colleague)

    assert "由另一个人审查" in (wrote_it(anew(made), room.colleague) or "")
    assert wrote_it(anew(made), room.first) is None


def test_only_the_offices_clerks_write(room):
    made = a_manuscript(room)

    for person in (room.stranger, room.signer, room.openness):
        with pytest.raises(Denied, match="经办"):
            drafting.save_revision(made, content(room, "改"), by=person, base=1)


def test_nothing_is_published_that_was_not_written(room):
    made = drafting.open_article(room.office, by=room.drafter)

    with pytest.raises(Blocked, match="还没有写"):
        releasing.publish(made)


def test_a_policy_is_not_timed_away_from_its_interpretation(room):
    at = timezone.now() + timedelta(days=2)
    made = a_manuscript(room, at=S.SIGNING, said=policy(room))
    ties = (Tie("interprets", article=made.article.code),)
    said = content(room, "办法解读", kind=ArticleKind.INTERPRETATION, form="text", ties=ties)
    a_manuscript(room, at=S.SIGNED, said=said, publish_at=at)
    reviewing.sign(made, by=room.signer, publish_at=at)

    with pytest.raises(Blocked, match="改早一些"):
        reviewing.reschedule(made, None, by=room.signer)

    assert anew(made).publish_at == at


def test_interpretation_settings_say_so_once(room):
    assert settings.set_interpretation(room.county, ["policy"], 1, by=room.openness)
    assert not settings.set_interpretation(room.county, ["policy"], 1, by=room.openness)
    assert settings.set_interpretation(room.county, ["policy"], 2, by=room.openness)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": date(2026, 6, 16), "title": "新办法"}, "还没有到"),
        ({"on": date(2026, 6, 1)}, "写明是哪份文件"),
        ({"on": date(2026, 6, 1), "title": " "}, "写明是哪份文件"),
    ],
)
def test_a_repeal_has_its_day_and_its_ground(room, more, words):
    article = an_article(room, policy(room))

    with pytest.raises(Blocked, match=words):
        withdrawing.repeal(article, by=room.signer, **more)

    assert Article.objects.get(pk=article.pk).validity == Validity.VALID


def test_only_documents_are_repealed_once_and_by_another(room):
    notice, document = an_article(room), an_article(room, policy(room))
    day = date(2026, 6, 1)

    with pytest.raises(Blocked, match="只有政策文件"):
        withdrawing.repeal(notice, by=room.signer, on=day, title="新办法")
    with pytest.raises(Blocked, match="不能由自己废止"):
        withdrawing.repeal(document, by=room.signer, on=day, document=document)
    with pytest.raises(Denied, match="签发"):
        withdrawing.repeal(document, by=room.drafter, on=day, title="新办法")
    withdrawing.repeal(document, by=room.signer, on=day, title="新办法")
    with pytest.raises(Blocked, match="已经标了废止"):
        withdrawing.repeal(document, by=room.signer, on=day, title="新办法")


def test_a_second_round_of_time_settles_nothing_again(room):
    article = an_article(room, policy(room, effective_on=date(2026, 7, 1)))
    other = article_of(article.manuscripts.get())

    assert releasing._settle(article, Validity.VALID)
    assert not releasing._settle(other, Validity.VALID)


@pytest.mark.parametrize(
    "lost", [{"title": ""}, {"source": ""}, {"dated_on": None}, {"genre": ""}], ids=str
)
def test_a_document_without_a_field_of_its_record_is_not_sent(room, lost):
    """国办公开办函〔2019〕61号: the checks alone say which fields a kind must have."""
    made = a_manuscript(room, said=policy(room, **lost))

    with pytest.raises(Blocked, match="发布前检查还有 1 处必须改"):
        reviewing.submit(made, by=room.drafter)

    assert anew(made).missing == []


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 5, 31), "早于成文日期"), (date(2026, 6, 9), "早于施行日期")]
)
def test_a_document_is_not_repealed_before_it_was_there(room, on, words):
    article = an_article(room, policy(room, effective_on=date(2026, 6, 10)))

    with pytest.raises(Blocked, match=words):
        withdrawing.repeal(article, by=room.signer, on=on, title="新办法")

    assert article_of(article.manuscripts.get()).validity == Validity.VALID


@pytest.mark.parametrize("at", [S.FIRST, S.SIGNING])
def test_a_word_that_was_banned_since_holds_a_text_back_at_every_review(room, at):
    made = a_manuscript(room, at=at)
    banned = lists.save_list(WordList(name="县里的禁用词"), by=room.openness)
    word = Word(word_list=banned, kind=WordKind.BANNED, wrong="便民服务点", is_reviewed=True)
    lists.save_word(word, by=room.openness)

    with pytest.raises(Blocked, match="必须改的问题"):
        forward(anew(made), room)

    assert anew(made).state == at


def test_a_new_text_has_no_note_of_correction(room):
    with pytest.raises(Blocked, match="没有更正说明"):
        drafting.set_note(a_manuscript(room), "改了", by=room.drafter, closes_earlier="理由")
