"""A whole roster from a table (导入名册): all of it or nothing, and it can be taken back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.profiles.actions.writing import may_edit, named
from mingzheng.profiles.models import Officer, RosterImport, Unit
from mingzheng.profiles.sheets import Line

UNIT_COLUMNS = ("kind", "name", "area", "duties", "phone", "position")
OFFICER_COLUMNS = (
    *("name", "post", "duties", "phone", "is_leader", "is_party_member", "presence", "position"),
)
CHANGED_SINCE = "导入以后名册又改过，不能整张撤销了。请逐条改回来，或者再导入一次。"


@transaction.atomic
def put_roster(
    organisation: Organisation, lines: list[Line], *, file_name: str, by: Actor
) -> RosterImport:
    """Make the office's units and people what the table says; who is not in it is taken off.

    Units keep their addresses by kind and name, people theirs by name and post. All or nothing.
    Raises Denied; Blocked for a table without a single person or unit.
    """
    may_edit(organisation, by)
    if not lines:
        raise Blocked("表里一行也没有。名册清空请逐条撤下，不从空表导入。")
    check_plain(_texts(lines))
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # two imports: one by one
    before = snapshot(organisation)
    after = _wanted(lines)
    _put(organisation, after)
    kept = RosterImport.objects.create(
        organisation=organisation,
        file_name=file_name[:200],
        by_name=by.actor_name,
        before=before,
        after_hash=_hash(organisation),
    )
    units, officers = len(after["units"]), len(after["officers"])
    trace.record(kept, "import", by=by, label="导入名册", units=units, officers=officers)
    return kept


@transaction.atomic
def undo(kept: RosterImport, *, by: Actor) -> None:
    """Put back what stood before an import (撤销导入). Raises Denied; Blocked if changed since."""
    may_edit(kept.organisation, by)
    locked = RosterImport.objects.select_for_update().get(pk=kept.pk)
    if locked.undone_at:
        raise Blocked("这次导入已经撤销过了。")
    if _hash(kept.organisation) != kept.after_hash:
        raise Blocked(CHANGED_SINCE)
    _put(kept.organisation, kept.before)
    kept.undone_at = timezone.now()
    kept.save(update_fields=["undone_at"])
    trace.record(kept, "undo", by=by, label="撤销导入名册")


def _texts(lines: list[Line]) -> dict[str, str]:
    """What everybody will read of a table, by row and column."""
    return {
        f"第 {line.number} 行{label}的{named(model, name)}": str(value)
        for line in lines
        for model, label, said in ((Unit, "机构", line.unit), (Officer, "人员", line.officer))
        for name, value in (said or {}).items()
        if isinstance(value, str) and value
    }


def snapshot(organisation: Organisation) -> dict[str, list[dict[str, Any]]]:
    """Units and people as plain values; a person names the unit by kind and name."""
    units = list(Unit.objects.filter(organisation=organisation).order_by("kind", "position", "pk"))
    keys = {unit.pk: [unit.kind, unit.name] for unit in units}
    officers = Officer.objects.filter(organisation=organisation).order_by("position", "pk")
    return {
        "units": [{name: getattr(one, name) for name in UNIT_COLUMNS} for one in units],
        "officers": [
            {name: getattr(one, name) for name in OFFICER_COLUMNS}
            | {"unit": keys.get(one.unit_id) if one.unit_id else None}
            for one in officers
        ],
    }


def _hash(organisation: Organisation) -> str:
    return trace.digest(trace.as_json(snapshot(organisation)).encode())


def _wanted(lines: list[Line]) -> dict[str, list[dict[str, Any]]]:
    units: dict[tuple[Any, Any], dict[str, Any]] = {}
    officers = []
    for place, line in enumerate(lines):
        if line.unit:
            key = (line.unit["kind"], line.unit["name"])
            known = units.setdefault(key, {"position": len(units)})
            # A unit is written once in full; further rows of it may leave the rest empty.
            known.update({name: value for name, value in line.unit.items() if value})
        if line.officer:
            unit = [line.unit["kind"], line.unit["name"]] if line.unit else None
            officers.append({**line.officer, "position": place, "unit": unit})
    return {"units": list(units.values()), "officers": officers}


def _put(organisation: Organisation, wanted: dict[str, list[dict[str, Any]]]) -> None:
    units = {(one.kind, one.name): one for one in Unit.objects.filter(organisation=organisation)}
    officers = {(o.name, o.post): o for o in Officer.objects.filter(organisation=organisation)}
    kept = {}
    for values in wanted["units"]:
        key = (values["kind"], values["name"])
        kept[key] = units.get(key) or Unit(organisation=organisation)
        _write(kept[key], {"area": "", "duties": "", "phone": "", **values})
    for values in wanted["officers"]:
        one = officers.pop((values["name"], values["post"]), None)
        unit = kept[tuple(values["unit"])] if values["unit"] else None
        empty = {name: getattr(Officer(), name) for name in OFFICER_COLUMNS}
        _write(one or Officer(organisation=organisation), {**empty, **values, "unit": unit})
    Officer.objects.filter(pk__in=[one.pk for one in officers.values()]).delete()
    gone = [one.pk for key, one in units.items() if key not in kept]
    Unit.objects.filter(pk__in=gone).delete()


def _write(row: Unit | Officer, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
