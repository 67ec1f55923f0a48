"""A real Chromium for tests: a page at two widths, a signed-in person, an axe check."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Locator, Page, sync_playwright

DESK, PHONE = 1280, 360  # CSS pixels: an office screen, the narrowest phone we promise
GRAVE = {"serious", "critical"}
CLICK = Locator.click
# Targets big enough to hit are of WCAG 2.2, which axe leaves out until asked.
LOOK = """async ([colours, only]) => {
  const rules = {'color-contrast': {enabled: colours}, 'target-size': {enabled: true}};
  const options = only ? {runOnly: only} : {rules};
  const found = await axe.run(document, {resultTypes: ['violations'], ...options});
  return found.violations.flatMap(
    (rule) => rule.nodes.map((node) => [rule.id, rule.impact, node.html]));
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives the browser, so that `-m "not browser"` leaves it out; the rest comes after.

    These take longest: at the end one worker would wait for the other's last.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))  # the summary names it: mend the race
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = (shutil.which(name) for name in names)
    return os.environ.get("CHROMIUM") or next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once a worker; say aloud when there is none, and fail in CI."""
    path = chromium()
    if path is None:
        reason = "没有找到 Chromium，浏览器测试未运行。请安装 chromium，或用 CHROMIUM 指明路径。"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright keeps an event loop in this thread; Django would take it for an async view.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        patch.setattr(Locator, "click", _click_and_wait)
        engine = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield engine
        engine.close()


def _click_and_wait(self: Locator, **options: Any) -> None:
    """Click, and where that leads to another page come back when all of it is there.

    Playwright comes back as soon as the new page begins: what is read then may be half a page.
    """
    CLICK(self, **options)
    self.page.wait_for_load_state()


@contextmanager
def opened(browser: Browser, live_server: Any, width: int, **options: Any) -> Iterator[Page]:
    """Open a blank page on the live server, in a browser of its own; options as Playwright's."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 900},
        locale="zh-CN",
        timezone_id=settings.TIME_ZONE,
        reduced_motion="reduce",  # what a test looks at stands still
        **options,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    try:
        yield page
    finally:
        context.close()


@pytest.fixture(params=[DESK, PHONE], ids=["1280px", "360px"])
def page(request: pytest.FixtureRequest, browser: Browser, live_server: Any) -> Iterator[Page]:
    """Open a blank page on the live server; every test runs wide and narrow.

    `@pytest.mark.parametrize("page", [PHONE], indirect=True)` asks for one width only.
    """
    with opened(browser, live_server, request.param) as page:
        yield page


def session_of(person: Any) -> str:
    """Give a person a session, without the sign-in form; return the value of its cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def sign_in(page: Page, person: Any) -> None:
    """Give this page the session of a person, without walking through the sign-in form."""
    name, value = settings.SESSION_COOKIE_NAME, session_of(person)
    page.context.add_cookies([{"name": name, "value": value, "domain": "localhost", "path": "/"}])


def axe(page: Page, *, colours: bool = True, only: Sequence[str] = ()) -> list[str]:
    """Return what axe calls serious or critical here, one readable line per rule and place.

    Contrast takes three quarters of its time; `colours=False` leaves it out. `only` names the
    rules to look at.
    """
    if not page.evaluate("'axe' in window"):  # half a megabyte, once for each page opened
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(LOOK, [colours, list(only) or None])
    return [f"{rule}: {markup[:120]}" for rule, impact, markup in found if impact in GRAVE]


def faults(page: Page, addresses: Iterable[str]) -> list[str]:
    """Open each address; what is wrong with it, a line each.

    That is: it does not answer, axe finds something grave, it is wider than the screen, or the
    console complains, where the content security policy speaks too.
    """
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    for address in addresses:
        answer = page.goto(address)
        found += [] if answer and answer.ok else [f"{address} does not answer: {answer}"]
        found += [f"{address} {line}" for line in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{address} is {wide} px too wide"] if wide > 0 else []
    return found


def wear_by_width(page: Page) -> None:
    """Put elder mode on the phone: the other two pairs are seen on the tour of every page."""
    narrow = page.evaluate("window.innerWidth") == PHONE
    skin = "elder" if narrow else "normal"
    page.context.add_cookies([{"name": "skin", "value": skin, "domain": "localhost", "path": "/"}])
