"""Somebody of each post, for tests of flows that need no database: who may take which step."""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from mingzheng.core.access import Grant
from mingzheng.core.moves import why_not
from mingzheng.posts.roles import ROLES

OFFICE = "/0001/0002/"


def actor(role: str, path: str = OFFICE, **more: Any) -> SimpleNamespace:
    """Somebody who holds a post in an office and below."""
    grant = Grant(role, ROLES[role].label, ROLES[role].deeds, path)
    return SimpleNamespace(actor_id="1", actor_name="甲", grants=[grant], **more)


def open_to(subject: Callable[[str], Any], step: str, states: Iterable[str]) -> set[Any]:
    """In which state which post may take a step of `subject(state)`, as (state, post)."""
    return {
        (state, role)
        for state in states
        for role in ROLES
        if why_not(subject(state), step, by=actor(role)) is None
    }
