"""Columns (栏目): laid from the starter tree, added, changed, moved, closed."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import area_of, require
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.columns.models import TOP_LEVELS, Column, ColumnAddress
from mingzheng.columns.rules.starters import Starter, tree_for
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked

TAKEN = "本单位已经有这个名称或者网址的栏目，换一个。"


@dataclass(frozen=True)
class ColumnDraft:
    """A column as somebody wants it; `owner` None: the office itself."""

    name: str
    slug: str
    kind: str
    purpose: str = ""
    keywords: str = ""
    statutory: str = ""
    update_days: int | None = None
    owner: Organisation | None = None
    position: int = 0


def _require(organisation: Organisation, by: Actor) -> None:
    require(by, "column.edit", organisation.path, organisation.name)


@transaction.atomic
def lay_columns(organisation: Organisation, *, by: Actor) -> int:
    """Lay the starter tree (law.md §4, 条例 art 20, 21) for an office; how many were missing.

    Columns that it has already, by address, stay as they are. Raises Denied.
    """
    _require(organisation, by)
    is_portal = area_of(organisation).pk == organisation.pk
    there = {one.slug: one for one in Column.objects.filter(organisation=organisation)}
    kept = ColumnAddress.objects.filter(organisation=organisation).values_list("slug", flat=True)
    laid = _lay(tree_for(organisation.level, is_portal=is_portal), organisation, there, {*kept})
    if laid:
        trace.record(organisation, "lay_columns", by=by, label="建立栏目", columns=laid)
    return len(laid)


def _lay(
    starters: tuple[Starter, ...],
    organisation: Organisation,
    there: dict[str, Column],
    kept: set[str],
    parent: Column | None = None,
) -> list[str]:
    laid = []
    for position, starter in enumerate(starters, start=1):
        one = there.get(starter.slug)
        if one is None and starter.slug not in kept:
            one = there[starter.slug] = _create(
                organisation, parent, {**starter.columns, "position": position * 10}
            )
            laid.append(one.name)
        if one is not None:
            laid += _lay(starter.below, organisation, there, kept, one)
    return laid


def _create(organisation: Organisation, parent: Column | None, columns: dict[str, Any]) -> Column:
    made = Column.objects.create(organisation=organisation, parent=parent, path="", **columns)
    made.path = f"{parent.path if parent else '/'}{made.pk:04d}/"
    made.save(update_fields=["path"])
    return made


def _columns(draft: ColumnDraft) -> dict[str, Any]:
    if not draft.name.strip() or not draft.slug.strip():
        raise Blocked("栏目要有名称和网址。")
    check_plain({"栏目名称": draft.name, "栏目说明": draft.purpose, "关键词": draft.keywords})
    said = {one.name: getattr(draft, one.name) for one in fields(draft)}
    return {**said, "name": draft.name.strip(), "slug": draft.slug.strip()}


@transaction.atomic
def add_column(
    organisation: Organisation, draft: ColumnDraft, *, by: Actor, parent: Column | None = None
) -> Column:
    """Add a column to an office's tree. Raises Denied; Blocked for a name or address taken."""
    _require(organisation, by)
    _check_parent(organisation, parent)
    _check_slug(organisation, draft.slug)
    try:
        with transaction.atomic():
            made = _create(organisation, parent, _columns(draft))
    except IntegrityError as error:
        raise Blocked(TAKEN) from error
    where = parent.name if parent else "最上层"
    trace.record(made, "add_column", by=by, label="新增栏目", name=made.name, parent=where)
    return made


def _check_parent(organisation: Organisation, parent: Column | None) -> None:
    if parent is None:
        return
    if parent.organisation_id != organisation.pk:
        raise Blocked("上级栏目是别的单位的，选本单位的栏目。")
    if parent.depth + 1 >= TOP_LEVELS:
        raise Blocked(f"栏目最多 {TOP_LEVELS} 层，再往下群众就找不到了。")


