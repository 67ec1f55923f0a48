"""A clerk who never touches a mouse: signs in, brings a workbook in, sends it for review."""

import pytest
from playwright.sync_api import Page

from mingzheng.accounts.tests.factories import PASSWORD
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection.tests.workbooks import two_rows
from tests.browser import DESK, PHONE, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ENOUGH = 120  # presses of Tab; no page of ours has more stops
# Where the keyboard is: what it is called, whether the place is marked and can be seen.
FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return null;
  if (!window.stops) window.stops = [];
  if (!window.stops.includes(here)) window.stops.push(here);
  const named = here.getAttribute('aria-labelledby');
  const label = (named && document.getElementById(named)) || (here.labels && here.labels[0]);
  // A card is marked as a whole when its only link has the focus.
  const marked = [here, here.closest('.tile')].some(
    (one) => one && getComputedStyle(one).outlineStyle !== 'none'
      && parseFloat(getComputedStyle(one).outlineWidth) > 0);
  const box = here.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < window.innerHeight
    && box.right > 0 && box.left < window.innerWidth;
  return {
    stop: window.stops.indexOf(here),
    name: (here.getAttribute('aria-label') || (label || here).innerText || '').trim(),
    role: here.type === 'file' ? 'file' : here.tagName.toLowerCase(),
    marked, seen,
  };
}"""

# How many places there should be: everything one could click or fill in.
STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary'
)].filter((one) => one.checkVisibility() && !one.disabled).length"""


class Keyboard:
    """A page and ten fingers; whatever the eye would miss is noted in `lost`."""

    def __init__(self, page: Page) -> None:
        self.page, self.lost = page, []
        # From the start: asked for at the last moment, a quick Enter is there before it.
        page.on("filechooser", lambda _: None)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def stop(self, key: str = "Tab") -> dict | None:
        """The next place for the keyboard; None when it leaves the page."""
        self.press(key)
        here = self.page.evaluate(FOCUS)
        if here and not (here["marked"] and here["seen"]):
            what = "not marked" if here["seen"] else "not on the screen"
            self.lost.append(f"{self.page.url} {here['role']} “{here['name']}” is {what}")
        return here

    def to(self, words: str, role: str = "") -> None:
        """Go on with Tab until the thing that is called so has the focus."""
        passed = []
        for _ in range(ENOUGH):
            here = self.stop()
            if here and words in here["name"] and role in here["role"]:
                return
            passed.append(here and here["name"])
        raise AssertionError(f"Tab never came to “{words}” on {self.page.url}: {passed}")

    def open(self, words: str, key: str = "Enter") -> None:
        """Go to a link or a button and use it."""
        self.to(words)
        with self.page.expect_navigation():
            self.press(key)

    def all_stops(self, key: str = "Tab") -> list[int]:
        """Every place in the order of the key; a trap would hold it in the same few for ever."""
        passed: list[int] = []
        for _ in range(ENOUGH):
            here = self.stop(key)
            if here is None or here["stop"] in passed:
                assert here is None or here["stop"] == passed[0], self.page.url
                return passed
            passed.append(here["stop"])
        raise AssertionError(f"{key} never leaves {self.page.url}")


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "media"
    return a_cast()


def signed_in(page: Page, cast: Cast) -> Keyboard:
    keys = Keyboard(page)
    page.goto("/sign-in/")
    keys.to("账号", "input")
    page.keyboard.type(cast.drafter.username)
    keys.to("密码", "input")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        keys.press("Enter")
    assert page.get_by_role("heading", level=1).is_visible()
    return keys


def test_a_clerk_imports_and_sends_for_review_without_a_mouse(page, cast, tmp_path):
    table = tmp_path / "民政局目录.xlsx"
    table.write_bytes(two_rows(s="县低保中心"))
    keys = signed_in(page, cast)

    if page.evaluate("window.innerWidth") == PHONE:
        keys.to("全部功能", "summary")  # the menu is folded there
        keys.press("Enter")
    keys.open("目录")
    keys.open("导入表格")
    keys.to("目录表格", "file")
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(table)
    keys.to("领域", "select")
    keys.press("ArrowDown", "ArrowUp")
    keys.to("全部事项", "input")
    keys.press("Space", "Space")
    keys.open("上传并读取", "Space")
    keys.to("公开依据", "select")
    keys.press("ArrowUp", "ArrowDown")
    keys.open("按这样读，看报告")
    keys.open("确认导入 2 个事项")
    assert (
        page.get_by_role("status").inner_text().startswith("已导入《民政局目录.xlsx》：新增 2 个")
    )
    keys.open("打开《")
    keys.open("送审")
    keys.open("送审", "Space")

    assert "送审，已办" in page.get_by_role("status").inner_text()
    assert edition_for(cast.office).state == EditionState.REVIEW
    assert keys.lost == [], "\n".join(keys.lost)


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_the_first_key_leads_past_the_frame(page, cast):
    keys = Keyboard(page)
    for address in ("/", "/sign-in/", "/desk/"):
        if address == "/desk/":
            sign_in(page, cast.drafter)
        page.goto(address)

        first = keys.stop()
        keys.press("Enter")
        second = keys.stop()

        assert first["name"] == "跳到正文"
        # The to-do list of somebody with nothing to do may have nothing to stop at.
        assert second is None or page.evaluate("document.activeElement.closest('main') !== null")
    assert keys.lost == []


def test_the_keyboard_comes_to_everything_and_out_again(page, cast):
    keys = Keyboard(page)
    for address in ("/", "/catalogue/items/", "/desk/catalogue/", "/desk/collection/upload/"):
        if address == "/desk/catalogue/":
            sign_in(page, cast.drafter)
        page.goto(address)

        there = keys.all_stops()
        page.reload()
        back = keys.all_stops("Shift+Tab")

        assert len(there) == len(back) == page.evaluate(STOPS), address
    assert keys.lost == [], "\n".join(keys.lost)
