"""What every page of the desk knows: who works here, the menu with its counts."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from . import menu, queries, waiting


class Desk:
    """The frame's view of one request; worked out once, and only when a page shows it.

    One query for the person's grants and one for what waits, whatever the page.
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
        """Everything that waits for this person."""
        return waiting.waiting_for(self.person) if self.person else []

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        """The menu lines this person may open, with what waits in each."""
        if not self.person:
            return []
        entries = menu.entries_for(self.person)
        current = menu.current_of(entries, self.request.path)
        return [
            {
                "label": entry.label,
                "url": entry.url,
                "is_current": entry is current,
                "count": sum(entry.room in ("*", one.room) for one in self.waiting),
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


def desk_of(request: HttpRequest) -> Desk:
    """The one `Desk` of this request, so that view and frame ask the database once."""
    return request.__dict__.setdefault("_desk", Desk(request))


def desk(request: HttpRequest) -> dict[str, object]:
    """The context processor. Nothing is read before a page shows it: public pages pay nothing."""
    return {"desk": desk_of(request)}
