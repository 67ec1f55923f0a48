"""Every public address through the page cache: the same bytes, and nothing it depends on unseen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
import time_machine
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.actions import update_organisation
from mingzheng.catalogue.actions import editions
from mingzheng.config.kept import PRIVATE, state, terms, watch
from mingzheng.demo.loading import INSTALLER
from mingzheng.evidence.actions import seal_due
from mingzheng.laws.actions import add_law
from mingzheng.pagecache.rules.asking import in_order, key_of
from mingzheng.pagecache.rules.writes import is_unseen
from mingzheng.pagecache.wrapper import PageCache
from mingzheng.portal.actions import change_site
from mingzheng.publishing.actions.withdrawing import withdraw as withdraw_article
from mingzheng.publishing.tests.factories import a_change, a_newsroom, an_article
from mingzheng.search.actions import Draft, Value, put, withdraw
from mingzheng.search.models import Document
from tests.repo.access_rows import EVERYBODY
from tests.repo.access_table import TABLE, Access
from tests.repo.access_world import World, build

pytestmark = [pytest.mark.slow]

# What the cache says itself; everything else must be Django's own.
DECLARED = {"cache-control", "content-length", "etag", "last-modified", "vary", "x-page-cache"} | {
    "x-request-id"
}
# What is the same for everybody and yet not kept: too rare, or a redirect of the moment.
NEVER = {"portal:favicon"}
COOKIES = ["", "skin=elder", "contrast=high; script=hant; skin=elder", "tracking=1"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def django(db: None) -> Iterator[WSGIHandler]:
    """Django as a server sees it; but a page must not end the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def cache(django) -> PageCache:
    return PageCache(django, terms=terms(), watch=watch(), limit=50_000_000)


def get(application: Any, address: str, cookie: str = "") -> tuple[str, dict[str, str], bytes]:
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    path, _, query = address.partition("?")
    environ |= {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    environ |= {"HTTP_COOKIE": cookie} if cookie else {}
    said: list[Any] = []
    result = application(environ, lambda *given: said.extend(given[:2]))
    body = b"".join(result)
    return said[0], {name.lower(): value for name, value in said[1]}, body


def public() -> dict[str, Access]:
    """Every address that anybody may read, without staff's and those that are never kept."""
    return {
        name: row for name, row in TABLE.items() if row.reads == EVERYBODY and name not in NEVER
    }


def address_of(row: Access, name: str, world: World) -> str:
    address = reverse(name, kwargs=row.args(world)) + row.query
    if address.startswith(PRIVATE):
        pytest.skip("never kept")
    return address


def own(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in DECLARED}


@pytest.mark.parametrize(("name", "row"), public().items(), ids=public())
def test_a_kept_page_is_what_django_says(name: str, row: Access, world: World, django, cache):
    address = address_of(row, name, world)
    address += ("&" if "?" in address else "?") + "page=1&a=b&utm_source=x"
    bare = address.partition("?")[0]

    for cookie in COOKIES:
        status, headers, body = get(django, f"{bare}?{in_order(address.partition('?')[2])}", cookie)
        if status.startswith("302"):
            pytest.skip("leads elsewhere for now: never kept")
        for how in ("miss", "hit"):
            kept = get(cache, address, cookie)
            assert (kept[0], own(kept[1]), kept[2]) == (status, own(headers), body)
            assert kept[1]["x-page-cache"] == ("hit" if cookie == "tracking=1" else how)


@pytest.mark.parametrize(("name", "row"), public().items(), ids=public())
def test_a_public_page_reads_no_table_whose_changes_are_not_noticed(name, row, world, django):
    """Otherwise the page would stay as it was until it is too old."""
    address = address_of(row, name, world)

    with CaptureQueriesContext(connection) as asked:
        get(django, address)

    tables = {word.strip('"') for one in asked for word in one["sql"].split() if "_" in word}
    unseen = {one for one in tables if is_unseen(one, settings.UNSEEN_TABLES)}
    assert {one for one in unseen if not is_unseen(one, settings.ECHOES)} == set()
    assert not any(one["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for one in asked)


def change_the_site(world: World) -> None:
    change_site(by=world.people["system"], values={"name": "云溪县政务公开网"})


def put_in_force(world: World) -> None:
    """The first office's draft comes into force."""
    clerk, reviewer, office = (world.people[who] for who in ("clerk", "reviewer", "office"))
    editions.submit(world.draft, by=clerk)
    editions.pass_review(world.draft, by=reviewer)
    day = date(2026, 1, 1)
    editions.approve(world.draft, by=office, approval_number="9号", effective_on=day)


def rename_an_office(world: World) -> None:
    update_organisation(world.second, by=INSTALLER, name="云溪县教育体育局")


def add_a_law(world: World) -> None:
    add_law("云溪县政务公开办法", by=world.people["office"])


def show_in_search(world: World) -> None:
    put([Draft(Value("x", "别的"), "1", "一件公开的事", "/", "test")])


def take_from_search(world: World) -> None:
    key = Document.objects.values_list("kind", "key")[0]
    assert withdraw(key[0], [key[1]]) == 1


def seal_yesterday(world: World) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert seal_due()


DEEDS = [
    change_the_site,
    put_in_force,
    rename_an_office,
    add_a_law,
    show_in_search,
    take_from_search,
    seal_yesterday,
]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_every_public_deed_is_another_generation(deed, world, db):
    before = state()

    # A test's transaction is one; outside it each deed has its own, and leaves its own notice.
    connection.run_on_commit = []
    deed(world)

    assert state() != before


@pytest.mark.parametrize("address", ["/errors/ABCDEFGHJK/", "/subscriptions/mine/x/"])
def test_what_opens_by_a_code_alone_is_never_kept(address):
    assert key_of({"REQUEST_METHOD": "GET", "PATH_INFO": address}, terms()) is None


def test_staff_pages_and_the_sign_in_form_are_never_kept(world, cache):
    for name in ("workbench:todo", "account_login", "healthz"):
        answers = [get(cache, reverse(name)) for _ in range(2)]
        assert not any("x-page-cache" in headers for _, headers, _ in answers)


def test_what_was_withdrawn_is_gone_in_every_process_with_the_next_request(django, monkeypatch):
    """Nobody would look again by itself for a minute: the mark of the withdrawal wakes them."""
    monkeypatch.setattr("mingzheng.pagecache.watch.POLL", 60.0)
    room = a_newsroom()
    article = an_article(room)
    a_change(article, room, body="<p>十三个服务点</p>")
    home = f"/articles/{article.code}/"
    addresses = [home, f"{home}course/", f"{home}compare/1/3/"]
    processes = [PageCache(django, terms=terms(), watch=watch(), limit=50_000_000) for _ in "12"]
    asked = [(one, address) for one in processes for address in addresses]
    for one, address in asked:
        get(one, address)
        assert get(one, address)[1]["x-page-cache"] == "hit"

    withdraw_article(article, by=room.signer, reason="有误")

    assert [get(one, address)[0][:3] for one, address in asked] == ["410"] * 6
