"""move() is the only door: it checks, changes and records in one breath."""

import pytest

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.models import Event
from mingzheng.core.moves import choices, move, why_not
from mingzheng.core.tests.papers import PAPER_FLOW, Paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers")]


def a_paper(state="draft", **columns):
    return Paper.objects.create(state=state, **columns)


def test_a_step_changes_the_state_and_leaves_an_event(clerk):
    paper = a_paper()

    event = move(paper, "submit", by=clerk, note="请审", pages=3)

    paper.refresh_from_db()
    assert (paper.state, paper.steps_taken) == ("review", 1)
    assert (event.from_state, event.to_state, event.label) == ("draft", "review", "送审")
    assert (event.actor_name, event.note, event.facts) == ("林书瑶", "请审", {"pages": 3})


@pytest.mark.parametrize("state", PAPER_FLOW.states)
@pytest.mark.parametrize("step", [s.name for s in PAPER_FLOW.steps])
@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_every_state_step_and_role(state, step, role, request):
    person = request.getfixturevalue(role)
    row = PAPER_FLOW.step(step)
    held = PAPER_FLOW.deed(step) in person.grants[0].deeds
    open_now = state in row.sources

    reason = why_not(a_paper(state), step, by=person)

    assert (reason is None) is (held and open_now)
    if reason:
        assert (row.who in reason) if not held else (PAPER_FLOW.states[state] in reason)


def test_another_office_is_told_whose_work_it_is(clerk):
    paper = a_paper(organisation_path="/0001/0008/")

    with pytest.raises(Denied, match="要由云溪县民政局或上级的经办人办理"):
        move(paper, "submit", by=clerk)


def test_a_guard_blocks_with_its_sentence(reviewer):
    paper = a_paper("review", drafted_by=reviewer.actor_id)

    with pytest.raises(Blocked, match="不能审核自己起草的内容"):
        move(paper, "sign", by=reviewer)
    assert not Event.objects.exists()


@pytest.mark.parametrize("note", ["", "  \n"])
def test_sending_back_needs_a_note(reviewer, note):
    paper = a_paper("review")

    with pytest.raises(Blocked, match="要写明意见"):
        move(paper, "return", by=reviewer, note=note)
    assert paper.state == "review"


@pytest.mark.parametrize(("state", "step"), [("review", "sign"), ("done", "stamp")])
def test_a_double_click_is_applied_once(state, step, reviewer):
    """Also on a step that stays in its state."""
    first = a_paper(state)
    second = Paper.objects.get(pk=first.pk)
    move(first, step, by=reviewer)

    with pytest.raises(Blocked, match="已被他人处理，请刷新后再看"):
        move(second, step, by=reviewer)

    assert second.steps_taken == 0
    assert trace.history(first).count() == 1


def test_the_case_page_offers_open_steps_first_and_says_why_not(reviewer):
    offered = choices(a_paper("review"), by=reviewer)

    assert [(c.step.name, c.reason) for c in offered[:2]] == [("return", None), ("sign", None)]
    assert offered[2].reason == "“送审”由经办人办理，陈立新的岗位是：审核人。"
    assert offered[3].reason == "“盖章”要在“已签发”时办理，现在是“待审核”。"
