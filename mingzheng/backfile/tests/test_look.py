"""The report of old articles in a real browser, wide and narrow."""

import pytest
from playwright.sync_api import Page

from mingzheng.backfile.tests.factories import HEAD, ONE, a_batch
from tests.browser import axe, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_findings_of_a_report_are_ticked_and_let_pass(page: Page, room):
    mobile = "关于{}的通知,2019-05-01,县林业局,,护林员电话13812345678，请告知。\n"
    text = HEAD + ONE + mobile.format("巡护") + mobile.format("值守")
    batch = a_batch(room, text + "关于植树的公告,2019-5-2,,,<p>植树。</p><script>go()</script>\n")
    sign_in(page, room.openness)
    page.goto(batch.get_absolute_url())

    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    boxes = page.locator("#held input[type=checkbox]")
    edge = page.locator("#held").bounding_box()["x"]
    assert (axe(page), wide, boxes.count()) == ([], 0, 3)
    assert all(one.bounding_box()["x"] > edge for one in boxes.all())
    page.get_by_label("都放行").check()
    page.get_by_label("放行的理由").fill("旧网站一直公开的工作电话")
    page.get_by_role("button", name="放行勾选的").click()

    page.get_by_text("又有 2 篇可以入库").wait_for()
