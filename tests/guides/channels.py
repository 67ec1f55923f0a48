"""Channels: an account, what was sent, what waits for a word, a proof, following."""

from tests.guides.camera import Studio, go, take

# A mail server that does not exist, so that the form for residents is open.
OPEN = """
from mingzheng.accounts.models import Organisation
from mingzheng.channels.models import Channel
county = Organisation.objects.get(parent=None)
Channel.objects.create(organisation=county, medium="email", is_on=True)
"""
SYSTEM, DRAFTER, OFFICE = "YX0091", "YX3811", "YX0001"


def tell(studio: Studio) -> None:
    """The account of the county, the list, one delivery, the channels of one article, a form."""
    desk = studio.desk_of(SYSTEM)
    go(desk, "渠道设置")
    desk.get_by_role("link", name="客户端").click()
    take(desk, "channels-settings")
    desk = studio.desk_of(OFFICE)
    go(desk, "渠道发布")
    take(desk, "channels-list")
    desk.goto("/desk/channels/?state=unsure")
    desk.locator("tbody").get_by_role("link").first.click()
    take(desk, "channels-delivery")
    desk = studio.desk_of(DRAFTER)
    go(desk, "渠道发布")
    desk.get_by_role("link", name="要求的渠道").click()
    desk.locator("tbody").get_by_role("link").first.click()
    take(desk, "channels-required")
    studio.county.manage("shell", "-c", OPEN)
    page = studio.window()
    page.goto("/subscriptions/")
    take(page, "channels-subscribe")
