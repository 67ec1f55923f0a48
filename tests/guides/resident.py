"""A resident looks the catalogue up: by field, word, stage and office, with large letters."""

from playwright.sync_api import Page

from tests.guides.camera import Studio, take

HOME = "../../images/home"
README_MOST = 200 * 1024  # bytes


def tell(studio: Studio) -> None:
    """From the home page to one item, then the other ways in."""
    page = studio.window()
    page.goto("/")
    take(page, HOME, until=page.locator(".verbs"), most=README_MOST)
    _by_field(page)
    _by_word(page)
    _matrix_and_offices(page)
    _changes(page)
    page.goto("/")
    page.get_by_role("link", name="长者模式").click()
    take(page, "elder")
    page.context.close()


def _by_field(page: Page) -> None:
    page.get_by_role("link", name="公开目录", exact=True).click()
    page.get_by_role("link", name="涉农补贴").first.click()
    take(page, "field")


def _by_word(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("searchbox").last
    box.fill("农机 补贴")
    box.press("Enter")
    take(page, "search")
    page.get_by_role("link", name="农业生产发展资金：农机购置与应用补贴").first.click()
    take(page, "item")
    code = page.get_by_label("二维码", exact=True)
    take(page, "qr", since=code, until=code)


def _matrix_and_offices(page: Page) -> None:
    page.get_by_role("link", name="公开目录", exact=True).click()
    page.get_by_role("link", name="公开矩阵").first.click()
    page.get_by_label("领域").select_option(label="社会救助")
    page.get_by_role("button", name="查看").click()
    take(page, "matrix")
    page.goto("/")
    page.get_by_role("link", name="查单位").first.click()
    page.get_by_role("link", name="柳溪镇").first.click()
    take(page, "office", until=page.get_by_text("带走").locator("xpath=.."))


def _changes(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="看调整").first.click()
    page.get_by_role("link", name="云溪县柳溪镇人民政府公开事项目录").first.click()
    take(page, "change")
