"""The matrix (公开矩阵): a page of items by field and 一级事项, each against the five stages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import Stage
from mingzheng.lookup.queries.offices import owing_counts

STAGE_HINTS = {
    Stage.DECISION: "定什么",
    Stage.EXECUTION: "怎么做",
    Stage.MANAGEMENT: "怎么管",
    Stage.SERVICE: "怎么办",
    Stage.RESULT: "怎么样",
}


@dataclass(frozen=True)
class MatrixRow:
    """An item: how many offices owe it, and for each stage (in order) whether it belongs there."""

    item: Item
    offices: int
    cells: list[tuple[str, bool]]


@dataclass
class MatrixGroup:
    """Neighbouring rows of one field and one 一级事项."""

    field_name: str
    level1: str
    rows: list[MatrixRow] = field(default_factory=list)


def matrix(items: Sequence[Item]) -> list[MatrixGroup]:
    """A page of items as groups of matrix rows. One query."""
    offices = owing_counts(items)
    groups: list[MatrixGroup] = []
    for item in items:
        here = (item.field.list_name, item.level1)
        if not groups or (groups[-1].field_name, groups[-1].level1) != here:
            groups.append(MatrixGroup(*here))
        cells = [(str(stage.label), getattr(item, f"in_{stage}")) for stage in Stage]
        groups[-1].rows.append(MatrixRow(item, offices[item.pk], cells))
    return groups
