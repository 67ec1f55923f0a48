"""Editions (目录版本): opened, sent round, approved, put into force, superseded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.actions import citations, duties, findable
from mingzheng.catalogue.models import Catalogue, Duty, Edition, Item, SubjectGap
from mingzheng.catalogue.rules.ahead import too_far
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied, SystemActor, may
from mingzheng.core.moves import move
from mingzheng.posts.deeds import SYSTEM_DEEDS

SYSTEM = SystemActor(SYSTEM_DEEDS)
# What the event of coming into force tells, beside the title.
PUBLISHED = ("approval_number", "approved_on", "effective_on", "content_hash")


@dataclass(frozen=True)
class Rows:
    """What an edition needs to know of its rows, which each kind of list keeps in its own room.

    `copy` carries them into the next edition; `settle` brings totals up to date before approval;
    `marks` gives (code, fingerprint) in order, to be hashed; `entered` runs when they come into
    force.
    """

    kinds: frozenset[str]
    copy: Callable[[Edition, Edition], None]
    settle: Callable[[Edition], None]
    marks: Callable[[Edition], Iterable[tuple[str, str]]]
    entered: Callable[[Edition], None]

    def check(self, kind: str) -> None:
        """Raise ValueError for a list of another kind: a caller took the wrong room's rows."""
        if kind not in self.kinds:
            raise ValueError(f"rows of {sorted(self.kinds)} for a list of kind {kind}")


def demand(by: Actor, deed: str, path: str, sentence: str) -> None:
    """Refuse with the sentence unless the person may do the deed at that path."""
    if not may(by, deed, path):
        raise Denied(sentence)


@transaction.atomic
def open_draft(
    organisation: Organisation,
    *,
    by: Actor,
    summary: str = "",
    kind: str = ListKind.DISCLOSURE,
    rows: Rows | None = None,
) -> Edition:
    """Open the next edition as a copy of the one in force (动态调整), or the first one, empty.

    Returns the new draft. Raises Denied without the deed edition.adjust, Blocked while another
    edition of the organisation is under way.
    """
    demand(by, "edition.adjust", organisation.path, "起草新版目录由本单位经办人或政务公开办来做。")
    rows = rows or ITEM_ROWS
    rows.check(kind)
    catalogue, _ = Catalogue.objects.get_or_create(organisation=organisation, kind=kind)
    old = catalogue.editions.filter(state=EditionState.IN_FORCE).first()
    number = (catalogue.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    name = f"{organisation.name}{ListKind(kind).label}"
    title = f"{name}（{timezone.localdate().year}年第{number}版）"
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                catalogue=catalogue,
                number=number,
                title=title,
                based_on=old,
                summary=summary,
                state=EditionState.DRAFT,
            )
    except IntegrityError as error:
        what = "目录" if kind == ListKind.DISCLOSURE else ListKind(kind).label
        raise Blocked(f"本单位已有一版{what}正在办理，先办完那一版。") from error
    if old:
        rows.copy(old, edition)
    trace.record(edition, "open", by=by, label="起草新版", note=summary, items=edition.items_total)
    return edition


def _copy(old: Edition, new: Edition) -> None:
    """Carry all rows, duties and gaps of one edition into the next."""
    codes = {}
    items = list(old.items.all())
    for item in items:
        codes[item.pk] = item.code
        item.pk, item.edition = None, new
    Item.objects.bulk_create(items, batch_size=500)
    keys = {item.code: item.pk for item in items}
    owed = Duty.objects.filter(item__edition=old)
    duties.insert_duties(
        [
            (keys[codes[item]], organisation, basis)
            for item, organisation, basis in owed.values_list("item_id", "organisation_id", "basis")
        ]
    )
    SubjectGap.objects.bulk_create(
        SubjectGap(item_id=keys[codes[item]], text=text)
        for item, text in SubjectGap.objects.filter(item__edition=old).values_list(
            "item_id", "text"
        )
    )
    duties.count(new)


def note_questions(edition: Edition, number: int) -> None:
    """Keep how many questions of merging are open or not written yet, for the guard of 送审."""
    Edition.objects.filter(pk=edition.pk).update(questions_total=number)
    edition.questions_total = number


@transaction.atomic
def submit(edition: Edition, *, by: Actor, note: str = "") -> None:
    """Send the draft to the office's reviewer (送审)."""
    _move(edition, "submit", by=by, note=note, submitted_by=by.actor_id)


@transaction.atomic
def withdraw(edition: Edition, *, by: Actor, note: str = "") -> None:
    """Take the edition back before it is reviewed (撤回修改)."""
    _move(edition, "withdraw", by=by, note=note)


@transaction.atomic
def pass_review(edition: Edition, *, by: Actor, note: str = "") -> None:
    """The office stands by it; on to the openness office (审核通过，报批)."""
    _move(edition, "pass_review", by=by, note=note, reviewed_by=by.actor_id)


@transaction.atomic
def send_back(edition: Edition, *, by: Actor, note: str) -> None:
    """Back to the drafter with the reviewer's opinion (退回修改)."""
    _move(edition, "send_back", by=by, note=note, submitted_by="", reviewed_by="")


