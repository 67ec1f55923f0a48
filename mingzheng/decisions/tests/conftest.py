"""The cast of every test of this room."""

import pytest

from mingzheng.decisions.tests.factories import Cast, a_cast


@pytest.fixture
def cast(db, frozen) -> Cast:
    return a_cast()
