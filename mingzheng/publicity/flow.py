"""How a record goes (双公示流程). Pure; no database.

Two pairs of eyes before anything is shown or corrected: a clerk writes, another person of the
office lets it out. A reviewer alone takes down: what harms somebody must go at once.
"""

from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step
from mingzheng.publicity.states import RecordState as S

CLERK, REVIEWER = "经办人", "审核人"


def not_to_be_shown(record: Any, by: Actor) -> str | None:
    """What the periods say is not shown at all: a mere warning under some rules."""
    return f"这一条不公示：{record.exempt_reason}" if record.exempt_reason else None


def sent_by_the_same_person(record: Any, by: Actor) -> str | None:
    """Four eyes: whoever sent it may not let it out."""
    if record.submitted_by == by.actor_id:
        return "这一条是您自己送审的，要由另一个人审核。"
    return None


def no_correction_waits(record: Any, by: Actor) -> str | None:
    """Nothing to pass or to turn down."""
    return None if record.pending else "没有等着审核的更正。"


def a_correction_waits(record: Any, by: Actor) -> str | None:
    """One correction at a time."""
    return "已有一个更正等着审核，先办完那一个。" if record.pending else None


def proposed_by_the_same_person(record: Any, by: Actor) -> str | None:
    """Four eyes for a correction too."""
    if record.pending.get("by") == by.actor_id:
        return "这个更正是您自己提的，要由另一个人审核。"
    return None


def reported_already(record: Any, by: Actor) -> str | None:
    """The three days run from the first report."""
    return "已经报过，等审核人撤下。" if record.reported else None


PUBLICITY_FLOW = Flow(
    "publicity",
    "双公示",
    start=S.DRAFT,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step("submit", "送审", frozenset({S.DRAFT}), S.REVIEW, who=CLERK,
             unless=(not_to_be_shown,), hint="交本单位审核人"),
        Step("take_back", "撤回修改", frozenset({S.REVIEW}), S.DRAFT, who=CLERK,
             hint="审核之前可以撤回"),
        Step("send_back", "退回修改", frozenset({S.REVIEW}), S.DRAFT, who=REVIEWER,
             note_required=True, hint="写明哪里不对"),
        Step("release", "审核公示", frozenset({S.REVIEW}), S.PUBLISHED, who=REVIEWER,
             unless=(sent_by_the_same_person, not_to_be_shown), hint="马上在网站上看得到"),
        Step("report", "报告决定有变", frozenset({S.PUBLISHED}), S.PUBLISHED, who=CLERK,
             unless=(reported_already,), form="report", clock="start",
             hint="决定被变更、撤销、确认违法或无效的，从那天起 3 个工作日内撤下"),
        Step("withdraw", "撤下", frozenset({S.PUBLISHED}), S.WITHDRAWN, who=REVIEWER,
             form="withdraw", clock="stop", hint="网站上马上看不到内容，只留撤下的原因"),
        Step("propose", "提出更正", frozenset({S.PUBLISHED}), S.PUBLISHED, who=CLERK,
             unless=(a_correction_waits,), form="propose", hint="公示有笔误的，改好交审核人"),
        Step("correct", "审核更正", frozenset({S.PUBLISHED}), S.PUBLISHED, who=REVIEWER,
             unless=(no_correction_waits, proposed_by_the_same_person),
             hint="原来的一版留着，公示页上写明更正了什么"),
        Step("turn_down", "不予更正", frozenset({S.PUBLISHED}), S.PUBLISHED, who=REVIEWER,
             unless=(no_correction_waits,), note_required=True, hint="写明为什么"),
        Step("discard", "作废", frozenset({S.DRAFT}), S.DISCARDED, who=CLERK,
             note_required=True, hint="没有公示过的才能作废"),
        Step("expire", "公示期满", frozenset({S.PUBLISHED}), S.EXPIRED, who="系统",
             hint="到期由系统自动办理"),
    ),
)  # fmt: skip
