"""The cast of every test of this room."""

import pytest

from mingzheng.catalogue.tests.factories import Cast
from mingzheng.publicity.tests.factories import a_small_cast


@pytest.fixture
def cast(db) -> Cast:
    return a_small_cast()
