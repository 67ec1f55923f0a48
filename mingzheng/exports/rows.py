"""One row of an export (导出的一行): an item as every format sees it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.rules.differences import LEVELS, STAGES
from mingzheng.catalogue.rules.items import OPTIONAL, Choice, ItemContent

MODES = {"active": "主动", "on_request": "依申请", "unclear": ""}
SOME_GROUP = "特定群体"  # ticked, but nobody wrote whom


@dataclass(frozen=True)
class ExportRow:
    """What leaves the system for one item: its statutory row, its rule, the offices that owe it."""

    code: str
    field_name: str
    field_short_name: str
    content: ItemContent
    limit: dict[str, Any]
    offices: tuple[str, ...]


def rows_of(items: QuerySet[Item]) -> list[ExportRow]:
    """The rows of a selection, field by field; a slice keeps its own order.

    Two queries, however many items there are.
    """
    if items.query.is_sliced:
        listed = list(items.select_related("field"))
        owed = Duty.objects.filter(item__in=[item.pk for item in listed])
    else:
        ordered = items.order_by("field__position", "edition_id", "position", "pk")
        listed = list(ordered.select_related("field"))
        owed = Duty.objects.filter(item__in=items.order_by().values("pk"))
    offices: dict[int, list[str]] = defaultdict(list)
    names = owed.order_by("organisation__path").values_list("item_id", "organisation__name")
    for item_id, name in names:
        offices[item_id].append(name)
    return [
        ExportRow(
            item.code,
            item.field.list_name,
            item.field.short_name,
            item.content,
            item.limit,
            tuple(offices[item.pk]),
        )
        for item in listed
    ]


def export_rows(items: QuerySet[Item]) -> list[dict[str, Any]]:
    """A selection as plain values, for JSON. Two queries."""
    return [record(row) for row in rows_of(items)]


def record(row: ExportRow) -> dict[str, Any]:
    """One item: the keys that outside programs rely on first, what else the row says after them."""
    content = row.content
    return {
        "level1": content.level1,
        "level2": content.level2,
        "elements": [one.text for one in content.elements],
        "bases": list(content.bases),
        "limit_text": content.limit_text,
        "limit": row.limit,
        "organisations": list(row.offices),
        "channels": [one.text for one in content.channels],
        "audiences": audiences(content),
        "mode": MODES[content.mode],
        "levels": [LEVELS[level] for level in content.levels],
        "stages": [STAGES[stage] for stage in content.stages],
        "code": row.code,
        "field": row.field_name,
        "subject_text": content.subject_text,
        "optional_elements": _optional(content.elements),
        "optional_channels": _optional(content.channels),
        "post": content.post,
        "override_text": content.override_text,
        "override_source": content.override_source,
        "custom": content.custom,
    }


def audiences(content: ItemContent) -> str:
    """公开对象 in words: 全社会, 特定群体：谁, or both."""
    some = content.audience_some
    named = some if some in ("", SOME_GROUP) else f"{SOME_GROUP}：{some}"
    return "；".join(part for part in ("全社会" if content.audience_all else "", named) if part)


def _optional(choices: Sequence[Choice]) -> list[str]:
    return [one.text for one in choices if one.need == OPTIONAL]
