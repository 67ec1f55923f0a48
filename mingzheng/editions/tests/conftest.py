"""Everybody at the desk, and what a page says without its markup."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from mingzheng.accounts.models import Person
from mingzheng.catalogue.tests.factories import Cast, a_cast


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def at_desk() -> Callable[[Person], Client]:
    """Give the browser of a person who has signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def words() -> Callable[..., str]:
    """Give what an answer says, without markup and with spaces folded; its status must be right."""

    def read(answer, status: int = 200) -> str:
        assert answer.status_code == status, answer.content.decode()[:2000]
        bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
        return re.sub(r"\s+", " ", html.unescape(bare))

    return read
