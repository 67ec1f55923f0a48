"""How a major decision comes about, and how its yearly catalogue does (重大行政决策流程). Pure.

《重大行政决策程序暂行条例》 arts 10-37. Which stages apply is settled when a matter is started;
what applies cannot be passed over and what does not cannot be taken (`rules.stages`).
"""

from collections.abc import Callable
from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Guard, Step
from mingzheng.decisions.rules.stages import HEARING, out_of_turn
from mingzheng.decisions.states import DecisionListState as L
from mingzheng.decisions.states import DecisionState as S
from mingzheng.decisions.states import Legality, Outcome

CLERK, REVIEWER = "承办单位经办人", "承办单位审核人"
OFFICE, LEGAL = "决策机关办公室", "合法性审查人员"


def in_turn(stage: S) -> Guard:
    """The guard that a stage is reached only as the next one of this matter's course."""

    def guard(decision: Any, by: Actor) -> str | None:
        return out_of_turn(stage.value, decision.state, decision.left_out, decision.kept)

    return guard


def no_hearing(decision: Any, by: Actor) -> str | None:
    """A hearing that was left out at the start is not announced."""
    if HEARING in decision.left_out:
        return f"启动时定了不开听证会：{decision.left_out[HEARING]}"
    return None


def not_announced(decision: Any, by: Actor) -> str | None:
    """A hearing is announced before it is held (第十六条)."""
    return None if decision.hearing == "announced" else "还没有公告听证会，或者已经开过了。"


def hearing_owed(decision: Any, by: Actor) -> str | None:
    """A hearing that applies is held before the adoption is published."""
    if HEARING not in decision.left_out and decision.hearing != "held":
        return "听证会还没有开，开完再公开采纳情况。"
    return None


def still_open(decision: Any, by: Actor) -> str | None:
    """Nobody is cut short: the adoption is told after the period (第十五条、第十八条)."""
    if not decision.period_over:
        day = decision.closes_on
        return f"征求意见到 {day:%Y-%m-%d} 截止，期满以后再公开采纳情况。"
    return None


def _not_by(name: str, sentence: str) -> Callable[[Any, Actor], str | None]:
    def guard(decision: Any, by: Actor) -> str | None:
        return sentence if getattr(decision, name) == by.actor_id else None

    return guard


drafted_it = _not_by("drafted_by", "草案是您自己登记的，要由另一个人审核以后公开。")
summed_up = _not_by("summed_up_by", "意见是您自己归纳的，要由另一个人审核以后公开。")


def of_the_lead(decision: Any, by: Actor) -> str | None:
    """The law is judged by another office than the one that drafts (第二十五条)."""
    if by.organisation_code == decision.organisation_code or by.actor_id == decision.drafted_by:
        return "合法性审查要由负责合法性审查的部门作，承办单位不能自己审。"
    return None


def out_of_control(decision: Any, by: Actor) -> str | None:
    """《重大行政决策程序暂行条例》第二十四条: no decision while the risk cannot be controlled."""
    if decision.risk == "no":
        return "风险评估的结论是不可控，先调整草案，再评估一次（第二十四条）。"
    return None


def not_lawful(decision: Any, by: Actor) -> str | None:
    """《重大行政决策程序暂行条例》第二十五条: unreviewed or unlawful, it is not discussed."""
    if not decision.legality:
        return "还没有合法性审查意见，不得提交讨论（第二十五条）。"
    if decision.legality == Legality.UNLAWFUL:
        return "合法性审查不合法，不得提交讨论（第二十五条）；修改草案以后重新审查。"
    return None


def reviewed(decision: Any, by: Actor) -> str | None:
    """One opinion a draft: another one needs another draft."""
    return "这一稿已经有审查意见了。" if decision.legality else None


def not_passed(decision: Any, by: Actor) -> str | None:
    """Only what the meeting passed is published."""
    if decision.outcome != Outcome.PASSED:
        return "讨论没有通过，不能公布；修改草案以后再议，或者终止。"
    return None


def passed(decision: Any, by: Actor) -> str | None:
    """What was passed is published as it was passed, not drafted anew."""
    return "已经讨论通过，不能再改草案。" if decision.outcome == Outcome.PASSED else None


