"""How far a person's grants reach: the filter behind every list of this room."""

from collections.abc import Iterable

from django.db.models import Q

from mingzheng.accounts.models import Person
from mingzheng.core.access import Actor, Denied, may
from mingzheng.posts.deeds import DEEDS
from mingzheng.posts.roles import roles_with


def paths_with(person: Person, deed: str) -> list[str]:
    """The paths at and below which the person may do the deed."""
    return [grant.path for grant in person.grants if deed in grant.deeds]


def top_path(person: Person) -> str:
    """The path of the organisation above all others of this person's tree. No query."""
    return "/".join(person.organisation_path.split("/")[:2]) + "/"


def within(paths: Iterable[str], prefix: str = "") -> Q:
    """The filter for rows at or below these paths; `prefix` leads to the organisation."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{prefix}path__startswith": path})
    return found


def holds(person: Person, deed: str) -> bool:
    """True if the person may do the deed somewhere."""
    return bool(paths_with(person, deed))


def require_anywhere(person: Person, deed: str) -> None:
    """Raise Denied, naming who may, unless the person may do the deed somewhere."""
    if not holds(person, deed):
        holders = "、".join(role.label for role in roles_with(deed))
        raise Denied(f"“{DEEDS[deed].label}”要由{holders}来办，您没有这个岗位。")


def refusal(by: Actor, deed: str, path: str, place: str) -> str | None:
    """Why this actor may not do the deed at this path, naming who may; None if they may.

    `place` is the organisation's name as the sentence should say it.
    """
    if may(by, deed, path):
        return None
    holders = "、".join(role.label for role in roles_with(deed))
    return f"“{DEEDS[deed].label}”要由{place}的{holders}来办，您没有这个岗位。"


def require(by: Actor, deed: str, path: str, place: str) -> None:
    """Raise Denied with that sentence unless the actor may do the deed at this path."""
    if (reason := refusal(by, deed, path, place)) is not None:
        raise Denied(reason)
