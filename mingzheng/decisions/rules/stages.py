"""The course of a decision (决策程序): which stage comes next, which may be left out and why. Pure.

《重大行政决策程序暂行条例》 orders one thing by itself: the legality review before the discussion
(第二十五条). The order of the stages before it follows the chapters of the regulation.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mingzheng.decisions.states import DecisionState as S

ORDER = (
    S.PROPOSED, S.STARTED, S.DRAFTED, S.CONSULTING, S.ANSWERED, S.ARGUED, S.ASSESSED, S.LEGAL,
    S.DISCUSSED, S.PUBLISHED, S.EXECUTING, S.EVALUATED,
)  # fmt: skip
HEARING = "hearing"  # a part of hearing the public, decided on its own
# What may be left out, and the one reason the law accepts.
# 《重大行政决策程序暂行条例》第十四条、第十六条、第十九条、第二十二条.
OPTIONAL = {
    S.CONSULTING.value: "依法不予公开的决策事项，可以不听取公众意见（第十四条）。",
    HEARING: "不直接涉及切身利益、也没有较大分歧的，可以不开听证会（第十六条）。",
    S.ARGUED.value: "专业性、技术性不强的，可以不组织专家论证（第十九条）。",
    S.ASSESSED.value: "不会对社会稳定、公共安全等造成不利影响，或者已按规定评估过的，"
    "可以不再评估风险（第二十二条）。",
}
LABELS = {**{stage.value: str(stage.label) for stage in ORDER}, HEARING: "听证会"}
# The stages that a yearly plan gives a day to.
PLANNED = (S.CONSULTING, S.ARGUED, S.ASSESSED, S.LEGAL, S.DISCUSSED, S.PUBLISHED)

Mark = Literal["done", "now", "next", "out", "ended"]
WORDS: dict[Mark, str] = {
    "done": "完成", "now": "进行", "next": "还没到", "out": "不适用", "ended": "已终止"
}  # fmt: skip


def applies(stage: str, left_out: Collection[str]) -> bool:
    """Whether a stage is part of this matter's course; adoption follows the consultation."""
    if stage == S.ANSWERED:
        return S.CONSULTING.value not in left_out
    return stage not in left_out


def next_stage(state: str, left_out: Collection[str], kept: Collection[str] = ()) -> str | None:
    """The one stage that comes after `state`; None at the end and after the matter was ended.

    `left_out` are stages that do not apply, `kept` those that hold from an earlier draft.
    """
    if state not in ORDER:
        return None
    at = ORDER.index(S(state))
    for stage in ORDER[at + 1 :]:
        if applies(stage, left_out) and stage.value not in kept:
            return stage.value
    return None


def out_of_turn(
    stage: str, state: str, left_out: Mapping[str, str], kept: Collection[str] = ()
) -> str | None:
    """The reason a stage cannot be reached now, a sentence; None if it is the next one.

    《重大行政决策程序暂行条例》第二十五条: nothing is discussed before its legality review.
    """
    if not applies(stage, left_out):
        reason = left_out.get(stage) or left_out.get(S.CONSULTING.value, "")
        return f"启动时定了不办“{LABELS[stage]}”：{reason}"
    due = next_stage(state, left_out, kept)
    if due == stage:
        return None
    return f"先办“{LABELS[due]}”，再办“{LABELS[stage]}”。" if due else "这个事项已经走完了。"


def left_out_wrongly(left_out: Mapping[str, str]) -> list[str]:
    """What is wrong with the steps left out: not optional, no reason; empty if all is well."""
    found = []
    for stage, reason in left_out.items():
        if stage not in OPTIONAL:
            found.append(f"“{LABELS.get(stage, stage)}”不能不办。")
        elif not reason.strip():
            found.append(f"不办“{LABELS[stage]}”要写明理由。{OPTIONAL[stage]}")
    return found


@dataclass(frozen=True)
class Place:
    """One stage of the line as a page shows it."""

    stage: str
    label: str
    mark: Mark
    reason: str = ""

    @property
    def words(self) -> str:
        """完成, 进行, 还没到, 不适用 or 已终止."""
        return WORDS[self.mark]


def line(
    state: str, left_out: Mapping[str, str], reached: Collection[str], kept: Collection[str] = ()
) -> list[Place]:
    """Every stage with its mark. `reached` are the stages on file; an ended matter goes no further.

    The stage of the consultation is under way while the matter stands in it; so is the legality
    review, and the execution. A mere suggestion has nothing under way.
    """
    places = []
    due = None if state == S.PROPOSED else next_stage(state, left_out, kept)
    running = state if state in (S.CONSULTING, S.LEGAL, S.EXECUTING) else due
    for stage in ORDER:
        if not applies(stage, left_out):
            reason = left_out.get(stage) or left_out.get(S.CONSULTING.value, "")
            places.append(Place(stage.value, str(stage.label), "out", reason))
            continue
        mark: Mark = "ended" if state == S.ENDED else "next"
        if stage.value == running:
            mark = "now"
        elif stage.value in reached:
            mark = "done"
        places.append(Place(stage.value, str(stage.label), mark))
    return places


# The five things that the public asks for: 目录、征集、反馈、结果、后评估.
FIVE: tuple[tuple[str, str], ...] = (
    ("目录", S.PROPOSED.value),
    ("征集", S.CONSULTING.value),
    ("反馈", S.ANSWERED.value),
    ("结果", S.PUBLISHED.value),
    ("后评估", S.EVALUATED.value),
)


def five(state: str, left_out: Collection[str]) -> list[tuple[str, Mark]]:
    """The five-stage line of a list: (word, mark). An ended matter keeps what it had reached."""
    at = ORDER.index(S(state)) if state in ORDER else 0
    found: list[tuple[str, Mark]] = []
    for word, stage in FIVE:
        place = ORDER.index(S(stage))
        if not applies(stage, left_out):
            mark: Mark = "out"
        elif state == S.CONSULTING and stage == S.CONSULTING.value:
            mark = "now"
        else:
            mark = "done" if place <= at else "ended" if state == S.ENDED else "next"
        found.append((word, mark))
    return found


def may_keep(reached: Sequence[str], left_out: Collection[str]) -> list[str]:
    """Which stages may hold for a new draft too: consultation and experts, if they were done.

    The risk is assessed anew and so is the law: 《重大行政决策程序暂行条例》第二十四条、第二十五条.
    """
    may = (S.CONSULTING, S.ANSWERED, S.ARGUED)
    return [stage.value for stage in may if stage.value in reached and applies(stage, left_out)]
