"""Feeds of the change log: valid Atom and JSON Feed, for all fields and for one."""

import json
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from mingzheng.catalogue.tests.factories import a_cast
from mingzheng.lookup.tests.factories import a_past
from mingzheng.standards.models import Field

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def atom(client: Client, url: str) -> ET.Element:
    response = client.get(url)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314 our own feed


def slug(code: str) -> str:
    return Field.objects.get(code=code).slug


def test_atom_has_what_rfc_4287_demands(client):
    past = a_past()

    feed = atom(client, "/catalogue/feed.atom")

    for name in ("title", "id", "updated", "link"):
        assert feed.find(f"a:{name}", ATOM) is not None
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", None, ATOM) for entry in entries] == [
        past.new.title,
        past.old.title,
    ]
    for entry in entries:
        assert entry.findtext("a:id", None, ATOM).startswith("tag:")
        assert entry.findtext("a:updated", None, ATOM)
        assert entry.findtext("a:author/a:name", None, ATOM) == "云溪县民政局"


def test_json_feed_has_what_version_1_1_demands(client):
    past = a_past()

    response = client.get("/catalogue/feed.json")

    feed = json.loads(response.content)
    assert response["Content-Type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/catalogue/feed.json")
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) == 2
    assert feed["items"][0]["url"].endswith(f"/catalogue/changes/{past.new.pk}/")
    assert "按省里的新目录调整" in feed["items"][0]["content_text"]


def test_a_fields_feed_tells_what_changed_there(client):
    a_past()

    feed = atom(client, f"/catalogue/fields/{slug('20')}/feed.atom")

    titles = [entry.findtext("a:title", None, ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles == ["社会救助：新增 1 项，修改 1 项，删除 1 项", "社会救助：新增 3 项"]


def test_a_field_that_did_not_change_has_an_empty_feed(client):
    a_past()

    feed = json.loads(client.get(f"/catalogue/fields/{slug('01')}/feed.json").content)

    assert feed["items"] == []


@pytest.mark.parametrize("url", ["/catalogue/feed.atom", "/catalogue/feed.json"])
def test_an_empty_feed_is_a_feed(client, url):
    a_cast()

    assert client.get(url).status_code == 200
