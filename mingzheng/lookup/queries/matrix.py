"""The matrix (公开矩阵): a page of items by field and 一级事项, each against the five stages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import Stage
from mingzheng.deadlines import almanac
from mingzheng.dues.queries import NOTHING, Count, counts_for
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
    """An item: how many offices owe it, how it stands, and for each stage (in order) whether it
    belongs there.
    """

    item: Item
    offices: int
    count: Count
    cells: list[tuple[str, bool]]


@dataclass
class MatrixGroup:
    """Neighbouring rows of one field and one 一级事项."""

    field_name: str
    level1: str
    rows: list[MatrixRow] = field(default_factory=list)


def matrix(items: Sequence[Item], *, office: str = "", level: str = "") -> list[MatrixGroup]:
    """A page of items as groups of matrix rows; how they stand is of one office or level.

    Four queries.
    """
    offices = owing_counts(items)
    codes = [item.code for item in items]
    today, calendar = timezone.localdate(), almanac.current()
    counts = counts_for(codes, today, calendar, office=office, level=level)
    groups: list[MatrixGroup] = []
    for item in items:
        here = (item.field.list_name, item.level1)
        if not groups or (groups[-1].field_name, groups[-1].level1) != here:
            groups.append(MatrixGroup(*here))
        cells = [(str(stage.label), getattr(item, f"in_{stage}")) for stage in Stage]
        groups[-1].rows.append(
            MatrixRow(item, offices[item.pk], counts.get((item.code, None), NOTHING), cells)
        )
    return groups
