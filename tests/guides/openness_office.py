"""政务公开办 孟长河 approves, sends back, adjusts, and keeps fields and standard rows."""

from playwright.sync_api import Page

from tests.guides.camera import Studio, go, take

OFFICE = "YX0001"
TOWN, COUNTY = "云溪县柳溪镇人民政府公开事项目录（", "云溪县人民政府公开事项目录（"


def tell(studio: Studio) -> None:
    """Approve 柳溪镇, send 自然资源局 back, open the county's next edition."""
    desk = studio.desk_of(OFFICE)
    take(desk, "office-todo", until=desk.get_by_role("table").last)
    _approve(desk)
    _reject(desk)
    _adjust(desk)
    _standards(desk)


def _approve(desk: Page) -> None:
    desk.get_by_role("link", name=TOWN).first.click()
    desk.get_by_role("link", name="版本对比").click()
    take(desk, "compare")
    _take_step(desk, "批复", "云政公开〔2026〕31号", picture="approve")


def _take_step(desk: Page, step: str, number: str, picture: str = "") -> None:
    desk.locator("section[aria-labelledby=do]").get_by_role("link", name=step).first.click()
    desk.get_by_label("批复文号").fill(number)
    button = desk.get_by_role("button", name=step)
    if picture:
        take(desk, picture, until=desk.get_by_role("main").locator("form"), mark=button)
    button.click()


def _reject(desk: Page) -> None:
    desk.goto("/desk/")
    desk.get_by_role("link", name="云溪县自然资源局公开事项目录").first.click()
    desk.locator("section[aria-labelledby=do]").get_by_role("link", name="不予批复").click()
    desk.get_by_label("意见").fill(
        "“违法用地查处情况”的公开内容和执法公示办法对不上，请核对后再报；其余各项没有意见。"
    )
    button = desk.get_by_role("button", name="不予批复")
    take(desk, "reject", until=desk.get_by_role("main").locator("form"), mark=button)
    button.click()


def _adjust(desk: Page) -> None:
    go(desk, "目录")
    desk.get_by_role("textbox", name="名称", exact=True).fill(COUNTY)
    desk.get_by_role("button", name="筛选").click()
    desk.locator("tbody").get_by_role("link", name=COUNTY).first.click()
    desk.get_by_text("起草新版", exact=True).first.click()
    desk.get_by_label("调整说明").fill("按机构改革后的职责，调整牵头单位和公开主体。")
    button = desk.get_by_role("button", name="起草新版")
    take(desk, "adjust", until=desk.locator("section[aria-labelledby=facts]"), mark=button)
    button.click()


def _standards(desk: Page) -> None:
    go(desk, "领域标准")
    desk.get_by_role("link", name="涉农补贴").first.click()
    take(desk, "field-lead", until=desk.get_by_role("button", name="保存"))
    go(desk, "领域标准")
    desk.get_by_role("link", name="待核实的标准事项").click()
    desk.get_by_label("领域").select_option(label="涉农补贴")
    desk.get_by_role("button", name="筛选").click()
    desk.get_by_role("checkbox").first.check()
    desk.get_by_label("对照了哪个文件").fill("（示例）补助资金管理办法的全称和文号")
    button = desk.get_by_role("button", name="核实勾上的行")
    take(desk, "suggestions", until=button, mark=button)
