"""From the home page to every kind of information in one or two steps, the place marked."""

import re

import pytest

from mingzheng.accounts.tests.factories import a_county
from mingzheng.portal import navigation

pytestmark = pytest.mark.django_db
WANTED = {
    "政策解读": "/published/interpretations/",
    "双公示": "/publicity/",
    "政府会议": "/meetings/",
    "专题专栏": "/topics/",
    "依申请公开": "/openness/apply/",
}


def links_in(page: str, name: str) -> dict[str, str]:
    """The links of one navigation by its label: words → address."""
    part = re.search(rf'<nav [^>]*aria-label="{name}">(.*?)</nav>', page, re.DOTALL)
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', part[1] if part else "")
    return {words: address for address, words in found}


def test_everything_is_one_or_two_steps_from_the_home_page(client):
    a_county()
    main = links_in(client.get("/").content.decode(), "主导航")
    found = dict(main)
    for address in main.values():
        found |= links_in(client.get(address).content.decode(), "本频道")

    assert {name: found.get(name) for name in WANTED} == WANTED
    assert len(main) == 8  # four and four on a phone


@pytest.mark.parametrize("link", navigation.OPENNESS[:-1], ids=lambda link: link.label)
def test_the_page_is_marked_where_it_is(link, client):
    a_county()

    page = client.get(link.url).content.decode()

    assert f'<a href="{link.url}" aria-current="page">{link.label}</a>' in page


def test_the_way_to_apply_leads_to_the_government(client):
    county = a_county()

    answer = client.get("/openness/apply/")

    assert answer["Location"] == f"/offices/{county.code}/apply/"
