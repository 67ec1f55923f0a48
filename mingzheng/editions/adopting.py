"""Starting from the standard (从标准事项里选): starter rows put into a draft."""

from collections.abc import Iterable

from django.db import transaction

from mingzheng.catalogue.actions.drafting import Outcome
from mingzheng.catalogue.actions.items import ItemDraft, put_items
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.standards.models import StandardItem

_LEVELS = {"县": "county", "乡": "town", "村": "village"}
_STAGES = {
    "决策": "decision",
    "执行": "execution",
    "管理": "management",
    "服务": "service",
    "结果": "result",
}
ALL = "全社会"


def content_of(row: StandardItem) -> ItemContent:
    """A starter row as the content of an item; what a later statute says comes with it."""
    renamed1, _, renamed2 = row.renamed_to.partition("/")
    return ItemContent(
        field_code=row.field.code,
        level1=renamed1 or row.level1,
        level2=renamed2 or row.level2,
        elements=tuple(Choice(text) for text in row.elements),
        bases=tuple(row.bases),
        limit_text=row.limit_text,
        subject_text=row.publisher_text,
        channels=tuple(Choice(text) for text in row.channels),
        audience_all=row.audience == ALL,
        audience_some="" if row.audience == ALL else row.audience,
        mode=row.mode,
        levels=tuple(_LEVELS[word[:1]] for word in row.levels if word[:1] in _LEVELS),
        stages=tuple(_STAGES[word] for word in row.stages if word in _STAGES),
        override_text=row.override_text,
        override_source=row.override_source,
    )


@transaction.atomic
def adopt(edition: Edition, rows: Iterable[StandardItem], *, by: Actor) -> Outcome:
    """Put starter rows into a draft; each says where it comes from. Raises Denied, Blocked.

    Rows from memory that nobody has confirmed are refused (待核实).
    """
    rows = list(rows)
    if doubtful := [row for row in rows if not row.is_usable]:
        raise Blocked(f"“{doubtful[0]}”还没有核实，不能选进目录。")
    drafts = [
        ItemDraft(content_of(row), (f"取自标准事项建议（{row.source}），请按本地实际核对。",))
        for row in rows
    ]
    done = put_items(edition, drafts, by=by)
    if done.changes:
        trace.record(
            edition,
            "adopt",
            by=by,
            label="选用标准事项",
            created=done.created,
            updated=done.updated,
        )
    return done
