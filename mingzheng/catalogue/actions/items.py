"""Rows of a draft (事项): written by hand or by import; never in an edition that left the draft."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from mingzheng.catalogue.actions import duties
from mingzheng.catalogue.actions.drafting import (
    Change,
    Outcome,
    Plan,
    before,
    created,
    demand_untouched,
    hold,
    note_saved,
)
from mingzheng.catalogue.models import Edition, Field, Item
from mingzheng.catalogue.rules.differences import column_changes
from mingzheng.catalogue.rules.items import ItemContent, plain
from mingzheng.catalogue.states import Level, ListKind, Stage
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.deadlines.rules.limit_text import read_limit
from mingzheng.deadlines.rules.limits import as_json

COLUMNS = (
    *("field_id", "level1", "level2", "elements", "bases", "limit_text", "limit", "limit_kind"),
    *("limit_trigger", "subject_text", "channels", "channel_words", "audience_all"),
    *("audience_some", "mode", *(f"at_{level}" for level in Level)),
    *(*(f"in_{stage}" for stage in Stage), "post", "override_text", "override_source", "custom"),
    *("inferred", "fingerprint", "lookup_text"),
)
ALL_GIVEN = frozenset(one.name for one in fields(ItemContent))


class Changed(Blocked):
    """Somebody else changed the row after it was shown."""


@dataclass(frozen=True)
class ItemDraft:
    """A row to be put into a draft: its content, what was inferred, which columns were given.

    `code` says which row it is: "" a new one whatever its name, None the one that it matches.
    """

    content: ItemContent
    inferred: tuple[str, ...] = ()
    given: frozenset[str] = ALL_GIVEN
    code: str | None = None


def columns_for(
    content: ItemContent, field_id: int, inferred: Sequence[str] = ()
) -> dict[str, Any]:
    """The stored columns of a row; the deadline is read here, so text and rule never part."""
    limit = read_limit(content.limit_text)
    channels = [{"text": choice.text, "need": choice.need} for choice in content.channels]
    elements = [{"text": choice.text, "need": choice.need} for choice in content.elements]
    words = [choice.text for choice in (*content.channels, *content.elements)]
    lookup = (content.level1, content.level2, content.subject_text, *content.bases, *words)
    return {
        "field_id": field_id,
        "level1": content.level1,
        "level2": content.level2,
        "elements": elements,
        "bases": list(content.bases),
        "limit_text": content.limit_text,
        "limit": as_json(limit),
        "limit_kind": limit.kind.value,
        "limit_trigger": limit.trigger.value,
        "subject_text": content.subject_text,
        "channels": channels,
        "channel_words": "|" + "|".join(choice.text for choice in content.channels) + "|",
        "audience_all": content.audience_all,
        "audience_some": content.audience_some,
        "mode": content.mode,
        **{f"at_{level}": level.value in content.levels for level in Level},
        **{f"in_{stage}": stage.value in content.stages for stage in Stage},
        "post": content.post,
        "override_text": content.override_text,
        "override_source": content.override_source,
        "custom": content.custom,
        "inferred": list(inferred),
        "fingerprint": content.fingerprint(),
        "lookup_text": "\n".join(lookup).casefold(),
    }


def plan(edition: Edition | None, drafts: Sequence[ItemDraft], *, complete: bool = False) -> Plan:
    """Compare rows with an edition. `complete`: the rows are all there is for their fields.

    Rows match by field and names, and among twins by 公开主体. Two queries.
    """
    existing: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    if edition:
        for item in edition.items.select_related("field"):
            existing[(item.field.code, plain(item.level1), plain(item.level2))].append(item)
    new: list[ItemDraft] = []
    changed: list[tuple[Item, ItemContent, ItemDraft]] = []
    unchanged = 0
    by_code = {item.code: item for items in existing.values() for item in items}
    for draft in drafts:
        if draft.code is None:
            known = _take(existing.get(draft.content.key, []), draft.content.subject_text)
        else:
            known = by_code.get(draft.code)
        if known is None:
            new.append(draft)
            continue
        content = _kept(known.content, draft)
        if content.fingerprint() == known.fingerprint:
            unchanged += 1
        else:
            changed.append((known, content, draft))
    codes = {draft.content.field_code for draft in drafts}
    gone = [
        item
        for (code, _, _), items in existing.items()
        for item in items
        if complete and code in codes
    ]
    return Plan(new, changed, unchanged, gone)


def _take(candidates: list[Item], subject_text: str) -> Item | None:
    if not candidates:
        return None
    wanted = plain(subject_text)
    for at, item in enumerate(candidates):
        if plain(item.subject_text) == wanted:
            return candidates.pop(at)
    return candidates.pop(0)


def _kept(old: ItemContent, draft: ItemDraft) -> ItemContent:
    # A column that the file does not have says nothing: what stood there stays.
    kept = {name: getattr(old, name) for name in ALL_GIVEN - draft.given - {"custom"}}
    return draft.content.having(**kept, custom=old.custom | draft.content.custom)


@transaction.atomic
def put_items(
    edition: Edition, drafts: Sequence[ItemDraft], *, by: Actor, complete: bool = False
) -> Outcome:
    """Write rows into a draft: new ones added, known ones updated, equal ones left alone.

    Returns the counts and the changes by which it can be undone. Raises Denied, Blocked.
    """
    _open_for(edition, by)
    what = plan(edition, drafts, complete=complete)
    outcome = Outcome(unchanged=what.unchanged)
    ids = dict(Field.objects.values_list("code", "pk"))
    _create(edition, what.new, ids, outcome)
    _update(what.changed, ids, outcome)
    for item in what.gone:
        outcome.changes.append(Change("removed", item.code, _before(item), ""))
    Item.objects.filter(pk__in=[item.pk for item in what.gone]).delete()
    outcome.removed = len(what.gone)
    if outcome.changes:
        duties.expand(edition)
    return outcome


def _create(
    edition: Edition, drafts: Sequence[ItemDraft], ids: Mapping[str, int], outcome: Outcome
) -> None:
    position = (edition.items.aggregate(last=Max("position"))["last"] or 0) + 1
    codes = _codes([draft.content.field_code for draft in drafts])
    items = [
        Item(
            edition=edition,
            code=code,
            position=position + at,
            **columns_for(draft.content, ids[draft.content.field_code], draft.inferred),
        )
        for at, (draft, code) in enumerate(zip(drafts, codes, strict=True))
    ]
    Item.objects.bulk_create(items, batch_size=500)
    outcome.created = len(items)
    outcome.changes.extend(Change("created", i.code, None, i.fingerprint) for i in items)


def _codes(field_codes: Sequence[str]) -> list[str]:
    """A new item code for each: the field's code and its next serial, never given twice."""
    wanted: dict[str, int] = defaultdict(int)
    for code in field_codes:
        wanted[code] += 1
    serials = {}
    for code, n in sorted(wanted.items()):
        Field.objects.filter(code=code).update(last_item=F("last_item") + n)
        serials[code] = Field.objects.values_list("last_item", flat=True).get(code=code) - n
    codes = []
    for code in field_codes:
        serials[code] += 1
        codes.append(f"{code}{serials[code]:04d}")
    return codes


