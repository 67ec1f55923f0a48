"""The cast of every test of this room: a newsroom whose county keeps a topic."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from mingzheng.deadlines import almanac
from mingzheng.publishing.tests.factories import Newsroom, a_newsroom
from mingzheng.topics import actions
from mingzheng.topics.models import Topic
from tests.pages import seat

BLANK: dict[str, Any] = {"kind": "", "office": None, "column": None, "words": ""}
SAID: dict[str, Any] = {
    "name": "试点专栏",
    "slug": "pilot",
    "purpose": "把该公开的列成目录，逐项公开。",
    "begins_on": date(2026, 6, 1),
    "ends_on": date(2026, 12, 31),
    "is_open": True,
}


@pytest.fixture
def room(db, frozen) -> Newsroom:
    almanac.seed()
    return a_newsroom()


@pytest.fixture
def topic(room) -> Topic:
    return actions.save(Topic(organisation=room.county), SAID, by=room.openness)


@pytest.fixture
def desk(room) -> Client:
    return seat(room.openness)
