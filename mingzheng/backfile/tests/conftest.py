"""The cast of every test of this room."""

import pytest

from mingzheng.publishing.tests.factories import Newsroom, a_newsroom


@pytest.fixture
def room(db, settings, tmp_path) -> Newsroom:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return a_newsroom()
