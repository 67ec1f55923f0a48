"""Every address × everybody: staff pages refuse the stranger, offices do not see each other."""

from collections.abc import Iterator, Set
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.browser import session_of
from tests.repo.access_table import HIDDEN, MAY_KNOW, POST, TABLE, Access, Arguments
from tests.repo.access_world import SECRET, World, build

SIGN_IN = "/sign-in/"
REFUSALS = {401, 403, 404, 405}


def addresses(patterns=None, space: str = "") -> Iterator[str]:
    """Yield the name of every address, with its namespace; its route where it has no name."""
    for found in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(found, URLPattern):
            yield f"{space}{found.name or found.pattern}"
        else:
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from addresses(found.url_patterns, inner)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One county for the whole module: it takes longer to build than to ask."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(world: World, django_db_blocker) -> dict[str, str]:
    """Everybody's session: signing in anew for each address takes as long as asking."""
    with django_db_blocker.unblock():
        return {name: session_of(person) for name, person in world.people.items()}


@pytest.fixture
def clients(sessions: dict[str, str], db: None) -> dict[str, Client]:
    """A browser for each person, and one that nobody signed in with."""
    found = {"anonymous": Client(raise_request_exception=False)}
    for name, session in sessions.items():
        found[name] = Client(raise_request_exception=False)
        found[name].cookies[settings.SESSION_COOKIE_NAME] = session
    return found


@pytest.fixture(autouse=True)
def _nothing_kept_from_the_test_before() -> None:
    """What is asked here is undone at once, so what is kept stays true for the whole module."""


def ask(client: Client, method: str, url: str) -> HttpResponse:
    """Ask and forget: whatever the request changed is undone."""
    with transaction.atomic():
        answer = getattr(client, method)(url, POST if method == "post" else None)
        if not answer.streaming:
            str(answer.content)
        transaction.set_rollback(True)
    return answer


def refused(answer: HttpResponse) -> bool:
    sent_to = urlsplit(answer.headers.get("Location", "")).path
    return answer.status_code in REFUSALS or sent_to == SIGN_IN


def body(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", errors="replace")


def test_every_address_has_its_row():
    assert sorted(set(addresses())) == sorted(TABLE)


def asked(clients: dict[str, Client], method: str, url: str) -> dict[str, HttpResponse]:
    """Ask as everybody; nobody may ever get a server error."""
    answers = {who: ask(client, method, url) for who, client in clients.items()}
    assert {who: a.status_code for who, a in answers.items() if a.status_code >= 500} == {}, url
    return answers


def expect(answers: dict[str, HttpResponse], reached: set[str], allowed: Set[str]) -> None:
    """Fail with one readable line when somebody got further than the row says."""
    got = {who: answer.status_code for who, answer in sorted(answers.items())}
    assert sorted(reached) == sorted(allowed), got


@pytest.mark.house
@pytest.mark.slow
@pytest.mark.parametrize(("name", "row"), TABLE.items(), ids=TABLE)
def test_only_these_people_read_it(name: str, row: Access, world: World, clients):
    """Whoever is not in the row is refused; the secret of an office stays inside it."""
    answers = asked(clients, "get", reverse(name, kwargs=row.args(world)) + row.query)

    expect(answers, {who for who, answer in answers.items() if not refused(answer)}, row.reads)
    assert {w for w, a in answers.items() if SECRET in body(a)} <= MAY_KNOW


@pytest.mark.house
@pytest.mark.slow
@pytest.mark.parametrize(("name", "row"), TABLE.items(), ids=TABLE)
def test_only_these_people_post_to_it(name: str, row: Access, world: World, clients):
    """Posting is refused to everybody who may not write, whatever the page shows."""
    answers = asked(clients, "post", reverse(name, kwargs=row.args(world)) + row.query)

    passed = {who for who, answer in answers.items() if not refused(answer)}
    expect(answers, passed, (passed & row.reads) if row.writes is None else row.writes)


@pytest.mark.parametrize(("name", "args"), HIDDEN.items(), ids=HIDDEN)
def test_a_public_address_shows_no_draft(name: str, args: Arguments, world: World, clients):
    url = reverse(name, kwargs=args(world))

    assert {who: ask(client, "get", url).status_code for who, client in clients.items()} == (
        dict.fromkeys(clients, 404)
    )


@pytest.mark.house
def test_a_number_that_no_row_can_have_is_not_found(world: World, clients):
    """No database keeps so large a number, and one of them stumbles over being asked."""
    answers = {}
    for name, row in TABLE.items():
        said = row.args(world)
        huge = {key: 10**20 if isinstance(one, int) else one for key, one in said.items()}
        if huge != said:
            url = reverse(name, kwargs=huge) + row.query
            answers[name] = ask(clients["anonymous"], "get", url).status_code

    assert len(answers) > 100
    assert {name: status for name, status in answers.items() if status != 404} == {}
