"""A list of powers from a workbook to the public page, judged on its way, in one browser."""

import io
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import Workbook

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.queries import edition_for, in_force
from mingzheng.catalogue.states import ListKind
from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection.models import ImportBatch
from mingzheng.powers.actions.names import place_body
from mingzheng.powers.queries import gaps_of
from mingzheng.processes.models import Information
from tests.browser import DESK
from tests.journeys.test_round import Desk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.parametrize("page", [DESK], indirect=True),
]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "items"
HEAD = (
    "权力类型",
    "事项名称",
    "实施主体",
    "实施依据",
    "承诺时限",
    "责任事项",
    "监督方式",
    "救济途径",
)
REST = (
    "《社会救助暂行办法》第九条",
    "10个工作日",
    "按期办结。",
    "县政府受理投诉。",
    "可以申请行政复议。",
)
STEPS = (
    ("受理", "窗口岗", "2", "受理通知书"),
    ("审查", "审查岗", "5", "内部审查意见"),
)


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "media"
    return a_cast()


def made(folder: Path) -> tuple[Path, str, int]:
    """A workbook of our own, what was published of it, and how many items it holds."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for kind, name, body in (
        ("行政许可", "养老机构设立许可", ""),
        ("行政许可", "殡葬设施建设许可", "老龄办"),
        ("其他类", "养老机构备案", "老龄办"),
    ):
        sheet.append((kind, name, body, *REST))
    data = io.BytesIO()
    book.save(data)
    file = folder / "权责清单.xlsx"
    file.write_bytes(data.getvalue())
    return file, "行政许可 2\n其他行政权力 1", 3


def shared(folder: Path) -> tuple[Path, str, int]:
    """The real list that counties may look at, where it is there."""
    file = SHARED / "guangan_service_items.csv"
    if not file.is_file():
        pytest.skip("没有放共享的真实清单数据")
    return file, "", 299


def uploads(desk: Desk, cast: Cast, file: Path, published: str) -> str:
    """Upload, look at the columns, then the report: what it says."""
    desk.sit(cast.drafter, f"{reverse('collection:upload')}?organisation={cast.office.code}")
    form = desk.page
    form.get_by_label("目录表格").set_input_files(file)
    form.get_by_label("是什么表").select_option("powers")
    form.get_by_label("公布的各类事项数").fill(published)
    desk.press("上传并读取")
    if form.get_by_role("button", name="按这样读，看报告").count():
        desk.press("按这样读，看报告")
    return form.locator("main").inner_text()


def places_names(desk: Desk, cast: Cast, edition: Edition) -> None:
    """The first unknown body is placed on the page, the others as that page does it."""
    desk.sit(cast.drafter, edition.get_absolute_url())
    desk.follow("对应单位名称")
    desk.page.locator("select[name=office]").first.select_option(cast.office.code)
    desk.press("记住")
    assert "对上了单位" in desk.said()
    for name, *_ in gaps_of(edition):
        place_body(edition, name, by=cast.drafter, offices=[cast.office])
    edition.refresh_from_db()
    assert edition.gaps_total == 0


def writes_steps(desk: Desk, edition: Edition, code: str) -> None:
    desk.page.goto(reverse("lists_desk:item", args=[edition.pk, code]))
    desk.follow("流程图")
    desk.follow("写环节")
    for at, (name, post, days, made_here) in enumerate(STEPS):
        said = {"number": str(at + 1), "name": name, "post": post, "limit": days}
        said |= {"information": made_here, "next": "" if at == 0 else "结束"}
        for field, value in said.items():
            desk.page.locator(f"[name=s-{at}-{field}]").fill(value)
        desk.page.locator(f"[name=s-{at}-unit]").select_option("workday")
    desk.press("保存", exact=True)
    drawing = desk.page.locator("main svg").first
    assert "审查" in drawing.inner_html()


def judges(desk: Desk, edition: Edition) -> Information:
    """One public with a new item, one withheld; the latter."""
    made_here = {one.name: one for one in Information.objects.filter(step__item__edition=edition)}
    desk.page.goto(made_here["受理通知书"].get_absolute_url())
    desk.follow("认定为主动公开")
    desk.page.get_by_label("目录里没有的，新增到这个领域").select_option(label="社会救助")
    desk.press("认定为主动公开", exact=True)
    withheld = made_here["内部审查意见"]
    desk.page.goto(withheld.get_absolute_url())
    desk.follow("提请依申请公开或不予公开")
    desk.page.get_by_label("不予公开", exact=True).check()
    desk.page.get_by_label("哪一种情形").select_option("E16-2")
    desk.page.get_by_label("法律依据").fill("《政府信息公开条例》第十六条第二款")
    desk.page.get_by_label("理由").fill("讨论中的意见，公开会影响审查。")
    desk.press("提请依申请公开或不予公开", exact=True)
    return withheld


def approves(desk: Desk, cast: Cast, edition: Edition, number: str) -> None:
    """Sent by the clerk, passed by the reviewer, approved by the openness office."""
    desk.sit(cast.drafter, edition.get_absolute_url())
    assert "送审，已办" in desk.step("送审")
    desk.sit(cast.reviewer, edition.get_absolute_url())
    assert "审核通过，报批，已办" in desk.step("审核通过，报批")
    desk.sit(cast.openness, edition.get_absolute_url())
    desk.follow("批复")
    desk.page.get_by_label("批复文号").fill(number)
    desk.press("批复", exact=True)
    assert "批复，已办" in desk.said()


@pytest.mark.parametrize("source", [made, shared], ids=["made", "shared"])
def test_from_a_workbook_to_the_public_page(page, cast, source, tmp_path):
    desk = Desk(page)
    file, published, total = source(tmp_path)
    report = uploads(desk, cast, file, published)
    assert ("一致" in report) == bool(published)
    assert "相差" not in report
    desk.press(f"确认导入 {total} 个事项")
    edition = edition_for(cast.office, ListKind.POWERS)
    assert edition.items_total == total
    places_names(desk, cast, edition)
    code = edition.powers.filter(type="01").first().code
    writes_steps(desk, edition, code)
    withheld = judges(desk, edition)

    desk.sit(cast.openness)
    desk.follow(f"{edition.title}：不主动公开的信息")
    desk.page.goto(withheld.get_absolute_url())
    desk.step("审核通过")
    approves(desk, cast, edition, "云政公开〔2026〕8号")
    approves(desk, cast, edition_for(cast.office), "云政公开〔2026〕9号")

    told_both_ways(desk, cast, code)
    assert "没有变化" in uploads(desk, cast, file, published)
    counts = ImportBatch.objects.latest("pk").report["counts"]
    assert counts == {"created": 0, "updated": 0, "removed": 0, "unchanged": total}


def told_both_ways(desk: Desk, cast: Cast, code: str) -> None:
    """Power → drawing → information → item, and from the item back to the power."""
    power = in_force(cast.office, ListKind.POWERS).powers.get(code=code)
    page = desk.page
    page.context.clear_cookies()
    page.goto(power.get_absolute_url())
    assert "审查" in page.locator("main svg").first.inner_html()
    shown = page.locator("main").inner_text()
    assert "讨论中的意见" not in shown
    desk.follow("受理通知书", exact=True)
    item = in_force(cast.office).items.get()
    assert page.url.endswith(item.get_absolute_url())
    desk.follow(power.title, exact=True)
    assert page.url.endswith(power.get_absolute_url())
