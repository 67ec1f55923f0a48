"""How a round runs and how one submission goes (填报轮次流程、单位填报流程). Pure; no database.

Three levels: what a village sends is passed by its town first, then taken by the county. Four eyes:
nobody passes or takes what they sent.
"""

from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step
from mingzheng.rounds.states import RUNNING
from mingzheng.rounds.states import RoundState as R
from mingzheng.rounds.states import SubmissionState as S

# Uploads that are not in the draft yet, by the state of the import.
WAITING = {"reading": "还在读", "read": "读好了还没有导入", "applying": "还在导入"}
OFFICE, CLERK, TOWN = "政务公开办", "经办人", "乡镇（街道）审核人"


def has_no_office(round_: Any, by: Actor) -> str | None:
    """A round asks somebody."""
    return None if round_.offices_total else "还没有选填报单位。"


def has_received_nothing(round_: Any, by: Actor) -> str | None:
    """Merging starts when there is something to merge."""
    return None if round_.received_total else "还没有接收任何单位的填报，没有可以汇总的。"


def has_no_catalogue(round_: Any, by: Actor) -> str | None:
    """Lists of powers and services stay each office's own: there is nothing to merge."""
    return None if round_.is_merged else "这一轮没有要汇总的目录，收齐了直接“结束这一轮”。"


def has_not_gathered(round_: Any, by: Actor) -> str | None:
    """A catalogue is merged before its round ends."""
    if round_.is_merged and round_.state == R.COLLECTING:
        return "公开事项目录还要汇总，先按“开始汇总”。"
    return None


def has_unseen(round_: Any, by: Actor) -> str | None:
    """What was sent is answered before the round ends."""
    left = round_.unseen_total
    return f"还有 {left} 份交上来没有接收，先接收或者退回。" if left else None


def has_unmerged(round_: Any, by: Actor) -> str | None:
    """What was taken must have been merged before the round ends."""
    left = round_.unmerged_total
    return f"还有 {left} 份接收了没有汇总，先汇总再结束。" if left else None


def has_open_questions(round_: Any, by: Actor) -> str | None:
    """No answer can be merged once the round is over, and without it nothing goes for review."""
    left = round_.questions_total
    if not left:
        return None
    words = f"目录草稿里还有 {left} 个有分歧的事项没有定，或者定了没有写进草稿"
    return f"{words}，定好、再汇总一次再结束。"


def is_not_running(submission: Any, by: Actor) -> str | None:
    """Submissions move only while their round runs."""
    if submission.round_state in RUNNING:
        return None
    return f"这一轮是“{submission.round_label}”，不能再办。"


def has_nothing(submission: Any, by: Actor) -> str | None:
    """An empty list cannot be sent."""
    return None if submission.items_total else "草稿里还没有事项，先填好再提交。"


def has_something(submission: Any, by: Actor) -> str | None:
    """Only who has nothing may say so: a list with rows is sent as a list."""
    number = submission.items_total
    if number:
        return f"草稿里有 {number} 个事项，请按“提交”；不该有的先在草稿里删去。"
    return None


def has_upload_left(submission: Any, by: Actor) -> str | None:
    """What was uploaded and is not in the draft yet would be left out silently."""
    left = submission.upload
    words = WAITING.get(left.state) if left else None
    return f"《{left.file_name}》{words}，先确认导入或者放弃。" if words else None


def sent_by_the_same_person(submission: Any, by: Actor) -> str | None:
    """Four eyes: whoever sent it may neither pass nor take it."""
    if submission.submitted_by == by.actor_id:
        return "这份填报是您自己提交的，要由另一个人来办。"
    return None


def passed_by_the_same_person(submission: Any, by: Actor) -> str | None:
    """Whoever passed it for the town may not take it for the county."""
    if submission.passed_by and submission.passed_by == by.actor_id:
        return "乡镇审核和接收不能是同一个人。"
    return None


def is_no_village(submission: Any, by: Actor) -> str | None:
    """Only what a village or community sends goes through its town."""
    return None if submission.needs_town else "只有村（社区）的填报要经乡镇（街道）审核。"


def town_has_not_passed(submission: Any, by: Actor) -> str | None:
    """What a village sends reaches the county by way of its town."""
    if submission.needs_town and submission.state == S.SUBMITTED:
        return "村（社区）的填报，先由所属乡镇（街道）审核。"
    return None


