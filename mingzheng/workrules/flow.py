"""How an office's work rules come into force (工作规则流程). Pure; no database.

Two pairs of eyes: a clerk drafts, another person of the office reviews and says from which day.
"""

from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step
from mingzheng.workrules.states import RuleSetState as S

CLERK, REVIEWER = "经办人", "审核人"


def has_no_rule(rule_set: Any, by: Actor) -> str | None:
    """A set without a rule says nothing."""
    return None if rule_set.rules_total else "还没有写规则，先写通用规则。"


def does_not_hold(rule_set: Any, by: Actor) -> str | None:
    """What must be right before anybody reviews it: posts, times, 保密审查, every item covered."""
    left = rule_set.faults_total
    return f"还有 {left} 处必须改的问题，先照“规则检查”改好。" if left else None


def sent_by_the_same_person(rule_set: Any, by: Actor) -> str | None:
    """Four eyes: whoever sent it may not pass it."""
    if rule_set.submitted_by == by.actor_id:
        return "这一版是您自己送审的，要由另一个人审核。"
    return None


WORK_RULE_FLOW = Flow(
    "workrule",
    "政务公开工作规则",
    start=S.DRAFT,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step("submit", "送审", frozenset({S.DRAFT}), S.REVIEW, who=CLERK,
             unless=(has_no_rule, does_not_hold), hint="交本单位审核人"),
        Step("withdraw", "撤回修改", frozenset({S.REVIEW}), S.DRAFT, who=CLERK,
             hint="审核之前可以撤回"),
        Step("pass_review", "审核通过", frozenset({S.REVIEW}), S.APPROVED, who=REVIEWER,
             unless=(sent_by_the_same_person, does_not_hold), form="pass_review",
             hint="定施行日期；当天施行的马上替代原来的"),
        Step("send_back", "退回修改", frozenset({S.REVIEW}), S.DRAFT, who=REVIEWER,
             note_required=True, hint="写明哪一步、为什么"),
        Step("withdraw_pass", "撤回审核", frozenset({S.APPROVED}), S.REVIEW, who=REVIEWER,
             note_required=True, hint="施行之前可以撤回，改施行日期，或者退回"),
        Step("enact", "施行", frozenset({S.APPROVED}), S.IN_FORCE, who="系统",
             hint="到施行日期由系统自动办理"),
        Step("supersede", "由新版替代", frozenset({S.IN_FORCE}), S.SUPERSEDED, who="系统",
             hint="新版施行时由系统自动办理"),
        Step("discard", "作废草稿", frozenset({S.DRAFT}), S.DISCARDED, who=CLERK,
             note_required=True, hint="正在施行的不受影响"),
    ),
)  # fmt: skip
