"""Lists of powers: 林书瑶 reads her workbook in, looks at a process; what is withheld is judged."""

import io

from openpyxl import Workbook
from playwright.sync_api import Page

from tests.guides.camera import Studio, go, take

OFFICE, DRAFTER = "YX0001", "YX0317"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POWER = "农药经营许可"


def tell(studio: Studio) -> None:
    """The report of a workbook, steps with their drawing, judging, what residents see."""
    desk = studio.desk_of(DRAFTER)
    _own(desk)
    _report(desk)
    _process(desk)
    _judge(studio.desk_of(OFFICE))
    _public(studio)


def _own(desk: Page) -> None:
    go(desk, "目录")
    take(desk, "lists-own", until=desk.locator("main form.filters"))


def workbook() -> bytes:
    """A list as an office has it, with a type of its own row, and one row that says no basis."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["职权类别", "职权名称", "实施依据", "责任事项", "承诺时限"],
        ["行政许可", "农药经营许可", "《农药管理条例》第二十四条", "现场核查", 10],
        ["行政许可", "兽药经营许可", "《兽药管理条例》第二十二条", "现场核查", 15],
        ["行政处罚", "对经营假兽药行为的处罚", "", "立案；调查；告知；决定", ""],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _report(desk: Page) -> None:
    desk.get_by_role("link", name="导入表格").first.click()
    file = {"name": "农业农村局权责清单.xlsx", "mimeType": TYPE, "buffer": workbook()}
    desk.get_by_label("目录表格").set_input_files(file)
    desk.get_by_label("是什么表").select_option(label="权责清单")
    desk.get_by_label("公布的各类事项数").fill("行政许可 2\n行政处罚 2")
    desk.get_by_role("button", name="上传并读取").click()
    button = desk.get_by_role("button", name="按这样读，看报告")
    if button.count():
        button.click()
    take(desk, "list-report")


def _process(desk: Page) -> None:
    go(desk, "目录")
    desk.get_by_role("link", name="云溪县农业农村局权责清单").first.click()
    desk.get_by_role("link", name="事项", exact=False).nth(0).click()
    desk.get_by_role("link", name=POWER).click()
    desk.get_by_role("link", name="流程图").first.click()
    take(desk, "process")


def _judge(desk: Page) -> None:
    go(desk, "公开属性")
    desk.get_by_role("link", name="内部审查意见").first.click()
    step = desk.locator("section[aria-labelledby=do]")
    take(desk, "judge", mark=step.get_by_role("link").first)


def _public(studio: Studio) -> None:
    page = studio.window()
    page.goto("/powers/")
    page.get_by_role("link", name=POWER).first.click()
    take(page, "power", since=page.locator("main"))
