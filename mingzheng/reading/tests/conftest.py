"""The cast: a county with an office that publishes, and what its pages say in plain words."""

import pytest

from mingzheng.publishing.tests.factories import Newsroom, a_newsroom


@pytest.fixture
def room(db) -> Newsroom:
    return a_newsroom()
