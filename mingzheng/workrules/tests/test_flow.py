"""Every step of work rules × state × role: who may, and what the others are told."""

from types import SimpleNamespace

import pytest

from mingzheng.core.moves import why_not
from mingzheng.workrules.flow import WORK_RULE_FLOW
from mingzheng.workrules.states import RuleSetState as S
from tests.stand_ins import OFFICE, actor, open_to

CLERKS = {"drafter"}  # the rule is the office's own: the openness office reads it
MAY = {
    "submit": ({S.DRAFT}, CLERKS),
    "withdraw": ({S.REVIEW}, CLERKS),
    "discard": ({S.DRAFT}, CLERKS),
    "pass_review": ({S.REVIEW}, {"reviewer"}),
    "send_back": ({S.REVIEW}, {"reviewer"}),
    "withdraw_pass": ({S.APPROVED}, {"reviewer"}),
    "enact": ({S.APPROVED}, set()),
    "supersede": ({S.IN_FORCE}, set()),
}


def subject(state: str, **more):
    said = {
        "FLOW": WORK_RULE_FLOW,
        "state": state,
        "state_label": WORK_RULE_FLOW.states[state],
        "organisation_path": OFFICE,
        "organisation_name": "县民政局",
        "submitted_by": "9",
        "rules_total": 1,
        "faults_total": 0,
    }
    return SimpleNamespace(**(said | more))


@pytest.mark.parametrize("step", list(MAY))
def test_a_step_is_open_exactly_to_its_roles_in_its_states(step):
    states, roles = MAY[step]

    assert open_to(subject, step, S) == {(state, role) for state in states for role in roles}


def test_every_step_is_in_the_table():
    assert {step.name for step in WORK_RULE_FLOW.steps} == set(MAY)


@pytest.mark.parametrize(
    ("step", "state", "role", "more", "words"),
    [
        ("submit", S.DRAFT, "drafter", {"rules_total": 0}, "先写通用规则"),
        ("submit", S.DRAFT, "drafter", {"faults_total": 2}, "还有 2 处必须改"),
        ("pass_review", S.REVIEW, "reviewer", {"faults_total": 1}, "还有 1 处必须改"),
        ("pass_review", S.REVIEW, "reviewer", {"submitted_by": "1"}, "另一个人审核"),
    ],
)
def test_what_stands_in_the_way_is_said(step, state, role, more, words):
    assert words in why_not(subject(state, **more), step, by=actor(role))


@pytest.mark.parametrize("step", ["submit", "pass_review"])
def test_another_offices_people_take_no_step(step):
    state = S.DRAFT if step == "submit" else S.REVIEW
    role = "drafter" if step == "submit" else "reviewer"

    assert "县民政局" in why_not(subject(state), step, by=actor(role, "/0001/0003/"))


def test_what_goes_back_or_is_given_up_needs_a_reason():
    needed = {step.name for step in WORK_RULE_FLOW.steps if step.note_required}

    assert needed == {"send_back", "withdraw_pass", "discard"}
