"""Questions about organisations: where they stand, what lies below, which one may see."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from mingzheng.accounts import rules
from mingzheng.accounts.models import Organisation, OrganisationAlias, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.states import AliasScope, Kind, Level

_SCOPES = {
    AliasScope.TOWNS: Q(kind__in=[Kind.TOWN, Kind.STREET]),
    AliasScope.VILLAGES: Q(kind__in=[Kind.VILLAGE, Kind.COMMUNITY]),
    AliasScope.DEPARTMENTS: Q(kind=Kind.DEPARTMENT),
}


def organisation_by_code(code: str) -> Organisation | None:
    """The organisation with this 机构编码, whatever the case of its letters; None if unknown."""
    return Organisation.objects.filter(code__iexact=code.strip()).first()


def path_of(code: str) -> str | None:
    """The path ("/0001/0007/") of the organisation with this code; None if unknown."""
    return (
        Organisation.objects.filter(code__iexact=code.strip())
        .values_list("path", flat=True)
        .first()
    )


def below(organisation: Organisation, *, include_self: bool = True) -> QuerySet[Organisation]:
    """The organisation and everything under it, closed ones left out, in tree order."""
    found = Organisation.objects.filter(path__startswith=organisation.path, is_active=True)
    if not include_self:
        found = found.exclude(pk=organisation.pk)
    return found.order_by("path")


def above(organisation: Organisation) -> list[Organisation]:
    """The chain from the root down to the organisation itself."""
    keys = [int(part) for part in organisation.path.strip("/").split("/")]
    found = Organisation.objects.in_bulk(keys)
    return [found[key] for key in keys]


def in_scope(organisation: Organisation, scope: str) -> QuerySet[Organisation]:
    """Organisations that an AliasScope stands for under this one; none for "ignore"."""
    if scope not in _SCOPES:
        return Organisation.objects.none()
    return below(organisation).filter(_SCOPES[AliasScope(scope)])


def area_of(organisation: Organisation) -> Organisation:
    """The government whose offices a document of this organisation talks about.

    The nearest county or city government at or above it; the root where there is none.
    """
    chain = above(organisation)
    for one in reversed(chain):
        if one.kind == Kind.GOVERNMENT and one.level in (Level.COUNTY, Level.CITY):
            return one
    return chain[0]


def tree(person: Person | None = None, *, closed: bool = False) -> list[Organisation]:
    """All organisations the person may see, parents before children, siblings by position.

    Without a person: all of them. One query, whatever the size.
    """
    found = Organisation.objects.all() if person is None else organisations_seen_by(person)
    if not closed:
        found = found.filter(is_active=True)
    rows = list(found.select_related("parent").order_by("position", "pk"))
    known = {row.pk for row in rows}
    children: dict[int | None, list[Organisation]] = defaultdict(list)
    for row in rows:
        children[row.parent_id if row.parent_id in known else None].append(row)
    ordered: list[Organisation] = []
    waiting = children[None][::-1]
    while waiting:
        ordered.append(one := waiting.pop())
        waiting.extend(children[one.pk][::-1])
    return ordered


def organisations_seen_by(person: Person) -> QuerySet[Organisation]:
    """Organisations in which the person may do `organisation.see`."""
    return Organisation.objects.filter(within(paths_with(person, "organisation.see")))


def places(person: Person, deed: str) -> list[Organisation]:
    """Organisations in use where the person may do the deed, in tree order: for a form."""
    reach = set(
        Organisation.objects.filter(within(paths_with(person, deed))).values_list("pk", flat=True)
    )
    return [one for one in tree() if one.pk in reach]


def answers_to(organisation: Organisation, text: str) -> bool:
    """True if a word looks for this organisation, by code, name or function."""
    wanted = rules.normalised(text)
    return any(
        wanted in rules.normalised(value)
        for value in (
            organisation.code,
            organisation.name,
            organisation.short_name,
            organisation.function,
        )
    )


def aliases_of(organisation: Organisation) -> QuerySet[OrganisationAlias]:
    """Names that mean this organisation, and names that its own documents have mapped."""
    own = Q(organisation=organisation) | Q(targets=organisation)
    return (
        OrganisationAlias.objects.filter(own)
        .distinct()
        .select_related("organisation")
        .prefetch_related("targets")
    )


def rows_for_export(person: Person) -> list[tuple[Organisation, list[str]]]:
    """Every organisation the person may see with its aliases, parents first."""
    aliases: dict[int, list[str]] = defaultdict(list)
    everywhere = OrganisationAlias.objects.filter(organisation=None, scope="")
    for text, target in everywhere.values_list("text", "targets"):
        aliases[target].append(text)
    return [(one, aliases[one.pk]) for one in tree(person, closed=True)]
