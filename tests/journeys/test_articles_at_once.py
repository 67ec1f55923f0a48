"""Texts that lead to each other, released and withdrawn at once: nobody waits for ever."""

import threading
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from mingzheng.publishing.actions import linking, releasing, withdrawing
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import Visibility
from mingzheng.publishing.tests.factories import (
    a_change,
    a_newsroom,
    an_article,
    anew,
    content,
    forward,
)
from mingzheng.texts.rules.content import Tie
from tests.journeys.test_at_once import at_once, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PATIENCE = 3  # seconds: longer than PostgreSQL looks on before it ends one of two


def meet(monkeypatch) -> None:
    """Whoever holds the own article waits a little, so that the other holds the other one."""
    gate, put = threading.Barrier(2), linking.put_links

    def put_together(*args, **options) -> None:
        with suppress(threading.BrokenBarrierError):  # the other cannot come: it waits for us
            gate.wait(PATIENCE)
        put(*args, **options)

    monkeypatch.setattr(linking, "put_links", put_together)


def two_that_explain_each_other(room) -> tuple[Article, Article]:
    """Two public texts, each of which says that it explains the other."""
    one = an_article(room, content(room, "办法问答"))
    two = an_article(room, content(room, "办法图解", ties=(Tie("interprets", article=one.code),)))
    a_change(one, room, ties=(Tie("interprets", article=two.code),))
    return one, two


def signed(article: Article, room) -> Manuscript:
    """A correction of it that is signed for a later moment."""
    made = a_change(Article.objects.get(pk=article.pk), room, at=S.DRAFT, summary="改了概述")
    return forward(made, room, S.SIGNED, publish_at=timezone.now() + timedelta(days=1))


def test_two_that_lead_to_each_other_go_out_at_once(monkeypatch):
    room = a_newsroom()
    changes = [signed(one, room) for one in two_that_explain_each_other(room)]
    meet(monkeypatch)

    done = at_once(*[partial(releasing.publish, one) for one in changes])

    assert refusals(done) == []
    assert [anew(one).state for one in changes] == [S.PUBLISHED, S.PUBLISHED]
    assert {one.interpretations_total for one in Article.objects.all()} == {1}


def test_one_is_withdrawn_while_the_other_goes_out(monkeypatch):
    room = a_newsroom()
    one, two = two_that_explain_each_other(room)
    change = signed(one, room)
    meet(monkeypatch)

    done = at_once(
        partial(releasing.publish, change),
        partial(withdrawing.withdraw, two, by=room.signer, reason="印错了"),
    )

    assert refusals(done) == []
    assert Article.objects.get(pk=two.pk).visibility == Visibility.WITHDRAWN
    assert Article.objects.get(pk=one.pk).interpretations_total == 0
