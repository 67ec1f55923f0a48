"""What an office says of itself (填写): duties, guide, units and people, each change traced."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.pagecache.changes import take_back
from mingzheng.profiles.models import Guide, Officer, Profile, Unit
from mingzheng.profiles.states import Presence, UnitKind

TWIN_UNIT = "本单位已经有叫“{}”的{}，换个名称，或者改原来那一个。"
TWIN_OFFICER = "本单位的公示人员里已经有“{}（{}）”，改原来那一条就行。"
Values = Mapping[str, Any]
Row = TypeVar("Row", bound=models.Model)


def may_edit(organisation: Organisation, by: Actor) -> None:
    """Raise Denied, naming who may, unless this actor keeps the profile of this office."""
    require(by, "profile.edit", organisation.path, organisation.name)


@transaction.atomic
def save_profile(organisation: Organisation, values: Values, *, by: Actor) -> Profile:
    """Write what the office is for (机构职能); records old and new. Raises Denied."""
    may_edit(organisation, by)
    found = Profile.objects.filter(organisation=organisation).first()
    return _save(found or Profile(organisation=organisation), values, by, "机构职能")


@transaction.atomic
def save_guide(organisation: Organisation, values: Values, *, by: Actor) -> Guide:
    """Write the guide (政府信息公开指南, 条例第十二条); records old and new. Raises Denied."""
    may_edit(organisation, by)
    found = Guide.objects.filter(organisation=organisation).first()
    return _save(found or Guide(organisation=organisation), values, by, "政府信息公开指南")


@transaction.atomic
def save_unit(unit: Unit, values: Values, *, by: Actor) -> Unit:
    """Add a division, team or grid (without pk), or change it. Raises Denied, Blocked for twins."""
    may_edit(unit.organisation, by)
    label = str(UnitKind(values.get("kind", unit.kind)).label)
    return _unless_twin(
        lambda: _save(unit, values, by, label),
        TWIN_UNIT.format(values.get("name", unit.name), label),
    )


@transaction.atomic
def save_officer(officer: Officer, values: Values, *, by: Actor) -> Officer:
    """Add somebody to the public roster (without pk), or change it. Raises Denied, Blocked.

    Blocked for a unit of another office, and for the same name and post twice.
    """
    may_edit(officer.organisation, by)
    unit = values.get("unit", officer.unit)
    if unit is not None and unit.organisation_id != officer.organisation_id:
        raise Blocked("所在的内设机构、中队或者网格要是本单位的。")
    name, post = values.get("name", officer.name), values.get("post", officer.post)
    return _unless_twin(
        lambda: _save(officer, values, by, "公示人员"), TWIN_OFFICER.format(name, post)
    )


def mark_presence(officer: Officer, presence: str, *, by: Actor) -> Officer:
    """Say whether somebody is on duty (亮身份、亮岗位). Raises Denied, Blocked for no such word."""
    if presence not in Presence.values:
        raise Blocked("在岗情况只有：" + "、".join(str(label) for label in Presence.labels) + "。")
    return save_officer(officer, {"presence": presence}, by=by)


@transaction.atomic
def remove_unit(unit: Unit, *, by: Actor) -> None:
    """Take a unit off the pages; Blocked while people stand under it. Raises Denied."""
    may_edit(unit.organisation, by)
    if number := unit.officers.count():
        raise Blocked(f"“{unit.name}”下面还有 {number} 个人，先把他们改到别处，再删除。")
    trace.record(unit, "remove", by=by, label=f"删除{unit.get_kind_display()}", name=unit.name)
    unit.delete()


@transaction.atomic
def remove_officer(officer: Officer, *, by: Actor) -> None:
    """Take somebody off the public roster; the trace keeps that there was one. Raises Denied."""
    may_edit(officer.organisation, by)
    trace.record(officer, "remove", by=by, label="撤下公示人员", name=officer.name)
    if officer.photo:
        take_back()
    officer.delete()


def _unless_twin(deed: Callable[[], Row], sentence: str) -> Row:
    try:
        with transaction.atomic():
            return deed()
    except IntegrityError as twin:
        raise Blocked(sentence) from twin


def named(row: models.Model | type[models.Model], name: str) -> str:
    """What people call a column of a row or of its table."""
    column: Any = row._meta.get_field(name)
    return str(column.verbose_name)


def _save(row: Row, values: Values, by: Actor, label: str) -> Row:
    """Save what differs and record it under its Chinese name; nothing different, nothing kept.

    Everybody reads it at once: Blocked for what must not go public.
    """
    check_plain({named(row, name): str(value) for name, value in values.items() if value})
    is_new = row.pk is None
    changes = {}
    for name, value in values.items():
        column: Any = row._meta.get_field(name)
        old = _words(row, name)
        setattr(row, name, value)
        if is_new or old != _words(row, name):
            changes[str(column.verbose_name)] = ["" if is_new else old, _words(row, name)]
    if not changes and not is_new:
        return row
    row.save()
    verb = "新增" if is_new else "修改"
    said = {name: pair for name, pair in changes.items() if any(pair)}
    trace.record(row, "create" if is_new else "change", by=by, label=f"{verb}{label}", changes=said)
    return row


def _words(row: models.Model, name: str) -> str:
    value, column = getattr(row, name), row._meta.get_field(name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if getattr(column, "choices", None) and value:
        return str(getattr(row, f"get_{name}_display")())
    return "" if value is None else str(value)
