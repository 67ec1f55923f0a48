"""Deeds on organisations: create, change, move, close, and remember what a name means."""

import uuid
from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from mingzheng.accounts import rules
from mingzheng.accounts.actions import findable
from mingzheng.accounts.models import Membership, Organisation, OrganisationAlias, Person
from mingzheng.accounts.queries.reach import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked

DETAILS = (
    "short_name",
    "function",
    "credit_code",
    "area_code",
    "position",
    "address",
    "phone",
    "office_hours",
)
FIELDS = ("code", "name", "level", "kind", *DETAILS)


class Details(TypedDict, total=False):
    """What may be said about an organisation beyond its code, name, level and kind."""

    short_name: str
    function: str
    credit_code: str
    area_code: str
    position: int
    address: str
    phone: str
    office_hours: str


class Changes(Details, total=False):
    """What an update may change; the parent has a deed of its own."""

    code: str
    name: str
    level: str
    kind: str


def _place(parent: Organisation | None) -> tuple[str, str]:
    return (parent.path, parent.name) if parent else ("/", "全区域")


def check(organisation: Organisation) -> None:
    """Raise ValidationError with a sentence for each field that cannot stand."""
    faults = rules.organisation_faults(
        {name: getattr(organisation, name) for name in FIELDS},
        organisation.parent.level if organisation.parent else None,
    )
    others = Organisation.objects.exclude(pk=organisation.pk)
    if others.filter(code__iexact=organisation.code).exists():
        faults["code"] = f"机构编码“{organisation.code}”已经有机构在用。"
    twin = others.filter(credit_code=organisation.credit_code).first()
    if organisation.credit_code and twin:
        faults["credit_code"] = f"这个统一社会信用代码已经是“{twin.name}”的。"
    if faults:
        raise ValidationError(dict(faults))


@transaction.atomic
def create_organisation(  # the five that every organisation has, and the rest as details
    *,
    by: Actor,
    code: str,
    name: str,
    level: str,
    kind: str,
    parent: Organisation | None = None,
    **details: Unpack[Details],
) -> Organisation:
    """Add an organisation (新增机构) below `parent`; without one it is a root.

    Raises Denied, or ValidationError with a sentence per field.
    """
    require(by, "organisation.edit", *_place(parent))
    organisation = Organisation(
        code=code, name=name, level=level, kind=kind, parent=parent, **details
    )
    check(organisation)
    organisation.path = f"new-{uuid.uuid4()}"  # the real one needs the key
    organisation.save()
    organisation.path = f"{parent.path if parent else '/'}{organisation.pk:04d}/"
    organisation.save(update_fields=["path"])
    findable.refresh(organisation)
    trace.record(organisation, "create", by=by, label="新增机构", code=code)
    return organisation


@transaction.atomic
def update_organisation(
    organisation: Organisation, *, by: Actor, **changes: Unpack[Changes]
) -> dict[str, list[object]]:
    """Change what is said about an organisation (修改机构); returns {field: [old, new]}.

    Nothing different: nothing is written and no event is left. Raises Denied or ValidationError.
    """
    require(by, "organisation.edit", organisation.path, organisation.name)
    changed = {
        name: [getattr(organisation, name), value]
        for name, value in changes.items()
        if getattr(organisation, name) != value
    }
    if not changed:
        return {}
    for name, (_, value) in changed.items():
        setattr(organisation, name, value)
    check(organisation)
    organisation.save(update_fields=list(changed))
    findable.refresh(organisation)
    trace.record(organisation, "update", by=by, label="修改机构", changes=changed)
    return changed


@transaction.atomic
def move_organisation(
    organisation: Organisation, *, by: Actor, parent: Organisation, note: str = ""
) -> None:
    """Hang an organisation and all below it under another parent (划转), in one statement.

    Raises Denied unless the actor may edit at both places; Blocked for a circle.
    """
    # Two moves at once could close a circle between them: the roots are the queue.
    list(Organisation.objects.select_for_update().filter(parent=None).order_by("pk"))
    organisation.refresh_from_db()
    parent.refresh_from_db()
    require(by, "organisation.edit", organisation.path, organisation.name)
    require(by, "organisation.edit", parent.path, parent.name)
    if parent.path.startswith(organisation.path):
        raise Blocked(f"“{parent.name}”就在“{organisation.name}”下面，不能反过来当它的上级。")
    if organisation.parent_id == parent.pk:
        return
    before = organisation.parent.name if organisation.parent else ""
    old, organisation.parent = organisation.path, parent
    check(organisation)
    new = f"{parent.path}{organisation.pk:04d}/"
    Organisation.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    organisation.path = new
    organisation.save(update_fields=["parent"])
    trace.record(
        organisation,
        "move",
        by=by,
        label="划转机构",
        note=note,
        changes={"parent": [before, parent.name]},
    )