@transaction.atomic
def reject(edition: Edition, *, by: Actor, note: str) -> None:
    """Back to the drafter with the openness office's opinion (不予批复)."""
    _move(edition, "reject", by=by, note=note, submitted_by="", reviewed_by="")


@transaction.atomic
def discard(edition: Edition, *, by: Actor, note: str) -> None:
    """Give the draft up (作废草稿); the edition in force stays."""
    _move(edition, "discard", by=by, note=note)


@transaction.atomic
def approve(
    edition: Edition,
    *,
    by: Actor,
    approval_number: str,
    effective_on: date,
    note: str = "",
    rows: Rows | None = None,
) -> None:
    """Approve (批复) with number and effective day; puts it into force when the day is here.

    The content is fingerprinted, so that anyone can later check that it has not changed since.
    Raises Denied; Blocked also for a day more than a year ahead.
    """
    rows = rows or ITEM_ROWS
    rows.check(edition.kind)
    today = timezone.localdate()
    if far := too_far(effective_on, today, "施行日期"):
        raise Blocked(far)
    rows.settle(edition)
    _move(
        edition,
        "approve",
        by=by,
        note=note,
        approved_by=by.actor_id,
        approval_number=approval_number,
        approved_on=today,
        effective_on=effective_on,
        content_hash=content_hash(edition, rows),
    )
    if effective_on <= today:
        enact(edition, rows=rows)


@transaction.atomic
def withdraw_approval(edition: Edition, *, by: Actor, note: str) -> None:
    """Take an approval back before its day (撤回批复): the list waits for approval again.

    The trace keeps the number and the day that were withdrawn. Raises Denied, Blocked.
    """
    was = {"approval_number": edition.approval_number, "effective_on": f"{edition.effective_on}"}
    # The state goes first: a database constraint wants the dates as long as it is approved.
    move(edition, "withdraw_approval", by=by, note=note, **was)
    cleared: dict[str, Any] = {"approved_on": None, "effective_on": None}
    cleared |= dict.fromkeys(("approved_by", "approval_number", "content_hash"), "")
    Edition.objects.filter(pk=edition.pk).update(**cleared)
    for name, value in cleared.items():
        setattr(edition, name, value)


@transaction.atomic
def enact(edition: Edition, *, by: Actor = SYSTEM, rows: Rows | None = None) -> None:
    """Put an approved edition into force (施行) and supersede the one before it.

    The machine's event says by itself what came into force, with nobody's name in it, so that its
    receipt can be given to anyone (evidence.rules.is_publishable).
    """
    rows = rows or ITEM_ROWS
    rows.check(edition.kind)
    old = Edition.objects.filter(catalogue=edition.catalogue, state=EditionState.IN_FORCE).first()
    if old:
        _move(old, "supersede", by=by, superseded_on=edition.effective_on)
    named = {name: getattr(edition, name) for name in PUBLISHED}
    move(edition, "enact", by=by, **{name: str(value) for name, value in named.items()})
    rows.entered(edition)


@transaction.atomic
def retire(edition: Edition, *, on: date, note: str, by: Actor = SYSTEM) -> None:
    """Take a list out of force whose office is gone: another office's list holds its rows now."""
    _move(edition, "supersede", by=by, note=note, superseded_on=on)
    findable.forget(edition)


def enact_due(today: date, rows_of: Callable[[str], Rows] | None = None) -> int:
    """Put every approved edition into force whose day has come; how many. Safe to repeat.

    `rows_of` gives the rows of a kind of list; without it only disclosure catalogues are looked at.
    """
    due = Edition.objects.filter(
        state=EditionState.APPROVED, effective_on__lte=today
    ).select_related("catalogue__organisation")
    if rows_of is None:
        due = due.filter(catalogue__kind=ListKind.DISCLOSURE)
    for edition in due:
        enact(edition, rows=rows_of(edition.kind) if rows_of else ITEM_ROWS)
    return len(due)


def content_hash(edition: Edition, rows: Rows | None = None) -> str:
    """SM3 over the codes and contents of all rows in their order (64 hex digits)."""
    rows = rows or ITEM_ROWS
    rows.check(edition.kind)
    return trace.digest("\n".join(f"{code}:{mark}" for code, mark in rows.marks(edition)).encode())


def _marks(edition: Edition) -> Iterable[tuple[str, str]]:
    return edition.items.order_by("position", "pk").values_list("code", "fingerprint")


def _entered(edition: Edition) -> None:
    citations.put(edition)
    findable.refresh(edition)


ITEM_ROWS = Rows(frozenset({ListKind.DISCLOSURE.value}), _copy, duties.expand, _marks, _entered)


def _move(edition: Edition, step: str, *, by: Actor, note: str = "", **columns: Any) -> None:
    # A database constraint wants the approval's dates together with the state, so the
    # columns go first; move() refuses before the transaction keeps anything.
    facts = {name: str(value) for name, value in columns.items() if not name.endswith("_by")}
    if columns:
        Edition.objects.filter(pk=edition.pk).update(**columns)
    move(edition, step, by=by, note=note, **facts)
    for name, value in columns.items():
        setattr(edition, name, value)
