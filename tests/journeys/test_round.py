"""A round from its opening to an edition in force: three offices, seven people, one browser."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_person
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.queries import edition_for
from mingzheng.rounds.models import Submission
from mingzheng.rounds.sheets import FIRST
from mingzheng.rounds.tests.factories import Company, a_company, a_workday
from mingzheng.standards.actions import name_leads
from tests.browser import DESK, sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.parametrize("page", [DESK], indirect=True),
]
TITLE = "2026 年公开事项目录填报"
LIMIT = "信息形成或变更之日起10个工作日内"


class Desk:
    """A page at which one person after the other sits down."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sit(self, person: Person, address: str = "/desk/") -> None:
        sign_in(self.page, person)
        self.page.goto(address)

    def task(self, person: Person) -> None:
        """Sit down, and open what the to-do list says about this round."""
        self.sit(person)
        self.page.get_by_role("link", name=TITLE).first.click()

    def follow(self, words: str, *, exact: bool = False) -> None:
        self.page.get_by_role("link", name=words, exact=exact).first.click()

    def press(self, words: str, *, exact: bool = False) -> None:
        self.page.get_by_role("button", name=words, exact=exact).first.click()

    def step(self, words: str, note: str = "") -> str:
        """Take a step that has a page of its own; what the page says afterwards."""
        self.follow(words)
        if note:
            self.page.get_by_label("意见").or_(self.page.get_by_label("理由")).first.fill(note)
        self.press(words, exact=True)
        return self.said()

    def said(self) -> str:
        return self.page.get_by_role("status").first.inner_text()


@pytest.fixture
def company(settings, tmp_path) -> Company:
    settings.MEDIA_ROOT = tmp_path / "media"
    made = a_company()
    name_leads()
    made.reviewers[made.county.code] = a_person("reviewer", made.county, name="高明远")
    return made


def opens(desk: Desk, company: Company) -> None:
    """The openness office asks departments and villages, and opens."""
    desk.sit(company.office, "/desk/rounds/")
    desk.follow("起草一轮填报")
    desk.page.get_by_label("名称").fill(TITLE)
    desk.page.get_by_label("截止日期").fill(a_workday().isoformat())
    desk.page.get_by_label("乡镇街道").uncheck()
    desk.page.get_by_label("村和社区").check()
    desk.page.get_by_label("填报要求").fill("逐条写明时限。")
    desk.press("保存")
    assert "发起，已办" in desk.step("发起")
    asked = set(Submission.objects.values_list("organisation__name", flat=True))
    assert asked == {company.welfare.name, company.school.name, company.village.name}


def uploads(desk: Desk, company: Company, folder: Path) -> tuple[str, str]:
    """民政局 downloads its prefilled workbook, fills in, uploads, sends; its first item's name."""
    desk.task(company.clerk(company.welfare))
    desk.press("开始填报")
    with desk.page.expect_download() as download:
        desk.follow("下载表格")
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book["填报"]
    heads = {cell.value: cell.column for cell in sheet[FIRST - 1]}
    rows = range(FIRST, sheet.max_row + 1)
    for row in rows:
        sheet.cell(row, heads["公开主体"]).value = "县民政局"
        sheet.cell(row, heads["公开时限"]).value = LIMIT
    filled = folder / "填报.xlsx"
    book.save(filled)
    desk.page.locator("#id_file").set_input_files(filled)
    desk.press("上传并读取")
    desk.press(f"确认导入 {len(rows)} 个事项")
    assert f"新增 {len(rows)} 个" in desk.said()
    assert "提交，已办" in desk.step("提交")
    return _first_name(sheet, heads)


def _first_name(sheet: Worksheet, heads: dict) -> tuple[str, str]:
    level1, level2 = (
        sheet.cell(FIRST, heads[name]).value or "" for name in ("一级事项", "二级事项")
    )
    return level1, level2


def types_in(desk: Desk, level1: str, level2: str, *, limit: str, subject: str) -> None:
    """Begin, and add one item on line."""
    desk.press("开始填报")
    desk.follow("在网上填")
    desk.follow("添加事项")
    form = desk.page
    form.get_by_label("领域").select_option(label="社会救助")
    form.get_by_label("一级事项").fill(level1)
    form.get_by_label("二级事项").fill(level2)
    form.get_by_label("公开内容（要素）").fill("办理条件\n申请材料")
    form.get_by_label("公开依据").fill("《社会救助暂行办法》")
    form.get_by_label("公开时限", exact=True).fill(limit)
    form.get_by_label("公开主体").fill(subject)
    form.get_by_label("政府网站").check()
    form.get_by_label("全社会").check()
    form.get_by_label("主动公开").check()
    form.get_by_label("县级").check()
    desk.press("添加", exact=True)


