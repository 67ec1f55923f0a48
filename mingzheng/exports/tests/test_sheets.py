"""The statutory workbook: head, boxes, marks, merged parents, paper."""

import io

import pytest
from openpyxl import load_workbook

from mingzheng.catalogue.rules.items import OPTIONAL, Choice, ItemContent
from mingzheng.exports.layout import NOTE, title_of
from mingzheng.exports.rows import ExportRow
from mingzheng.exports.sheets import to_xlsx
from mingzheng.standards.rules.channels import STANDARD_CHANNELS

BASE = ItemContent(
    field_code="20",
    level1="最低生活保障",
    level2="办事指南",
    elements=(Choice("办理条件"), Choice("申请材料")),
    bases=("《社会救助暂行办法》", "《政府信息公开条例》"),
    limit_text="制定或获取之日起10个工作日内",
    subject_text="县级民政部门",
    channels=(Choice("政府网站"), Choice("乡村大喇叭")),
    audience_all=True,
    mode="active",
    levels=("county",),
)


def workbook(*contents: ItemContent, field: str = "社会救助"):
    rows = [ExportRow(f"{at}", field, field, one, {}, ()) for at, one in enumerate(contents)]
    return load_workbook(io.BytesIO(to_xlsx(rows, "云溪县公开事项目录")))


def sheet(*contents: ItemContent):
    return workbook(*contents).active


def column(page, heading: str) -> int:
    """Where a leaf heading stands, whichever of the first rows it is in."""
    for row in page.iter_rows(min_row=1, max_row=4):
        for cell in row:
            if cell.value == heading:
                return cell.column
    raise AssertionError(f"no column {heading}")


def test_the_head_is_the_statutory_table_in_two_rows():
    page = sheet(BASE)

    upper = [cell.value for cell in page[2]]
    lower = [cell.value for cell in page[3]]
    assert page["A1"].value == "社会救助领域基层政务公开标准目录"
    assert [value for value in upper if value] == [
        *("序号", "公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体"),
        *("公开渠道和载体", "公开对象", "公开方式", "公开层级"),
    ]
    assert [value for value in lower if value] == [
        *("一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"),
    ]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {"A1:N1", "A2:A3", "B2:C2", "D2:D3", "I2:J2", "K2:L2", "M2:N2"} <= merged


def test_local_columns_stand_right_of_the_statutory_ones():
    page = sheet(
        BASE.having(
            levels=("village",),
            stages=("result",),
            post="社会救助股",
            override_text="7个工作日",
            override_source="某法第三条",
            custom={"备注": "试点"},
        )
    )

    heads = [cell.value for cell in page[2]][13:]
    assert heads == [None, None, "五公开", "责任岗位", "以此为准的期限", "期限的法律依据", "备注"]
    assert page.cell(4, column(page, "村级")).value == "√"
    assert page.cell(4, column(page, "五公开")).value == "□决策\n□执行\n□管理\n□服务\n■结果"
    assert page.cell(4, column(page, "备注")).value == "试点"


def test_channels_are_boxes_over_the_common_thirteen_and_the_offices_own():
    page = sheet(BASE)

    lines = page["H4"].value.split("\n")
    assert len(lines) == len(STANDARD_CHANNELS) + 1
    assert (lines[0], lines[1], lines[-1]) == ("■政府网站", "□政府公报", "■乡村大喇叭")


def test_optional_entries_bring_the_note_and_leave_unchosen_channels_out():
    channels = (Choice("政府网站"), Choice("公开查阅点", OPTIONAL))
    page = sheet(BASE.having(channels=channels, elements=(Choice("名单", OPTIONAL),)))

    assert page["A2"].value == NOTE
    assert page["H5"].value == "■政府网站\n□公开查阅点"
    assert page["D5"].value == "□名单"


def test_neighbours_with_one_level1_share_a_cell():
    page = sheet(BASE, BASE.having(level2="名单"), BASE.having(level1="临时救助"))

    merged = {str(area) for area in page.merged_cells.ranges}
    assert "B4:B5" in merged
    assert page["B6"].value == "临时救助"


@pytest.mark.parametrize(
    ("mode", "ticks"),
    [("active", ("√", None)), ("on_request", (None, "√")), ("unclear", (None, None))],
)
def test_mode_is_ticked_only_where_it_is_known(mode, ticks):
    page = sheet(BASE.having(mode=mode))

    assert (page["K4"].value, page["L4"].value) == ticks


def test_a_group_that_has_a_name_is_named_and_one_without_is_ticked():
    page = sheet(BASE.having(audience_some="低保对象"), BASE.having(audience_some="特定群体"))

    assert (page["J4"].value, page["J5"].value) == ("低保对象", "√")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@x"])
def test_text_is_never_a_formula(text):
    cell = sheet(BASE.having(level2=text))["C4"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_signs_that_excel_refuses_are_left_out():
    assert sheet(BASE.having(level2="名\x0b单"))["C4"].value == "名单"


def test_each_field_has_a_sheet_of_its_own():
    rows = [
        ExportRow("1", "社会救助", "社会救助", BASE, {}, ()),
        ExportRow("2", "养老/服务", "养老/服务", BASE, {}, ()),
    ]

    book = load_workbook(io.BytesIO(to_xlsx(rows, "目录")))

    assert book.sheetnames == ["社会救助", "养老服务"]
    assert book.properties.title == "目录"


def test_the_sheet_prints_across_with_its_head_on_every_page():
    page = sheet(BASE)

    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$1:$3"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.freeze_panes == "D4"
    assert page["D4"].alignment.wrap_text
    assert page["D4"].border.left.style == "thin"


def test_a_long_cell_gets_a_high_row():
    page = sheet(BASE, BASE.having(level2="长", elements=tuple(Choice(f"{n}") for n in range(40))))

    assert page.row_dimensions[5].height > page.row_dimensions[4].height


def test_a_title_does_not_say_field_twice():
    assert title_of("社会救助领域") == "社会救助领域基层政务公开标准目录"
