"""The rows of the access table about profiles of offices (机构职能、人员公示)."""

from typing import Any

from tests.repo.access_rows import EDITORS, EVERYBODY, NOBODY, STAFF, Access, Arguments
from tests.repo.access_world import World


def office(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office."""
    return lambda world: {"code": world.first.code, **more}


def unit(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a grid of the first office."""
    return {"code": world.first.code, "pk": world.officer.unit_id}


def officer(**more: Any) -> Arguments:
    """Return the arguments of an address about somebody of the first office."""
    return lambda world: {"code": world.first.code, "pk": world.officer.pk, **more}


def photo(world: World) -> dict[str, Any]:
    """Return the arguments of the address of somebody's work photo."""
    return {"code": world.first.code, "pk": world.officer.pk, "mark": world.officer.photo[:12]}


PROFILES = {
    "profiles:about": Access(EVERYBODY, args=office()),
    "profiles:people": Access(EVERYBODY, args=office()),
    "profiles:people_table": Access(EVERYBODY, args=office()),
    "profiles:photo": Access(EVERYBODY, args=photo),
    "profiles:guide": Access(EVERYBODY, args=office()),
    "profiles:unit": Access(EVERYBODY, args=unit),
    "profiles:qr": Access(EVERYBODY, args=unit),
    "profiles_desk:offices": Access(STAFF),
    "profiles_desk:office": Access(EDITORS, args=office()),
    "profiles_desk:profile": Access(EDITORS, args=office()),
    "profiles_desk:guide": Access(EDITORS, args=office()),
    "profiles_desk:new_unit": Access(EDITORS, args=office()),
    "profiles_desk:unit": Access(EDITORS, args=unit),
    "profiles_desk:new_officer": Access(EDITORS, args=office()),
    "profiles_desk:officer": Access(EDITORS, args=officer()),
    "profiles_desk:photo": Access(EDITORS, args=officer()),
    "profiles_desk:presence": Access(NOBODY, EDITORS, args=officer()),
    "profiles_desk:remove": Access(NOBODY, EDITORS, args=officer(what="officer")),
    "profiles_desk:upload": Access(EDITORS, args=office()),
    "profiles_desk:undo": Access(NOBODY, EDITORS, args=office()),
    "profiles_desk:table": Access(EDITORS, args=office()),
}
