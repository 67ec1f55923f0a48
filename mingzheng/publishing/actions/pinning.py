"""What stands on top of a column (置顶), whatever came out later."""

from django.db import transaction

from mingzheng.accounts.queries import require
from mingzheng.columns.models import Column
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.publishing.models import Placement

MOST = 5  # of a column: more on top, and nobody sees what is new


@transaction.atomic
def pin(placement: Placement, *, by: Actor, is_pinned: bool) -> bool:
    """Put an article on top of a column, or back among the others; False if it stands so.

    The deed of whoever keeps the column. Raises Denied; Blocked beyond five of a column.
    """
    column = placement.column
    require(by, "column.edit", column.organisation.path, column.organisation.name)
    # All of the column: two who pin at once must not both find room for one.
    list(Column.objects.select_for_update().filter(pk=column.pk).values_list("pk"))
    row = Placement.objects.get(pk=placement.pk)
    if row.is_pinned == is_pinned:
        return False
    if is_pinned and column.placements.filter(is_pinned=True).count() >= MOST:
        raise Blocked(f"“{column.name}”已经置顶了 {MOST} 条，先取消一条。")
    row.is_pinned = is_pinned
    row.save(update_fields=["is_pinned"])
    label = "置顶" if is_pinned else "取消置顶"
    trace.record(placement.article, "pin", by=by, label=label, note=f"栏目：{column.name}")
    return True
