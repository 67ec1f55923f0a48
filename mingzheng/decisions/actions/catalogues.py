"""Yearly catalogues (年度决策事项目录): drafted, reviewed, consented to, published, adjusted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, SystemActor
from mingzheng.core.moves import move
from mingzheng.decisions import queries
from mingzheng.decisions.actions import course, findable
from mingzheng.decisions.models import Decision, DecisionCatalogue, DecisionMatter
from mingzheng.decisions.rules.rows import Row, changes, problems
from mingzheng.decisions.states import DecisionListState, DecisionState
from mingzheng.posts.deeds import SYSTEM_DEEDS

SYSTEM = SystemActor(SYSTEM_DEEDS)


@transaction.atomic
def open_draft(organ: Organisation, year: int, *, by: Actor, reason: str = "") -> DecisionCatalogue:
    """Open the year's catalogue, or its next version as a copy of the one published (调整).

    Raises Denied without decision_list.edit; Blocked while another version is under way.
    """
    require(by, "decision_list.edit", organ.path, organ.name)
    check_plain({"调整原因": reason})
    old = queries.published(organ, year)
    versions = DecisionCatalogue.objects.filter(organisation=organ, year=year)
    number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            made = DecisionCatalogue.objects.create(
                organisation=organ, year=year, number=number, based_on=old, reason=reason,
                state=DecisionListState.DRAFT,
            )  # fmt: skip
    except IntegrityError as error:
        raise Blocked("这一年的目录已经有一版正在办，先办完那一版。") from error
    if old:
        for one in old.matters.all():
            one.pk, one.catalogue = None, made
            one.save(force_insert=True)
    _count(made)
    trace.record(made, "open", by=by, label="起草目录", note=reason)
    return made


def _open_for(catalogue: DecisionCatalogue, by: Actor) -> None:
    """Raise Denied or Blocked unless this person may change this version now; locks the row."""
    place = catalogue.organisation
    require(by, "decision_list.edit", place.path, place.name)
    locked = DecisionCatalogue.objects.select_for_update().get(pk=catalogue.pk)
    if not locked.is_draft:
        raise Blocked(f"这一版是“{locked.state_label}”，只有起草时能改。")


def _count(catalogue: DecisionCatalogue) -> None:
    rows = queries.rows_of(catalogue)
    catalogue.faults_total = len(problems(rows.values()))
    catalogue.save(update_fields=["faults_total"])


@transaction.atomic
def put_row(catalogue: DecisionCatalogue, row: Row, *, by: Actor, code: str = "") -> DecisionMatter:
    """Write one matter of a draft, new (its code is given) or by its code.

    Raises Denied; Blocked for a lead office that is not of this organ.
    """
    _open_for(catalogue, by)
    made = _write(catalogue, code or _next_code(catalogue), row)
    said = [words for name in ("lead", "plan", "left_out") if (words := row.words(name))]
    trace.record(
        catalogue, "put_row", by=by, label="写目录事项", note=row.name, code=made.code, said=said
    )
    _count(catalogue)
    return made


@transaction.atomic
def remove_row(catalogue: DecisionCatalogue, code: str, *, by: Actor) -> None:
    """Take a matter out of a draft. Raises Denied, Blocked."""
    _open_for(catalogue, by)
    one = catalogue.matters.get(code=code)
    one.delete()
    trace.record(catalogue, "remove_row", by=by, label="调出目录事项", note=one.name, code=code)
    _count(catalogue)


@transaction.atomic
def put_rows(catalogue: DecisionCatalogue, rows: Mapping[str, Row], *, by: Actor) -> int:
    """Put a workbook's rows in place of the draft's, by code; keys that are new get a code.

    All or nothing; `undo_upload` brings back what was there. Returns how many rows there are.
    """
    _open_for(catalogue, by)
    before = [_kept(one) for one in catalogue.matters.select_related("lead")]
    catalogue.matters.exclude(code__in=rows).delete()
    known = set(catalogue.matters.values_list("code", flat=True))
    for code, row in rows.items():
        _write(catalogue, code if code in known else _next_code(catalogue), row)
    catalogue.before_upload = before
    catalogue.save(update_fields=["before_upload"])
    trace.record(catalogue, "upload", by=by, label="导入目录", counts={"事项": len(rows)})
    _count(catalogue)
    return len(rows)


@transaction.atomic
def undo_upload(catalogue: DecisionCatalogue, *, by: Actor) -> None:
    """Bring back the rows from before the last upload (撤销导入). Raises Denied, Blocked."""
    _open_for(catalogue, by)
    if catalogue.before_upload is None:
        raise Blocked("没有可以撤销的导入。")
    catalogue.matters.all().delete()
    for kept in catalogue.before_upload:
        DecisionMatter.objects.create(catalogue=catalogue, **kept)
    catalogue.before_upload = None
    catalogue.save(update_fields=["before_upload"])
    trace.record(catalogue, "undo_upload", by=by, label="撤销导入")
    _count(catalogue)


def _kept(one: DecisionMatter) -> dict[str, Any]:
    names = ("code", "position", "name", "kind", "lead_id", "others", "basis", "plan", "left_out")
    return {name: getattr(one, name) for name in names}


def _next_code(catalogue: DecisionCatalogue) -> str:
    """The next free number of the year; a number once given is not given to another matter."""
    organ, year = catalogue.organisation, catalogue.year
    used = DecisionMatter.objects.filter(catalogue__organisation=organ, catalogue__year=year)
    taken = [int(code.rpartition("-")[2]) for code in used.values_list("code", flat=True)]
    for kept in catalogue.before_upload or ():
        taken.append(int(kept["code"].rpartition("-")[2]))
    return f"{year}-{max(taken, default=0) + 1:02}"


def _write(catalogue: DecisionCatalogue, code: str, row: Row) -> DecisionMatter:
    check_plain({"事项名称": row.name, "依据": row.basis, "协办单位": row.others})
    lead = queries.lead_of(catalogue.organisation, row.lead)
    if lead is None:
        raise Blocked(f"“{row.name}”的承办单位“{row.lead_name or row.lead}”不在本机关里。")
    last = catalogue.matters.aggregate(last=Max("position"))["last"] or 0
    columns = {
        "name": row.name, "kind": row.kind, "lead": lead, "others": row.others,
        "basis": row.basis, "plan": dict(row.plan), "left_out": dict(row.left_out),
    }  # fmt: skip
    made, _ = DecisionMatter.objects.update_or_create(
        catalogue=catalogue,
        code=code,
        defaults=columns,
        create_defaults={**columns, "position": last + 1},
    )
    return made


@transaction.atomic
def explain(catalogue: DecisionCatalogue, reason: str, *, by: Actor) -> None:
    """Say why the catalogue is adjusted (调整原因). Raises Denied, Blocked."""
    _open_for(catalogue, by)
    check_plain({"调整原因": reason})
    catalogue.reason = reason.strip()
    catalogue.save(update_fields=["reason"])
    trace.record(catalogue, "explain", by=by, label="写调整原因", note=catalogue.reason)


@transaction.atomic
def take(catalogue: DecisionCatalogue, step: str, *, by: Actor, note: str = "") -> None:
    """Take a step that asks for no more than a note (送审、撤回、审核、退回、作废)."""
    if step == "submit":
        _count(catalogue)
        columns = {"submitted_by": by.actor_id, "submitted_by_name": by.actor_name}
        DecisionCatalogue.objects.filter(pk=catalogue.pk).update(**columns)
    if step == "pass_on":
        _count(catalogue)
        DecisionCatalogue.objects.filter(pk=catalogue.pk).update(reviewed_by_name=by.actor_name)
    move(catalogue, step, by=by, note=note)
    catalogue.refresh_from_db()


@transaction.atomic
def consent(
    catalogue: DecisionCatalogue, *, by: Actor, of: str, on: date, number: str = ""
) -> None:
    """Put the Party committee's consent on file (第三条). Raises Denied, Blocked."""
    if on > timezone.localdate():
        raise Blocked("党委同意的日期还没有到。")
    columns: dict[str, Any] = {
        "consent_of": of, "consent_on": on, "consent_number": number,
    }  # fmt: skip
    DecisionCatalogue.objects.filter(pk=catalogue.pk).update(**columns)
    move(catalogue, "consent", by=by, **columns)
    catalogue.refresh_from_db()


