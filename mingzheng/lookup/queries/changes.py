"""What an edition changed, read in pages: the database finds the rows, only those are compared.

Rows carry a fingerprint of their content, so that two editions of thousands of rows are told
apart without reading either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.rules.differences import ItemChange, compare
from mingzheng.catalogue.rules.items import ItemContent
from mingzheng.catalogue.states import PUBLIC_STATES, EditionState, ListKind
from mingzheng.core import trace
from mingzheng.standards.models import Field

PLACE = ("field__position", "position", "pk")


@dataclass(frozen=True)
class Removal:
    """Why and since when an item is no longer in the catalogue (调出目录)."""

    edition: Edition
    on: date
    reason: str


@dataclass(frozen=True)
class FieldChange:
    """What an edition changed in one field."""

    edition: Edition
    added: int
    changed: int
    removed: int

    @property
    def words(self) -> str:
        """新增 2 项，修改 1 项 and the like; empty if nothing."""
        parts = (("新增", self.added), ("修改", self.changed), ("删除", self.removed))
        return "，".join(f"{word} {count} 项" for word, count in parts if count)


def public_edition(pk: int) -> Edition | None:
    """An edition that is or was in force; None for drafts and unknown ones."""
    return (
        Edition.objects.filter(pk=pk, state__in=PUBLIC_STATES, catalogue__kind=ListKind.DISCLOSURE)
        .select_related("catalogue__organisation", "based_on")
        .first()
    )


def in_force_marks() -> list[tuple[int, str]]:
    """Key and content hash of every edition in force: the same as long as no row changes."""
    editions = Edition.objects.filter(state=EditionState.IN_FORCE).order_by("pk")
    return list(editions.values_list("pk", "content_hash"))


def touched(edition: Edition) -> list[tuple[str, str]]:
    """Kind (added, changed, removed) and code of every row that differs from the edition before.

    Two queries, one for a first edition.
    """
    shown = edition.items.filter(field__is_shown=True)
    if edition.based_on_id is None:
        return [("added", code) for code in shown.order_by(*PLACE).values_list("code", flat=True)]
    before = Item.objects.filter(edition=edition.based_on_id, code=OuterRef("code"))
    rows = (
        shown.exclude(Exists(before.filter(fingerprint=OuterRef("fingerprint"))))
        .annotate(was=Exists(before))
        .order_by(*PLACE)
        .values_list("code", "was")
    )
    after = Item.objects.filter(edition=edition, code=OuterRef("code"))
    gone = (
        Item.objects.filter(edition=edition.based_on_id, field__is_shown=True)
        .exclude(Exists(after))
        .order_by(*PLACE)
        .values_list("code", flat=True)
    )
    found = [("changed" if was else "added", code) for code, was in rows]
    return found + [("removed", code) for code in gone]


def changes_of(edition: Edition, codes: Sequence[str]) -> list[ItemChange]:
    """What the edition changed in the rows with these codes, in their order. Two queries."""
    old = _rows(edition.based_on_id, codes) if edition.based_on_id else []
    found = {change.code: change for change in compare(old, _rows(edition.pk, codes)).changes}
    return [found[code] for code in codes]


def _rows(edition_id: int, codes: Sequence[str]) -> list[tuple[str, ItemContent]]:
    items = Item.objects.filter(edition=edition_id, code__in=codes).select_related("field")
    return [(item.code, item.content) for item in items]


def removal_of(last: Item) -> Removal | None:
    """What is known of an item's leaving, from its last public row; None if it is in force.

    The reason is what the clerk wrote when deleting the row, else the edition's own summary.
    """
    edition = (
        Edition.objects.filter(
            catalogue=last.edition.catalogue_id,
            number__gt=last.edition.number,
            state__in=PUBLIC_STATES,
        )
        .order_by("number")
        .first()
    )
    if edition is None or edition.effective_on is None:
        return None
    events = trace.history(edition).filter(step="remove_item")
    reasons = {event.facts.get("code"): event.note for event in events}
    return Removal(edition, edition.effective_on, reasons.get(last.code) or edition.summary)


def field_changes(field: Field, editions: QuerySet[Edition], limit: int) -> list[FieldChange]:
    """What the newest editions changed in one field, those without a change left out.

    Four queries, however many editions.
    """
    newest = list(editions[:limit])
    keys = [edition.pk for edition in newest]
    rows = Item.objects.filter(field=field, edition__in=keys)
    before = Item.objects.filter(edition=OuterRef("edition__based_on"), code=OuterRef("code"))
    changed = _counted(rows.filter(Exists(before.exclude(fingerprint=OuterRef("fingerprint")))))
    added = _counted(rows.exclude(Exists(before)))
    after = Item.objects.filter(
        edition__based_on=OuterRef("edition"), edition__in=keys, code=OuterRef("code")
    )
    gone = _counted(
        Item.objects.filter(
            field=field, edition__in=[one.based_on_id for one in newest if one.based_on_id]
        ).exclude(Exists(after))
    )
    found = [
        FieldChange(one, added.get(one.pk, 0), changed.get(one.pk, 0), gone.get(one.based_on_id, 0))
        for one in newest
    ]
    return [change for change in found if change.words]


def _counted(items: QuerySet[Item]) -> dict[int | None, int]:
    return dict(items.values_list("edition_id").annotate(n=Count("pk")).order_by())