def is_not_above(submission: Any, by: Actor) -> str | None:
    """The town passes: a post in the village itself is not enough."""
    here = submission.organisation_path
    above = any(
        "submission.pass_town" in grant.deeds and here.startswith(grant.path) and grant.path != here
        for grant in by.grants
    )
    return None if above else "村（社区）的填报要由所属乡镇（街道）审核，不能由本村审核。"


ROUND_FLOW = Flow(
    "round",
    "填报轮次",
    start=R.DRAFT,
    states={state.value: str(state.label) for state in R},
    steps=(
        Step("open", "发起", frozenset({R.DRAFT}), R.COLLECTING, who=OFFICE,
             unless=(has_no_office,), clock="起算", hint="各单位的待办里马上看得到"),
        Step("extend", "延期", frozenset({R.COLLECTING}), R.COLLECTING, who=OFFICE,
             note_required=True, form="extend", clock="延长", hint="全部单位改到新的截止日期"),
        Step("gather", "开始汇总", frozenset({R.COLLECTING}), R.MERGING, who=OFFICE,
             unless=(has_no_catalogue, has_received_nothing), hint="没有交的还能补交，算迟交"),
        Step("reopen", "回到填报", frozenset({R.MERGING}), R.COLLECTING, who=OFFICE,
             note_required=True, hint="已经汇总的留着"),
        Step("close", "结束这一轮", frozenset({R.COLLECTING, R.MERGING}), R.CLOSED, who=OFFICE,
             unless=(has_not_gathered, has_unseen, has_unmerged, has_open_questions), clock="结束",
             hint="以后不能再交、再汇总"),
        Step("cancel", "取消这一轮", frozenset({R.DRAFT, R.COLLECTING}), R.CANCELLED, who=OFFICE,
             note_required=True, clock="结束", hint="各单位填的目录草稿都还在"),
    ),
)  # fmt: skip

SUBMISSION_FLOW = Flow(
    "submission",
    "单位填报",
    start=S.PENDING,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step("start", "开始填报", frozenset({S.PENDING}), S.FILLING, who=CLERK,
             unless=(is_not_running,), hint="打开本单位的草稿"),
        Step("submit", "提交", frozenset({S.PENDING, S.FILLING}), S.SUBMITTED, who=CLERK,
             unless=(is_not_running, has_upload_left, has_nothing),
             hint="提交以后草稿锁住，退回或者撤回才能再改"),
        Step("report_nothing", "零报送", frozenset({S.PENDING, S.FILLING}), S.SUBMITTED, who=CLERK,
             unless=(is_not_running, has_upload_left, has_something), note_required=True,
             form="nothing", hint="没有要报的，写明理由报上去；不用交空表"),
        Step("pass_town", "乡镇审核通过", frozenset({S.SUBMITTED}), S.PASSED, who=TOWN,
             unless=(is_not_running, is_no_village, is_not_above, sent_by_the_same_person),
             hint="报县政务公开办接收"),
        Step("return_below", "乡镇退回", frozenset({S.SUBMITTED}), S.FILLING, who=TOWN,
             unless=(is_not_running, is_no_village, is_not_above), note_required=True,
             hint="写明哪几条、为什么"),
        Step("accept", "接收", frozenset({S.SUBMITTED, S.PASSED}), S.RECEIVED, who=OFFICE,
             unless=(is_not_running, town_has_not_passed, sent_by_the_same_person,
                     passed_by_the_same_person), hint="接收以后进入汇总"),
        Step("send_back", "退回修改", frozenset({S.SUBMITTED, S.PASSED, S.RECEIVED, S.MERGED}),
             S.FILLING, who=OFFICE, unless=(is_not_running,), note_required=True,
             hint="写在行上的意见一起退回"),
        Step("withdraw", "撤回修改", frozenset({S.SUBMITTED}), S.FILLING, who=CLERK,
             unless=(is_not_running,), hint="接收之前可以撤回"),
        Step("merge", "汇总", frozenset({S.RECEIVED}), S.MERGED, who=OFFICE,
             unless=(is_not_running,), form="merge", hint="并进上级的目录草稿"),
    ),
)  # fmt: skip
