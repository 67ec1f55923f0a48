"""No page leads whoever reads it to a refusal: every link on it opens for the same person."""

import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.browser import session_of
from tests.repo.access_world import PEOPLE, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.house]

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
EACH = 1  # pages of one address pattern that one person opens
FILES = re.compile(r"\.(xlsx|csv|json|pdf|atom|svg|xml|docx|zip)$|/export/")
LEAVING = ("/sign-out/", "/skin/")


def pattern(path: str) -> str | None:
    """The route behind a path, so that a thousand items count as one page."""
    try:
        return resolve(path).route
    except Resolver404:
        return None


def walk(client: Client, start: str) -> list[str]:
    """Follow the links from a page on; where one is refused, which page had it."""
    found, seen, often = [], {start}, Counter[str]()
    ahead = deque([(start, "")])
    while ahead:
        url, source = ahead.popleft()
        answer = client.get(url, follow=True)
        if answer.status_code >= 400:
            found.append(f"{answer.status_code} {url} <- {source}")
            continue
        if answer.streaming or "text/html" not in answer.headers["Content-Type"]:
            continue
        for link in LINK.findall(answer.content.decode()):
            target = urljoin(url, link.replace("&amp;", "&"))
            path = urlsplit(target).path
            if urlsplit(target).netloc or not path.startswith("/") or path.startswith(LEAVING):
                continue
            route = pattern(path)
            key = f"{route}?{bool(urlsplit(target).query)}"
            if target in seen or often[key] >= EACH or FILES.search(path):
                continue
            seen.add(target)
            often[key] += 1
            ahead.append((target, url))
    return found


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build().people
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "who",
    ["anonymous", *PEOPLE],
)
def test_no_link_is_refused(people, who):
    client = Client()
    if who != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(people[who])

    assert walk(client, "/" if who == "anonymous" else "/desk/") == []
