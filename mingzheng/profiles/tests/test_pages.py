"""What residents see of an office."""

import json
import re

import pytest
from django.urls import reverse

from mingzheng.profiles.tests.factories import a_profile, an_officer

pytestmark = pytest.mark.django_db


def test_an_office_without_a_profile_still_says_how_to_reach_it(client, office, words):
    said = words(client.get(reverse("profiles:about", args=[office.code])))

    assert "还没有写职责和人员" in said
    assert "云溪县和平路 1 号" in said


@pytest.mark.proves("《政府信息公开条例》第二十条")
def test_the_profile_shows_duties_leaders_units_and_contact(client, office, clerk, words):
    """《政府信息公开条例》第二十条第（二）项."""
    a_profile(office, clerk)

    answer = client.get(reverse("profiles:about", args=[office.code]))

    said = words(answer)
    for word in ("负责全县养老服务", "周以宁", "社会救助股", "第一网格", "0000-1234567"):
        assert word in said
    data = json.loads(re.search(r"ld\+json\">(.*?)</script>", answer.content.decode())[1])
    one, trail = data["@graph"]
    assert one["@type"] == "GovernmentOrganization"
    assert one["parentOrganization"]["name"] == "云溪县人民政府"
    assert [step["name"] for step in trail["itemListElement"]][1:] == [
        *("查单位", "云溪县民政局", "机构职能")
    ]


def test_pages_ask_few_queries_however_many_people(
    client, office, clerk, django_assert_max_num_queries
):
    a_profile(office, clerk)
    for number in range(20):
        an_officer(office, clerk, name=f"人员{number}", post="职员", is_leader=False)

    for name in ("about", "people", "guide"):
        with django_assert_max_num_queries(8):
            client.get(reverse(f"profiles:{name}", args=[office.code]))


def test_a_grid_has_a_page_and_a_qr_code(client, office, clerk, words):
    grid = a_profile(office, clerk)

    said = words(client.get(grid.get_absolute_url()))
    qr = client.get(reverse("profiles:qr", args=[office.code, grid.pk]))

    assert "和平路 1 号至 35 号" in said
    assert "林书瑶" in said
    assert "周以宁" not in said
    assert qr["Content-Type"] == "image/svg+xml"


def test_the_guide_holds_what_was_written_and_names_the_law(client, office, clerk, words):
    a_profile(office, clerk)

    said = words(client.get(reverse("profiles:guide", args=[office.code])))

    assert "机构职能、政策文件" in said
    assert "第十二条" in said


def test_people_are_downloaded_as_a_table(client, office, clerk):
    a_profile(office, clerk)

    answer = client.get(reverse("profiles:people_table", args=[office.code]))

    assert answer.content.decode("utf-8-sig").splitlines()[1].startswith("周以宁,局长")


@pytest.mark.parametrize("name", ["about", "people", "guide", "people_table"])
def test_an_unknown_office_has_no_page(client, name):
    assert client.get(reverse(f"profiles:{name}", args=["NONE"])).status_code == 404


def test_a_unit_of_another_office_is_not_found_here(client, office, clerk, stranger):
    grid = a_profile(office, clerk)

    address = reverse("profiles:unit", args=[stranger.organisation.code, grid.pk])
    assert client.get(address).status_code == 404
