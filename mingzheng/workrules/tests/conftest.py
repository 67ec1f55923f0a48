"""The cast of every test of this room."""

import pytest

from mingzheng.catalogue.tests.factories import Cast, a_cast


@pytest.fixture
def cast(db) -> Cast:
    return a_cast()
