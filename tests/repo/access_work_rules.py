"""The rows of the access table about work rules (工作规则)."""

from typing import Any

from tests.repo.access_rows import INSIDE, NOBODY, STAFF, Access, Arguments
from tests.repo.access_world import World


def office(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office."""
    return lambda world: {"code": world.first.code, **more}


def item(world: World) -> dict[str, Any]:
    """Return the arguments of an address about an item in force that the office owes."""
    return {"code": world.item.code}


def rules(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's work rules."""
    return lambda world: {"pk": world.rule.rule_set.pk, **more}


def rule(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a rule of the first office."""
    return {"pk": world.rule.rule_set.pk, "rule": world.rule.pk}


def ruled_item(world: World) -> dict[str, Any]:
    """Return the arguments of an address about an item under the first office's rules."""
    return {"pk": world.rule.rule_set.pk, "code": world.item.code}


CLERK = frozenset({"clerk"})  # an office's rules are its own: the openness office only reads
WORK_RULES = {
    "workrules:offices": Access(STAFF),
    "workrules:open": Access(NOBODY, CLERK, args=office()),
    "workrules:of_item": Access(INSIDE, args=item),
    "workrules:rule_set": Access(INSIDE, args=rules()),
    "workrules:items": Access(INSIDE, args=rules()),
    "workrules:item": Access(INSIDE, args=ruled_item),
    "workrules:new": Access(CLERK, args=rules()),
    "workrules:rule": Access(INSIDE, args=rule),
    "workrules:edit": Access(CLERK, args=rule),
    "workrules:remove": Access(NOBODY, CLERK, args=rule),
    "workrules:step": Access(INSIDE, CLERK, args=rules(step="discard")),
    "workrules:upload": Access(CLERK, args=rules()),
    "workrules:booklet": Access(INSIDE, args=rules()),
    "workrules:workbook": Access(INSIDE, args=rules()),
}
