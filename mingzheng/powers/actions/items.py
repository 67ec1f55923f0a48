"""Rows of a draft list: written by hand or by import; never once the draft is on its way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from mingzheng.accounts.queries import OrganisationMatcher
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
from mingzheng.catalogue.models import Catalogue, Edition
from mingzheng.catalogue.states import ListKind
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.files.rules.words import plain
from mingzheng.powers.actions import rows
from mingzheng.powers.models import PowerItem
from mingzheng.powers.rules.columns import LABELS, STORED
from mingzheng.powers.rules.content import EMPTY, PowerContent
from mingzheng.powers.rules.differences import column_changes

ALL_GIVEN = frozenset(EMPTY)
LETTER = {ListKind.POWERS: "Q", ListKind.SERVICES: "F"}  # 权责, 服务: what a code begins with
SAVED = (*STORED, "details", "custom", "inferred", "fingerprint", "lookup_text", "office")


@dataclass(frozen=True)
class ItemDraft:
    """A row to be put into a draft: its content, what was inferred, which columns were given."""

    content: PowerContent
    inferred: tuple[str, ...] = ()
    given: frozenset[str] = ALL_GIVEN


def plan(edition: Edition | None, drafts: Sequence[ItemDraft], *, complete: bool = False) -> Plan:
    """Compare rows with an edition. `complete`: the rows are all there is of their types.

    Rows match by 实施编码 where it is written once, else by type and names, and among twins by
    body. One query.
    """
    index = _Index(list(edition.powers.all()) if edition else [])
    new: list[ItemDraft] = []
    changed: list[tuple[PowerItem, PowerContent, ItemDraft]] = []
    unchanged = 0
    for draft in drafts:
        known = index.take(draft.content)
        if known is None:
            new.append(draft)
            continue
        content = known.content.kept_by(draft.content, draft.given)
        if content.fingerprint() == known.fingerprint:
            unchanged += 1
        else:
            changed.append((known, content, draft))
    types = {draft.content["type"] for draft in drafts}
    gone = [item for item in index.left() if complete and item.type in types]
    return Plan(new, changed, unchanged, gone)


class _Index:
    """Which row of the edition a row of a file is; each is given out once."""

    def __init__(self, items: Sequence[PowerItem]) -> None:
        self._items = {item.pk: item for item in items}
        self._by_code: dict[str, list[PowerItem]] = defaultdict(list)
        self._by_name: dict[tuple[str, str, str], list[PowerItem]] = defaultdict(list)
        for item in items:
            if item.impl_code:
                self._by_code[item.impl_code].append(item)
            self._by_name[(item.type, plain(item.name), plain(item.sub))].append(item)

    def take(self, content: PowerContent) -> PowerItem | None:
        """The row that this content is about; None when the edition has none left."""
        code, body = content["impl_code"], plain(content["body"])
        mine = [one for one in self._by_code.get(code, ()) if one.pk in self._items]
        same = [one for one in self._by_name.get(content.key, ()) if one.pk in self._items]
        # A different 实施编码 is a different item, whatever its name.
        same = [one for one in same if not (one.impl_code and code) or one.impl_code == code]
        exact = [one for one in same if plain(one.body) == body]
        found = next(iter(mine if len(mine) == 1 else (*exact, *same)), None)
        return self._items.pop(found.pk) if found else None

    def left(self) -> list[PowerItem]:
        """The rows that nobody asked for."""
        return list(self._items.values())


@transaction.atomic
def put_items(
    edition: Edition, drafts: Sequence[ItemDraft], *, by: Actor, complete: bool = False
) -> Outcome:
    """Write rows into a draft: new ones added, known ones updated, equal ones left alone.

    Returns the counts and the changes by which it can be undone. Raises Denied, Blocked.
    """
    open_for(edition, by)
    what = plan(edition, drafts, complete=complete)
    outcome = Outcome(unchanged=what.unchanged, removed=len(what.gone))
    offices = Offices(edition)
    _create(edition, what.new, offices, outcome)
    updated = []
    for item, content, draft in what.changed:
        before = snapshot(item)
        _say(item, content, draft.inferred, offices)
        outcome.changes.append(Change("updated", item.code, before, item.fingerprint))
        updated.append(item)
    PowerItem.objects.bulk_update(updated, SAVED, batch_size=100)
    outcome.updated = len(updated)
    outcome.changes += [Change("removed", one.code, snapshot(one), "") for one in what.gone]
    PowerItem.objects.filter(pk__in=[item.pk for item in what.gone]).delete()
    if outcome.changes:
        rows.count(edition)
    return outcome


def _create(
    edition: Edition, drafts: Sequence[ItemDraft], offices: "Offices", outcome: Outcome
) -> None:
    position = (edition.powers.aggregate(last=Max("position"))["last"] or 0) + 1
    items = []
    for at, (draft, code) in enumerate(zip(drafts, codes(edition, len(drafts)), strict=True)):
        item = PowerItem(edition=edition, code=code, position=position + at)
        _say(item, draft.content, draft.inferred, offices)
        items.append(item)
    PowerItem.objects.bulk_create(items, batch_size=500)
    outcome.created = len(items)
    outcome.changes.extend(Change("created", one.code, None, one.fingerprint) for one in items)


def codes(edition: Edition, n: int) -> list[str]:
    """The next codes of a list, never given twice, also after rows went."""
    pk = edition.catalogue_id
    Catalogue.objects.filter(pk=pk).update(last_row=F("last_row") + n)
    last = Catalogue.objects.values_list("last_row", flat=True).get(pk=pk)
    letter = LETTER[ListKind(edition.kind)]
    return [f"{letter}{pk:04d}{serial:04d}" for serial in range(last - n + 1, last + 1)]


class Offices:
    """Which office a 实施主体 is; an empty one is the office whose list it is."""

    def __init__(self, edition: Edition) -> None:
        self._own = edition.organisation
        self._matcher: OrganisationMatcher | None = None
        self._known: dict[str, int | None] = {"": self._own.pk, self._own.name: self._own.pk}

    def pk_of(self, body: str) -> int | None:
        """The office's key; None when the name leads to none, or to several."""
        if body not in self._known:
            self._matcher = self._matcher or OrganisationMatcher(self._own)
            found = self._matcher.match(body).organisations
            self._known[body] = found[0].pk if len(found) == 1 else None
        return self._known[body]


