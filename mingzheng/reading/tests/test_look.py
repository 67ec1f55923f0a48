"""What residents see in a real browser: both widths, both skins, no grave axe finding."""

import pytest
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_village
from mingzheng.profiles.tests.factories import a_profile
from mingzheng.publishing.actions.withdrawing import withdraw
from mingzheng.publishing.tests.factories import Newsroom, a_newsroom, content
from mingzheng.reading.tests.factories import a_policy, explained, published
from tests.browser import DESK, faults, wear_by_width

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


@pytest.fixture
def addresses(room) -> list[str]:
    """Every kind of page, full and empty."""
    policy = a_policy(room)
    other = explained(room, policy)
    table = "<table><tr><th>项目</th><td>12</td></tr></table><p>正文</p>"
    notice = published(room, content(room, "关于开放服务点的公告", body=table))
    withdraw(other, by=room.signer, reason="图里数字有误")
    grid = a_profile(room.office, room.drafter)
    code = room.office.code
    return [
        *("/", "/openness/", f"/offices/{code}/openness/", f"/offices/{code}/apply/"),
        *(policy.get_absolute_url(), notice.get_absolute_url(), policy.home.get_absolute_url()),
        *(reverse("reading:course", args=[policy.code]), f"/columns/{code}/statutory/"),
        *("/policies/", "/policies/?number=x", "/published/notices/", "/published/?year=2001"),
        *("/published/archive/", f"/offices/{code}/about/", f"/offices/{code}/people/"),
        *(f"/offices/{code}/guide/", grid.get_absolute_url()),
        f"/offices/{a_village(town=room.town).code}/affairs/",
        *("/errors/", "/errors/new/"),
    ]


def test_the_public_pages_are_clean(page, addresses):
    """The console would tell if the content security policy refused the JSON-LD."""
    wear_by_width(page)

    assert faults(page, addresses) == []


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_the_controls_that_print_are_there_and_print(page, room):
    """Of our own module: the content security policy lets no inline script run."""
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page.goto(published(room).get_absolute_url())

    for one in page.get_by_role("button", name="打印").all():
        one.click()

    assert page.evaluate("printed") == 2


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_a_code_stands_on_white_in_high_contrast(page, room):
    page.context.add_cookies(
        [{"name": "contrast", "value": "high", "domain": "localhost", "path": "/"}]
    )
    page.goto(published(room).get_absolute_url())

    ground = page.locator(".qr img").evaluate("one => getComputedStyle(one).backgroundColor")

    assert page.locator("html").get_attribute("data-contrast") == "high"
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_in_elder_mode_the_list_comes_before_its_filters(page, room):
    a_policy(room)
    page.context.add_cookies(
        [{"name": "skin", "value": "elder", "domain": "localhost", "path": "/"}]
    )
    page.goto(reverse("reading:library"))

    rows, filters = (page.locator(one).bounding_box()["y"] for one in (".bar-tools", "#facets"))

    assert rows < filters
    assert page.locator(".to-facets").is_visible()
