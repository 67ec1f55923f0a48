"""What every page of the desk knows: who works here, the menu with its counts."""

from collections import Counter
from functools import cached_property
from time import time
from typing import Any, NamedTuple

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from . import menu, queries, waiting

# Every page shows the menu, and every room is asked what waits. What was found holds as long as
# nobody did anything, but not for ever, because days pass too. The menu does not even ask whether
# anybody did for so many seconds; the to-do list always does, and so does the menu after a deed of
# one's own.
YOUNG, KEPT = 15, 300


class Kept(NamedTuple):
    """What waited for a person after some events, when it was found and last found to hold."""

    rows: list[waiting.Waiting]
    latest: tuple[int, int]
    found_at: float
    looked_at: float


class Desk:
    """The frame's view of one request; worked out once, and only when a page shows it.

    One query for the person's grants; what waits is asked of every room, now and then.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def person(self) -> Any:
        """The signed-in person; None for a visitor."""
        user = self.request.user
        return user if user.is_authenticated else None

    @property
    def organisation(self) -> str:
        """The person's home organisation."""
        return self.person.organisation_name if self.person else ""

    @property
    def roles(self) -> str:
        """The person's posts, as the top bar says them."""
        if not self.person:
            return ""
        return "、".join(dict.fromkeys(grant.role_label for grant in self.person.grants))

    @cached_property
    def waiting(self) -> list[waiting.Waiting]:
        """Everything that waits for this person: what was found, until anybody did anything."""
        if not self.person:
            return []
        latest = queries.latest_events()  # before the rooms are asked, so that no deed is missed
        kept = kept_for(self.person)
        if kept is None or kept.latest != latest:
            kept = Kept(waiting.waiting_for(self.person), latest, time(), time())
        keep(self.person, kept._replace(looked_at=time()))
        return kept.rows

    @cached_property
    def counts(self) -> Counter[str]:
        """How many things wait in each room; as it is, or as it was seconds ago."""
        kept = kept_for(self.person)
        is_young = kept is not None and time() - kept.looked_at < YOUNG
        return Counter(one.room for one in (kept.rows if kept and is_young else self.waiting))

    @property
    def here(self) -> str:
        """What the menu calls the part of the desk where this page is; "" where it is in none."""
        return next((entry["label"] for entry in self.menu if entry["is_current"]), "")

    @property
    def total(self) -> int:
        """How many things wait for this person in all."""
        return self.counts.total() if self.person else 0

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        """The menu lines this person may open, with what waits in each."""
        if not self.person:
            return []
        entries = menu.entries_for(self.person)
        current, counts = menu.current_of(entries, self.request.path), self.counts
        return [
            {
                "label": entry.label,
                "url": entry.url,
                "is_current": entry is current,
                "count": counts.total() if entry.room == "*" else counts[entry.room],
            }
            for entry in entries
        ]

    @property
    def may_edit_site(self) -> bool:
        """True for whoever can fill in what the notice about placeholders names."""
        return bool(self.person) and queries.holds(self.person, "site.edit")

    @property
    def account_url(self) -> str:
        """Where people look after their password and code."""
        return reverse("mfa_index")

    @property
    def sign_out_url(self) -> str:
        """Where signing out is posted to."""
        return reverse("account_logout")


def kept_at(person: Any) -> str:
    """Where what was found for a person is kept."""
    return f"waiting-rows:{person.pk if person else ''}"


def kept_for(person: Any) -> Kept | None:
    """What was found for a person, unless that is too long ago."""
    kept: Kept | None = cache.get(kept_at(person))
    return kept if kept and time() - kept.found_at < KEPT else None


def keep(person: Any, kept: Kept) -> None:
    """Keep what was found for a person."""
    cache.set(kept_at(person), kept, KEPT)


class FreshCounts:
    """Middleware: after whatever somebody did, the menu counts anew."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        """Answer; whoever posted something sees what waits now. What is refused changes nothing."""
        response = self.get_response(request)
        done = request.method == "POST" and response.status_code < 400
        if done and request.user.is_authenticated:
            cache.delete(kept_at(request.user))
        return response


def desk_of(request: HttpRequest) -> Desk:
    """The one `Desk` of this request, so that view and frame ask the database once."""
    return request.__dict__.setdefault("_desk", Desk(request))


def desk(request: HttpRequest) -> dict[str, object]:
    """The context processor. Nothing is read before a page shows it: public pages pay nothing."""
    return {"desk": desk_of(request)}
