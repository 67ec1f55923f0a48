"""Who may do what, where (权限): a permission is the name of a deed, such as `edition.approve`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Grant:
    """One role held in one organisation and everything below it (path "/0001/0007/")."""

    role: str
    role_label: str
    deeds: frozenset[str]
    path: str


class Actor(Protocol):
    """Whoever acts: a signed-in person or the machine. Stored in events as text."""

    @property
    def actor_id(self) -> str: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def organisation_code(self) -> str: ...
    @property
    def organisation_name(self) -> str: ...
    @property
    def grants(self) -> Sequence[Grant]: ...


class SystemActor:
    """The machine itself (系统): may do exactly the deeds it is given, in every organisation."""

    actor_id, actor_name = "system", "系统"
    organisation_code, organisation_name = "", "系统"

    def __init__(self, deeds: Iterable[str] = ()) -> None:
        self.grants: Sequence[Grant] = (Grant("system", "系统", frozenset(deeds), ""),)


class Refusal(Exception):
    """Something may not be done; `reason` is the Chinese sentence that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Denied(Refusal):
    """This person may not do it."""


class Blocked(Refusal):
    """Nobody may do it now: the state, a guard or a race is in the way."""


def may(actor: Actor, deed: str, path: str) -> bool:
    """True if some grant of the actor holds the deed over the organisation at `path`."""
    return any(deed in grant.deeds and path.startswith(grant.path) for grant in actor.grants)
