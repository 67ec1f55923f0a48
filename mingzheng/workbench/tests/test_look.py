"""What staff see in a real browser: both widths, no grave axe finding, nothing refused."""

import re

import pytest

from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast, an_edition
from mingzheng.core import trace
from tests.browser import PHONE, faults, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def draft():
    """Something to look at: an edition with a change in its trace."""
    clerk = a_person("drafter", a_department("云溪县农业农村局"), name="林书瑶")
    draft = editions.open_draft(clerk.organisation, by=clerk, summary="第一次编制")
    trace.record(draft, "note", by=clerk, label="批注", changes={"title": ["旧名", "新名"]})
    return draft


def test_the_audit_pages_are_clean(page, draft):
    sign_in(page, a_person("audit_admin", a_county(), name="何静川"))

    addresses = [
        "/desk/",
        "/desk/trace/",
        "/desk/trace/?cols=hash&cols=title",
        "/desk/trace/seals/",
    ]
    assert faults(page, [*addresses, f"/desk/trace/catalogue.edition/{draft.pk}/"]) == []


def test_the_list_of_what_came_back_is_clean(page):
    cast = a_cast()
    edition = an_edition(cast, at=EditionState.REVIEW)
    editions.send_back(edition, by=cast.reviewer, note="第 2 项缺办理地点，请补上窗口地址和电话。")
    sign_in(page, cast.drafter)

    assert faults(page, ["/desk/"]) == []


def test_the_settings_page_is_clean(page):
    sign_in(page, a_person("system_admin", a_county(), name="苏闻"))

    assert faults(page, ["/desk/", "/desk/site/"]) == []


def test_on_a_phone_the_menu_is_one_line_that_says_where_one_is_and_what_waits(page):
    cast = a_cast()
    edition = an_edition(cast, at=EditionState.REVIEW)
    editions.send_back(edition, by=cast.reviewer, note="第 2 项缺办理地点，请补上窗口地址和电话。")
    sign_in(page, cast.drafter)
    page.goto("/desk/")
    menu = page.get_by_role("navigation", name="工作台导航")
    is_phone = page.viewport_size["width"] == PHONE

    assert menu.count() == 1
    assert menu.get_by_role("link", name=re.compile("^目录")).is_visible() is not is_phone
    if is_phone:
        assert "待办 1" in menu.locator("summary").inner_text()
        assert menu.bounding_box()["height"] < 60
        menu.locator("summary").press("Enter")
        menu.get_by_role("link", name=re.compile("^目录")).wait_for()
        assert menu.locator("[aria-current]").inner_text().startswith("待办")
