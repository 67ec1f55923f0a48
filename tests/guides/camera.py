"""A browser with one window per person, and a camera that crops to what a step is about."""

import os
import secrets

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright

from tests.browser import DESK as WIDTH
from tests.browser import chromium
from tests.guides.county import ROOT, County
from tests.guides.palette import shrink

HEIGHT, MARGIN = 800, 20  # CSS pixels
TALLEST = 1000
LARGEST = 150 * 1024  # bytes of one picture
IMAGES = ROOT / "docs" / "guides" / "images"
MARK = "el => { el.style.outline = '3px solid #b5361c'; el.style.outlineOffset = '3px'; }"
# Edges of a place, in CSS pixels from the top left of the document.
TOP_LEFT = "el => { const b = el.getBoundingClientRect(); return [b.left, b.top + scrollY]; }"
BOTTOM = "el => { const b = el.getBoundingClientRect(); return [b.right, b.bottom + scrollY]; }"
UNMARK = "el => { el.style.outline = ''; el.style.outlineOffset = ''; }"


def launch(driver: Playwright) -> Browser:
    """Start Chromium in Chinese, where its package of languages is installed.

    Raises RuntimeError when there is no Chromium.
    """
    path = chromium()
    if path is None:
        raise RuntimeError("no Chromium found: install it, or name it in CHROMIUM")
    return driver.chromium.launch(
        executable_path=path,
        args=["--no-sandbox", "--lang=zh-CN"],
        env={**os.environ, "LANGUAGE": "zh_CN"},
    )


class Studio:
    """The county, the browser, and a window for everybody who has signed in."""

    def __init__(self, browser: Browser, county: County) -> None:
        self.browser, self.county = browser, county
        self.pages: dict[str, Page] = {}

    def window(self) -> Page:
        """A window of somebody who has not signed in."""
        context: BrowserContext = self.browser.new_context(
            base_url=self.county.url,
            viewport={"width": WIDTH, "height": HEIGHT},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def desk_of(self, username: str) -> Page:
        """The window of a member of staff, on the to-do list; signs in through the real forms."""
        if username not in self.pages:
            page = self.pages[username] = self.window()
            page.goto("/sign-in/")
            self.sign_in(page, username)
        page = self.pages[username]
        page.goto("/desk/")
        return page

    def sign_in(self, page: Page, username: str) -> None:
        """Sign in on an open sign-in page and choose a password of one's own."""
        once = self.county.password_of(username)
        page.get_by_label("账号").fill(username)
        page.get_by_label("密码", exact=False).fill(once)
        page.get_by_role("button", name="登录").click()
        own = secrets.token_urlsafe(12) + "-Aa1"
        page.get_by_label("现在的密码").fill(once)
        page.get_by_label("新密码", exact=False).first.fill(own)
        page.get_by_label("再填一遍新密码").fill(own)
        page.get_by_role("button", name="修改密码").click()
        page.wait_for_url("**/desk/")


def go(desk: Page, entry: str) -> None:
    """Follow an entry of the side menu."""
    menu = desk.get_by_role("navigation", name="工作台导航")
    menu.get_by_role("link", name=entry, exact=False).first.click()


def take(
    page: Page,
    name: str,
    *,
    since: Locator | None = None,
    until: Locator | None = None,
    mark: Locator | None = None,
    most: int = LARGEST,
) -> None:
    """Write a picture of the page, full width, from the top of `since` to the end of `until`.

    Without them: from the top of the page, one window high. A picture that starts further down
    leaves out what stands left of it, too. `mark` gets a red frame: press here.
    """
    page.wait_for_load_state("networkidle")
    left, top = _corner(since, TOP_LEFT) if since else (0.0, 0.0)
    left, top = max(0.0, left - MARGIN), max(0.0, top - MARGIN)
    bottom = _corner(until, BOTTOM)[1] + MARGIN if until else top + HEIGHT
    total = page.evaluate("document.documentElement.scrollHeight")
    bottom = min(bottom, float(total), top + TALLEST)
    if mark:
        mark.evaluate(MARK)
    seen = page.screenshot(
        full_page=True,
        animations="disabled",
        clip={"x": left, "y": top, "width": WIDTH - left, "height": bottom - top},
    )
    if mark:
        mark.evaluate(UNMARK)
    picture = shrink(seen, page.context.pages[0])
    if len(picture) > most:
        raise RuntimeError(f"{name}.png has {len(picture)} bytes, {most} at most: crop it")
    path = IMAGES / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)


def _corner(place: Locator, which: str) -> tuple[float, float]:
    x, y = place.evaluate(which)
    return x, y
