"""The rows of the access table about publishing (信息发布)."""

from typing import Any

from tests.repo.access_channels import CHANNELS
from tests.repo.access_rows import (
    EDITORS,
    INSIDE,
    NOBODY,
    OFFICE,
    STAFF,
    Access,
    Arguments,
    file_of,
)
from tests.repo.access_world import World


def manuscript(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's draft of a text."""
    return lambda world: {"pk": world.manuscript.pk, **more}


def enclosed(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a file of that draft."""
    return {"pk": world.manuscript.pk, "key": file_of(world.manuscript.article)}


def article(world: World) -> dict[str, Any]:
    """Return the arguments of an address about what the first office has released."""
    return {"code": world.article.code}


def placed(world: World) -> dict[str, Any]:
    """Return the arguments of an address about that in its column."""
    return {"code": world.article.code, "pk": world.article.home_id}


def office(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the first office."""
    return {"code": world.first.code}


def column(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a column of the first office."""
    return {"code": world.first.code, "pk": world.article.home_id}


def batch(world: World) -> dict[str, Any]:
    """Return the arguments of an address about old articles for the first office."""
    return {"pk": world.old_articles.pk}


CLERK = frozenset({"clerk"})
WRITERS = frozenset({"clerk", "stranger"})  # each for the own office
KNOWS_OFFICES = INSIDE | {"system", "security", "audit", "decider", "lawyer"}
NEWSROOM = {
    **CHANNELS,
    "newsroom:manuscripts": Access(STAFF),
    "newsroom:open": Access(WRITERS),
    "newsroom:manuscript": Access(INSIDE, args=manuscript()),
    "newsroom:edit": Access(CLERK, args=manuscript()),
    "newsroom:note": Access(CLERK, args=manuscript()),
    "newsroom:preview": Access(INSIDE, args=manuscript()),
    "newsroom:compare": Access(INSIDE, args=manuscript()),
    "newsroom:links": Access(CLERK, args=manuscript()),
    "newsroom:interpreter": Access(NOBODY, CLERK, args=manuscript()),
    "newsroom:clean": Access(NOBODY, WRITERS),
    "newsroom:word": Access(CLERK, args=manuscript()),
    "newsroom:files": Access(CLERK, args=manuscript()),
    "newsroom:file": Access(INSIDE, args=enclosed),
    "newsroom:choose_dues": Access(NOBODY, CLERK, args=manuscript()),
    "newsroom:let_pass": Access(NOBODY, INSIDE, args=manuscript()),
    "newsroom:mask": Access(NOBODY, CLERK, args=manuscript()),
    "newsroom:step": Access(INSIDE, CLERK, args=manuscript(step="discard")),
    "newsroom:schedule": Access(NOBODY, NOBODY, args=manuscript()),
    "newsroom:articles": Access(STAFF),
    "newsroom:article": Access(INSIDE, args=article),
    "newsroom:change": Access(CLERK, args=article),
    "newsroom:withdraw": Access(NOBODY, NOBODY, args=article),  # the signer's alone
    "newsroom:repeal": Access(NOBODY, NOBODY, args=article),
    "newsroom:pin": Access(NOBODY, OFFICE, args=placed),
    "newsroom:unrepeal": Access(NOBODY, NOBODY, args=article),
    "newsroom:columns": Access(KNOWS_OFFICES, args=office),
    "newsroom:lay_columns": Access(NOBODY, OFFICE, args=office),
    "newsroom:new_column": Access(OFFICE, args=office),
    "newsroom:column": Access(OFFICE, args=column),
    "newsroom:move_column": Access(NOBODY, OFFICE, args=column),
    "newsroom:close_column": Access(NOBODY, OFFICE, args=column),
    "newsroom:settings": Access(KNOWS_OFFICES, OFFICE, args=office),
    "backfile:batches": Access(STAFF),
    "backfile:upload": Access(STAFF),
    "backfile:batch": Access(INSIDE, args=batch),
    "backfile:columns": Access(INSIDE, OFFICE, args=batch),
    "backfile:apply": Access(NOBODY, OFFICE, args=batch),
    "backfile:let_pass": Access(NOBODY, EDITORS | {"reviewer"}, args=batch),
    "backfile:undo": Access(NOBODY, OFFICE, args=batch),
    "backfile:drop": Access(NOBODY, OFFICE, args=batch),
    "backfile:report": Access(INSIDE, args=batch),
}