@transaction.atomic
def publish(catalogue: DecisionCatalogue, *, by: Actor, note: str = "") -> None:
    """Publish the catalogue today (第三条); the version before is superseded, new matters begin."""
    today = timezone.localdate()
    old = queries.published(catalogue.organisation, catalogue.year)
    told = [f"{change.label} {change.name}" for change in changes_of(catalogue)]
    if old:
        move(old, "supersede", by=SYSTEM)
    DecisionCatalogue.objects.filter(pk=catalogue.pk).update(published_on=today)
    move(catalogue, "publish", by=by, note=note, published_on=today, said=told)
    catalogue.refresh_from_db()
    for one in catalogue.matters.select_related("lead"):
        _begin(catalogue, one)
    mine = Decision.objects.filter(organ=catalogue.organisation, year=catalogue.year)
    codes = catalogue.matters.values_list("code", flat=True)
    mine.filter(is_listed=True).exclude(code__in=codes).update(is_listed=False)
    findable.refresh_many(mine)


def changes_of(catalogue: DecisionCatalogue) -> list[Any]:
    """What this version changes against the one it is based on. Four queries."""
    before = queries.rows_of(catalogue.based_on) if catalogue.based_on else {}
    return changes(before, queries.rows_of(catalogue)) if catalogue.based_on else []


def _begin(catalogue: DecisionCatalogue, one: DecisionMatter) -> None:
    """Begin the matter's course, or tell it what the adjustment changed before it was started."""
    columns = {
        "name": one.name, "kind": one.kind, "others": one.others, "basis": one.basis,
        "plan": one.plan, "is_listed": True,
    }  # fmt: skip
    found = Decision.objects.filter(organ=catalogue.organisation, code=one.code)
    decision = found.first()
    if decision is None:
        course.create(catalogue.organisation, one.lead, catalogue.year, one.code, columns)
    elif decision.state == DecisionState.PROPOSED:
        found.update(**columns, organisation=one.lead)
    else:
        found.update(plan=one.plan, is_listed=True)
