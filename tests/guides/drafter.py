"""经办人 冉书禾 of 柳溪镇 brings a list in, sends it off, gets it back, sends it again."""

from playwright.sync_api import Locator, Page

from tests.guides import workbooks
from tests.guides.camera import Studio, go, take

DRAFTER, REVIEWER = "YX3811", "YX3821"
TOWN = "云溪县柳溪镇人民政府"
EDITION = f"{TOWN}公开事项目录（"
FILE = "柳溪镇涉农补贴公开目录.xlsx"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tell(studio: Studio) -> None:
    """The whole story; afterwards 柳溪镇's edition waits for the openness office."""
    _sign_in(studio)
    desk = studio.desk_of(DRAFTER)
    _upload(desk, workbooks.wrong(), picture="upload")
    _columns(desk, picture="columns")
    take(desk, "report-problems", until=desk.locator("section[aria-labelledby=bad] table"))
    desk.get_by_role("button", name="放弃这次导入").click()
    _upload(desk, workbooks.right())
    _columns(desk)
    _confirm(desk)
    desk.get_by_role("button", name="撤销这次导入").click()
    _upload(desk, workbooks.right())
    _columns(desk)
    desk.get_by_role("button", name="确认导入").click()
    desk.get_by_role("link", name="打开《").click()
    _place_names(desk)
    _send(desk)
    _come_back(studio, desk)


def _sign_in(studio: Studio) -> None:
    page = studio.window()
    page.goto("/sign-in/")
    page.get_by_label("账号").fill(DRAFTER)
    take(page, "sign-in", until=page.get_by_role("main"))
    page.context.close()


def _upload(desk: Page, data: bytes, picture: str = "") -> None:
    go(desk, "导入记录")
    desk.get_by_role("link", name="导入表格").first.click()
    desk.get_by_label("目录表格").set_input_files({"name": FILE, "mimeType": TYPE, "buffer": data})
    button = desk.get_by_role("button", name="上传并读取")
    if picture:
        take(desk, picture, mark=button, until=desk.locator("form.panel"))
    button.click()


def _columns(desk: Page, picture: str = "") -> None:
    column = desk.get_by_label("经办科室")
    column.select_option(label="责任岗位")
    if picture:
        take(desk, picture, mark=column, until=desk.get_by_label("公开主体", exact=True))
    desk.get_by_role("button", name="按这样读，看报告").click()


def _do(desk: Page) -> Locator:
    return desk.locator("section[aria-labelledby=do]")


def _confirm(desk: Page) -> None:
    confirm = desk.get_by_role("button", name="确认导入")
    take(desk, "confirm", since=_do(desk), until=_do(desk), mark=confirm)
    confirm.click()
    undo = desk.get_by_role("button", name="撤销这次导入")
    take(desk, "undo", since=_do(desk), until=_do(desk), mark=undo)


def _place_names(desk: Page) -> None:
    desk.get_by_role("link", name="对应单位名称").click()
    desk.get_by_role("checkbox", name=TOWN).check()
    form = desk.locator("main form").filter(has=desk.get_by_role("button", name="记住")).first
    take(desk, "names", until=form, mark=form.get_by_role("button", name="记住"))
    form.get_by_role("button", name="记住").click()


def _send(desk: Page) -> None:
    desk.get_by_role("link", name="办理", exact=True).click()
    submit = _do(desk).get_by_role("link", name="送审")
    take(desk, "edition-draft", until=desk.locator("section[aria-labelledby=out]"), mark=submit)
    submit.click()
    desk.get_by_label("意见").fill("涉农补贴新增 3 项，改了 2 项，请审核。")
    desk.get_by_role("button", name="送审").click()


def _come_back(studio: Studio, desk: Page) -> None:
    reviewer = studio.desk_of(REVIEWER)
    reviewer.get_by_role("link", name=EDITION).first.click()
    passed = _do(reviewer).get_by_role("link", name="审核通过")
    take(reviewer, "review", until=reviewer.locator("section[aria-labelledby=out]"), mark=passed)
    _do(reviewer).get_by_role("link", name="退回修改").click()
    reviewer.get_by_label("意见").fill("“农机购置与应用补贴咨询”还缺受理窗口的地址，补上再送。")
    reviewer.get_by_role("button", name="退回修改").click()

    desk.goto("/desk/")
    desk.get_by_role("link", name=EDITION).first.click()
    opinion = desk.locator(".notice-warn")
    take(desk, "sent-back", until=desk.locator("section[aria-labelledby=out]"), mark=opinion)
    _correct(desk)
    desk.get_by_role("link", name="办理", exact=True).click()
    _do(desk).get_by_role("link", name="送审").click()
    desk.get_by_label("意见").fill("已补上受理窗口的地址。")
    desk.get_by_role("button", name="送审").click()

    reviewer.goto("/desk/")
    reviewer.get_by_role("link", name=EDITION).first.click()
    _do(reviewer).get_by_role("link", name="审核通过").click()
    reviewer.get_by_role("button", name="审核通过").click()


def _correct(desk: Page) -> None:
    desk.get_by_role("link", name="事项", exact=False).nth(0).click()
    desk.get_by_label("关键词").fill("农机购置与应用补贴咨询")
    desk.get_by_role("button", name="筛选").click()
    desk.locator("tbody").get_by_role("link", name="农机购置与应用补贴咨询").click()
    desk.get_by_role("link", name="修改这一行").click()
    elements = desk.get_by_label("公开内容（要素）")
    elements.fill(elements.input_value() + "\n受理窗口地址")
    take(desk, "item-form", until=elements, mark=elements)
    desk.get_by_role("button", name="保存").click()
