"""What public pages tell programs: lists, spaces, documents with their files, where each stands."""

import json
import re

import pytest
from django.urls import reverse

from mingzheng.publishing.tests.factories import a_column
from mingzheng.reading.tests.factories import a_policy, published
from mingzheng.texts.rules.content import Tie
from mingzheng.texts.states import Relation

pytestmark = pytest.mark.django_db


def told(client, address: str) -> dict[str, dict]:
    """The things that a page tells of, by their type."""
    page = client.get(address).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return {one["@type"]: one for one in json.loads(script)["@graph"]}


def steps(said: dict[str, dict]) -> list[str]:
    return [one["name"] for one in said["BreadcrumbList"]["itemListElement"]]


def listed(said: dict[str, dict]) -> list[str]:
    return [one["url"] for one in said["CollectionPage"]["mainEntity"]["itemListElement"]]


def test_lists_tell_what_they_list_and_where_they_stand(client, room):
    notice, policy = published(room), a_policy(room)
    column = a_column(room.office)
    pages = {
        column.get_absolute_url(): (["首页", "云溪县民政局", "通知公告"], notice),
        reverse("reading:notices"): (["首页", "政府信息公开", "通知公告"], notice),
        reverse("reading:library"): (["首页", "政府信息公开", "政策文件库"], policy),
    }

    for address, (trail, one) in pages.items():
        said = told(client, address)
        assert steps(said) == trail
        assert listed(said) == [f"http://testserver{one.get_absolute_url()}"]


def test_an_empty_list_tells_only_where_it_stands(client, room):
    said = told(client, reverse("reading:library"))

    assert "mainEntity" not in said["CollectionPage"]
    here = said["BreadcrumbList"]["itemListElement"][-1]
    assert here == {"@type": "ListItem", "position": 3, "name": "政策文件库"}


def test_a_space_tells_whose_it_is_and_who_stands_below(client, room):
    one = published(room)

    said = told(client, reverse("reading:platform"))

    organ = said["GovernmentOrganization"]
    assert organ["name"] == "云溪县人民政府"
    assert {"云溪县民政局", "柳溪镇人民政府"} <= {o["name"] for o in organ["subOrganization"]}
    assert said["CollectionPage"]["about"] == {"@id": organ["@id"]}
    assert listed(said) == [f"http://testserver{one.get_absolute_url()}"]


def test_a_document_tells_what_it_changes_and_repeals_and_for_which_area(client, room):
    old = a_policy(room, "云溪县临时救助办法（试行）")
    ties = (
        Tie(Relation.AMENDS.value, old.code),
        Tie(Relation.REPEALS.value, title="云政规〔2019〕3号"),
    )
    new = a_policy(room, "云溪县临时救助办法", ties=ties)

    said = told(client, new.get_absolute_url())["Legislation"]

    assert said["legislationChanges"][0]["url"] == f"http://testserver{old.get_absolute_url()}"
    assert said["legislationRepeals"] == [{"@type": "Legislation", "name": "云政规〔2019〕3号"}]
    assert said["legislationJurisdiction"]["name"] == "云溪县"
