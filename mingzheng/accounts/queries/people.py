"""Questions about people: whom one may see, what they hold, who may do a deed."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from mingzheng.accounts.models import Membership, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.posts.roles import ROLES


def person_by_username(username: str) -> Person | None:
    """The person with this staff number, whatever the case of its letters; None if unknown."""
    return Person.objects.filter(username__iexact=username.strip()).first()


def people_seen_by(person: Person) -> QuerySet[Person]:
    """People whose home organisation lies where the person may do `person.see`."""
    held = Membership.objects.filter(until=None).select_related("organisation")
    return Person.objects.filter(
        within(paths_with(person, "person.see"), "organisation__")
    ).prefetch_related(Prefetch("memberships", queryset=held, to_attr="held"))


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Every role the person holds or held, those still held first."""
    held_first = F("until").asc(nulls_first=True)
    return person.memberships.select_related("organisation").order_by(held_first, "-since", "-pk")


def holders_of(deed: str, path: str) -> QuerySet[Person]:
    """Active people who may do the deed at this path: those to name when a step is blocked."""
    names = [role.name for role in ROLES.values() if deed in role.deeds]
    chain = [path[: at + 1] for at, sign in enumerate(path) if sign == "/" and at]
    return Person.objects.filter(
        is_active=True,
        memberships__until=None,
        memberships__role__in=names,
        memberships__organisation__path__in=chain,
    ).distinct()


def people_like(
    people: QuerySet[Person], *, q: str = "", role: str = "", at: str = "", state: str = ""
) -> QuerySet[Person]:
    """Those of them with a word in name or number, a role held, a home code, a state.

    `state` is active or stopped; an empty value asks nothing.
    """
    if q:
        people = people.filter(Q(name__icontains=q) | Q(username__icontains=q))
    if role:
        held = Membership.objects.filter(until=None, role=role)
        people = people.filter(pk__in=held.values("person"))
    if at:
        people = people.filter(organisation__code=at)
    if state:
        people = people.filter(is_active=state == "active")
    return people


def has_second_factor(person: Person) -> bool:
    """True if the person has set up an authenticator."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def is_locked(person: Person) -> bool:
    """True if some address has used up its tries on this person and the time is not over."""
    return AccessAttempt.objects.filter(
        username=person.username,
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gt=timezone.now() - (get_cool_off() or timedelta(0)),
    ).exists()
