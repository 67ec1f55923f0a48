"""The verbs of collecting: receive a workbook, read it, apply it, take it back."""

import logging
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions.drafting import Change, Outcome
from mingzheng.catalogue.actions.editions import demand, open_draft
from mingzheng.catalogue.models import Edition
from mingzheng.collection import readers
from mingzheng.collection.examining import Examination, Request
from mingzheng.collection.flow import IMPORT_FLOW
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.readers import READERS
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Refusal
from mingzheng.core.moves import move
from mingzheng.files.rules.safety import check
from mingzheng.processes.actions.rows import rows_of
from mingzheng.screens import importing
from mingzheng.screens.importing import progress_of, tell
from mingzheng.screens.states import ImportState

INLINE_ROWS = 1000  # above this an import is written in the background
INLINE_BYTES = 1024 * 1024  # above this a workbook is read in the background, with progress
PROBLEM_KEYS = ("sheet", "row", "column", "code", "message", "value")
MAY_IMPORT = "导入目录由本单位经办人来做。"
logger = logging.getLogger(__name__)
drop = importing.drop  # as in every import


def receive(
    organisation: Organisation,
    name: str,
    data: bytes,
    *,
    by: Actor,
    **said: Any,
) -> ImportBatch:
    """Take an uploaded workbook in; nothing of the catalogue changes yet.

    `said` is what a person chose: field_name, is_complete, kind (BatchKind), published counts.
    Returns the batch, still to be read. Raises Denied, or Refused (a sentence) for a bad file.
    """
    check(name, data)
    return _keep(Request(organisation, name, data, **said), by)


def _keep(request: Request, by: Actor) -> ImportBatch:
    organisation, data = request.organisation, request.data
    demand(by, "edition.edit", organisation.path, MAY_IMPORT)
    batch = ImportBatch(
        organisation=organisation,
        field_name=request.field_name,
        is_complete=request.is_complete,
        kind=request.kind,
        published=request.published,
        **importing.received(IMPORT_FLOW, request.file_name, data, by),
    )
    # Stored under its hash: a name chosen by somebody else never becomes a path.
    batch.file.save(f"{batch.file_hash[:32]}.bin", ContentFile(data), save=False)
    batch.save()
    trace.record(batch, "receive", by=by, label="上传表格", file_hash=batch.file_hash)
    return batch


def read(batch: ImportBatch) -> None:
    """Read the batch's file and keep the row-by-row report; a failure is kept as its sentence."""
    importing.read(batch, lambda: readers.report(_examined(batch)))


def _examined(batch: ImportBatch) -> Any:
    progress = progress_of(batch)
    return readers.examine(_request(batch), edition=_target(batch), progress=progress)


def _request(batch: ImportBatch) -> Request:
    with batch.file.open("rb") as file:
        data = bytes(file.read())
    return Request(batch.organisation, batch.file_name, data).having(batch)


def _target(batch: ImportBatch) -> Edition | None:
    return catalogue.edition_for(batch.organisation, READERS[batch.kind].list_kind)


def remap(batch: ImportBatch, mapping: dict[str, str], *, by: Actor, later: bool = False) -> None:
    """A person says which column is which ("table:column" → meaning); the file is read again.

    `later`: the caller sees to it that it is read. Raises Denied, Blocked.
    """
    importing.remap(batch, mapping, by=by)
    if not later:
        read(batch)


@transaction.atomic
def confirm(batch: ImportBatch, *, by: Actor, reason: str = "") -> None:
    """A person wants the rows written (确认导入); `write` does it, at once or in the background.

    `reason` is why rows that the file does not have are taken out. Raises Denied; Blocked for rows
    that cannot become items, for removals without a reason, for a double click.
    """
    importing.confirm(batch, by=by)
    if batch.report.get("gone") and not reason.strip():
        raise Blocked("这次导入会删去事项，要写明理由，公开目录的变更记录里会用到。")
    batch.removal_reason = reason.strip()
    batch.save(update_fields=["removal_reason"])


def write(batch: ImportBatch, *, by: Actor) -> Outcome:
    """Write a confirmed batch into the organisation's draft, all or nothing; opens one if need be.

    A file that says nothing new changes nothing and opens nothing. Raises Denied; Blocked for an
    edition under review, or rows that have changed so that the preview no longer holds; the batch
    then waits to be confirmed again.
    """
    with importing.turning_back(batch):
        # Read outside the transaction: seconds of reading must not keep other writers waiting.
        return _write(_examined(batch), batch, by)


def apply_batch(batch: ImportBatch, *, by: Actor, reason: str = "") -> Outcome:
    """Confirm and write at once; raises what `confirm` and `write` raise."""
    confirm(batch, by=by, reason=reason)
    return write(batch, by=by)


def work_left(before: datetime) -> int:
    """Take up imports whose reader or writer was killed; returns how many."""
    left = importing.left(ImportBatch.objects.all(), before)
    for batch in left:
        with suppress(Blocked):  # it was taken up, or given up, in the meantime
            read(batch) if batch.state == ImportState.READING else write_confirmed(batch)
    return len(left)


