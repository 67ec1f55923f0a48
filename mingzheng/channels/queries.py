"""The questions of channels: which account speaks for an office, with which settings."""

import json
from collections.abc import Iterable

from django.db.models import QuerySet

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.channels.models import PURPOSE, Channel
from mingzheng.sealing import keeping


def visible_to(person: Person) -> QuerySet[Channel]:
    """The channels this person sets up; secrets are in none of the columns shown."""
    found = Channel.objects.filter(within(paths_with(person, "channel.edit"), "organisation__"))
    return found.select_related("organisation")


def open_channels(path: str, media: Iterable[str] = ()) -> dict[str, Channel]:
    """By medium, the switched-on account nearest above an office (its path). One query."""
    keys = [int(part) for part in path.strip("/").split("/") if part]
    found = Channel.objects.filter(is_on=True, organisation__in=keys).select_related("organisation")
    if media:
        found = found.filter(medium__in=media)
    nearest = sorted(found, key=lambda one: len(one.organisation.path))
    return {one.medium: one for one in nearest}  # the longest path comes last and stays


def values_of(channel: Channel) -> dict[str, str]:
    """All settings, secrets opened: for an adapter, never for a page. Raises Unreadable."""
    secrets = json.loads(keeping.unseal(channel.sealed, PURPOSE) or "{}")
    return {**channel.values, **secrets}
