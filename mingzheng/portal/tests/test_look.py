"""What residents see in a real browser: every width, every skin, by keyboard, on paper."""

from datetime import timedelta

import pytest

from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast, an_edition
from mingzheng.evidence import queries as evidence
from mingzheng.evidence.actions import seal_due
from mingzheng.portal.models import SiteSettings
from tests.browser import PHONE, axe

PAGES = ["/", "/site-map/", "/accessibility/", "/privacy/", "/seals/", "/seals/check/", "/nowhere/"]
SKINS = [
    {},
    {"skin": "elder"},
    {"contrast": "high", "script": "hant"},
    {"skin": "elder", "contrast": "high", "size": "larger"},
]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def put_on(page, skin: dict[str, str]) -> None:
    page.context.add_cookies(
        [{"name": k, "value": v, "domain": "localhost", "path": "/"} for k, v in skin.items()]
    )


@pytest.mark.parametrize("skin", SKINS, ids=["plain", "elder", "contrast", "all"])
def test_no_page_is_hard_to_read_or_wider_than_the_screen(page, skin):
    put_on(page, skin)
    found = []

    for address in PAGES:
        page.goto(address)
        found += [f"{address} {line}" for line in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{address} is {wide} px too wide"] if wide > 0 else []

    assert found == []


def test_a_checked_receipt_is_as_readable_as_a_refused_one(page, frozen):
    edition = an_edition(a_cast(), at=EditionState.IN_FORCE)
    frozen.shift(timedelta(days=1))
    seal_due()
    event = evidence.publishable(edition, "enact")
    found = []

    for text in (evidence.as_file(event).decode(), "{}"):
        page.goto("/seals/check/")
        page.get_by_label("或者粘贴凭证的内容").fill(text)
        page.get_by_role("button", name="核对").click()
        page.locator(".notice-ok, .error-summary").wait_for()
        found += [f"{text[:9]} {line}" for line in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{text[:9]} is {wide} px too wide"] if wide > 0 else []
    page.goto("/seals/")  # with a day in it
    found += axe(page)

    assert found == []


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_policy_refuses_nothing_of_ours(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    for address in PAGES[:-1]:
        page.goto(address)

    assert complaints == []


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_keyboard_reaches_the_text_first_and_one_sees_where_one_is(page):
    page.goto("/privacy/")
    page.keyboard.press("Tab")

    focus = page.evaluate(
        "() => { const e = document.activeElement, s = getComputedStyle(e);"
        " return [e.textContent, s.outlineStyle, parseInt(s.outlineWidth),"
        " e.getBoundingClientRect().top >= 0]; }"
    )

    assert focus == ["跳到正文", "solid", 3, True]


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_what_one_taps_is_large_enough(page):
    put_on(page, {"skin": "elder"})
    page.goto("/")

    heights = page.evaluate(
        "() => [...document.querySelectorAll('.nav-main a, .verbs a, .tiles a, .btn')]"
        ".map(e => e.getBoundingClientRect().height)"
    )

    assert min(heights) >= 44


def test_paper_keeps_the_text_and_the_ids_but_no_chrome(page):
    SiteSettings.objects.create(pk=1, site_code="4303000001")
    page.goto("/privacy/")
    page.emulate_media(media="print")

    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("网站标识码 4303000001").is_visible()
    for chrome in (".tools", ".nav-main", ".site-search", ".footer-top"):
        assert not page.locator(chrome).first.is_visible()
