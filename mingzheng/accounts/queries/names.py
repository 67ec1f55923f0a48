"""What a name in a document means: exact, remembered, or left to a person with suggestions."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from rapidfuzz import fuzz, process

from mingzheng.accounts import rules
from mingzheng.accounts.models import Organisation, OrganisationAlias
from mingzheng.accounts.queries.organisations import above, area_of, below, in_scope
from mingzheng.accounts.states import AliasScope, Kind

SUGGESTION_FLOOR = 60  # rapidfuzz score out of 100 below which a likeness is noise


@dataclass(frozen=True)
class Match:
    """What a name in a document means: by which road it was found, and the organisations.

    `how` is name, short_name, alias, area (without the county's name in front), function
    (县级民政部门), ignore, ambiguous or none; `organisations` is empty for the last three.
    """

    how: str
    organisations: tuple[Organisation, ...] = ()
    candidates: tuple[Organisation, ...] = ()

    @property
    def found(self) -> bool:
        return bool(self.organisations) or self.how == "ignore"


@dataclass
class _Names:
    full: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    short: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    bare: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    functions: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))


class OrganisationMatcher:
    """Tells which organisations the names in one office's documents mean.

    Reads all names and aliases once (four queries), then answers any number of names.
    """

    def __init__(self, scope_organisation: Organisation) -> None:
        self.scope_organisation = scope_organisation
        self.area = area_of(scope_organisation)
        self.organisations = list(below(self.area))
        self._area_name = rules.normalised(self.area.name).removesuffix("人民政府")
        self._names = self._read_names()
        self._aliases = self._read_aliases()

    def match(self, text: str) -> Match:
        """What one name means; never a guess. Ambiguous names come back with candidates."""
        name = rules.normalised(text)
        if not name:
            return Match("none")
        if (alias := self._aliases.get(name)) is not None:
            return self._match_alias(alias)
        bare = rules.without_area(name, self._area_name)
        function = rules.function_named(text) or ""
        roads = (
            ("name", self._names.full[name]),
            ("short_name", self._names.short[name]),
            ("area", self._names.bare[bare]),
            ("function", self._names.functions[function]),
        )
        for how, found in roads:
            if len(found) == 1:
                return Match(how, (found[0],))
            if found:
                return Match("ambiguous", candidates=tuple(found))
        return Match("none")

    def suggest(self, text: str, limit: int = 5) -> list[tuple[Organisation, int]]:
        """Organisations whose name looks like the text, best first, with a score of 0–100.

        For a person to choose from on the mapping page; nothing is ever mapped by likeness.
        """
        name = rules.without_area(rules.normalised(text), self._area_name)
        choices = {
            (at, kind): rules.without_area(rules.normalised(label), self._area_name)
            for at, one in enumerate(self.organisations)
            for kind, label in (("name", one.name), ("short", one.short_name))
            if label
        }
        best: dict[int, int] = {}
        for _, score, (at, _kind) in process.extract(
            name, choices, scorer=fuzz.WRatio, limit=limit * 2, score_cutoff=SUGGESTION_FLOOR
        ):
            best[at] = max(best.get(at, 0), round(score))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
        return [(self.organisations[at], score) for at, score in ranked]

    def _read_names(self) -> _Names:
        names = _Names()
        for one in self.organisations:
            full, short = rules.normalised(one.name), rules.normalised(one.short_name)
            names.full[full].append(one)
            if short:
                names.short[short].append(one)
            for bare in {rules.without_area(full, self._area_name), short} - {""}:
                names.bare[bare].append(one)
            if one.kind == Kind.DEPARTMENT and one.level == self.area.level:
                for function in rules.functions_of(one.function):
                    names.functions[function].append(one)
        return names

    def _read_aliases(self) -> dict[str, OrganisationAlias]:
        chain = [one.pk for one in above(self.scope_organisation)]
        found = OrganisationAlias.objects.filter(
            Q(organisation=None) | Q(organisation__in=chain)
        ).prefetch_related("targets")
        rank = {key: at for at, key in enumerate(chain, start=1)}
        # The nearest office's own mapping wins over its parents' and over everybody's.
        nearest = sorted(found, key=lambda alias: rank.get(alias.organisation_id or 0, 0))
        return {alias.text: alias for alias in nearest}

    def _match_alias(self, alias: OrganisationAlias) -> Match:
        if alias.scope == AliasScope.IGNORE:
            return Match("ignore")
        if alias.scope:
            found = list(in_scope(self.area, alias.scope))
        else:
            found = [one for one in alias.targets.all() if one.is_active]
        return Match("alias", tuple(found)) if found else Match("none")


def match_organisation(text: str, scope_organisation: Organisation) -> Match:
    """What one name means in a document of this organisation. For many names: the matcher."""
    return OrganisationMatcher(scope_organisation).match(text)


def suggestions(text: str, scope: Organisation, limit: int = 5) -> list[tuple[Organisation, int]]:
    """Organisations that look like the text, with scores: for a person to choose from."""
    return OrganisationMatcher(scope).suggest(text, limit)
