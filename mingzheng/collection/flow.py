"""How an import goes (导入批次流程): read, confirmed, perhaps taken back. Pure; no database."""

from typing import Any

from mingzheng.collection.states import BatchState as S
from mingzheng.core.access import Actor
from mingzheng.core.flow import Flow, Step


def has_blocking_rows(batch: Any, by: Actor) -> str | None:
    """All or nothing: one row that cannot become an item holds the whole file back."""
    rows = [p for p in batch.report.get("problems", ()) if p["blocking"]]
    if rows:
        return f"还有 {len(rows)} 行有问题。一次导入要么全部成功，要么全部不动，请先改好。"
    return None


IMPORT_FLOW = Flow(
    "import",
    "导入目录",
    start=S.READING,
    states={state.value: str(state.label) for state in S},
    steps=(
        Step("read", "读完", frozenset({S.READING}), S.READ, who="系统"),
        Step("fail", "没读成", frozenset({S.READING}), S.FAILED, who="系统"),
        Step("remap", "改列名重读", frozenset({S.READ, S.FAILED}), S.READING, who="经办人"),
        Step(
            "apply",
            "确认导入",
            frozenset({S.READ}),
            S.APPLYING,
            who="经办人",
            unless=(has_blocking_rows,),
            hint="写进本单位的目录草稿，还要送审、批复才施行；导入后可以整批撤销",
        ),
        Step("finish", "导入完成", frozenset({S.APPLYING}), S.APPLIED, who="系统"),
        Step("turn_back", "没导成", frozenset({S.APPLYING}), S.READ, who="系统"),
        Step(
            "undo",
            "撤销导入",
            frozenset({S.APPLIED}),
            S.UNDONE,
            who="经办人",
            hint="目录草稿回到导入前，留痕仍在",
        ),
        Step(
            "drop",
            "放弃这次导入",
            frozenset({S.READING, S.READ, S.FAILED}),
            S.DROPPED,
            who="经办人",
            hint="目录不变，报告仍在导入记录里",
        ),
    ),
)
