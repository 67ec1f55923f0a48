"""Every step of both flows × state × role: who may, and what the others are told."""

from types import SimpleNamespace

import pytest

from mingzheng.core.moves import why_not
from mingzheng.decisions.flow import DECISION_FLOW, DECISION_LIST_FLOW
from mingzheng.decisions.states import DecisionListState as L
from mingzheng.decisions.states import DecisionState as S
from mingzheng.posts.roles import ROLES
from tests import stand_ins
from tests.stand_ins import OFFICE

WHO = {
    "drafter": {"draft", "hold_hearing", "argue", "assess", "submit_legal", "redraft"}
    | {"report_progress"},
    "reviewer": {"consult", "announce_hearing", "publish_adoption"},
    "decision_office": {"start", "discuss", "publish", "execute", "evaluate", "end"},
    "legal_reviewer": {"give_legality", "return_legal"},
}
LIST_WHO = {
    "drafter": {"submit", "take_back", "discard"},
    "reviewer": {"pass_on", "send_back"},
    "decision_office": {"consent", "publish", "submit", "take_back", "discard"},
}
# Where a step can be taken by the one course on which everything applies.
WHEN = {
    "start": {S.PROPOSED}, "draft": {S.STARTED}, "consult": {S.DRAFTED},
    "announce_hearing": {S.CONSULTING}, "hold_hearing": {S.CONSULTING},
    "publish_adoption": {S.CONSULTING}, "argue": {S.ANSWERED}, "assess": {S.ARGUED},
    "submit_legal": {S.ASSESSED}, "give_legality": {S.LEGAL}, "return_legal": {S.LEGAL},
    "discuss": {S.LEGAL}, "publish": {S.DISCUSSED}, "execute": {S.PUBLISHED},
    "report_progress": {S.EXECUTING}, "evaluate": {S.EXECUTING},
    "redraft": {S.DRAFTED, S.ANSWERED, S.ARGUED, S.ASSESSED, S.LEGAL, S.DISCUSSED},
    "end": set(S) - {S.PUBLISHED, S.EXECUTING, S.EVALUATED, S.ENDED},
}  # fmt: skip


def actor(role: str):
    return stand_ins.actor(role, organisation_code="YX09")


def matter(state: str, step: str = "", **more):
    """A matter on which nothing but the course and the post stands in the way."""
    said = {
        "FLOW": DECISION_FLOW, "state": state, "state_label": DECISION_FLOW.states[state],
        "organisation_path": OFFICE, "organisation_name": "县交通运输局",
        "organisation_code": "YX14", "left_out": {}, "kept": [], "drafted_by": "9",
        "summed_up_by": "9", "period_over": True, "closes_on": None, "risk": "yes",
        "hearing": "announced" if step == "hold_hearing" else "held",
        "legality": "" if step in ("give_legality", "return_legal") else "lawful",
        "outcome": "again" if step in ("redraft", "end") else "passed",
    }  # fmt: skip
    return SimpleNamespace(**(said | more))


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("step", list(WHEN))
def test_a_step_is_open_exactly_to_its_post_in_its_turn(step, role):
    by = actor(role)

    found = {state for state in S if why_not(matter(state, step), step, by=by) is None}

    assert found == (WHEN[step] if step in WHO.get(role, ()) else set())


def version(state: str):
    return SimpleNamespace(
        FLOW=DECISION_LIST_FLOW, state=state, state_label=DECISION_LIST_FLOW.states[state],
        organisation_path=OFFICE, organisation_name="县政府", faults_total=0, based_on_id=None,
        reason="", submitted_by="9",
    )  # fmt: skip


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("step", [step.name for step in DECISION_LIST_FLOW.steps])
def test_a_step_of_the_catalogue_is_open_exactly_to_its_post(step, role):
    row, by = DECISION_LIST_FLOW.step(step), actor(role)

    found = {state for state in L if why_not(version(state), step, by=by) is None}

    assert found == (row.sources if step in LIST_WHO.get(role, ()) else set())


def test_every_step_is_in_the_table():
    assert {step.name for step in DECISION_FLOW.steps} == set(WHEN) == set().union(*WHO.values())


@pytest.mark.parametrize(
    ("step", "state", "role", "more", "words"),
    [
        ("consult", S.DRAFTED, "reviewer", {"drafted_by": "1"}, "您自己登记的"),
        ("publish_adoption", S.CONSULTING, "reviewer", {"summed_up_by": "1"}, "您自己归纳的"),
        ("publish_adoption", S.CONSULTING, "reviewer", {"hearing": ""}, "听证会还没有开"),
        ("announce_hearing", S.CONSULTING, "reviewer", {"left_out": {"hearing": "小事"}}, "小事"),
        ("hold_hearing", S.CONSULTING, "drafter", {"hearing": ""}, "还没有公告"),
        ("submit_legal", S.ASSESSED, "drafter", {"risk": "no"}, "第二十四条"),
        ("give_legality", S.LEGAL, "legal_reviewer", {"organisation_code": "YX09"}, "自己审"),
        ("give_legality", S.LEGAL, "legal_reviewer", {"legality": "lawful"}, "已经有审查意见"),
        ("discuss", S.LEGAL, "decision_office", {"legality": ""}, "第二十五条"),
        ("discuss", S.LEGAL, "decision_office", {"legality": "unlawful"}, "第二十五条"),
        ("publish", S.DISCUSSED, "decision_office", {"outcome": "again"}, "没有通过"),
        ("redraft", S.DISCUSSED, "drafter", {"outcome": "passed"}, "已经讨论通过"),
        ("end", S.DISCUSSED, "decision_office", {"outcome": "passed"}, "已经讨论通过"),
    ],
)
def test_what_stands_in_the_way_is_said(step, state, role, more, words):
    assert words in (why_not(matter(state, step, **more), step, by=actor(role)) or "")
