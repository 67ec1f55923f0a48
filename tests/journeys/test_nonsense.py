"""Nonsense in an address or a form gets a page or a sentence, never a server error."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from tests.repo.access_table import TABLE, Access
from tests.repo.access_world import World, build
from tests.repo.source import python_files

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.house]

# Everything that any page reads from its address or a form of its own, so that none is forgotten.
NAMES = sorted(
    {
        *re.findall(
            r'(?:GET|POST|query)\.(?:get|getlist)\("(\w+)"',
            "".join(path.read_text("utf-8") for path in python_files(tests=False)),
        ),
        *("q", "field", "office", "stage", "audience", "mode", "channel", "role", "at", "until"),
    }
)
NONSENSE = {
    "nul": "\0",  # PostgreSQL stores no such character
    "quote": "'\"<b>%_\\",
    "superscript": "²",  # a digit to str.isdigit, no number to int
    "huge": "9" * 40,  # more than any integer column holds
    "long": "公"
    * 500,  # more than any column holds; more than that only tests how fast one decodes
    "gb18030": "养老".encode("gb18030"),
}
WHO = ("office", "clerk", "system", "security", "audit", "stranger")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One county for the whole module."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nothing_kept_from_the_test_before() -> None:
    """What is asked here is undone at once, so what is kept stays true for the whole module."""


def ask(client: Client, url: str, data: dict | None = None) -> HttpResponse:
    """Ask and forget; a posted form is urlencoded as browsers do without files."""
    with transaction.atomic():
        if data is None:
            answer = client.get(url)
        else:
            kind = "application/x-www-form-urlencoded"
            answer = client.post(url, urlencode(data), content_type=kind)
        transaction.set_rollback(True)
    return answer


def visitor(world: World, row: Access) -> Client | None:
    """A browser of somebody who gets this far: nobody signed in where that is enough."""
    allowed = row.reads | (row.writes or set())
    client = Client(raise_request_exception=False)
    who = next((name for name in WHO if name in allowed), None)
    if who and "anonymous" not in allowed:
        client.force_login(world.people[who])
    return client if allowed else None


@pytest.mark.parametrize(("name", "row"), TABLE.items(), ids=TABLE)
def test_no_page_breaks_on_nonsense(name: str, row: Access, world: World):
    client, url = visitor(world, row), reverse(name, kwargs=row.args(world))
    broken = []

    for kind, value in NONSENSE.items() if client else ():
        data = dict.fromkeys(NAMES, value)
        for answer in (ask(client, f"{url}?{urlencode(data)}"), ask(client, url, data)):
            broken += [kind] if answer.status_code >= 500 else []

    assert broken == []


@pytest.mark.parametrize(("name", "row"), TABLE.items(), ids=TABLE)
def test_no_address_breaks_on_nonsense(name: str, row: Access, world: World):
    client, args = visitor(world, row), row.args(world)
    broken = []

    for value in ("%00", "²", "9" * 40, "%ff%fe", "..%2f..%2fetc%2fpasswd") if client else ():
        url = reverse(name, kwargs=args)
        for part in args.values():
            url = url.replace(f"/{part}", f"/{value}", 1)
        broken += [value] if ask(client, url).status_code >= 500 else []

    assert broken == []
