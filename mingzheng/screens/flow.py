"""How any import goes (导入流程): read, confirmed, perhaps taken back: one table for all. Pure."""

from collections.abc import Mapping
from typing import Any

from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Guard, Step
from mingzheng.screens.states import ImportState as S

CLERK, SYSTEM = "经办人", "系统"
BY_SYSTEM = ("read", "fail", "finish", "turn_back")


def blocking_rows(words: str) -> Guard:
    """A guard of "all or nothing": one problem that blocks holds the file back.

    `words` is the sentence, with {} for how many there are.
    """

    def guard(batch: Any, by: Actor) -> str | None:
        rows = sum(problem["blocking"] for problem in batch.report.get("problems", ()))
        return words.format(rows) if rows else None

    return guard


def import_flow(
    name: str, label: str, *, unless: tuple[Guard, ...], hints: Mapping[str, str]
) -> Flow:
    """The flow of one kind of import.

    `unless` are the guards of confirming; `hints` says for apply, undo, drop what follows.
    """
    waiting = frozenset({S.READING, S.READ, S.FAILED})
    return Flow(
        name,
        label,
        start=S.READING,
        states={state.value: str(state.label) for state in S},
        steps=(
            Step("read", "读完", frozenset({S.READING}), S.READ, who=SYSTEM),
            Step("fail", "没读成", frozenset({S.READING}), S.FAILED, who=SYSTEM),
            Step("remap", "改列名重读", frozenset({S.READ, S.FAILED}), S.READING, who=CLERK),
            Step("apply", "确认导入", frozenset({S.READ}), S.APPLYING, who=CLERK,
                 unless=unless, hint=hints.get("apply", "")),
            Step("finish", "导入完成", frozenset({S.APPLYING}), S.APPLIED, who=SYSTEM),
            Step("turn_back", "没导成", frozenset({S.APPLYING}), S.READ, who=SYSTEM),
            Step("undo", "撤销导入", frozenset({S.APPLIED}), S.UNDONE, who=CLERK,
                 hint=hints.get("undo", "")),
            Step("drop", "放弃这次导入", waiting, S.DROPPED, who=CLERK,
                 hint=hints.get("drop", "")),
        ),
    )  # fmt: skip
