"""The public face (前台): every public page is there, no address of staff's, no cookie."""

from collections.abc import Iterator

import pytest
from django.conf import settings as product
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from mingzheng.config import faces
from tests.repo.access_rows import EVERYBODY
from tests.repo.access_table import SIGN_IN, TABLE, Access
from tests.repo.access_world import World, build

pytestmark = [pytest.mark.slow, pytest.mark.house]

OF_STAFF = {name: row for name, row in TABLE.items() if row.reads != EVERYBODY} | SIGN_IN
OF_STAFF.pop("api:api-root")  # a name of the library's that leads nowhere on any face
OF_ALL = {name: row for name, row in TABLE.items() if name not in OF_STAFF}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def public(settings) -> None:
    """This process as the public face."""
    settings.FACE = faces.PUBLIC
    settings.ROOT_URLCONF = faces.urlconf(faces.PUBLIC)
    settings.MIDDLEWARE = faces.middleware(faces.PUBLIC, settings.MIDDLEWARE)


@pytest.mark.parametrize(("name", "row"), OF_STAFF.items(), ids=OF_STAFF)
def test_no_address_of_staff_is_there(name: str, row: Access, world: World, db, request):
    address = reverse(name, kwargs=row.args(world)) + row.query
    request.getfixturevalue("public")

    client = Client(raise_request_exception=False)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("name", [name for name in OF_ALL if name != "api:api-root"])
def test_every_public_page_is_there_and_sets_no_cookie(name: str, world: World, db, public):
    row = TABLE[name]

    answer = Client().get(reverse(name, kwargs=row.args(world)) + row.query)

    assert answer.status_code in (200, 302)
    if name != "portal:skin":
        assert not answer.cookies
    if not answer.streaming and name != "portal:robots":
        assert b"/sign-in/" not in answer.content


def endpoints(patterns=None, before: str = "") -> Iterator[tuple[str, object]]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLPattern):
            yield route, one.callback
        else:
            yield from endpoints(one.url_patterns, route)


def test_programs_can_only_read(public):
    """An API that writes belongs under an address of staff's."""
    views = {route: view for route, view in endpoints() if route.startswith("api/")}

    allowed = {
        method
        for view in views.values()
        for operation in getattr(getattr(view, "__self__", None), "operations", [])
        for method in operation.methods
    }
    assert views
    assert allowed <= {"GET"}


def test_a_refusal_is_a_page_of_the_public_site(public, client, db):
    answer = client.post("/")

    assert answer.status_code == 405
    assert "只能打开看" in answer.content.decode()


def test_search_engines_are_sent_away_from_the_office(settings, client):
    settings.FACE = faces.OFFICE

    assert client.get("/robots.txt").content.decode().splitlines()[1:] == ["Disallow: /"]


def test_a_face_that_is_none_does_not_start():
    assert faces.face("") == faces.BOTH
    with pytest.raises(ImproperlyConfigured, match="前台"):
        faces.face("前台")


def test_the_public_face_opens_the_database_to_read_only():
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/var/a b.sqlite3", "OPTIONS": {}}
    server = {"ENGINE": "django.db.backends.postgresql", "NAME": "x", "OPTIONS": {"options": "-a"}}

    assert faces.database(faces.PUBLIC, sqlite)["NAME"] == "file:/var/a%20b.sqlite3?mode=ro"
    assert "read_only=on" in faces.database(faces.PUBLIC, server)["OPTIONS"]["options"]
    assert faces.database(faces.BOTH, server) is server
    assert product.FACE == faces.BOTH
