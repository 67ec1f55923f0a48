"""The cast of every test of this room, on a frozen Monday with the shipped calendar."""

import pytest

from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.deadlines import almanac


@pytest.fixture
def cast(db, frozen) -> Cast:
    almanac.seed()
    return a_cast()
