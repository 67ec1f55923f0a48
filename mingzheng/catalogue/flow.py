"""How an edition of the catalogue comes into force (目录版本流程). Pure; no database.

Three pairs of eyes, as the seeds ask (先审后发, 三级清单批复): the office drafts, another person of
the office reviews, the openness office (政务公开办) approves.
"""

from typing import Any

from mingzheng.catalogue.states import EditionState as S
from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step


def is_empty(edition: Any, by: Actor) -> str | None:
    """An edition without an item cannot be sent for review."""
    return None if edition.items_total else "目录里还没有公开事项，先导入表格或者添加事项。"


def has_open_questions(edition: Any, by: Actor) -> str | None:
    """Rows that offices wrote differently are decided, and merged, before anybody reviews them."""
    if edition.questions_total:
        left = f"还有 {edition.questions_total} 个有分歧的事项没有定，或者定了没有写进草稿。"
        return f"{left}到“填报轮次”的“有分歧的事项”里定好，再汇总一次，然后送审。"
    return None


def sent_by_the_same_person(edition: Any, by: Actor) -> str | None:
    """Four eyes: whoever submitted may not review or approve."""
    if edition.submitted_by == by.actor_id:
        return "这一版是您自己送审的，要由另一个人审核。"
    return None


def reviewed_by_the_same_person(edition: Any, by: Actor) -> str | None:
    """Whoever reviewed for the office may not approve for the county."""
    if edition.reviewed_by == by.actor_id:
        return "审核人和批复人不能是同一个人。"
    return None


def has_unmatched_names(edition: Any, by: Actor) -> str | None:
    """Every 公开主体 must lead to an office, or be marked as not one of ours."""
    if edition.gaps_total:
        return f"还有 {edition.gaps_total} 处单位名称没有对上，先到“对应单位名称”里对好。"
    return None


def has_open_judgements(edition: Any, by: Actor) -> str | None:
    """逐项认定: every piece of information must be judged, what is not public also passed."""
    if edition.judgements_open:
        return f"还有 {edition.judgements_open} 条信息的公开属性没有认定完，先逐项认定、审核。"
    return None


OPEN = frozenset({S.DRAFT, S.REVIEW, S.APPROVAL, S.APPROVED})

EDITION_FLOW = Flow(
    "edition",
    "公开事项目录",
    start=S.DRAFT,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step(
            "submit",
            "送审",
            frozenset({S.DRAFT}),
            S.REVIEW,
            who="经办人",
            unless=(is_empty, has_open_questions),
            hint="交本单位审核人",
        ),
        Step(
            "withdraw",
            "撤回修改",
            frozenset({S.REVIEW}),
            S.DRAFT,
            who="经办人",
            hint="审核之前可以撤回",
        ),
        Step(
            "pass_review",
            "审核通过，报批",
            frozenset({S.REVIEW}),
            S.APPROVAL,
            who="审核人",
            unless=(sent_by_the_same_person,),
            hint="交政务公开办批复",
        ),
        Step(
            "send_back",
            "退回修改",
            frozenset({S.REVIEW}),
            S.DRAFT,
            who="审核人",
            note_required=True,
            hint="写明哪几条、为什么",
        ),
        Step(
            "approve",
            "批复",
            frozenset({S.APPROVAL}),
            S.APPROVED,
            who="政务公开办",
            unless=(
                sent_by_the_same_person,
                reviewed_by_the_same_person,
                has_unmatched_names,
                has_open_judgements,
            ),
            form="approve",
            hint="填批复文号和施行日期",
        ),
        Step(
            "reject",
            "不予批复，退回",
            frozenset({S.APPROVAL}),
            S.DRAFT,
            who="政务公开办",
            note_required=True,
            hint="写明哪几条、为什么",
        ),
        Step(
            "withdraw_approval",
            "撤回批复",
            frozenset({S.APPROVED}),
            S.APPROVAL,
            who="政务公开办",
            note_required=True,
            hint="施行之前可以撤回，改了文号、施行日期再批，或者退回",
        ),
        Step(
            "enact",
            "施行",
            frozenset({S.APPROVED}),
            S.IN_FORCE,
            who="系统",
            hint="到施行日期由系统自动办理",
        ),
        Step(
            "supersede",
            "由新版替代",
            frozenset({S.IN_FORCE}),
            S.SUPERSEDED,
            who="系统",
            hint="新版施行时由系统自动办理",
        ),
        Step(
            "discard",
            "作废草稿",
            frozenset({S.DRAFT}),
            S.DISCARDED,
            who="经办人",
            note_required=True,
            hint="现行目录不受影响",
        ),
    ),
)
