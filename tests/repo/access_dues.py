"""The rows of the access table about dues (应公开)."""

from typing import Any

from tests.repo.access_handover import HANDOVER, TOPICS
from tests.repo.access_rows import EDITORS, INSIDE, OFFICE, STAFF, Access
from tests.repo.access_world import World


def due(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a due of the first office."""
    return {"pk": world.due.pk}


CLERKS = EDITORS | {"stranger"}  # each for their own office
DUES = {
    "dues:dues": Access(STAFF),
    "dues:new": Access(CLERKS),
    "dues:prompt": Access(OFFICE),
    "dues:due": Access(INSIDE, args=due),
    "dues:excuse": Access(OFFICE, args=due),
    "dues:restore": Access(OFFICE, args=due),
    "dues:elsewhere": Access(EDITORS, args=due),
    # What is handed over is owed; topics show how much of what is owed is out.
    **HANDOVER,
    **TOPICS,
}
