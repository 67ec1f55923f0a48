"""The rows of the access table about major decisions (重大行政决策)."""

from typing import Any

from tests.repo.access_rows import EVERYBODY, INSIDE, NOBODY, STAFF, Access, Arguments
from tests.repo.access_world import World


def matter(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's closed draft."""
    return lambda world: {"pk": world.decision.pk, **more}


def draft(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's draft catalogue."""
    return lambda world: {"pk": world.decision_list.pk, **more}


def document(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a paper of that matter."""
    return {"pk": world.decision.pk, "document": world.decision.documents.get().pk}


def public(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a public matter."""
    return {"pk": world.public_decision.pk}


def version(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a published catalogue."""
    return {"pk": world.public_decision_list.pk}


CLERK = frozenset({"clerk"})
LISTERS = frozenset({"clerk", "decider"})  # who writes catalogues of the first office
DECIDERS = frozenset({"decider", "lawyer"})
READERS = INSIDE | DECIDERS
DECISIONS = {
    "decisions:matters": Access(EVERYBODY),
    "decisions:versions": Access(EVERYBODY),
    "decisions:version": Access(EVERYBODY, args=version),
    "decisions:download": Access(EVERYBODY, args=lambda world: {"kind": "csv"}),
    "decisions:feed": Access(EVERYBODY, args=lambda world: {"kind": "atom"}),
    "decisions:matter": Access(EVERYBODY, args=public),
    "decisions:qr": Access(EVERYBODY, args=public),
    "decisions_desk:matters": Access(STAFF),
    "decisions_desk:propose": Access(frozenset({"clerk", "stranger"})),
    "decisions_desk:matter": Access(READERS, args=matter()),
    "decisions_desk:step": Access(READERS, frozenset({"decider"}), args=matter(step="end")),
    "decisions_desk:opinions": Access(CLERK, args=matter()),
    "decisions_desk:new_document": Access(CLERK, args=matter()),
    "decisions_desk:remove_document": Access(NOBODY, CLERK, args=document),
    "decisions_desk:release_document": Access(NOBODY, frozenset({"reviewer"}), args=document),
    "decisions_desk:catalogues": Access(STAFF),
    "decisions_desk:open": Access(NOBODY, LISTERS | {"stranger"}),
    "decisions_desk:catalogue": Access(READERS, args=draft()),
    "decisions_desk:reason": Access(LISTERS, args=draft()),
    "decisions_desk:list_step": Access(READERS, LISTERS, args=draft(step="discard")),
    "decisions_desk:new_row": Access(LISTERS, args=draft()),
    "decisions_desk:row": Access(LISTERS, args=draft(code="2026-01")),
    "decisions_desk:remove_row": Access(NOBODY, LISTERS, args=draft(code="2026-01")),
    "decisions_desk:upload": Access(LISTERS, args=draft()),
    "decisions_desk:undo": Access(NOBODY, LISTERS, args=draft()),
    "decisions_desk:workbook": Access(READERS, args=draft()),
}
HIDDEN_DECISIONS = {
    "decisions:matter": matter(),
    "decisions:qr": matter(),
    "decisions:version": draft(),
}
