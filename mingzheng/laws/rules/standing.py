"""What a citation is worth (引用情况): which text of a law it means, and whether that one holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingzheng.laws.rules.titles import number_key

IN_FORCE, SUPERSEDED, REPEALED = "in_force", "superseded", "repealed"
UPCOMING = "upcoming"


@dataclass(frozen=True)
class Version:
    """One text of a law: its day, its 文号, whether it holds."""

    pk: int
    on: date | None
    number: str
    status: str


def settled(versions: Sequence[Version], today: date, *, is_repealed: bool) -> dict[int, str]:
    """Where each text stands today, by its key; `status` is what was entered for it.

    The newest text whose day has come is in force and the older ones are superseded; one without
    a date is older than all. A text of a later day changes nothing before it. What was entered
    as superseded or repealed stays so, whatever its date.
    """
    begun = [v for v in versions if v.on is None or v.on <= today]
    newest = max(begun, key=lambda v: (v.on or date.min, v.pk), default=None)

    def one(version: Version) -> str:
        if is_repealed or version.status == REPEALED:
            return REPEALED
        if version.status == SUPERSEDED:
            return SUPERSEDED
        if version.on and version.on > today:
            return UPCOMING
        return IN_FORCE if version is newest else SUPERSEDED

    return {version.pk: one(version) for version in versions}


def standing(
    versions: Sequence[Version],
    *,
    number: str = "",
    on: date | None = None,
    year: int | None = None,
) -> tuple[str, Version | None]:
    """(flag, version meant) of a citation of a known law.

    A citation without a date means the text in force. One whose date or year the register does
    not have is old when it lies before the newest text, else the register is behind.
    """
    begun = [v for v in versions if v.status != UPCOMING]
    newest = max(begun, key=lambda v: (v.on or date.min, v.pk), default=None)
    if newest and all(v.status == REPEALED for v in begun):
        return "repealed", newest
    meant = _meant(versions, number, on, year)
    if meant:
        flags = {IN_FORCE: "current", UPCOMING: "current", REPEALED: "repealed"}
        return flags.get(meant.status, "superseded"), meant
    if newest is None:
        return "current", None
    current = next((v for v in begun if v.status == IN_FORCE), newest)
    stated = on.year if on else year
    if stated is None or newest.on is None:
        return "current", current
    return ("superseded" if stated < newest.on.year else "no_version"), None


def _meant(
    versions: Sequence[Version], number: str, on: date | None, year: int | None
) -> Version | None:
    key = number_key(number)
    for version in versions:
        if key and version.number and number_key(version.number) == key:
            return version
    for version in versions:
        if version.on and on and version.on == on:
            return version
    of_year = [v for v in versions if v.on and v.on.year == year]
    return max(of_year, key=lambda v: v.on or date.min) if of_year and not on else None
