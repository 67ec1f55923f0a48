"""The public face in service: every page, through an account that may do nothing but read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.urls import reverse

from tests.journeys.processes import environment
from tests.journeys.served import prepare, serving
from tests.repo.access_rows import EVERYBODY
from tests.repo.access_table import SIGN_IN, TABLE
from tests.repo.access_world import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def a_reader(address: str) -> Iterator[str]:
    """The same database by an account that may SELECT; with SQLite the file says it itself."""
    if connection.vendor == "sqlite":
        yield address
        return
    name, parts = f"mz_reader_{os.getpid()}", urlsplit(address)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'read'")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    try:
        yield address.replace(parts.netloc, f"{name}:read@{parts.hostname}:{parts.port}")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {name}")
            cursor.execute(f"DROP ROLE {name}")


def test_every_public_page_is_there_for_an_account_that_may_only_read(tmp_path, settings):
    # The other process must find the files that this one stores.
    folder = {"location": tmp_path / "media"}
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    world = build()
    addresses = {
        reverse(name, kwargs=row.args(world)) + row.query
        for name, row in TABLE.items()
        if row.reads == EVERYBODY and name not in SIGN_IN
    }
    prepare(tmp_path)
    spool = tmp_path / "spool"
    spool.mkdir()
    with (
        a_reader(environment(tmp_path)["DATABASE_URL"]) as address,
        serving(
            tmp_path, MINGZHENG_FACE="public", DATABASE_URL=address, MINGZHENG_SPOOL=str(spool)
        ) as site,
    ):
        said = {one: site.get(one) for one in sorted(addresses)}
        bad = {one: answer.status for one, answer in said.items() if answer.status >= 400}
        found = site.get("/search/?q=%E6%95%99%E8%82%B2")
        desk = [site.get(one).status for one in ("/desk/", "/sign-in/", "/desk/site/")]

    assert bad == {}
    assert (found.status, desk) == (200, [404, 404, 404])
    assert "教育" in next(spool.iterdir()).read_text("utf-8")
    assert not any(
        "set-cookie" in answer.headers for one, answer in said.items() if "/skin/" not in one
    )