def sends_back(desk: Desk, company: Company, submission: Submission, text: str) -> None:
    """A remark on the row, then back it goes."""
    desk.sit(company.office, submission.get_absolute_url())
    desk.follow("逐条看，写意见")
    row = desk.page.locator("main tbody tr").first
    row.locator("summary").click()
    row.get_by_label("哪一列").select_option(label="公开时限")
    row.get_by_label("意见").fill(text)
    row.get_by_role("button", name="写上").click()
    desk.page.goto(submission.get_absolute_url())
    assert "退回修改，已办" in desk.step("退回修改", "一条没有写明时限。")


def corrects(desk: Desk, company: Company, name: str) -> None:
    """教育局 reads the remark, mends the row and sends again."""
    desk.task(company.clerk(company.school))
    address = desk.page.url
    desk.follow(name)
    desk.page.get_by_label("公开时限", exact=True).fill("信息形成或变更之日起5个工作日内")
    desk.press("保存", exact=True)
    desk.page.goto(address)
    desk.press("标成改好了")
    assert "提交，已办" in desk.step("提交")


def merges(desk: Desk, company: Company) -> None:
    """All taken, merged, the one question decided, merged again, checked, sent for review."""
    desk.sit(company.office, "/desk/rounds/")
    desk.follow(TITLE)
    desk.press("全部接收")
    desk.step("开始汇总")
    desk.follow("汇总成一版目录")
    desk.press("汇总成一版目录")
    assert "有 1 个事项要您定" in desk.said()
    desk.page.get_by_label("怎么办").select_option("join")
    desk.page.get_by_label("用哪一份").select_option(label=company.welfare.label)
    desk.press("定下来")
    desk.follow("再汇总一次")
    desk.press("再汇总一次")
    assert "新增 1 个事项" in desk.said()
    desk.follow("联合检查", exact=True)
    sums = desk.page.locator("ul.sums li").all_inner_texts()
    assert [line.split() for line in sums if "写了几遍" in line] == [["0", "一个事项写了几遍"]]
    desk.page.go_back()
    assert "送审，已办" in desk.step("送审")


def approves(desk: Desk, company: Company, edition: Edition) -> None:
    desk.sit(company.reviewers[company.county.code], edition.get_absolute_url())
    assert "审核通过，报批，已办" in desk.step("审核通过，报批")
    desk.sit(company.second, edition.get_absolute_url())
    desk.follow("批复")
    desk.page.get_by_label("批复文号").fill("云政公开〔2026〕9号")
    desk.press("批复", exact=True)
    assert "批复，已办" in desk.said()


def of(office: Organisation) -> Submission:
    return Submission.objects.get(organisation=office)


def test_from_opening_to_an_edition_in_force(page, company, tmp_path):
    desk = Desk(page)
    opens(desk, company)
    level1, level2 = uploads(desk, company, tmp_path)
    desk.task(company.clerk(company.school))
    types_in(desk, level1, level2, limit="尽快", subject="县教育局")
    desk.task(company.clerk(company.school))
    assert "提交，已办" in desk.step("提交")
    sends_back(desk, company, of(company.school), "写明几个工作日")
    corrects(desk, company, level1)
    desk.task(company.clerk(company.village))
    types_in(desk, "村级救助", "协理名单", limit=LIMIT, subject="东桥村")
    desk.task(company.clerk(company.village))
    assert "提交，已办" in desk.step("提交")
    desk.task(company.reviewers[company.town.code])
    assert "乡镇审核通过，已办" in desk.step("乡镇审核通过")
    merges(desk, company)
    edition = edition_for(company.county)
    approves(desk, company, edition)

    item = edition_for(company.county).items.get(level1=level1, level2=level2)
    page.context.clear_cookies()
    page.goto(item.get_absolute_url())
    shown = page.locator("main").inner_text()
    assert LIMIT in shown
    assert company.welfare.name in shown
    assert company.school.name in shown
    page.goto("/search/?q=协理名单")
    assert "村级救助" in page.locator("main").inner_text()
