"""The gate in a real browser: readable, reachable by keyboard, nothing for axe to find."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from mingzheng.accounts.tests.factories import PASSWORD, a_person
from tests.browser import axe

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def no_sideways_scrolling(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_gate_is_clean_empty_and_with_an_error(page):
    a_person("drafter", username="YX0317")
    page.goto("/sign-in/")
    assert axe(page) == []

    page.get_by_label("账号").fill("YX0317")
    page.get_by_label("密码").fill("wrong")
    page.keyboard.press("Enter")

    page.get_by_role("alert").get_by_text("还可以试 4 次").click()
    assert page.get_by_label("密码").evaluate("box => box === document.activeElement")
    assert axe(page) == []
    assert no_sideways_scrolling(page)


def test_the_security_pages_are_clean(page):
    a_person("drafter", username="YX0317")
    page.goto("/sign-in/?next=/sign-in/security/")
    page.get_by_label("账号").fill("YX0317")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="账号安全").wait_for()

    for address in ("security/", "password/", "code/activate/", "again/", "out/"):
        page.goto(f"/sign-in/{address}")
        assert axe(page) == [], address
        assert no_sideways_scrolling(page), address
    page.goto("/sign-in/code/activate/")
    loaded = "image => image.complete && image.naturalWidth > 0"
    assert page.get_by_role("img", name="二维码").evaluate(loaded)


def test_the_code_page_is_clean(page):
    person = a_person("drafter", username="YX0317")
    TOTP.activate(person, generate_totp_secret())
    page.goto("/sign-in/")
    page.get_by_label("账号").fill("YX0317")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()

    page.get_by_role("heading", name="填动态码").wait_for()
    assert axe(page) == []
    assert no_sideways_scrolling(page)
