"""What tests of pages need everywhere: a signed-in person's browser, a page's words, another day.

Fixtures of every room (conftest.py names this file), and plain functions for helpers of a test.
"""

import html
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client


def seat(person: Any) -> Client:
    """Return the browser of somebody who has signed in."""
    client = Client()
    client.force_login(person)
    return client


def wording(answer: Any, status: int = 200) -> str:
    """Return what an answer says, without markup, spaces folded; its status must be right."""
    page = answer.content.decode()
    assert answer.status_code == status, page[:2000]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def at_desk() -> Callable[[Any], Client]:
    """Give `seat`."""
    return seat


@pytest.fixture
def words() -> Callable[..., str]:
    """Give `wording`."""
    return wording


@pytest.fixture
def later() -> Callable[[date], time_machine.travel]:
    """Move to another day at ten in the morning."""

    def go(day: date) -> time_machine.travel:
        moment = datetime.combine(day, time(10), tzinfo=ZoneInfo("Asia/Shanghai"))
        return time_machine.travel(moment, tick=False)

    return go
