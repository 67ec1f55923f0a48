"""Rows of a list with the steps that hang on them: put, taken back, removed, taken over."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.actions.drafting import Change, Outcome
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.queries import in_force
from mingzheng.core.access import Actor
from mingzheng.powers.actions import items, takeover
from mingzheng.processes.actions.rows import ROWS, carry, count
from mingzheng.processes.actions.steps import restore, snapshot

PROCESS = "process"  # where a removed row keeps its steps until nobody can take the import back


@transaction.atomic
def put_items(
    edition: Edition, drafts: Sequence[items.ItemDraft], *, by: Actor, complete: bool = False
) -> Outcome:
    """Write rows into a draft; what a removed row had of steps is kept for taking it back."""
    gone = items.plan(edition, drafts, complete=complete).gone
    told = {item.code: snapshot(item) for item in gone}
    outcome = items.put_items(edition, drafts, by=by, complete=complete)
    for change in outcome.changes:
        if change.kind == "removed" and change.before:
            change.before[PROCESS] = told[change.code]
    count(edition)
    return outcome


@transaction.atomic
def take_back(edition: Edition, changes: Sequence[Change], *, by: Actor) -> None:
    """Undo an import of rows, steps and judgements of removed rows included."""
    bare = []
    for change in changes:
        before = {k: v for k, v in (change.before or {}).items() if k != PROCESS}
        bare.append(replace(change, before=before or None))
    items.take_back(edition, bare, by=by)
    for change in changes:
        if told := (change.before or {}).get(PROCESS):
            restore(edition.powers.get(code=change.code), told)
    count(edition)


@transaction.atomic
def remove_item(edition: Edition, code: str, *, by: Actor, reason: str) -> None:
    """Take a row out of a draft, its steps and judgements with it (调出清单)."""
    items.remove_item(edition, code, by=by, reason=reason)
    count(edition)


@transaction.atomic
def take_over(source: Organisation, target: Organisation, *, kind: str, **said: Any) -> Edition:
    """Rows of an office that is gone go to its successor's draft, steps and judgements with them.

    `said` as for `powers.actions.takeover.take_over`, without the rows.
    """
    old = in_force(source, kind)
    draft = takeover.take_over(source, target, kind=kind, rows=ROWS, **said)
    if old:
        carry(old, draft)
    count(draft)
    return draft
