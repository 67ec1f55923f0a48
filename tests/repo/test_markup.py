"""Every public page in every skin is valid HTML; feeds, site maps, linked data keep their rules."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState
from mingzheng.demo.loading import load
from mingzheng.publishing.models import Article
from tests.repo import markup
from tests.repo.access_rows import EVERYBODY
from tests.repo.access_table import TABLE
from tests.repo.access_world import build

pytestmark = [pytest.mark.slow, pytest.mark.house, pytest.mark.django_db]
SKINS = {
    "plain": {},
    "elder": {"skin": "elder", "contrast": "high", "size": "larger"},
    "hant": {"script": "hant"},
}
STAFFS = ("/desk/", "/sign-in/", "/skin/")
EMPTY = "/meetings/?year=1999"


class Answer(NamedTuple):
    """What somebody who asked got."""

    status: int
    kind: str
    body: bytes


def _addresses() -> list[str]:
    """Every public address of the table, and fuller pages of the demo county."""
    world = build()
    found = [
        reverse(name, kwargs=row.args(world)) + row.query
        for name, row in TABLE.items()
        if row.reads == EVERYBODY
    ]
    items = Item.objects.filter(edition__state=EditionState.IN_FORCE).order_by("pk")
    found += [one.get_absolute_url() for one in items[:2]]
    seen = set()
    for one in Article.objects.filter(visibility="public").order_by("-pk"):
        if one.kind not in seen:
            found.append(one.get_absolute_url())
        seen.add(one.kind)
    found += ["/search/?q=补贴", "/search/?q=没有这个词", "/catalogue/items/?q=补贴", "/nowhere/"]
    found += ["/topics/pilot/", "/topics/business/", EMPTY, "/policies/?q=补贴", "/published/news/"]
    return [one for one in dict.fromkeys(found) if not one.startswith(STAFFS)]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker) -> Iterator[dict[str, Answer]]:
    """What the demo county, with the cast of the access table in it, answers to anybody."""
    with django_db_blocker.unblock(), transaction.atomic():
        load("small", lambda words: None)
        found = {}
        for address in _addresses():
            for skin, cookies in SKINS.items():
                client = Client()
                client.cookies.load(cookies)
                answer = client.get(address)
                assert answer.status_code < 500, address
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                kind = answer.headers.get("Content-Type", "").partition(";")[0]
                found[f"{skin} {address}"] = Answer(answer.status_code, kind, body)
        yield found
        transaction.set_rollback(True)


def _of(answers: dict[str, Answer], kind: str) -> dict[str, Answer]:
    return {where: one for where, one in answers.items() if one.kind == kind and one.status == 200}


def _pages(answers: dict[str, Answer]) -> dict[str, str]:
    return {
        w: one.body.decode() for w, one in answers.items() if one.kind == "text/html" and one.body
    }


def test_every_page_in_every_skin_is_valid_html(answers, tmp_path: Path):
    """The Nu checker (vnu) has nothing against any of them, in one run."""
    if markup.java() is None and not os.environ.get("CI"):
        pytest.skip("这台机器没有 Java，网页有效性由 CI 检查（apt install default-jre-headless）")
    pages = _pages(answers)
    names = {}
    for number, (where, page) in enumerate(pages.items()):
        file = f"{number:03d}.html"
        names[file] = where
        (tmp_path / file).write_text(page, "utf-8")

    lines = [f"{names[one.partition(':')[0]]!r}:{one.partition(':')[2]}".replace(" ", "_", 1)
             for one in markup.nu(tmp_path)]  # fmt: skip

    assert len(pages) > 150
    assert lines == [], markup.grouped(lines)


def test_feeds_keep_their_rules(answers):
    """RFC 4287 and JSON Feed 1.1."""
    atom, feeds = _of(answers, "application/atom+xml"), _of(answers, "application/feed+json")

    found = {where: markup.faults_of_atom(one.body) for where, one in atom.items()}
    found |= {where: markup.faults_of_json_feed(one.body) for where, one in feeds.items()}

    assert len(atom) > 5
    assert len(feeds) > 0
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_site_maps_keep_the_protocol(answers):
    maps = {w: one for w, one in _of(answers, "application/xml").items() if "sitemap" in w}

    found = {where: markup.faults_of_map(one.body, "testserver") for where, one in maps.items()}

    assert len(maps) >= 3
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_linked_data_is_whole(answers):
    """JSON-LD is JSON, has a context and types, and says nothing empty."""
    pages = {w: page for w, page in _pages(answers).items() if "ld+json" in page}

    found = {where: markup.faults_of_linked_data(page) for where, page in pages.items()}

    assert len(pages) > 10
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("check", "data", "fault"),
    [
        (markup.faults_of_atom, b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "has not one id"),
        (markup.faults_of_json_feed, b'{"version": "1"}', "title"),
        (lambda data: markup.faults_of_map(data, "x"), b"<urlset/>", "is no map"),
        (
            lambda data: markup.faults_of_linked_data(data.decode()),
            b'<p><script type="application/ld+json">{"a": ""}</script>',
            "has no type",
        ),
    ],
)
def test_the_rules_find_what_is_wrong(check, data, fault):
    assert any(fault in line for line in check(data))
