"""What an edition changes, row by row and column by column (版本对比)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mingzheng.catalogue.rules.items import OPTIONAL, Choice, ItemContent
from mingzheng.screens.rules.differences import Piece, pieces

MODES = {"active": "主动公开", "on_request": "依申请公开", "unclear": "没有写明"}
LEVELS = {"county": "县级", "town": "乡级", "village": "村级"}
STAGES = {
    "decision": "决策",
    "execution": "执行",
    "management": "管理",
    "service": "服务",
    "result": "结果",
}


@dataclass(frozen=True)
class ColumnChange:
    """One column that says something else now."""

    column: str
    before: str
    after: str

    @property
    def old_pieces(self) -> list[Piece]:
        """The old wording with what went away marked."""
        return [p for p in pieces(self.before, self.after) if p.kind != "ins"]

    @property
    def new_pieces(self) -> list[Piece]:
        """The new wording with what came marked."""
        return [p for p in pieces(self.before, self.after) if p.kind != "del"]


@dataclass(frozen=True)
class ItemChange:
    """One item that is new, gone or changed."""

    kind: Literal["added", "removed", "changed"]
    code: str
    name: str
    field_code: str
    columns: tuple[ColumnChange, ...]


@dataclass(frozen=True)
class Differences:
    """Everything between two editions; `unchanged` are the codes of rows that stayed."""

    changes: tuple[ItemChange, ...]
    unchanged: tuple[str, ...]

    def of_kind(self, kind: str) -> list[ItemChange]:
        """The changes of one kind: added, removed or changed."""
        return [change for change in self.changes if change.kind == kind]

    def touching(self, column: str) -> list[ItemChange]:
        """Changed items whose given column (Chinese heading) differs."""
        return [
            change
            for change in self.of_kind("changed")
            if any(c.column == column for c in change.columns)
        ]


def columns_of(content: ItemContent) -> dict[str, str]:
    """A row as heading → text, in the order of the statutory table."""
    audience = "全社会" if content.audience_all else ""
    columns = {
        "一级事项": content.level1,
        "二级事项": content.level2,
        "公开内容": "；".join(_words(content.elements)),
        "公开依据": "；".join(content.bases),
        "公开时限": content.limit_text,
        "公开主体": content.subject_text,
        "公开渠道": "、".join(_words(content.channels)),
        "公开对象": "；".join(part for part in (audience, content.audience_some) if part),
        "公开方式": MODES[content.mode],
        "公开层级": "、".join(LEVELS[level] for level in content.levels),
        "公开环节": "、".join(STAGES[stage] for stage in content.stages),
        "责任岗位": content.post,
        "以此为准的期限": "，依据".join(
            part for part in (content.override_text, content.override_source) if part
        ),
    }
    return columns | content.custom


def _words(choices: Sequence[Choice]) -> list[str]:
    return [c.text + ("（可选）" if c.need == OPTIONAL else "") for c in choices]


def compare(
    old: Sequence[tuple[str, ItemContent]], new: Sequence[tuple[str, ItemContent]]
) -> Differences:
    """Two editions as (item code, content) in their order; codes are the identity of an item."""
    before, after = dict(old), dict(new)
    changes: list[ItemChange] = []
    unchanged: list[str] = []
    for code, content in new:
        was = before.get(code)
        if was is None:
            changes.append(_change("added", code, content, _all_columns(None, content)))
        elif columns := column_changes(was, content):
            changes.append(_change("changed", code, content, columns))
        else:
            unchanged.append(code)
    for code, content in old:
        if code not in after:
            changes.append(_change("removed", code, content, _all_columns(content, None)))
    return Differences(tuple(changes), tuple(unchanged))


def column_changes(old: ItemContent, new: ItemContent) -> tuple[ColumnChange, ...]:
    """The columns in which two rows differ."""
    return tuple(c for c in _all_columns(old, new) if c.before != c.after)


def _all_columns(old: ItemContent | None, new: ItemContent | None) -> tuple[ColumnChange, ...]:
    before = columns_of(old) if old else {}
    after = columns_of(new) if new else {}
    headings = dict.fromkeys([*before, *after])
    pairs = ((h, before.get(h, ""), after.get(h, "")) for h in headings)
    return tuple(ColumnChange(h, b, a) for h, b, a in pairs if b or a)


def _change(
    kind: Literal["added", "removed", "changed"],
    code: str,
    content: ItemContent,
    columns: tuple[ColumnChange, ...],
) -> ItemChange:
    return ItemChange(kind, code, content.name, content.field_code, columns)