def write_confirmed(batch: ImportBatch) -> None:
    """Write in the background, as whoever confirmed; what goes wrong is kept with the batch."""
    try:
        write(batch, by=Person.objects.get(pk=batch.applied_by))
    except Refusal:
        logger.info("Import %s was turned back: %s", batch.pk, batch.failure)
    except Exception:
        logger.exception("Import %s could not be written", batch.pk)


@transaction.atomic
def apply_examined(found: Examination, *, by: Actor) -> tuple[ImportBatch, Outcome]:
    """Import what was just examined, without a preview (the command line); keeps it as a batch.

    Raises Denied, Blocked like `confirm` and `write`.
    """
    batch = _keep(found.request, by)
    tell(batch, "read", progress=100, report=readers.report(found))
    confirm(batch, by=by, reason=f"按表格《{batch.file_name}》整表更新。")
    return batch, _write(found, batch, by)


@transaction.atomic
def _write(found: Examination, batch: ImportBatch, by: Actor) -> Outcome:
    if {item.code for item in found.plan.gone} - {code for code, _ in batch.report["gone"]}:
        raise Blocked("您看过报告以后，目录又有变动，要删去的事项和报告不一样。请再看一遍。")
    if found.blocking:
        first = found.blocking[0]
        raise Blocked(f"您看过报告以后，情况有变。第 {first.row} 行：{first.message}")
    batch.report = readers.report(found)
    outcome, edition = put(found, batch.organisation, by=by)
    batch.edition, batch.applied_at = edition, timezone.now()
    batch.changes = [asdict(change) for change in outcome.changes]
    batch.save(update_fields=["edition", "applied_at", "report", "changes"])
    if edition and outcome.changes:
        _record(edition, batch, by, outcome)
    tell(batch, "finish", progress=100, failure="")
    return outcome


def put(
    found: Examination, organisation: Organisation, *, by: Actor
) -> tuple[Outcome, Edition | None]:
    """Write what was examined. Returns the counts and the edition, None when nothing changed."""
    edition = found.edition
    if found.plan.changes_nothing:
        return Outcome(unchanged=found.plan.unchanged), edition
    kind = READERS[found.request.kind].list_kind
    if edition is None or edition.is_public:
        edition = open_draft(organisation, by=by, kind=kind, rows=rows_of(kind))
    complete = found.request.is_complete
    return READERS[found.request.kind].put(edition, found.drafts, by=by, complete=complete), edition


def _record(edition: Edition, batch: ImportBatch, by: Actor, outcome: Outcome) -> None:
    trace.record(
        edition,
        "import",
        by=by,
        label="导入表格",
        note=batch.file_name,
        batch=batch.pk,
        file_hash=batch.file_hash,
        created=_codes(outcome, "created"),
        updated=_codes(outcome, "updated"),
        unchanged=outcome.unchanged,
        removed=_codes(outcome, "removed"),
    )
    gone = [change for change in outcome.changes if change.kind == "removed"]
    trace.record_many(
        [(edition, {"code": one.code, "name": _name(one)}) for one in gone],
        "remove_item",
        by=by,
        label="删除事项",
        note=batch.removal_reason,
    )


def _name(change: Change) -> str:
    names = change.before or {}
    said = (names.get(name) for name in ("level1", "level2", "name", "sub"))
    return "：".join(filter(None, said))


def _codes(outcome: Outcome, kind: str) -> str:
    """Which items, as runs of codes: 140001–140020、150003."""
    codes = sorted(change.code for change in outcome.changes if change.kind == kind)
    runs: list[list[str]] = []
    for code in codes:
        if runs and code.isdecimal() and int(code) == int(runs[-1][-1]) + 1:
            runs[-1][1:] = [code]
        else:
            runs.append([code])
    return f"{len(codes)} 个：{'、'.join('–'.join(run) for run in runs)}" if codes else ""


@transaction.atomic
def undo_batch(batch: ImportBatch, *, by: Actor) -> None:
    """Take an applied import back (撤销导入): every row as it was before.

    Raises Denied; Blocked when the edition left the draft or a row was changed again since.
    """
    move(batch, "undo", by=by)
    if not batch.edition or not batch.changes:
        return
    changes = [Change(**change) for change in batch.changes]
    READERS[batch.kind].take_back(batch.edition, changes, by=by)
    trace.record(
        batch.edition,
        "undo_import",
        by=by,
        label="撤销导入",
        note=batch.file_name,
        batch=batch.pk,
        rows=len(batch.changes),
    )


def summary(found: Examination, outcome: Outcome | None, batch: int | None) -> dict[str, Any]:
    """What `import_catalogue --json` prints (design §8): a contract with outside scripts."""
    counts = outcome or found.plan.counts
    return {
        "rows": found.rows,
        "items": len(found.drafts),
        "created": counts.created,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "duties": found.duties,
        "problems": [{key: getattr(p, key) for key in PROBLEM_KEYS} for p in found.problems],
        "batch": batch,
    }
