"""A round: 孟长河 opens one and looks at the board, 冉书禾 fills in, what disagrees is decided."""

from datetime import date, timedelta

from playwright.sync_api import Page

from tests.guides.camera import Studio, go, take

OFFICE, DRAFTER = "YX0001", "YX3811"
RUNNING = "公开事项目录填报"


def tell(studio: Studio) -> None:
    """The whole story; afterwards 柳溪镇 has begun to fill in."""
    desk = studio.desk_of(OFFICE)
    _draft(desk)
    _board(desk)
    _fill_in(studio.desk_of(DRAFTER))
    _remark(desk)
    _decide(desk)


def _draft(desk: Page) -> None:
    go(desk, "填报轮次")
    desk.get_by_role("link", name="起草一轮填报").click()
    desk.get_by_label("名称").fill("2027 年权责清单和公共服务清单填报")
    desk.get_by_label("截止日期").fill(_workday().isoformat())
    desk.get_by_label("公开事项目录").uncheck()
    for kind in ("权责清单", "公共服务清单"):
        desk.get_by_label(kind, exact=True).check()
    desk.get_by_label("乡镇街道").uncheck()
    desk.get_by_label("填报要求").fill("设定依据写全名称、文号和条款；承诺时限不得长于法定时限。")
    button = desk.get_by_role("button", name="保存")
    take(desk, "round-new", until=desk.get_by_label("填报要求"))
    button.click()


def _workday() -> date:
    """A Tuesday some weeks ahead: no weekend, and far from the long holidays of spring."""
    day = date.today() + timedelta(days=21)  # noqa: DTZ011 - a date for a form, no instant
    return day + timedelta(days=(1 - day.weekday()) % 7)


def _round(desk: Page) -> None:
    go(desk, "填报轮次")
    desk.get_by_role("cell", name=RUNNING).get_by_role("link").click()


def _board(desk: Page) -> None:
    _round(desk)
    take(desk, "round-board")


def _fill_in(desk: Page) -> None:
    _round(desk)
    desk.get_by_role("link", name="柳溪镇", exact=True).click()
    desk.get_by_role("button", name="开始填报").click()
    what_next = desk.locator("section[aria-labelledby=do]")
    take(desk, "round-fill", until=what_next)


def _remark(desk: Page) -> None:
    _round(desk)
    desk.get_by_role("link", name="石门镇", exact=True).click()
    desk.get_by_role("link", name="逐条看，写意见").click()
    row = desk.locator("tbody tr").first
    row.get_by_text("写意见").click()
    row.get_by_label("哪一列").select_option(label="公开时限")
    row.get_by_label("意见", exact=True).fill("写明从哪天起算。")
    take(desk, "round-remark", until=row, mark=row.get_by_role("button", name="写上"))


def _decide(desk: Page) -> None:
    _round(desk)
    desk.get_by_role("link", name="有分歧的事项").click()
    take(desk, "round-decide")