def _check_slug(organisation: Organisation, slug: str, column: Column | None = None) -> None:
    old = ColumnAddress.objects.filter(organisation=organisation, slug=slug)
    if column is not None:
        old = old.exclude(column=column)
    if old.exists():
        raise Blocked(f"网址“{slug}”以前是别的栏目的，有人还会从那里来，换一个。")


@transaction.atomic
def change_column(column: Column, draft: ColumnDraft, *, by: Actor) -> bool:
    """Change what a column is called and is for; False when it says so already.

    An address given up still leads here. Raises Denied, Blocked.
    """
    _require(column.organisation, by)
    wanted = _columns(draft)
    changes = {
        name: [_word(getattr(column, name)), _word(value)]
        for name, value in wanted.items()
        if getattr(column, name) != value
    }
    if not changes:
        return False
    old = column.slug
    if wanted["slug"] != old:
        _check_slug(column.organisation, wanted["slug"], column)
    try:
        with transaction.atomic():
            Column.objects.filter(pk=column.pk).update(**wanted)
    except IntegrityError as error:
        raise Blocked(TAKEN) from error
    if wanted["slug"] != old:
        ColumnAddress.objects.filter(organisation=column.organisation, slug=wanted["slug"]).delete()
        ColumnAddress.objects.create(organisation=column.organisation, slug=old, column=column)
    for name, value in wanted.items():
        setattr(column, name, value)
    trace.record(column, "change_column", by=by, label="修改栏目", changes=changes)
    return True


def _word(value: Any) -> Any:
    return str(value) if isinstance(value, Organisation) else value


@transaction.atomic
def move_column(column: Column, parent: Column | None, position: int, *, by: Actor) -> None:
    """Put a column with all below it under another, or on top (None), at a place in the order.

    Raises Denied; Blocked for a place below itself, too deep, or where its name is taken.
    """
    organisation = column.organisation
    _require(organisation, by)
    _check_parent(organisation, parent)
    if parent is not None and parent.path.startswith(column.path):
        raise Blocked("栏目不能移到自己下面。")
    below = list(Column.objects.select_for_update().filter(path__startswith=column.path))
    base = f"{parent.path if parent else '/'}{column.pk:04d}/"
    deepest = max(one.path.count("/") for one in below) - column.path.count("/")
    if base.count("/") + deepest - 2 >= TOP_LEVELS:
        raise Blocked(f"移过去以后栏目超过 {TOP_LEVELS} 层，先把下面的栏目移开。")
    old = column.path
    for one in below:
        one.path = base + one.path.removeprefix(old)
    try:
        with transaction.atomic():
            Column.objects.bulk_update(below, ["path"])
            Column.objects.filter(pk=column.pk).update(parent=parent, position=position)
    except IntegrityError as error:
        raise Blocked(TAKEN) from error
    where = parent.name if parent else "最上层"
    before = column.parent.name if column.parent else "最上层"
    column.parent, column.position, column.path = parent, position, base
    trace.record(
        column, "move_column", by=by, label="移动栏目", changes={"parent": [before, where]},
        position=position,
    )  # fmt: skip


@transaction.atomic
def close_column(column: Column, *, by: Actor, note: str) -> None:
    """Close a column (停用): nothing new goes in; what is there stays readable. Raises Denied."""
    _set_open(column, False, by, "停用栏目", note)


@transaction.atomic
def reopen_column(column: Column, *, by: Actor, note: str = "") -> None:
    """Open a closed column again. Raises Denied, Blocked when it is open."""
    _set_open(column, True, by, "重新启用栏目", note)


def _set_open(column: Column, is_open: bool, by: Actor, label: str, note: str) -> None:
    _require(column.organisation, by)
    if not is_open and not note.strip():
        raise Blocked("停用栏目要写明理由。")
    if Column.objects.filter(pk=column.pk, is_open=not is_open).update(is_open=is_open) != 1:
        raise Blocked("栏目已经是这样，请刷新后再看。")
    column.is_open = is_open
    trace.record(
        column, "open_column" if is_open else "close_column", by=by, label=label, note=note
    )
