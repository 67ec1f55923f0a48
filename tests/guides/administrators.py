"""三员: 陆守拙 makes accounts and settings, 欧阳如意 grants posts, 冉春山 checks the trace."""

from playwright.sync_api import FilePayload, Page

from tests.guides import workbooks
from tests.guides.camera import Studio, go, take

SYSTEM, SECURITY, AUDIT = "YX0091", "YX0092", "YX0093"
# A made-up notice: a year without one of the festivals is refused.
HOLIDAYS = (
    "2027-01-01,休,元旦",
    "2027-02-05,休,春节",
    "2027-02-08,休,春节",
    "2027-02-09,休,春节",
    "2027-02-20,班,春节",
    "2027-04-05,休,清明节",
    "2027-05-03,休,劳动节",
    "2027-06-09,休,端午节",
    "2027-09-15,休,中秋节",
    "2027-10-01,休,国庆节",
)


def tell(studio: Studio) -> None:
    """An organisation table is checked, a clerk gets an account and a post, the trace is read."""
    system = studio.desk_of(SYSTEM)
    _organisations(system)
    _account(system)
    _site(system)
    _calendar(system)
    _grant(studio.desk_of(SECURITY))
    _trace(studio.desk_of(AUDIT))


def _organisations(desk: Page) -> None:
    go(desk, "机构人员")
    desk.get_by_role("link", name="导入机构表").click()
    table: FilePayload = {
        "name": "机构表.csv",
        "mimeType": "text/csv",
        "buffer": workbooks.ORGANISATIONS.encode("utf-8-sig"),
    }
    desk.get_by_label("机构表").set_input_files(table)
    desk.get_by_label("只检查").check()
    button = desk.get_by_role("button", name="导入")
    button.click()
    desk.get_by_label("机构表").set_input_files(table)
    desk.get_by_label("只检查").uncheck()
    take(desk, "organisations", until=desk.locator("main form"), mark=button)
    button.click()


def _account(desk: Page) -> None:
    go(desk, "机构人员")
    desk.get_by_role("link", name="人员", exact=True).click()
    desk.get_by_role("link", name="新增人员").click()
    desk.get_by_label("工号").fill("YX4111")
    desk.get_by_label("姓名").fill("桑书禾")
    desk.get_by_label("所在机构").select_option("YX41")
    desk.get_by_role("button").last.click()
    take(desk, "one-time-password", until=desk.get_by_role("link", name="抄好了"))


def _site(desk: Page) -> None:
    go(desk, "网站设置")
    take(desk, "site-settings")


def _calendar(desk: Page) -> None:
    go(desk, "工作日历")
    desk.get_by_role("link", name="录入放假通知").click()
    desk.get_by_label("通知名称和文号").fill("示例：2027年部分节假日安排的通知")
    desk.get_by_label("放假和调休的日子").fill("\n".join(HOLIDAYS))
    desk.get_by_role("button", name="看会动哪些期限").click()
    take(desk, "calendar", until=desk.get_by_role("button", name="确认更新日历"))


def _grant(desk: Page) -> None:
    go(desk, "机构人员")
    desk.get_by_role("link", name="人员", exact=True).click()
    desk.get_by_label("姓名或工号").fill("YX4111")
    desk.get_by_role("button", name="筛选").click()
    desk.get_by_role("link", name="桑书禾").click()
    desk.get_by_role("link", name="授予岗位").click()
    desk.get_by_label("岗位", exact=False).first.select_option("drafter")
    desk.get_by_label("在哪个机构").select_option("YX41")
    desk.get_by_label("原因").fill("竹坪镇政发〔2026〕17号")
    button = desk.get_by_role("main").get_by_role("button")
    take(desk, "grant", until=button, mark=button)
    button.click()


def _trace(desk: Page) -> None:
    go(desk, "留痕")
    desk.get_by_role("textbox", name="对象").fill("柳溪镇人民政府公开事项目录")
    desk.get_by_role("button", name="筛选").click()
    desk.get_by_role("link", name="云溪县柳溪镇人民政府公开事项目录").first.click()
    take(desk, "trace")
