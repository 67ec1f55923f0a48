"""A resident looks for a policy, what explains it, the meeting that decided it, a topic."""

from playwright.sync_api import Page

from tests.guides.camera import Studio, take


def tell(studio: Studio) -> None:
    """From the library to one document, then meetings and a topic."""
    page = studio.window()
    page.goto("/policies/")
    take(page, "policies")
    page.get_by_role("link", name="云溪县临时救助办法").first.click()
    take(page, "policy")
    _decided(page)
    page.context.close()


def _decided(page: Page) -> None:
    page.goto("/meetings/")
    take(page, "meetings")
    page.goto("/topics/pilot/")
    take(page, "topic")
