"""The rows of the access table about permits and penalties (双公示)."""

from typing import Any

from tests.repo.access_rows import EVERYBODY, INSIDE, NOBODY, OFFICE, STAFF, Access, Arguments
from tests.repo.access_world import World


def record(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's draft record."""
    return lambda world: {"pk": world.record.pk, **more}


def intake(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the first office's import of records."""
    return {"pk": world.intake.pk}


def shown(world: World) -> dict[str, Any]:
    """Return the arguments of a public address about a record that is shown."""
    return {"code": world.shown.code}


def hidden(world: World) -> dict[str, Any]:
    """Return the arguments of a public address about a record that nobody may see yet."""
    return {"code": world.record.code}


def of(**fixed: Any) -> Arguments:
    """Return these arguments, whatever the world."""
    return lambda world: fixed


CLERK = frozenset({"clerk"})
CLERKS = frozenset({"clerk", "stranger"})  # a clerk of whatever office, for its own
REVIEWER = frozenset({"reviewer"})
PUBLICITY = {
    "publicity:records": Access(STAFF),
    "publicity:queue": Access(REVIEWER),
    "publicity:take_all": Access(NOBODY, NOBODY),
    "publicity:offices": Access(STAFF),
    "publicity:new": Access(CLERKS, args=of(kind="penalty")),
    "publicity:periods": Access(OFFICE),
    "publicity:market": Access(OFFICE),
    "publicity:period": Access(OFFICE, args=of(scheme="general", sort="fine")),
    "publicity:record": Access(INSIDE, args=record()),
    "publicity:edit": Access(CLERK, args=record()),
    "publicity:reveal": Access(NOBODY, CLERK | REVIEWER, args=record()),
    "publicity:step": Access(INSIDE, CLERK, args=record(step="discard")),
    "intake:intakes": Access(STAFF),
    "intake:upload": Access(STAFF),
    "intake:template": Access(STAFF, args=of(kind="permit")),
    "intake:intake": Access(INSIDE, args=intake),
    "intake:columns": Access(INSIDE, CLERK, args=intake),
    "intake:apply": Access(NOBODY, CLERK, args=intake),
    "intake:submit": Access(NOBODY, CLERK, args=intake),
    "intake:undo": Access(NOBODY, CLERK, args=intake),
    "intake:drop": Access(NOBODY, CLERK, args=intake),
    "intake:report": Access(INSIDE, args=intake),
    "noticeboard:records": Access(EVERYBODY),
    "noticeboard:download": Access(EVERYBODY, args=of(kind="csv")),
    "noticeboard:feed": Access(EVERYBODY),
    "noticeboard:record": Access(EVERYBODY, args=shown),
    "noticeboard:qr": Access(EVERYBODY, args=shown),
}
HIDDEN_RECORDS = {"noticeboard:record": hidden, "noticeboard:qr": hidden}
