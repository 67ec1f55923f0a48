"""The cast of every test of this room."""

import pytest

from mingzheng.publishing.tests.factories import Newsroom, a_newsroom


@pytest.fixture
def room(db) -> Newsroom:
    return a_newsroom()
