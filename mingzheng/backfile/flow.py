"""How an import of old articles goes (旧稿入库流程). Pure; no database."""

from typing import Any

from mingzheng.core.access import Actor
from mingzheng.screens.flow import import_flow


def has_nothing_new(batch: Any, by: Actor) -> str | None:
    """An import that would bring nothing is not confirmed."""
    if batch.report.get("counts", {}).get("created"):
        return None
    return "没有一篇是新的：都已经入库，或者都有问题。看逐行报告。"


BACKFILE_FLOW = import_flow(
    "article_import",
    "旧稿入库",
    unless=(has_nothing_new,),
    hints={
        "apply": "按原来的日期公开，标明是历史信息；有问题的行不入库；可以整批撤销",
        "undo": "这一批马上从网页和搜索里撤下；有一篇改过就不能整批撤销",
        "drop": "什么都不公开，报告仍在入库记录里",
    },
)
