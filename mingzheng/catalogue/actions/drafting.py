"""What rows of every draft share, whatever the list: planned, held, said, taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingzheng.catalogue.actions.editions import demand
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules.differences import ColumnChange
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked


@dataclass
class Change:
    """What happened to one row, enough to take it back."""

    kind: str  # created | updated | removed
    code: str
    before: dict[str, Any] | None
    after: str  # fingerprint, "" when removed


@dataclass
class Outcome:
    """What putting rows into a draft did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    changes: list[Change] = field(default_factory=list)


@dataclass
class Plan:
    """What putting rows would do; nothing is written yet. The rows are those of its list."""

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    unchanged: int = 0
    gone: list[Any] = field(default_factory=list)

    @property
    def counts(self) -> Outcome:
        """What it would come to."""
        return Outcome(len(self.new), len(self.changed), self.unchanged, len(self.gone))

    @property
    def changes_nothing(self) -> bool:
        """True when the list already says all of it."""
        return not (self.new or self.changed or self.gone)


def hold(edition: Edition, by: Actor, kinds: Collection[str], not_mine: str, wrong: str) -> None:
    """Hold a draft until the transaction ends: no other writer, no step comes in between.

    Denied (`not_mine`) without edition.edit; Blocked for an edition of other kinds (`wrong` says
    what it is not), and unless it is a draft.
    """
    demand(by, "edition.edit", edition.organisation_path, not_mine)
    edition.refresh_from_db(fields=["state"], from_queryset=Edition.objects.select_for_update())
    if edition.kind not in kinds:
        raise Blocked(f"《{edition.title}》{wrong}。")
    if not edition.is_draft:
        raise Blocked(f"《{edition.title}》是“{edition.state_label}”，只有草稿才能改。")


def demand_untouched(changes: Sequence[Change], present: Mapping[str, Any]) -> None:
    """Blocked when a row of earlier changes was changed again since; `present` is code → row."""
    touched = [
        change.code
        for change in changes
        if change.kind != "removed"
        and (change.code not in present or present[change.code].fingerprint != change.after)
    ]
    if touched:
        listed = "、".join(touched[:5])
        raise Blocked(f"有 {len(touched)} 个事项后来又改过（{listed}），不能整批撤销，请逐条改回。")


def before(changes: Sequence[Change], kind: str) -> list[tuple[str, dict[str, Any]]]:
    """Code and former columns of the rows that were updated, or removed."""
    return [(one.code, one.before) for one in changes if one.kind == kind and one.before]


def created(changes: Sequence[Change]) -> list[str]:
    """Codes of the rows that earlier changes added."""
    return [one.code for one in changes if one.kind == "created"]


def note_saved(
    edition: Edition, row: str, *, by: Actor, changes: Sequence[ColumnChange] = ()
) -> None:
    """A row was changed by hand, or added where nothing of it changed: into the trace."""
    trace.record(
        edition,
        "edit_item" if changes else "add_item",
        by=by,
        label="修改事项" if changes else "添加事项",
        note=row,
        changes={one.column: [one.before, one.after] for one in changes},
    )
