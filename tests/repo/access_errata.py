"""The rows of the access table about errors found on pages (网站找错)."""

from typing import Any

from tests.repo.access_rows import EDITORS, EVERYBODY, NOBODY, OFFICE, STAFF, Access
from tests.repo.access_world import World


def report(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a report to the first office."""
    return {"pk": world.report.pk}


def code(world: World) -> dict[str, Any]:
    """Return the arguments of the address that only its sender knows."""
    return {"code": world.report.code}


PUBLIC = Access(EVERYBODY)
ERRATA = {
    "errata:track": PUBLIC,
    "errata:report": PUBLIC,
    "errata:answer": Access(EVERYBODY, args=code),
    "errata_desk:reports": Access(STAFF),
    "errata_desk:days": Access(OFFICE),
    "errata_desk:report": Access(EDITORS, args=report),
    "errata_desk:hand_over": Access(NOBODY, EDITORS, args=report),
}
