"""Imports (双公示导入): received, read, confirmed, written all or nothing, taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Refusal
from mingzheng.core.moves import move
from mingzheng.files.rules.safety import check
from mingzheng.files.rules.tables import read_tables
from mingzheng.intake.flow import INTAKE_FLOW
from mingzheng.intake.models import Intake
from mingzheng.intake.rules.sheets import Reading, Row, read_sheets
from mingzheng.publicity.actions import records
from mingzheng.publicity.actions.composing import (
    Plan,
    columns,
    entry_of,
    fingerprint,
    plan_for,
    seal,
    unseal,
)
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.entry import Office
from mingzheng.publicity.states import LIVE_STATES, RecordState
from mingzheng.screens import importing
from mingzheng.screens.importing import progress_of, tell
from mingzheng.screens.states import ImportState
from mingzheng.sealing import keeping

FILE = "publicity-file"  # the purpose under which uploaded tables are sealed
AT_ONCE = 500
INLINE_BYTES = 200 * 1024  # above this a table is read and written in the background
MOST_PROBLEMS = 3000  # in a report; who has more has sent the wrong table
HELD = "已经有这一条，是“{}”，内容不一样。这一行不导入；要改的，打开那一条，撤回或者提出更正。"
MEANWHILE = "别人刚刚存了同样的决定，这一次什么都没有存。请再看一遍报告，再确认一次。"
NOTHING = "表里没有一行要导入的。"
remap, drop = importing.remap, importing.drop  # as in every import


@transaction.atomic
def receive(organisation: Organisation, kind: str, name: str, data: bytes, *, by: Actor) -> Intake:
    """Take an uploaded table in and keep it sealed; no record changes yet.

    Raises Denied, or Refused (a sentence) for a file that is not safe to open.
    """
    require(by, "publicity.edit", organisation.path, organisation.name)
    check(name, data)
    intake = Intake(
        organisation=organisation, kind=kind, **importing.received(INTAKE_FLOW, name, data, by)
    )
    sealed = ContentFile(keeping.seal_bytes(data, FILE))
    intake.file.save(f"{intake.file_hash[:32]}.sealed", sealed, save=False)
    intake.save()
    trace.record(intake, "receive", by=by, label="上传表格", file_hash=intake.file_hash)
    return intake


def read(intake: Intake) -> None:
    """Read the file and keep the report; a failure is kept as its sentence."""
    importing.read(intake, lambda: _report(intake, _reading(intake, progress_of(intake))))


def _reading(intake: Intake, progress: Callable[[int, int], None] | None = None) -> Reading:
    with intake.file.open("rb") as file:
        data = keeping.unseal_bytes(bytes(file.read()), FILE)
    office = Office(intake.organisation.name, intake.organisation.credit_code)
    tables = read_tables(intake.file_name, data, progress=progress)
    today = timezone.localdate()
    return read_sheets(intake.kind, tables, office=office, today=today, mapping=intake.mapping)


def _known(intake: Intake, rows: list[Row]) -> Iterator[tuple[Row, Record | None]]:
    """Each row with the record of the same decision and party, if there is one."""
    for start in range(0, len(rows), AT_ONCE):
        some = {fingerprint(row.entry): row for row in rows[start : start + AT_ONCE]}
        live = Record.objects.filter(
            organisation=intake.organisation,
            kind=intake.kind,
            fingerprint__in=some,
            state__in=LIVE_STATES,
        )
        there = {record.fingerprint: record for record in live.select_related("organisation")}
        for mark, row in some.items():
            yield row, there.get(mark)


def _is_same(record: Record, row: Row) -> bool:
    return record.values == row.entry.values and unseal(record.sealed) == row.entry.numbers


def _report(intake: Intake, reading: Reading) -> dict[str, Any]:
    counts = {"created": 0, "updated": 0, "unchanged": 0, "held": 0}
    for row, record in _known(intake, [row for row in reading.rows if row.entry.is_right]):
        if record is None:
            counts["created"] += 1
        elif _is_same(record, row):
            counts["unchanged"] += 1
        elif record.is_draft:
            counts["updated"] += 1
        else:
            counts["held"] += 1
            words = HELD.format(record.state_label)
            reading.complain(row.sheet, row.number, words, blocking=False)
    return {
        "rows": sum(layout.rows for layout in reading.layouts),
        "counts": counts,
        "layouts": [layout.as_json() for layout in reading.layouts],
        "problems": _told(reading)[:MOST_PROBLEMS],
    }


def _told(reading: Reading) -> list[dict[str, Any]]:
    """What the report lists: what must be changed row by row, the same remark only once."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for sheet, number, problem in reading.problems:
        line = {
            "sheet": sheet,
            "row": number,
            "column": problem.title,
            "message": problem.message,
            "value": problem.value,
            "blocking": problem.blocking,
            "more": 0,
        }
        key = (sheet, problem.code, problem.message, number if problem.blocking else 0)
        if key in found:
            found[key]["more"] += 1
        else:
            found[key] = line
    return sorted(found.values(), key=lambda one: not one["blocking"])


def confirm(intake: Intake, *, by: Actor) -> None:
    """A person wants the rows written (确认导入). Raises Denied; Blocked for a double click too."""
    if not intake.report.get("rows"):
        raise Blocked(NOTHING)
    importing.confirm(intake, by=by)


def write(intake: Intake) -> dict[str, int]:
    """Write a confirmed import as whoever confirmed it, all or nothing; returns the counts.

    Safe to run twice: the same file a second time finds everything unchanged.
    """
    by = Person.objects.get(pk=intake.applied_by)
    with importing.turning_back(intake), _saying_meanwhile():
        reading = _reading(intake)
        with transaction.atomic():
            counts = _put(intake, reading, by)
            tell(intake, "finish", progress=100, failure="", changes=intake.changes)
        return counts