@transaction.atomic
def close_organisation(organisation: Organisation, *, by: Actor, reason: str) -> None:
    """Take an organisation out of use (停用); its history stays.

    Raises Blocked while organisations below it, people or roles still depend on it.
    """
    require(by, "organisation.edit", organisation.path, organisation.name)
    if child := organisation.children.filter(is_active=True).first():
        raise Blocked(f"下面还有“{child.name}”在用，先停用或划走下级机构。")
    if person := Person.objects.filter(organisation=organisation, is_active=True).first():
        raise Blocked(f"{person.name}还在这个机构，先把人员调走或停用。")
    held = Membership.objects.filter(organisation=organisation, until=None)
    if membership := held.select_related("person").first():
        raise Blocked(f"{membership.person.name}在这里还有“{membership.role_label}”岗位，先收回。")
    if not Organisation.objects.filter(pk=organisation.pk, is_active=True).update(is_active=False):
        raise Blocked(f"“{organisation.name}”已经停用了。")
    organisation.is_active = False
    findable.refresh(organisation)
    trace.record(organisation, "close", by=by, label="停用机构", note=reason)


@transaction.atomic
def reopen_organisation(organisation: Organisation, *, by: Actor, reason: str) -> None:
    """Put a closed organisation back into use (恢复使用); Blocked while its parent is closed."""
    require(by, "organisation.edit", organisation.path, organisation.name)
    if organisation.parent and not organisation.parent.is_active:
        raise Blocked(f"上级“{organisation.parent.name}”还停用着，先恢复上级。")
    if not Organisation.objects.filter(pk=organisation.pk, is_active=False).update(is_active=True):
        raise Blocked(f"“{organisation.name}”本来就在用。")
    organisation.is_active = True
    findable.refresh(organisation)
    trace.record(organisation, "reopen", by=by, label="恢复机构", note=reason)


@transaction.atomic
def map_alias(
    text: str,
    *,
    by: Actor,
    organisation: Organisation,
    targets: Iterable[Organisation] = (),
    scope: str = "",
) -> OrganisationAlias:
    """Remember what a name means in the documents of an organisation and below (对应名称).

    Give either `targets` or an AliasScope. Mapping a name again replaces its meaning.
    Raises Denied, or ValidationError when neither or both are given.
    """
    require(by, "alias.map", organisation.path, organisation.name)
    name, targets = rules.normalised(text), list(targets)
    if not name:
        raise ValidationError({"text": "要对应的名称是空的。"})
    if bool(scope) == bool(targets):
        raise ValidationError({"targets": "请选它是哪些机构，或者选一个范围，二者选一。"})
    alias, _ = OrganisationAlias.objects.update_or_create(
        text=name, organisation=organisation, defaults={"scope": scope, "created_by": by.actor_name}
    )
    alias.targets.set(targets)
    trace.record(
        organisation,
        "map_alias",
        by=by,
        label="对应名称",
        text=text,
        targets=[one.code for one in targets],
        scope=scope,
    )
    return alias


@transaction.atomic
def name_everywhere(organisation: Organisation, text: str, *, by: Actor) -> bool:
    """Give an organisation another name that holds in everybody's documents (别名).

    Returns False if it has the name already; raises ValidationError if another has it.
    """
    require(by, "organisation.edit", organisation.path, organisation.name)
    name = rules.normalised(text)
    alias = OrganisationAlias.objects.filter(text=name, organisation=None).first()
    if alias is None:
        alias = OrganisationAlias.objects.create(text=name, created_by=by.actor_name)
        alias.targets.add(organisation)
        findable.refresh(organisation)
        trace.record(organisation, "name", by=by, label="增加别名", text=text)
        return True
    held = list(alias.targets.all())
    if organisation not in held:
        others = "、".join(one.name for one in held) or alias.get_scope_display()
        raise ValidationError({"aliases": f"别名“{text}”已经对应“{others}”，请先改掉一处。"})
    return False


@transaction.atomic
def forget_alias(alias: OrganisationAlias, *, by: Actor) -> None:
    """Forget what a name was said to mean (撤销对应)."""
    owner = alias.organisation or alias.targets.order_by("path").first()
    if owner is None:
        raise Blocked("这条对应不属于任何机构，请系统管理员重新导入机构表。")
    deed = "alias.map" if alias.organisation else "organisation.edit"
    require(by, deed, owner.path, owner.name)
    trace.record(owner, "forget_alias", by=by, label="撤销名称对应", text=alias.text)
    targets = list(alias.targets.all())
    alias.delete()
    for one in targets:
        findable.refresh(one)
