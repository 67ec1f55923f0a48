"""Every step of a manuscript × state × role × plan: who may, and what the others are told."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from mingzheng.core.moves import why_not
from mingzheng.publishing.flow import FLOWS, MANUSCRIPT_FLOW, PLANS, TURNS, flow_of
from mingzheng.publishing.states import REVIEWING
from mingzheng.publishing.states import ManuscriptState as S
from tests.stand_ins import OFFICE, actor, open_to

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WRITERS, REVIEWERS = {"drafter"}, {"reviewer"}
# Of the fullest plan; of a shorter one only the states that it has.
MAY = {
    "submit": ({S.DRAFT}, WRITERS),
    "recall": (set(REVIEWING), WRITERS),
    "pass_first": ({S.FIRST}, REVIEWERS),
    "back_first": ({S.FIRST}, REVIEWERS),
    "pass_second": ({S.SECOND}, REVIEWERS),
    "back_second": ({S.SECOND}, REVIEWERS),
    "pass_secrecy": ({S.SECRECY}, {"secrecy_reviewer"}),
    "back_secrecy": ({S.SECRECY}, {"secrecy_reviewer"}),
    "sign": ({S.SIGNING}, {"signer"}),
    "back_sign": ({S.SIGNING, S.SIGNED}, {"signer"}),
    "publish": ({S.SIGNED}, set()),
    "discard": ({S.DRAFT}, WRITERS),
}


def subject(state: str, plan: int = 4, **more):
    said = {
        "FLOW": FLOWS[plan],
        "state": state,
        "state_label": FLOWS[plan].states.get(state, state),
        "organisation_path": OFFICE,
        "organisation_name": "县民政局",
        "writers": ["9"],
        "passers": [],
        "missing": [],
        "red_findings": 0,
        "disclosure": "active",
        "interpretation_gap": "",
        "opened_at": NOON,
        "article": SimpleNamespace(withdrawn_at=None),
    }
    return SimpleNamespace(**(said | more))


@pytest.mark.parametrize(("plan", "step"), [(n, x.name) for n in FLOWS for x in FLOWS[n].steps])
def test_a_step_is_open_exactly_to_its_roles_in_its_states(plan, step):
    states, roles = MAY[step]

    taken = open_to(lambda state: subject(state, plan), step, S)

    assert taken == {(state, role) for state in states & {*FLOWS[plan].states} for role in roles}


def test_the_fullest_plan_has_every_step_and_state():
    assert {step.name for step in MANUSCRIPT_FLOW.steps} == set(MAY)
    assert set(MANUSCRIPT_FLOW.states) == set(S.values)


@pytest.mark.parametrize("plan", list(PLANS))
def test_every_plan_ends_with_secrecy_and_signing(plan):
    """《政府信息公开条例》第十七条: secrecy is reviewed before anything is published."""
    assert [turn.step for turn in PLANS[plan]][-2:] == ["pass_secrecy", "sign"]
    assert len(PLANS[plan]) == plan


@pytest.mark.parametrize("reviews", [0, 1, 5])
def test_there_are_no_other_plans(reviews):
    with pytest.raises(KeyError):
        flow_of(reviews)


ALREADY = ("9", "5")
LATER = {"article": SimpleNamespace(withdrawn_at=NOON.replace(hour=13))}
BEFORE = {"article": SimpleNamespace(withdrawn_at=NOON.replace(hour=11))}


@pytest.mark.parametrize(
    ("step", "state", "role", "more", "words"),
    [
        ("submit", S.DRAFT, "drafter", {"missing": ["标题", "栏目"]}, "还缺标题、栏目"),
        ("submit", S.DRAFT, "drafter", {"disclosure": "withheld"}, "“不予公开”，不能在网上发布"),
        ("submit", S.DRAFT, "drafter", {"red_findings": 2}, "还有 2 处必须改"),
        ("submit", S.DRAFT, "drafter", LATER, "在起草以后撤回了"),
        ("pass_first", S.FIRST, "reviewer", {"writers": ["1"]}, "自己写过"),
        ("pass_first", S.FIRST, "reviewer", {"red_findings": 1}, "还有 1 处必须改"),
        ("pass_second", S.SECOND, "reviewer", {"passers": ["1"]}, "前面的审查就是您办的"),
        ("pass_secrecy", S.SECRECY, "secrecy_reviewer", {"writers": ["1"]}, "自己写过"),
        ("sign", S.SIGNING, "signer", {"passers": ["1"]}, "前面的审查就是您办的"),
        ("sign", S.SIGNING, "signer", {"interpretation_gap": "还没有解读。"}, "还没有解读"),
        ("sign", S.SIGNING, "signer", {"disclosure": "on_request"}, "“依申请公开”"),
    ],
)
def test_what_stands_in_the_way_is_said(step, state, role, more, words):
    assert words in why_not(subject(state, **more), step, by=actor(role))


def test_a_manuscript_opened_after_the_withdrawal_may_go_out():
    assert why_not(subject(S.DRAFT, **BEFORE), "submit", by=actor("drafter")) is None


@pytest.mark.parametrize("turn", TURNS)
def test_another_offices_people_take_no_step(turn):
    role = next(name for name in MAY[turn.step][1])

    reason = why_not(subject(turn.state), turn.step, by=actor(role, "/0001/0003/"))

    assert "县民政局" in reason


def test_what_goes_back_or_is_given_up_needs_an_opinion():
    needed = {step.name for step in MANUSCRIPT_FLOW.steps if step.note_required}

    assert needed == {turn.back for turn in TURNS} | {"discard"}