@contextmanager
def _saying_meanwhile() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:  # a colleague kept the same decision a moment ago
        raise Blocked(MEANWHILE) from error


def _put(intake: Intake, reading: Reading, by: Actor) -> dict[str, int]:
    if any(not row.entry.is_right for row in reading.rows):
        raise Blocked("看过报告以后有了变化，现在有行不对。请再看一遍报告。")
    plan = plan_for(intake.organisation)
    counts = {"created": 0, "updated": 0, "unchanged": 0, "held": 0}
    fresh: list[Record] = []
    changes: list[list[Any]] = []
    for row, record in _known(intake, reading.rows):
        if record is None:
            fresh.append(_new(intake, row, plan))
            counts["created"] += 1
        elif _is_same(record, row):
            counts["unchanged"] += 1
        elif record.is_draft:
            changes.append([record.pk, record.values, record.sealed])
            _change(record, row, plan, intake, by)
            counts["updated"] += 1
        else:
            counts["held"] += 1
    for start in range(0, len(fresh), AT_ONCE):
        made = Record.objects.bulk_create(fresh[start : start + AT_ONCE])
        facts = {"batch": intake.pk, "file_hash": intake.file_hash}
        trace.record_many([(one, facts) for one in made], "enter", by=by, label="导入")
        changes += [[one.pk, None, None] for one in made]
    intake.changes = changes
    return counts


def _new(intake: Intake, row: Row, plan: Plan) -> Record:
    return Record(
        organisation=intake.organisation,
        batch=intake.pk,
        kind=intake.kind,
        state=RecordState.DRAFT.value,
        sealed=seal(row.entry.numbers),
        **columns(row.entry, plan),
    )


def _change(record: Record, row: Row, plan: Plan, intake: Intake, by: Actor) -> None:
    found = columns(row.entry, plan, record) | {
        "sealed": seal(row.entry.numbers),
        "batch": intake.pk,
    }
    for name, value in found.items():
        setattr(record, name, value)
    record.save(update_fields=list(found))
    trace.record(record, "change", by=by, label="导入时修改")


def drafts_of(intake: Intake) -> QuerySet[Record]:
    """What an import brought or changed and is still a draft that may be sent."""
    return Record.objects.filter(
        batch=intake.pk,
        organisation=intake.organisation,
        state=RecordState.DRAFT,
        exempt_reason="",
    )


def standing_of(intake: Intake) -> dict[str, int]:
    """How many of an import may still be sent (`drafts`), and went on already (`gone`)."""
    rows = Record.objects.filter(batch=intake.pk, organisation=intake.organisation)
    is_draft = Q(state=RecordState.DRAFT)
    return rows.aggregate(
        drafts=Count("pk", filter=is_draft & Q(exempt_reason="")),
        gone=Count("pk", filter=~is_draft),
    )


@transaction.atomic
def submit(intake: Intake, *, by: Actor) -> tuple[int, int]:
    """Send what the import brought on to review, up to AT_ONCE; returns how many, and are left."""
    require(by, "publicity.submit", intake.organisation_path, intake.organisation_name)
    rows = drafts_of(intake).select_related("organisation").order_by("pk")
    done = records.take_all(list(rows[:AT_ONCE]), "submit", by=by)
    return done, drafts_of(intake).count()


@transaction.atomic
def undo(intake: Intake, *, by: Actor) -> int:
    """Take an applied import back (撤销导入): every record as it was before; returns how many.

    Raises Denied; Blocked once one of its records was sent, or changed again since.
    """
    move(intake, "undo", by=by)
    before = {key: (values, sealed) for key, values, sealed in intake.changes}
    there = list(_by_keys(list(before)))
    gone = [one for one in there if not one.is_draft]
    if gone or len(there) < len(before):
        number = len(gone) + len(before) - len(there)
        raise Blocked(f"有 {number} 条已经送审、公示或者作废，不能整批撤销。先撤回送审，再撤销。")
    trace.record_many([(one, {"batch": intake.pk}) for one in there], "undo_import", by=by,
                      label="撤销导入")  # fmt: skip
    plan = plan_for(intake.organisation)
    for record in there:
        values, sealed = before[record.pk]
        if values is not None:
            _restore(record, values, sealed, plan)
    made = [key for key, (values, _) in before.items() if values is None]
    for start in range(0, len(made), AT_ONCE):
        Record.objects.filter(pk__in=made[start : start + AT_ONCE]).delete()
    return len(before)


def _by_keys(keys: list[int]) -> Iterator[Record]:
    for start in range(0, len(keys), AT_ONCE):
        rows = Record.objects.select_for_update(of=("self",)).select_related("organisation")
        yield from rows.filter(pk__in=keys[start : start + AT_ONCE])


def _restore(record: Record, values: dict[str, str], sealed: dict[str, str], plan: Plan) -> None:
    found = columns(entry_of(record, values), plan, record) | {"sealed": sealed, "batch": None}
    for name, value in found.items():
        setattr(record, name, value)
    record.save(update_fields=list(found))


def work(intake: Intake) -> None:
    """Read what was received, or write what was confirmed; anything else is left as it is.

    Safe to run twice. Raises what `write` raises.
    """
    if intake.state == ImportState.READING:
        read(intake)
    elif intake.state == ImportState.APPLYING:
        write(intake)


def work_left(before: datetime) -> int:
    """Take up imports whose reader or writer was killed; returns how many."""
    left = importing.left(Intake.objects.select_related("organisation"), before)
    for intake in left:
        with suppress(Refusal, Person.DoesNotExist):
            work(intake)
    return len(left)
