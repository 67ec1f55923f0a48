"""What a citation is worth (引用情况): which text of a law it means, and whether that one holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingzheng.laws.rules.titles import number_key

IN_FORCE, SUPERSEDED, REPEALED = "in_force", "superseded", "repealed"


@dataclass(frozen=True)
class Version:
    """One text of a law: its day, its 文号, whether it holds."""

    pk: int
    on: date | None
    number: str
    status: str


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
    newest = max(versions, key=lambda v: (v.on or date.min, v.pk), default=None)
    if newest is None:
        return "current", None
    if all(v.status == REPEALED for v in versions):
        return "repealed", newest
    current = next((v for v in versions if v.status == IN_FORCE), newest)
    meant = _meant(versions, number, on, year)
    if meant:
        return {IN_FORCE: "current", REPEALED: "repealed"}.get(meant.status, "superseded"), meant
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
