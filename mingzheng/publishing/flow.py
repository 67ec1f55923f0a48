"""How a manuscript goes out (稿件流程): one flow for each number of reviews, from one table. Pure.

《政府信息公开条例》第十七条: whatever is published is reviewed first (先审查、后公开).
"""

from typing import Any, NamedTuple

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Guard, Step
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.states import ReviewStage
from mingzheng.texts.states import Disclosure

DRAFTER, SYSTEM = "拟稿人", "系统"


class Turn(NamedTuple):
    """One review: the stage, where the manuscript stands meanwhile, who does it, its two steps."""

    stage: ReviewStage
    state: S
    who: str
    step: str
    back: str


TURNS = (
    Turn(ReviewStage.FIRST, S.FIRST, "初审人", "pass_first", "back_first"),
    Turn(ReviewStage.SECOND, S.SECOND, "复审人", "pass_second", "back_second"),
    Turn(ReviewStage.SECRECY, S.SECRECY, "保密审查人", "pass_secrecy", "back_secrecy"),
    Turn(ReviewStage.SIGN, S.SIGNING, "签发人", "sign", "back_sign"),
)
# 保密审查 and 签发 are never left out; 初审 and 复审 come before them where the office wants them.
PLANS: dict[int, tuple[Turn, ...]] = {
    2: (TURNS[2], TURNS[3]),
    3: (TURNS[0], TURNS[2], TURNS[3]),
    4: TURNS,
}
FEWEST, MOST = min(PLANS), max(PLANS)


def is_unfinished(manuscript: Any, by: Actor) -> str | None:
    """What a page cannot be without: title, text, a column; for documents their metadata."""
    missing = "、".join(manuscript.missing)
    return f"还缺{missing}，补上再办。" if missing else None


def is_not_open(manuscript: Any, by: Actor) -> str | None:
    """Only what is open by itself is published (公开属性)."""
    if manuscript.disclosure != Disclosure.ACTIVE:
        label = Disclosure(manuscript.disclosure).label
        return f"公开属性是“{label}”，不能在网上发布。属性认定错了就先改属性，写明理由。"
    return None


def has_red_findings(manuscript: Any, by: Actor) -> str | None:
    """What the checks before publishing hold back."""
    left = manuscript.red_findings
    return f"发布前检查还有 {left} 处必须改的问题，照“发布前检查”改好再办。" if left else None


def lacks_interpretation(manuscript: Any, by: Actor) -> str | None:
    """三同步: a policy goes out with its interpretation, or with a signed reason."""
    return manuscript.interpretation_gap or None


def wrote_it(manuscript: Any, by: Actor) -> str | None:
    """Four eyes: whoever wrote any of the text does not review it."""
    if by.actor_id in manuscript.writers:
        return "这份稿件您自己写过或者改过，要由另一个人审查。"
    return None


def passed_it_before(manuscript: Any, by: Actor) -> str | None:
    """One person, one review of a manuscript."""
    if by.actor_id in manuscript.passers:
        return "这份稿件前面的审查就是您办的，这一道要由另一个人办。"
    return None


def withdrawn_since(manuscript: Any, by: Actor) -> str | None:
    """A withdrawn article comes back only by a manuscript opened after it was withdrawn."""
    withdrawn_at = manuscript.article.withdrawn_at
    if withdrawn_at is not None and manuscript.opened_at < withdrawn_at:
        return "这条信息在起草以后撤回了。退回并作废这份稿件，要重新公开就另起一份。"
    return None


EYES = (wrote_it, passed_it_before)
WHOLE = (is_unfinished, is_not_open, withdrawn_since, has_red_findings)


def _reviews(turns: tuple[Turn, ...]) -> list[Step]:
    steps = []
    targets = [turn.state for turn in turns[1:]] + [S.SIGNED]
    for turn, target in zip(turns, targets, strict=True):
        is_last = turn.stage == ReviewStage.SIGN
        more: tuple[Guard, ...] = (*WHOLE, lacks_interpretation) if is_last else (has_red_findings,)
        label = "签发" if is_last else f"{turn.stage.label}通过"
        hint = "定发布时间；没有定的马上发布" if is_last else ""
        steps.append(
            Step(turn.step, label, frozenset({turn.state}), target, who=turn.who,
                 unless=(*EYES, *more), form="sign" if is_last else "", hint=hint)
        )  # fmt: skip
        sources = {turn.state, S.SIGNED} if is_last else {turn.state}
        label = "终审退回" if is_last else f"{turn.stage.label}退回"
        hint = "发布之前都能退回" if is_last else "写明哪里要改、为什么"
        steps.append(
            Step(turn.back, label, frozenset(sources), S.DRAFT, who=turn.who,
                 note_required=True, hint=hint)
        )  # fmt: skip
    return steps


def flow_of(reviews: int) -> Flow:
    """The flow with so many reviews (2, 3 or 4); KeyError for any other number."""
    turns = PLANS[reviews]
    passed = [turn.state for turn in turns]
    used = {S.DRAFT, *passed, S.SIGNED, S.PUBLISHED, S.DISCARDED}
    return Flow(
        "manuscript",
        "信息发布",
        start=S.DRAFT,
        states={state.value: str(state.label) for state in S if state in used},
        steps=(
            Step("submit", "送审", frozenset({S.DRAFT}), turns[0].state, who=DRAFTER,
                 unless=WHOLE, hint=f"交{turns[0].who}"),
            Step("recall", "撤回修改", frozenset(passed), S.DRAFT, who=DRAFTER,
                 hint="签发之前可以撤回；改好以后从头审查"),
            *_reviews(turns),
            Step("publish", "发布", frozenset({S.SIGNED}), S.PUBLISHED, who=SYSTEM,
                 unless=(is_not_open, withdrawn_since), hint="到发布时间由系统自动办理"),
            Step("discard", "作废", frozenset({S.DRAFT}), S.DISCARDED, who=DRAFTER,
                 note_required=True, hint="已经公开的不受影响"),
        ),
    )  # fmt: skip


MANUSCRIPT_FLOW = flow_of(MOST)  # the fullest: the one that documents print
FLOWS: dict[int, Flow] = {reviews: flow_of(reviews) for reviews in PLANS}
TURN_OF_STEP: dict[str, Turn] = {name: turn for turn in TURNS for name in (turn.step, turn.back)}
TURN_OF_STATE: dict[str, Turn] = {turn.state: turn for turn in TURNS}
