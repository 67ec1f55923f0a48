"""The questions of the shell itself: whose trace may I see, what did I do last."""

from typing import Any

from django.apps import apps
from django.db.models import Max, Q, QuerySet, Sum

from mingzheng.accounts import queries as accounts
from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries.reach import top_path
from mingzheng.core.access import may
from mingzheng.core.models import Event

LATEST = 6
LOOKED_AT = 1_000  # events: more than begin while one transaction lasts
COMING_AND_GOING = ("sign_in", "sign_out")


def holds(person: Person, deed: str) -> bool:
    """True if the person may do the deed somewhere."""
    return any(deed in grant.deeds for grant in person.grants)


def latest_events() -> tuple[int, int]:
    """Two numbers that change with every event: the newest's, and the sum of the newest ones.

    PostgreSQL gives an event its number before its transaction ends: of two that end the other way
    round, the later one is not the newest. It changes the sum.
    """
    newest = Event.objects.order_by("-pk")[:LOOKED_AT]
    found = newest.aggregate(last=Max("pk"), total=Sum("pk"))
    return found["last"] or 0, found["total"] or 0


def may_see_trace(person: Person, first: Event) -> bool:
    """True if the person holds trace.see over the office that the subject belongs to.

    `first` is the subject's first event. A subject that is gone falls to the office that acted
    first; one that names no office is for those who hold the deed over the whole area.
    """
    return may(person, "trace.see", _path_of(first) or top_path(person))


def kind_without_trace(person: Person, subject_type: str, subject_id: str) -> str:
    """What kind of thing this is to which nothing has happened yet, if one may see its trace.

    Empty for a stranger, for what is not there, and for what keeps no trace of its own. The kind
    only: the title may tell of something that is still being drafted elsewhere.
    """
    subject = _subject(subject_type, subject_id)
    path = getattr(subject, "organisation_path", "") or top_path(person)
    # An event carries the title of its subject as a column; what keeps a trace tells its own.
    is_kept = isinstance(getattr(type(subject), "subject_title", None), property)
    if subject is not None and is_kept and may(person, "trace.see", path):
        return str(subject._meta.verbose_name)
    return ""


def _subject(subject_type: str, subject_id: str) -> Any:
    try:
        rows = apps.get_model(subject_type)._default_manager
        return rows.filter(pk=subject_id).first()
    except (LookupError, ValueError):  # no such kind of thing, or no such number
        return None


def _path_of(event: Event) -> str:
    subject = _subject(event.subject_type, event.subject_id)
    if path := getattr(subject, "organisation_path", ""):
        return path
    if subject is not None:
        return ""
    return accounts.path_of(event.organisation) or ""


def _codes_below(paths: list[str]) -> QuerySet:
    inside = Q(pk__in=[])
    for path in paths:
        inside |= Q(path__startswith=path)
    return Organisation.objects.filter(inside).values("code")


def events_seen_by(person: Person) -> QuerySet[Event]:
    """Events of people in offices over which this person holds trace.see, the machine's included.

    Whoever holds the deed over the whole area sees every event; nobody without it sees any.
    """
    paths = [grant.path for grant in person.grants if "trace.see" in grant.deeds]
    if any(path in ("", top_path(person)) for path in paths):
        return Event.objects.all()
    return Event.objects.filter(organisation__in=_codes_below(paths))


def latest_by(person: Person) -> QuerySet[Event]:
    """The last things this person did for their office, newest first; signing in is none."""
    # The office comes first: by it and the moment there is an index, by the person there is none.
    mine = Event.objects.filter(organisation=person.organisation_code, actor_id=person.actor_id)
    return mine.exclude(step__in=COMING_AND_GOING).order_by("-at", "-pk")[:LATEST]
