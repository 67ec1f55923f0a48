"""What staff see in a real browser: both widths, no grave axe finding, nothing refused."""

import pytest

from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast, an_edition
from mingzheng.core import trace
from tests.browser import axe, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def draft():
    """Something to look at: an edition with a change in its trace."""
    clerk = a_person("drafter", a_department("云溪县农业农村局"), name="林书瑶")
    draft = editions.open_draft(clerk.organisation, by=clerk, summary="第一次编制")
    trace.record(draft, "note", by=clerk, label="批注", changes={"title": ["旧名", "新名"]})
    return draft


def faults(page, addresses: list[str]) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    for address in addresses:
        page.goto(address)
        found += [f"{address} {line}" for line in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{address} is {wide} px too wide"] if wide > 0 else []
    return found


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
