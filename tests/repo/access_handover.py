"""The rows of the access table about what is handed over (办文办会), and about topics (专题)."""

from typing import Any

from tests.repo.access_rows import (
    EDITORS,
    EVERYBODY,
    INSIDE,
    NOBODY,
    OFFICE,
    STAFF,
    SYSTEM,
    Access,
    Arguments,
)
from tests.repo.access_world import World


def handover(**more: Any) -> Arguments:
    """Return the arguments of an address about something the first office handed over."""
    return lambda world: {"pk": world.handover.pk, **more}


def key(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the key of the first office's system."""
    return {"pk": world.system_key.pk}


def topic(**more: Any) -> Arguments:
    """Return the arguments of an address about the county's topic on the desk."""
    return lambda world: {"pk": world.topic.pk, **more}


def part(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a part of that topic."""
    return {"pk": world.topic.pk, "part": world.topic.parts.get().pk}


def chosen(world: World) -> dict[str, Any]:
    """Return the arguments of an address about an article picked for that part."""
    return {"pk": world.topic.pk, "chosen": world.topic.parts.get().picks.get().pk}


def slug(world: World) -> dict[str, Any]:
    """Return the arguments of the public address of that topic."""
    return {"slug": world.topic.slug}


TOPICS = {
    "topics:topics": Access(EVERYBODY),
    "topics:sitemap": Access(EVERYBODY),
    "topics:topic": Access(EVERYBODY, args=slug),
    "topics:feed": Access(EVERYBODY, args=lambda world: slug(world) | {"kind": "atom"}),
    "topics:picture": Access(EVERYBODY, args=slug),
    "topics_desk:topics": Access(OFFICE),
    "topics_desk:new": Access(OFFICE),
    "topics_desk:topic": Access(OFFICE, args=topic()),
    "topics_desk:edit": Access(OFFICE, args=topic()),
    "topics_desk:archive": Access(NOBODY, OFFICE, args=topic()),
    "topics_desk:restore": Access(NOBODY, OFFICE, args=topic()),
    "topics_desk:add_part": Access(NOBODY, OFFICE, args=topic()),
    "topics_desk:remove_part": Access(NOBODY, OFFICE, args=part),
    "topics_desk:pick": Access(NOBODY, OFFICE, args=part),
    "topics_desk:unpick": Access(NOBODY, OFFICE, args=chosen),
}
CLERKS = EDITORS | {"stranger"}  # each for their own office
HANDOVER = {
    "handover:meetings": Access(EVERYBODY),
    "handover_desk:handovers": Access(STAFF),
    "handover_desk:new_document": Access(CLERKS),
    "handover_desk:new_meeting": Access(CLERKS),
    "handover_desk:keys": Access(SYSTEM),
    "handover_desk:revoke": Access(NOBODY, SYSTEM, args=key),
    "handover_desk:handover": Access(INSIDE, args=handover()),
    "handover_desk:items": Access(EDITORS, args=handover()),
    "handover_desk:draft_up": Access(NOBODY, frozenset({"clerk"}), args=handover()),
    "handover_desk:step": Access(INSIDE, frozenset({"office"}), args=handover(step="turn_down")),
    # The contract is staff's; the rest asks for a key, which no browser has.
    "handover_api:openapi-json": Access(STAFF),
    "handover_api:api-root": Access(NOBODY),
    "handover_api:send": Access(NOBODY, NOBODY),
    "handover_api:handover": Access(NOBODY, NOBODY),
    "handover_api:items": Access(NOBODY, NOBODY),
}
