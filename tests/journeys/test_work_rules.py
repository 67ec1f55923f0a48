"""Work rules from the first draft to a printed booklet: a clerk, a reviewer, one browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from mingzheng.accounts.models import Person
from mingzheng.catalogue.tests.factories import Cast, a_cast, content
from mingzheng.workrules.models import RuleSet
from mingzheng.workrules.tests.factories import a_catalogue
from mingzheng.workrules.tests.pdf_text import text_of
from tests.browser import DESK, sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.parametrize("page", [DESK], indirect=True),
]


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def sits(page: Page, person: Person, address: str = "/desk/") -> None:
    sign_in(page, person)
    page.goto(address)


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).first.click()


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


def writes_its_own(page: Page) -> None:
    """The rule for what must be out the same day: the general course, done in hours."""
    follow(page, "新增单独规则")
    page.get_by_label("规则名称").fill("当天公开")
    page.get_by_text("单个事项", exact=True).first.click()
    page.get_by_label("预警信息").check()
    for at in range(5):  # what is left of the copy is done within the hour
        page.locator(f"#id_r-{at}-unit").select_option(label="随办随走")
    page.locator("#id_r-5-limit").fill("2")
    page.locator("#id_r-5-unit").select_option(label="小时")
    press(page, "保存")


def test_an_office_writes_its_rules_and_prints_them(page: Page, cast: Cast):
    a_catalogue(cast, content("预警信息", limit_text="实时公开"))
    sits(page, cast.drafter, "/desk/workrules/")
    press(page, f"起草{cast.office.label}的规则")
    assert "的公开时限长" in page.content()
    assert "还有 1 处必须改" in page.content()
    writes_its_own(page)
    assert "已新增《当天公开》" in said(page)
    follow(page, cast.office.label)
    follow(page, "送审")
    press(page, "送审")
    assert "送审，已办" in said(page)

    sits(page, cast.reviewer)
    follow(page, "政务公开工作规则")
    follow(page, "审核通过")
    press(page, "审核通过")
    assert "审核通过，已办" in said(page)
    with page.expect_download() as download:
        follow(page, "打印工作规则册")

    book = text_of(Path(download.value.path()).read_bytes())
    assert RuleSet.objects.get().state == "in_force"
    assert "适用规则：当天公开，内部办理合计2个小时，1个事项" in book
    assert "适用规则：通用规则，内部办理合计7个工作日，2个事项" in book
