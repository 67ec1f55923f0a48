"""Everybody at the desk, and what a page says without its markup."""

import pytest

from mingzheng.catalogue.tests.factories import Cast, a_cast


@pytest.fixture
def cast() -> Cast:
    return a_cast()
