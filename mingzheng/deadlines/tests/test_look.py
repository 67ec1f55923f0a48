"""The working calendar in a real browser: both widths, no grave axe finding, nothing refused."""

from datetime import date

import pytest

from mingzheng.accounts.tests.factories import a_county, a_person
from mingzheng.core import trace
from mingzheng.core.access import SystemActor
from mingzheng.deadlines import almanac, clocks
from mingzheng.deadlines.tests.test_desk import REST
from tests.browser import axe, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def county():
    """The calendar as shipped, and one open deadline that a notice for 2027 would move."""
    almanac.seed()
    clocks.start(
        trace.Subject("test.request", "47", "云公申〔2026〕47号：申请公开柳溪镇幸福院建设资金明细"),
        kind="reply",
        by=SystemActor({"calendar.edit"}),
        on=date(2026, 12, 15),
        basis="《政府信息公开条例》第三十三条",
        workdays=20,
        label="答复期限",
        note="收到申请",
    )
    return a_county()


def faults(page, where: str) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found = [f"{where} {line}" for line in axe(page)]
    return found + ([f"{where} is {wide} px too wide"] if wide > 0 else [])


def test_the_pages_of_the_calendar_are_clean(page, county):
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    sign_in(page, a_person("system_admin", county, name="苏闻"))

    for address in ("", "2026/", "announce/?year=2026"):
        page.goto(f"/desk/calendar/{address}")
        found += faults(page, address)

    assert found == []


def test_a_notice_is_entered_and_read_back(page, county):
    sign_in(page, a_person("system_admin", county, name="苏闻"))
    page.goto("/desk/calendar/announce/")
    page.get_by_label("通知名称和文号").fill("国办发明电〔2026〕7号")
    days = page.get_by_label("放假和调休的日子")

    days.fill("2027-13-01,休,元旦")
    page.get_by_role("button", name="看会动哪些期限").click()
    assert page.get_by_role("alert").get_by_text("第 1 行").is_visible()
    found = faults(page, "a wrong line")
    days.fill("2027-01-01,休,元旦\n2027-01-04，休，元旦\n2027-01-05,休,元旦" + REST)
    page.get_by_role("button", name="看会动哪些期限").click()
    assert page.get_by_role("heading", name="1 个没办结的期限会变").is_visible()
    found += faults(page, "what it moves")
    page.get_by_role("button", name="确认更新日历").click()

    assert "重算了 1 个没办结的期限" in page.get_by_role("status").inner_text()
    assert [*found, *faults(page, "the year")] == []
