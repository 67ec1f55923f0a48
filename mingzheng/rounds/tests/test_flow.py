"""Who may take which step of a submission, by its guards."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from mingzheng.core.access import Grant
from mingzheng.rounds.flow import ROUND_FLOW, SUBMISSION_FLOW, is_not_above
from mingzheng.rounds.states import RoundState, SubmissionState


@dataclass
class Paper:
    """A submission as guards see it."""

    state: str = SubmissionState.SUBMITTED
    round_state: str = RoundState.COLLECTING
    round_label: str = "填报中"
    items_total: int = 3
    submitted_by: str = "1"
    passed_by: str = ""
    needs_town: bool = False
    organisation_path: str = "/0001/0002/0003/"
    upload: object = None


@dataclass
class Somebody:
    actor_id: str = "2"
    grants: tuple[Grant, ...] = ()


def refused(step: str, paper: Paper, by: Somebody | None = None) -> str:
    guards = SUBMISSION_FLOW.step(step).unless
    return next((said for guard in guards if (said := guard(paper, by or Somebody()))), "")


@pytest.mark.parametrize("state", [s for s in RoundState if s not in ("collecting", "merging")])
@pytest.mark.parametrize("step", SUBMISSION_FLOW.steps, ids=lambda step: step.name)
def test_nothing_moves_while_the_round_does_not_run(state, step):
    assert "不能再办" in refused(step.name, Paper(round_state=state, round_label=state.label))


def test_an_empty_list_is_not_sent():
    assert "先填好再提交" in refused("submit", Paper(items_total=0))


@pytest.mark.parametrize(
    ("state", "words"),
    [("reading", "还在读"), ("read", "读好了还没有导入"), ("applying", "还在导入"),
     ("failed", ""), ("applied", "")],
)  # fmt: skip
@pytest.mark.parametrize("step", ["submit", "report_nothing"])
def test_nothing_is_sent_over_an_upload_that_is_not_in_the_draft(step, state, words):
    upload = SimpleNamespace(state=state, file_name="填报.xlsx")
    paper = Paper(upload=upload, items_total=3 if step == "submit" else 0)

    said = f"《填报.xlsx》{words}，先确认导入或者放弃。" if words else ""
    assert refused(step, paper) == said


def test_nothing_is_not_reported_over_rows():
    assert "草稿里有 3 个事项，请按“提交”" in refused("report_nothing", Paper())
    assert refused("report_nothing", Paper(items_total=0)) == ""


@pytest.mark.parametrize("step", ["accept", "pass_town"])
def test_nobody_takes_what_they_sent(step):
    grant = Grant("reviewer", "审核", frozenset({"submission.pass_town"}), "/0001/0002/")
    by = Somebody("1", (grant,))

    assert "另一个人" in refused(step, Paper(needs_town=step == "pass_town"), by)


def test_whoever_passed_for_the_town_does_not_take_for_the_county():
    paper = Paper(state=SubmissionState.PASSED, passed_by="2", needs_town=True)

    assert "不能是同一个人" in refused("accept", paper)


def test_a_village_goes_through_its_town():
    village = Paper(needs_town=True)

    assert "先由所属乡镇" in refused("accept", village)
    village.state = SubmissionState.PASSED
    assert refused("accept", village) == ""


def test_only_a_villages_list_is_passed_by_a_town():
    assert "只有村（社区）" in refused("pass_town", Paper())


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/0001/0002/", True), ("/0001/", True), ("/0001/0002/0003/", False), ("/0001/0009/", False)],
)
def test_only_somebody_above_the_village_passes_it(path, allowed):
    grant = Grant("reviewer", "审核", frozenset({"submission.pass_town"}), path)

    assert (is_not_above(Paper(), Somebody("2", (grant,))) is None) is allowed


def test_from_every_state_an_office_can_come_back_to_filling_in():
    back = {s for step in SUBMISSION_FLOW.steps if step.target == "filling" for s in step.sources}

    assert back == set(SubmissionState) - {SubmissionState.FILLING}


@pytest.mark.parametrize("flow", [ROUND_FLOW, SUBMISSION_FLOW], ids=lambda flow: flow.name)
def test_what_goes_back_is_put_off_or_reports_nothing_needs_a_reason(flow):
    names = {step.name for step in flow.steps if step.note_required}

    said = {"extend", "reopen", "cancel", "send_back", "return_below", "report_nothing"}
    assert names == said & {step.name for step in flow.steps}
