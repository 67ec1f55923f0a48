"""What every test stands on: fast settings, a fresh database, a frozen day, a real browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase

pytest_plugins = ["tests.browser", "tests.pages"]

# Deadlines measure the machine, not the code; in CI the same commit must give the same answer.
hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")

FROZEN_AT = datetime(2026, 6, 15, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Monday, a workday


def pytest_configure(config: pytest.Config) -> None:
    """Swap what is slow on purpose (passwords) or needs a build step (hashed static names)."""
    config.addinivalue_line("markers", "database: asks the database (set by itself)")
    config.addinivalue_line("markers", "house: one database is enough (files, addresses)")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "downloads": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the database: only that is worth a second run on another one.

    And give rows laid by migrations back to every test that empties the database after itself.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = getattr(item, "fixturenames", ())
        if marker or "django_db_setup" in names or "db" in names:
            item.add_marker("database")
        if (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & {
            *names
        }:
            kwargs = {**(marker.kwargs if marker else {}), "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**kwargs), append=False)


@pytest.fixture(autouse=True)
def _nothing_kept_from_the_test_before() -> None:
    """Keys of rows come again from test to test; what is kept under them must not."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _downloads_aside(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let each worker lock files of its own, not those of a site that runs here."""
    settings.DOWNLOADS = tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Keep SQLite's test database in a file: each thread gets a connection, as in service."""
    if connections["default"].vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connections["default"].settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session", autouse=True)
def _emptying_may_pass_the_append_only_triggers() -> Iterator[None]:
    """Lift the triggers only while a transactional test empties the *test* database.

    The trace refuses UPDATE, DELETE and TRUNCATE, and the product has no switch for that.
    """
    from mingzheng.search.backends import engine

    empty = vars(TransactionTestCase)["_fixture_teardown"]  # a private door, unknown to the types

    def empty_without_triggers(case: TransactionTestCase) -> None:
        with triggers_lifted():
            empty(case)
        # The index is no model: Django empties the documents and leaves it standing.
        engine().remove([place for place, _ in engine().flat_texts()])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_without_triggers)
        yield


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """Run a block with the database's own triggers off, and put them back whatever happens."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            off = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
            on = [sql for _, sql in triggers]
        else:
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
            )
            tables = [table for (table,) in cursor.fetchall()]
            off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        for statement in off:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in on:
                cursor.execute(statement)


@pytest.fixture
def frozen() -> Iterator[time_machine.Traveller]:
    """Stop the clock at an ordinary workday; `frozen.move_to(...)` goes elsewhere."""
    with time_machine.travel(FROZEN_AT, tick=False) as traveller:
        yield traveller