def _update(
    changed: Sequence[tuple[Item, ItemContent, ItemDraft]],
    ids: Mapping[str, int],
    outcome: Outcome,
) -> None:
    items = []
    for item, content, draft in changed:
        before = _before(item)
        for name, value in columns_for(content, ids[content.field_code], draft.inferred).items():
            setattr(item, name, value)
        outcome.changes.append(Change("updated", item.code, before, item.fingerprint))
        items.append(item)
    if items:
        names = [name.removesuffix("_id") for name in COLUMNS]
        Item.objects.bulk_update(items, names, batch_size=100)
    outcome.updated = len(items)


def _before(item: Item) -> dict[str, Any]:
    return {"position": item.position, **{name: getattr(item, name) for name in COLUMNS}}


def _open_for(edition: Edition, by: Actor) -> None:
    wrong = "不是公开事项目录"
    hold(edition, by, (ListKind.DISCLOSURE,), "修改目录草稿由本单位经办人来做。", wrong)


@transaction.atomic
def take_back(edition: Edition, changes: Sequence[Change], *, by: Actor) -> None:
    """Undo earlier changes of a draft. Blocked when a row was changed again since."""
    _open_for(edition, by)
    present = {item.code: item for item in edition.items.select_related("field")}
    demand_untouched(changes, present)
    Item.objects.filter(edition=edition, code__in=created(changes)).delete()
    restored = [
        Item(pk=present[code].pk, edition=edition, code=code, **was)
        for code, was in before(changes, "updated")
    ]
    if restored:
        names = ["position", *(name.removesuffix("_id") for name in COLUMNS)]
        Item.objects.bulk_update(restored, names, batch_size=100)
    gone = before(changes, "removed")
    Item.objects.bulk_create(Item(edition=edition, code=code, **was) for code, was in gone)
    duties.expand(edition)


@transaction.atomic
def save_item(
    edition: Edition,
    content: ItemContent,
    *,
    by: Actor,
    code: str = "",
    expected: str = "",
    inferred: Sequence[str] = (),
) -> Item:
    """Add a row, or change the row with this code, by hand; what changed goes into the trace.

    `expected` is the fingerprint of the row that the person saw. Raises Denied, Blocked; Changed
    if the row says something else by now; Item.DoesNotExist for an unknown code.
    """
    _open_for(edition, by)
    field_id = Field.objects.only("pk").get(code=content.field_code).pk
    columns = columns_for(content, field_id, inferred)
    if code:
        item = edition.items.select_related("field").get(code=code)
        if expected not in ("", item.fingerprint):
            raise Changed(f"{code} 在您打开以后，又有人改过。")
        changed = column_changes(item.content, content)
        if not changed:
            return item
        for name, value in columns.items():
            setattr(item, name, value)
        item.save(update_fields=[name.removesuffix("_id") for name in columns])
    else:
        changed = ()
        position = (edition.items.aggregate(last=Max("position"))["last"] or 0) + 1
        (code,) = _codes([content.field_code])
        item = Item.objects.create(edition=edition, code=code, position=position, **columns)
    note_saved(edition, f"{code} {content.name}", by=by, changes=changed)
    duties.expand(edition)
    return item


@transaction.atomic
def remove_item(edition: Edition, code: str, *, by: Actor, reason: str) -> None:
    """Take a row out of a draft, with the reason (删除事项)."""
    _open_for(edition, by)
    if not reason.strip():
        raise Blocked("删除事项要写明理由，公开目录的变更记录里会用到。")
    item = edition.items.get(code=code)
    trace.record(
        edition, "remove_item", by=by, label="删除事项", note=reason, code=code, name=item.name
    )
    item.delete()
    duties.count(edition)
