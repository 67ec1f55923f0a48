"""The cast of every test of this room: an office with a catalogue, columns and a system's key."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from mingzheng.accounts.models import Person
from mingzheng.accounts.tests.factories import a_person
from mingzheng.catalogue.tests.factories import Cast, a_cast, content
from mingzheng.columns import actions as columns
from mingzheng.deadlines import almanac
from mingzheng.dues.tests.factories import a_catalogue
from mingzheng.handover import actions
from mingzheng.handover.models import SystemKey

MEETINGS = content("政府常务会议", limit_text="会议结束之日起10个工作日内")


@dataclass
class Room:
    """Everybody, the key of the office's document system, and the administrator who issued it."""

    cast: Cast
    system_admin: Person
    key: SystemKey
    secret: str


@pytest.fixture
def room(db, frozen) -> Room:
    almanac.seed()
    cast = a_cast()
    a_catalogue(cast, MEETINGS)
    for place in (cast.county, cast.office):
        columns.lay_columns(place, by=cast.openness)
    admin = a_person("system_admin", cast.county, name="郁清河")
    key, secret = actions.issue(cast.office, "民政局办文系统", by=admin)
    return Room(cast, admin, key, secret)


@pytest.fixture
def call(room) -> Callable[..., HttpResponse]:
    def post(said: dict[str, Any] | None = None, *, secret: str = "", **query: str) -> HttpResponse:
        client, path = Client(), query.pop("path", "/desk/api/handovers")
        head = {"authorization": f"Bearer {secret or room.secret}"}
        if said is None:
            return client.get(path, query, headers=head)
        return client.post(path, json.dumps(said), content_type="application/json", headers=head)

    return post
