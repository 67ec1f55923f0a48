"""What an edition of a list changes, row by row and column by column (版本对比)."""

from collections.abc import Sequence
from typing import Literal

from mingzheng.catalogue.rules.differences import ColumnChange, Differences, ItemChange
from mingzheng.powers.rules.columns import COLUMNS
from mingzheng.powers.rules.content import PowerContent

Coded = Sequence[tuple[str, PowerContent]]


def said(content: PowerContent | None) -> dict[str, str]:
    """A row as heading → text, in the order of the data set."""
    if content is None:
        return {}
    return {one.label: content.words(one.name) for one in COLUMNS} | dict(content.custom)


def column_changes(old: PowerContent | None, new: PowerContent | None) -> tuple[ColumnChange, ...]:
    """The columns in which two rows differ; against nothing, all that are filled."""
    before, after = said(old), said(new)
    pairs = ((h, before.get(h, ""), after.get(h, "")) for h in dict.fromkeys([*before, *after]))
    return tuple(ColumnChange(h, b, a) for h, b, a in pairs if b != a)


def compare(old: Coded, new: Coded) -> Differences:
    """Two editions as (code, content) in their order; codes are the identity of an item."""
    before, after = dict(old), dict(new)
    changes: list[ItemChange] = []
    unchanged: list[str] = []
    for code, content in new:
        was = before.get(code)
        columns = column_changes(was, content)
        if was is not None and not columns:
            unchanged.append(code)
        else:
            kind: Literal["added", "changed"] = "added" if was is None else "changed"
            changes.append(ItemChange(kind, code, content.name, content["type"], columns))
    gone = [(code, content) for code, content in old if code not in after]
    changes += [
        ItemChange("removed", code, c.name, c["type"], column_changes(c, None)) for code, c in gone
    ]
    return Differences(tuple(changes), tuple(unchanged))
