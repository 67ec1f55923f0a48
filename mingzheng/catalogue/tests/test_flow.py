"""Who may take which step of an edition, from where: the whole table."""

from types import SimpleNamespace

import pytest

from mingzheng.catalogue.flow import EDITION_FLOW
from mingzheng.catalogue.states import EditionState
from mingzheng.core.access import Grant, SystemActor
from mingzheng.core.moves import why_not
from mingzheng.posts.roles import ROLES

MAY = {
    "submit": {"drafter", "openness_office"},
    "withdraw": {"drafter", "openness_office"},
    "pass_review": {"reviewer"},
    "send_back": {"reviewer", "openness_office"},
    "approve": {"openness_office"},
    "reject": {"openness_office"},
    "withdraw_approval": {"openness_office"},
    "discard": {"drafter", "openness_office"},
    "enact": set(),
    "supersede": set(),
}


def an_edition(state, **facts):
    """An edition as the flow sees it: no database needed."""
    defaults = {
        "FLOW": EDITION_FLOW,
        "state": state,
        "state_label": str(EditionState(state).label),
        "organisation_path": "/0001/0002/",
        "organisation_name": "云溪县民政局",
        "items_total": 3,
        "gaps_total": 0,
        "judgements_open": 0,
        "questions_total": 0,
        "submitted_by": "91",
        "reviewed_by": "92",
    }
    return SimpleNamespace(**(defaults | facts))


def somebody(role, actor_id="7", path="/0001/0002/"):
    """A person with one role."""
    grant = Grant(role, ROLES[role].label, ROLES[role].deeds, path)
    return SimpleNamespace(
        actor_id=actor_id,
        actor_name="某人",
        organisation_code="A",
        organisation_name="甲",
        grants=(grant,),
    )


@pytest.mark.parametrize("state", EditionState.values)
@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("step", [step.name for step in EDITION_FLOW.steps])
def test_a_step_is_open_exactly_to_its_roles_in_its_states(step, role, state):
    allowed = role in MAY[step] and state in EDITION_FLOW.step(step).sources

    reason = why_not(an_edition(state), step, by=somebody(role))

    assert (reason is None) == allowed, reason


@pytest.mark.parametrize("step", [step.name for step in EDITION_FLOW.steps])
def test_the_role_in_another_office_opens_nothing(step):
    edition = an_edition(next(iter(EDITION_FLOW.step(step).sources)))

    assert all(why_not(edition, step, by=somebody(role, path="/0001/0009/")) for role in ROLES)


@pytest.mark.parametrize(
    ("step", "state", "role", "facts", "words"),
    [
        ("submit", "draft", "drafter", {"items_total": 0}, "还没有公开事项"),
        ("pass_review", "review", "reviewer", {"submitted_by": "7"}, "要由另一个人审核"),
        ("approve", "approval", "openness_office", {"submitted_by": "7"}, "要由另一个人审核"),
        ("approve", "approval", "openness_office", {"reviewed_by": "7"}, "不能是同一个人"),
        ("submit", "draft", "drafter", {"questions_total": 3}, "还有 3 个有分歧的事项"),
        ("approve", "approval", "openness_office", {"gaps_total": 2}, "还有 2 处单位名称没有对上"),
    ],
)
def test_guards_say_in_words_what_is_in_the_way(step, state, role, facts, words):
    assert words in why_not(an_edition(state, **facts), step, by=somebody(role))


def test_only_the_system_puts_an_edition_into_force():
    system = SystemActor({"edition.enact"})

    assert why_not(an_edition("approved"), "enact", by=system) is None
