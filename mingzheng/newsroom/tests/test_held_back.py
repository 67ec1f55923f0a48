"""What did not go out at its moment is told in red; who parts a policy from its interpretation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.publishing.actions import releasing, reviewing
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import (
    a_column,
    a_manuscript,
    anew,
    content,
    forward,
    policy,
)
from mingzheng.texts.rules.content import Tie
from mingzheng.texts.states import ArticleKind, InterpretationForm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def at(name: str, manuscript, *args) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk, *args])


@pytest.fixture
def pair(room):
    """A policy and its interpretation, both signed for the same moment."""
    moment = timezone.now() + timedelta(hours=2)
    document = a_manuscript(room, said=policy(room))
    said = content(
        room,
        "办法的解读",
        kind=ArticleKind.INTERPRETATION.value,
        form=str(InterpretationForm.TEXT),
        ties=(Tie("interprets", document.article.code),),
        columns=(a_column(room.office, "interpretations").pk,),
    )
    explained = a_manuscript(room, at=S.SIGNED, said=said, publish_at=moment)
    return forward(document, room, S.SIGNED, publish_at=moment), explained


def test_both_are_told_why_it_did_not_go_out_until_it_does(room, pair, at_desk, words, frozen):
    document, explained = pair
    reviewing.send_back(explained, by=room.signer, note="图不清楚")
    frozen.shift(timedelta(hours=3))
    releasing.release_due(timezone.now())

    for person in (room.signer, room.drafter, room.colleague):
        todo = words(at_desk(person).get("/desk/"))
        assert "到时间没有发出去：解读《办法的解读》还没有审到终审签发" in todo
    page = words(at_desk(room.signer).get(at("manuscript", document)))
    assert "到时间没有发出去：解读《办法的解读》还没有审到终审签发" in page
    assert "原因消除了就自动发出" in page
    assert "到时间没有发出去" not in words(at_desk(room.stranger).get("/desk/"))

    forward(anew(explained), room)
    assert releasing.release_due(timezone.now()) == 2  # the interpretation waits for its policy
    assert "到时间没有发出去" not in words(at_desk(room.signer).get("/desk/"))


@pytest.mark.parametrize(("name", "args"), [("step", ["back_sign"]), ("manuscript", [])])
def test_who_parts_an_interpretation_from_its_policy_is_warned(
    room, pair, at_desk, words, name, args
):
    document, explained = pair

    page = words(at_desk(room.signer).get(at(name, explained, *args)))

    assert "《云溪县临时救助办法》要和这篇解读一起发布 ，已经签发，定在 2026-06-15 12:00" in page
    assert "到时间发不出去" in page
    own = words(at_desk(room.signer).get(at(name, document, *args)))
    assert "一起发布" not in own


def test_the_form_says_when_what_is_timed_goes_out(room, at_desk, words):
    made = a_manuscript(room, at=S.SIGNING)

    assert "到点后一分钟内发出" in words(at_desk(room.signer).get(at("step", made, "sign")))
