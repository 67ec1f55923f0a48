"""A browser that runs no script: everything a resident and a clerk need still works."""

from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from mingzheng.accounts.tests.factories import PASSWORD
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition, content
from mingzheng.collection.tests.workbooks import two_rows
from tests.browser import DESK, PHONE, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "media"
    return a_cast()


@pytest.fixture(params=[DESK, PHONE], ids=["1280px", "360px"])
def bare(request, browser, live_server) -> Iterator[Page]:
    """A page in a browser whose owner has switched scripts off."""
    with opened(browser, live_server, request.param, java_script_enabled=False) as page:
        yield page


def follow(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("link", name=words).first.click()


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words).first.click()


def h1(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_resident_looks_the_catalogue_up(bare, cast, tmp_path):
    rows = [
        content(),
        content("审批信息", stages=("result",)),
        content("监督检查", levels=("town",)),
    ]
    an_edition(cast, at=EditionState.IN_FORCE, rows=rows)
    bare.goto("/")

    bare.get_by_label("搜索公开事项").fill("最低生活保障")
    bare.get_by_role("button", name="搜索").click()
    assert h1(bare) == "“最低生活保障”找到 3 条"
    bare.goto("/catalogue/items/?q=最低生活保障")
    bare.get_by_role("complementary", name="筛选").get_by_role("link", name="结果").click()
    assert "找到 1 项" in h1(bare)
    with bare.expect_download() as one:
        bare.get_by_role("main").get_by_role("link", name="XLSX").click()
    one.value.save_as(tmp_path / "one.xlsx")
    follow(bare, "去掉条件")
    follow(bare, "公开矩阵")
    bare.get_by_label("单位").select_option(cast.office.code)
    press(bare, "查看")
    assert "office=" in bare.url
    follow(bare, "审批信息")

    assert "审批信息" in h1(bare)
    assert "10 个工作日" in bare.get_by_role("main").inner_text()
    sheet = load_workbook(tmp_path / "one.xlsx").active
    written = {str(cell.value) for line in sheet for cell in line if cell.value}
    assert "审批信息" in written
    assert "办事指南" not in written


def test_a_clerk_imports_and_sends_for_review(bare, cast, tmp_path):
    table = tmp_path / "民政局目录.xlsx"
    table.write_bytes(two_rows())
    bare.goto("/desk/collection/upload/")
    bare.get_by_label("账号").fill(cast.drafter.username)
    bare.get_by_label("密码").fill(PASSWORD)
    press(bare, "登录")

    bare.get_by_label("目录表格").set_input_files(table)
    press(bare, "上传并读取")
    bare.get_by_label("公开依据").select_option("ignore")
    press(bare, "按这样读，看报告")
    press(bare, "确认导入 2 个事项")
    assert "新增 2 个事项" in bare.get_by_role("status").inner_text()
    follow(bare, "打开《")
    follow(bare, "送审")
    press(bare, "送审")

    assert "送审，已办" in bare.get_by_role("status").inner_text()
    edition = edition_for(cast.office)
    assert edition.state == EditionState.REVIEW
    assert [item.bases for item in edition.items.all()] == [[], []]
