"""Which rule holds for an item (适用规则): its own, its matter's, its field's, or the general one.

Exactly one holds for each item, or none at all where the office has no general rule.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from mingzheng.workrules.states import Scope

ORDER = (Scope.ITEM, Scope.MATTER, Scope.FIELD)  # the narrower wins
Target = tuple[str, str]  # scope, key


class Ruled(Protocol):
    """What a rule says of its scope; the general one has no targets."""

    @property
    def is_general(self) -> bool: ...
    @property
    def targets(self) -> Sequence[Target]: ...


R = TypeVar("R", bound=Ruled)


@dataclass(frozen=True)
class Place:
    """Where an item stands: its code, its field, its first-level matter (一级事项)."""

    code: str
    field: str
    level1: str

    @property
    def targets(self) -> tuple[Target, ...]:
        """The scopes that hold for it, the narrowest first."""
        keys = {
            Scope.ITEM: self.code,
            Scope.MATTER: matter_key(self.field, self.level1),
            Scope.FIELD: self.field,
        }
        return tuple((scope.value, keys[scope]) for scope in ORDER)


def matter_key(field: str, level1: str) -> str:
    """The key of a first-level matter: the same words may stand in two fields."""
    return f"{field}/{level1}"


class Cover(Generic[R]):
    """The rules of one office, asked which holds for an item. Of two for one scope, the first."""

    def __init__(self, rules: Iterable[R]) -> None:
        self.general: R | None = None
        self.by_target: dict[Target, R] = {}
        for rule in rules:
            if rule.is_general:
                self.general = self.general or rule
            for target in rule.targets:
                self.by_target.setdefault(target, rule)

    def rule_for(self, place: Place) -> R | None:
        """The one rule for an item; None only where there is neither an own nor a general one."""
        found = (self.by_target.get(target) for target in place.targets)
        return next((rule for rule in found if rule is not None), self.general)


def claimed_twice(rules: Iterable[Ruled]) -> list[Target]:
    """Scopes that two rules claim; each must belong to one."""
    counted = Counter(target for rule in rules for target in dict.fromkeys(rule.targets))
    return [target for target, n in counted.items() if n > 1]


def unused(rules: Iterable[Ruled], places: Iterable[Place]) -> list[Target]:
    """Scopes under which the office owes nothing any more."""
    alive = {target for place in places for target in place.targets}
    return [target for rule in rules for target in rule.targets if target not in alive]
