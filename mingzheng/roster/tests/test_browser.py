"""The roster in a real browser, wide and narrow: nothing for axe to find, no sideways scrolling."""

import pytest

from mingzheng.accounts import actions
from mingzheng.accounts.tests.factories import a_person, a_town, a_village
from mingzheng.posts.actors import COMMAND_LINE
from tests.browser import axe, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_every_page_of_the_roster_is_clean(page):
    town = a_town("柳溪镇人民政府", code="YX-LX", phone="0000-1234567")
    village = a_village(town=town)
    clerk = a_person("drafter", village)
    actions.name_everywhere(town, "柳溪", by=COMMAND_LINE)
    sign_in(page, a_person("system_admin", name="王安"))

    for address in (
        "",
        "roles/",
        "people/",
        f"people/{clerk.pk}/",
        f"people/{clerk.pk}/do/deactivate/",
        "people/new/",
        "organisation/YX-LX/",
        "organisation/YX-LX/edit/",
        "organisations/import/",
    ):
        response = page.goto(f"/desk/accounts/{address}")
        assert response.status == 200, address
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