def _say(item: PowerItem, content: PowerContent, inferred: Sequence[str], offices: Offices) -> None:
    item.take(content)
    item.inferred = list(inferred)
    item.office_id = offices.pk_of(item.body)


def snapshot(item: PowerItem) -> dict[str, Any]:
    """A row as it stands, enough to bring it back."""
    names = ("position", "previous", *(name for name in SAVED if name != "office"), "office_id")
    return {name: getattr(item, name) for name in names}


def open_for(edition: Edition, by: Actor) -> None:
    """Hold the edition for writing; Denied without edition.edit, Blocked unless a draft list."""
    wrong = "不是权责清单，也不是公共服务清单"
    hold(edition, by, LETTER, "修改清单草稿由本单位经办人来做。", wrong)


@transaction.atomic
def take_back(edition: Edition, changes: Sequence[Change], *, by: Actor) -> None:
    """Undo earlier changes of a draft. Blocked when a row was changed again since."""
    open_for(edition, by)
    present = {item.code: item for item in edition.powers.all()}
    demand_untouched(changes, present)
    edition.powers.filter(code__in=created(changes)).delete()
    restored = [
        PowerItem(pk=present[code].pk, edition=edition, code=code, **was)
        for code, was in before(changes, "updated")
    ]
    PowerItem.objects.bulk_update(restored, SAVED, batch_size=100)
    gone = before(changes, "removed")
    PowerItem.objects.bulk_create(
        PowerItem(edition=edition, code=code, **was) for code, was in gone
    )
    rows.count(edition)


@transaction.atomic
def save_item(edition: Edition, content: PowerContent, *, by: Actor, code: str = "") -> PowerItem:
    """Add a row, or change the row with this code, by hand; what changed goes into the trace.

    Raises Denied, Blocked; PowerItem.DoesNotExist for an unknown code.
    """
    open_for(edition, by)
    for name, wrong in content.too_long.items():
        raise Blocked(f"{LABELS[name]}{wrong}请改短再保存。")
    offices = Offices(edition)
    if code:
        item = edition.powers.get(code=code)
        changed = column_changes(item.content, content)
        if not changed:
            return item
        _say(item, content, (), offices)
        item.save(update_fields=list(SAVED))
    else:
        changed = ()
        position = (edition.powers.aggregate(last=Max("position"))["last"] or 0) + 1
        (code,) = codes(edition, 1)
        item = PowerItem(edition=edition, code=code, position=position)
        _say(item, content, (), offices)
        item.save()
    note_saved(edition, f"{code} {content.name}", by=by, changes=changed)
    rows.count(edition)
    return item


@transaction.atomic
def remove_item(edition: Edition, code: str, *, by: Actor, reason: str) -> None:
    """Take a row out of a draft, with the reason (调出清单)."""
    open_for(edition, by)
    if not reason.strip():
        raise Blocked("调出清单要写明理由，比如依据的法规废止了。")
    item = edition.powers.get(code=code)
    trace.record(
        edition, "remove_item", by=by, label="调出事项", note=reason, code=code, name=item.title
    )
    item.delete()
    rows.count(edition)
