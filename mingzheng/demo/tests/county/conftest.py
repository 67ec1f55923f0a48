"""The small demo county, loaded once for all tests that only look at it."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction

from mingzheng.demo.loading import load

LOADED_AT = datetime(2026, 6, 15, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Monday, a workday


@pytest.fixture(scope="package")
def _loaded(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(LOADED_AT, tick=False):
            load("small", lambda words: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def small_county(_loaded: None, db: None) -> Iterator[None]:
    """The county as it was loaded, on the day of loading; what a test changes is undone."""
    with time_machine.travel(LOADED_AT, tick=False):
        yield
