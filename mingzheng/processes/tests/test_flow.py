"""Every step of the judgement × state × role: who may, and what the others are told."""

from types import SimpleNamespace

import pytest

from mingzheng.core.moves import why_not
from mingzheng.processes.flow import JUDGEMENT_FLOW
from mingzheng.processes.states import JudgementState as S
from tests.stand_ins import OFFICE, actor, open_to

MAY = {
    "open_up": ({S.OPEN}, {"drafter", "openness_office"}),
    "propose": ({S.OPEN}, {"drafter", "openness_office"}),
    "reopen": ({S.ACTIVE, S.REVIEW, S.SETTLED}, {"drafter", "openness_office"}),
    "pass_through": ({S.REVIEW}, {"openness_office"}),
    "turn_down": ({S.REVIEW}, {"openness_office"}),
}


def subject(state: str, **more):
    said = {
        "FLOW": JUDGEMENT_FLOW,
        "state": state,
        "state_label": JUDGEMENT_FLOW.states[state],
        "organisation_path": OFFICE,
        "organisation_name": "县民政局",
        "edition_state": "draft",
        "proposed_by": "9",
    }
    return SimpleNamespace(**(said | more))


@pytest.mark.parametrize("step", list(MAY))
def test_a_step_is_open_exactly_to_its_roles_in_its_states(step):
    states, roles = MAY[step]

    assert open_to(subject, step, S) == {(state, role) for state in states for role in roles}


def test_every_step_is_in_the_table():
    assert {step.name for step in JUDGEMENT_FLOW.steps} == set(MAY)


@pytest.mark.parametrize(
    ("step", "state", "more", "words"),
    [
        ("open_up", S.OPEN, {"edition_state": "review"}, "不是草稿"),
        ("reopen", S.ACTIVE, {"edition_state": "in_force"}, "不是草稿"),
        ("pass_through", S.REVIEW, {"edition_state": "in_force"}, "已经批复"),
        ("pass_through", S.REVIEW, {"proposed_by": "1"}, "另一个人审核"),
    ],
)
def test_what_stands_in_the_way_is_said(step, state, more, words):
    reason = why_not(subject(state, **more), step, by=actor("openness_office"))

    assert words in reason