BEFORE_DRAFT = frozenset({S.PROPOSED, S.STARTED})
WITH_DRAFT = frozenset(
    {S.DRAFTED, S.CONSULTING, S.ANSWERED, S.ARGUED, S.ASSESSED, S.LEGAL, S.DISCUSSED}
)
TO_EXPERTS = frozenset({S.DRAFTED, S.ANSWERED})
TO_RISK = TO_EXPERTS | {S.ARGUED}
TO_LEGAL = TO_RISK | {S.ASSESSED}
DECISION_FLOW = Flow(
    "decision",
    "重大行政决策",
    start=S.PROPOSED,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step("start", "启动", frozenset({S.PROPOSED}), S.STARTED, who=OFFICE, form="evidence",
             unless=(in_turn(S.STARTED),), hint="明确承办单位，定哪些程序要办"),
        Step("draft", "登记草案", frozenset({S.STARTED}), S.DRAFTED, who=CLERK, form="evidence",
             unless=(in_turn(S.DRAFTED),), hint="草案和起草说明"),
        Step("consult", "公开征求意见", frozenset({S.DRAFTED}), S.CONSULTING, who=REVIEWER,
             form="evidence", unless=(in_turn(S.CONSULTING), drafted_it), clock="consultation",
             hint="公布草案、说明、方式和期限，一般不少于 30 日"),
        Step("announce_hearing", "公告听证会", frozenset({S.CONSULTING}), S.CONSULTING,
             who=REVIEWER, form="evidence", unless=(no_hearing,), clock="hearing_materials",
             hint="时间、地点、遴选办法、参加人名单"),
        Step("hold_hearing", "登记听证会", frozenset({S.CONSULTING}), S.CONSULTING, who=CLERK,
             form="evidence", unless=(no_hearing, not_announced), hint="记录由参加人签字"),
        Step("publish_adoption", "公开采纳情况", frozenset({S.CONSULTING}), S.ANSWERED,
             who=REVIEWER, form="evidence",
             unless=(in_turn(S.ANSWERED), still_open, hearing_owed, summed_up),
             hint="每类意见采纳不采纳、为什么"),
        Step("argue", "登记专家论证", TO_EXPERTS, S.ARGUED, who=CLERK, form="evidence",
             unless=(in_turn(S.ARGUED),), hint="独立论证，署名、盖章"),
        Step("assess", "登记风险评估", TO_RISK, S.ASSESSED, who=CLERK, form="evidence",
             unless=(in_turn(S.ASSESSED),), hint="风险点、措施、预案、可不可控"),
        Step("submit_legal", "送合法性审查", TO_LEGAL, S.LEGAL, who=CLERK, form="evidence",
             unless=(in_turn(S.LEGAL), out_of_control), clock="legality_review",
             hint="一般留足 7 个工作日"),
        Step("give_legality", "出具审查意见", frozenset({S.LEGAL}), S.LEGAL, who=LEGAL,
             form="evidence", unless=(of_the_lead, reviewed), hint="权限、程序、内容各有结论"),
        Step("return_legal", "退回补材料", frozenset({S.LEGAL}), S.DRAFTED, who=LEGAL,
             form="evidence", unless=(reviewed,), hint="材料不符合要求的（第二十六条）"),
        Step("discuss", "登记集体讨论", frozenset({S.LEGAL}), S.DISCUSSED, who=OFFICE,
             form="evidence", unless=(not_lawful, out_of_control),
             hint="行政首长最后发言，不同意见照实记"),
        Step("redraft", "修改草案", WITH_DRAFT - {S.CONSULTING}, S.DRAFTED, who=CLERK,
             form="redraft", unless=(passed,), note_required=True,
             hint="改了重新走；征求意见、专家论证可以沿用"),
        Step("publish", "公布决策", frozenset({S.DISCUSSED}), S.PUBLISHED, who=OFFICE,
             form="evidence", unless=(not_passed,), hint="公报、网站、报纸，说明采纳情况"),
        Step("execute", "开始执行", frozenset({S.PUBLISHED}), S.EXECUTING, who=OFFICE,
             form="evidence", hint="执行单位和安排"),
        Step("report_progress", "报告执行情况", frozenset({S.EXECUTING}), S.EXECUTING, who=CLERK,
             form="evidence", hint="公众看得到"),
        Step("evaluate", "登记后评估", frozenset({S.EXECUTING}), S.EVALUATED, who=OFFICE,
             form="evidence", hint="第三方也可以，听取公众意见"),
        Step("end", "终止", BEFORE_DRAFT | WITH_DRAFT, S.ENDED, who=OFFICE, note_required=True,
             unless=(passed,), hint="写明为什么不再办，会公布"),
    ),
)  # fmt: skip


def has_faults(catalogue: Any, by: Actor) -> str | None:
    """What must be right before anybody reviews a catalogue."""
    left = catalogue.faults_total
    return f"还有 {left} 处要改，先照“目录检查”改好。" if left else None


def no_reason(catalogue: Any, by: Actor) -> str | None:
    """An adjustment says why (第三条)."""
    if catalogue.based_on_id and not catalogue.reason.strip():
        return "调整目录要写明为什么调整。"
    return None


sent_it = _not_by("submitted_by", "这一版是您自己送审的，要由另一个人审核。")

DECISION_LIST_FLOW = Flow(
    "decision_list",
    "年度决策事项目录",
    start=L.DRAFT,
    states={state.value: str(state.label) for state in L},
    steps=(
        Step("submit", "送审", frozenset({L.DRAFT}), L.REVIEW, who="目录经办人",
             unless=(has_faults, no_reason), hint="交审核人"),
        Step("take_back", "撤回修改", frozenset({L.REVIEW}), L.DRAFT, who="目录经办人",
             hint="审核之前可以撤回"),
        Step("pass_on", "审核通过", frozenset({L.REVIEW}), L.CONSENT, who="目录审核人",
             unless=(sent_it,), hint="报同级党委同意"),
        Step("send_back", "退回修改", frozenset({L.REVIEW, L.CONSENT}), L.DRAFT, who="目录审核人",
             note_required=True, hint="党委没有同意的也退回来改"),
        Step("consent", "登记党委同意", frozenset({L.CONSENT}), L.AGREED, who=OFFICE,
             form="consent", hint="哪一级党委、哪一天、什么文号"),
        Step("publish", "公布", frozenset({L.AGREED}), L.PUBLISHED, who=OFFICE,
             hint="当天向社会公布，原来的一版同时被替代"),
        Step("supersede", "由新版替代", frozenset({L.PUBLISHED}), L.SUPERSEDED, who="系统",
             hint="调整后的一版公布时由系统自动办理"),
        Step("discard", "作废草稿", frozenset({L.DRAFT}), L.DISCARDED, who="目录经办人",
             note_required=True, hint="已经公布的不受影响"),
    ),
)  # fmt: skip
