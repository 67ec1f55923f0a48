"""A button asks for a step by its name: one of another stage, or of none, does nothing."""

import pytest

from mingzheng.core.access import Blocked
from mingzheng.newsroom.actions.stepping import take
from mingzheng.publishing.actions import drafting, reviewing
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import (
    a_change,
    a_manuscript,
    an_article,
    anew,
    content,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.mark.parametrize("step", ["sign", "pass_first"])
def test_a_button_of_another_stage_passes_nothing(room, step):
    made = a_manuscript(room, at=S.SECRECY)

    with pytest.raises(Blocked):
        take(made, step, by=room.first)

    assert anew(made).state == S.SECRECY


def test_a_page_opened_before_other_steps_passes_nothing(room):
    """The same revision may come again with another note: what was read is not what is there."""
    article = an_article(room)
    made = a_change(article, room, at=S.FIRST, body="<p>改一处</p>")
    opened = anew(made)
    reviewing.recall(anew(made), by=room.drafter)
    drafting.set_note(anew(made), "改了", by=room.drafter, closes_earlier="有个人信息")
    reviewing.submit(anew(made), by=room.drafter)

    with pytest.raises(Blocked, match="又办过别的步骤"):
        take(
            anew(made), "pass_first", by=room.first,
            revision=opened.revision.number, steps=opened.steps_taken,
        )  # fmt: skip

    assert anew(made).state == S.FIRST


def test_a_draft_is_sent_as_it_was_read(room):
    made = a_manuscript(room)
    drafting.save_revision(made, content(room, "同事改的"), by=room.colleague, base=1)

    with pytest.raises(Blocked, match="您看的是第 1 稿"):
        take(anew(made), "submit", by=room.drafter, revision=1)


def test_a_step_that_there_is_not_is_refused(room):
    with pytest.raises(Blocked, match="没有这一步"):
        take(a_manuscript(room), "fly", by=room.drafter)
