"""How a text came out is told without names and opinions, and only while it is public."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mingzheng.publishing.actions import drafting, reviewing, withdrawing
from mingzheng.publishing.queries import article_at
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import (
    Newsroom,
    a_change,
    a_manuscript,
    a_newsroom,
    an_article,
    anew,
    article_of,
    forward,
)
from mingzheng.replay.queries import process_of, versions_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def test_every_text_that_was_public_is_kept(room, frozen):
    article = an_article(room)
    frozen.shift(timedelta(days=1))
    a_change(article, room, body="<p>十三个服务点</p>")

    found = versions_of(article_at(article.code))

    assert [revision.number for _, revision in found] == [3, 1]


def test_of_what_was_withdrawn_no_text_is_read_again(room):
    article = an_article(room)
    withdrawing.withdraw(article, by=room.signer, reason="有误")

    assert versions_of(article_at(article.code)) == []


def test_texts_from_before_a_withdrawal_are_not_read_again(room, frozen):
    article = an_article(room)
    frozen.shift(timedelta(days=1))
    withdrawing.withdraw(article, by=room.signer, reason="有个人信息")
    frozen.shift(timedelta(days=1))
    a_change(article, room, purpose=Purpose.NEW, body="<p>去掉了个人信息</p>")

    found = versions_of(article_at(article.code))

    assert [revision.number for _, revision in found] == [3]


def test_texts_that_a_correction_closed_are_not_read_again(room, frozen):
    article = an_article(room)
    frozen.shift(timedelta(days=1))
    made = drafting.open_change(
        article,
        Purpose.CORRECTION,
        by=room.drafter,
        public_note="改正",
        closes_earlier="有个人信息",
    )
    said = replace(made.revision.content, body="<p>去掉了个人信息</p>")
    drafting.save_revision(made, said, by=room.drafter, base=2)
    assert [revision.number for _, revision in versions_of(article_at(article.code))] == [1]
    forward(anew(made), room)
    frozen.shift(timedelta(days=1))
    a_change(article_of(made), room, body="<p>再改一个错字</p>")

    found = versions_of(article_at(article.code))

    assert [revision.number for _, revision in found] == [5, 3]


def test_the_public_sees_the_course_without_opinions_and_names(room, frozen):
    """《政府信息公开条例》第十六条第二款: what was said on the way is not published."""
    made = a_manuscript(room, at=S.FIRST)
    reviewing.send_back(made, by=room.first, note="数目不对")
    forward(anew(made), room)
    frozen.shift(timedelta(days=1))
    withdrawing.withdraw(article_of(made), by=room.signer, reason="有误")

    steps = process_of(article_of(made))

    assert [step.label for step in steps] == [
        "送审", "初审", "复审", "保密审查", "签发", "发布", "撤回",
    ]  # fmt: skip
    assert [step.note for step in steps if step.note] == ["有误"]
