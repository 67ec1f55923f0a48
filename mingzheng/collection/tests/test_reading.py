"""From tables to catalogue rows: what is taken over, what is inferred, what is a problem."""

import pytest

from mingzheng.collection.rules.reading import read_catalogue
from mingzheng.collection.tests.sheets import (
    HEAD,
    LIMIT,
    SUB,
    TITLE,
    TOP,
    codes,
    headed,
    only,
    read,
    row,
    table,
)


def whys(reading):
    return [(skip.row, skip.why) for skip in reading.skipped if skip.why != "表头"]


def test_an_ordinary_row_is_read_whole():
    item = only(read(row(number="0505", audience_some="项目单位")))

    assert (item.sheet, item.row, item.number) == ("目录", 3, "0505")
    assert (item.level1, item.level2) == ("综合业务", "政策法规文件")
    assert [element.text for element in item.elements] == ["文件名称", "文号"]
    assert item.bases == ["《社会救助暂行办法》"]
    assert (item.limit_text, item.limit_inferred) == (LIMIT, False)
    assert item.subject_text == "县民政局"
    assert [(c.name, c.need) for c in item.channels] == [
        ("政府网站", "required"),
        ("政府公报", "none"),
    ]
    assert (item.audience_all, item.audience_some) == (True, "项目单位")
    assert (item.mode, item.levels) == ("active", ["county"])
    assert item.inferred == []


def test_letter_spaced_and_wrapped_names_are_closed_up():
    item = only(read(row(level1="综 合 业 务", level2="政策法规\n文件", limit="及 时 公 开")))

    assert (item.level1, item.level2, item.limit_text) == ("综合业务", "政策法规文件", "及时公开")


def test_a_second_level_alone_becomes_the_first():
    item = only(read(row(level1="")))

    assert (item.level1, item.level2) == ("政策法规文件", "")
    assert item.inferred == ["没有一级事项，用二级事项作一级事项"]


def test_a_row_without_any_name_is_a_blocking_problem():
    reading = read(row(level1="", level2=""))

    assert reading.rows == []
    (problem,) = reading.problems
    assert (problem.code, problem.blocking, problem.row) == ("no_name", True, 3)


@pytest.mark.parametrize(
    ("changes", "column", "code", "value"),
    [
        ({"on_request": "√"}, "公开方式", "both_modes", "√ 主动 √ 依申请"),
        ({"active": "待定"}, "公开方式：主动", "unknown_mark", "待定"),
        ({"county": "？"}, "公开层级：县级", "unknown_mark", "？"),
        ({"county": "。"}, "公开层级：县级", "unknown_mark", "。"),
        ({"county": "公开"}, "公开层级：县级", "unknown_mark", "公开"),
        ({"county": "√民政局"}, "公开层级：县级", "extra_words", "民政局"),
        ({"audience_some": "？"}, "公开对象：特定群体", "unknown_mark", "？"),
        ({"audience_all": "部分"}, "公开对象：全社会", "unknown_mark", "部分"),
    ],
)
def test_a_mark_that_cannot_be_read_is_named_and_does_not_block(changes, column, code, value):
    reading = read(row(**changes))

    (problem,) = reading.problems
    assert (problem.column, problem.code, problem.value) == (column, code, value)
    assert not problem.blocking
    assert problem.message.endswith("。")
    assert len(reading.rows) == 1


def test_the_heading_written_instead_of_a_tick_is_a_tick():
    reading = read(row(active="主动", county="县级", audience_all="全社会"))

    item = only(reading)
    assert (item.mode, item.levels, item.audience_all) == ("active", ["county"], True)
    assert reading.problems == []
    assert "公开方式：主动写的是“主动”，按选中读" in item.inferred


def test_both_ways_ticked_leave_the_mode_unclear():
    assert only(read(row(on_request="√"))).mode == "unclear"


@pytest.mark.parametrize(
    ("cell", "group"), [("√", "特定群体"), ("√ 企业", "企业"), ("申请人", "申请人"), ("", "")]
)
def test_a_particular_group_may_be_named_or_only_ticked(cell, group):
    assert only(read(row(audience_all="", audience_some=cell))).audience_some == group


def test_single_columns_say_the_same_as_ticked_ones():
    head = [
        *("序号", "领域", "一级事项", "二级事项", "公开要素", "依据", "公开时间", "责任单位"),
        *("公开载体", "公开对象", "公开属性", "层级", "五公开", "责任股室", "备注"),
    ]
    cells = [
        *("1", "社会救助", "综合", "政策", "甲；乙", "《丙》", "3个工作日", "县民政局"),
        *(
            "政府网站",
            "全社会；特定群体：企业",
            "主动公开",
            "县、乡",
            "决策、■执行",
            "救助股",
            "急",
        ),
    ]

    item = only(read_catalogue([table([head, cells])]))

    assert item.field_text == "社会救助"
    assert (item.audience_all, item.audience_some, item.mode) == (True, "企业", "active")
    assert (item.levels, item.post, item.custom) == (["county", "town"], "救助股", {"备注": "急"})
    assert item.stages == ["decision", "execution"]


def test_five_columns_of_stages_and_a_merged_level_column():
    top = [*TOP[:12], "公开层级", "五公开", "", "", "", ""]
    sub = [*SUB[:12], "乡、村级", "决策", "执行", "管理", "服务", "结果"]

    item = only(read_catalogue([table([top, sub, [*row()[:12], "√", "√", "", "", "", "■"]])]))

    assert (item.levels, item.stages) == (["town", "village"], ["decision", "result"])


def test_missing_columns_are_said_and_are_no_problem():
    rows = [[*TOP[:12]], [*SUB[:12]], row()[:12]]

    reading = read_catalogue([table(rows)])

    assert reading.problems == []
    assert reading.layouts[0].absent == ["公开层级"]
    assert only(reading).inferred == ["公开层级：表里没有这一列"]


def test_a_column_without_a_heading_is_kept_by_its_place():
    item = only(read_catalogue([table([*HEAD, [*row(), "加急"]])]))

    assert item.custom == {"第 15 列": "加急"}


def test_a_column_to_ignore_is_ignored():
    head = [[*TOP, "备注2"], [*SUB, ""]]
    tables = [table([*head, [*row(), "x"]])]

    assert only(read_catalogue(tables)).custom == {"备注2": "x"}
    assert only(read_catalogue(tables, mapping={(0, 14): "ignore"})).custom == {}


def test_the_note_in_the_head_makes_open_boxes_optional():
    item = only(read(row(), ["注：“■”表示必选项，“□”表示可选项"]))

    assert [c.need for c in item.channels] == ["required", "optional"]


def test_the_same_item_of_another_office_or_level_is_another_row():
    reading = read(row(), row(subject="乡镇政府"), row(county="", town="√"))

    assert len(reading.rows) == 3
    assert reading.problems == []


@pytest.mark.parametrize(
    ("changes", "says"), [({}, "完全一样"), ({"limit": "及时公开"}, "内容却不同")]
)
def test_the_same_item_twice_is_a_blocking_problem(changes, says):
    reading = read(row(), row(number="9", **changes))

    assert len(reading.rows) == 1
    (problem,) = reading.problems
    assert (problem.code, problem.blocking, problem.row) == ("duplicate", True, 4)
    assert "第 3 行" in problem.message
    assert says in problem.message


def test_one_second_level_in_several_merged_rows_is_several_rows():
    reading = read(row(), row(number="2", level1="", level2="", content="●别的"),
                   merges=[(0, 1, 1, 1), (0, 2, 1, 2)])  # fmt: skip

    assert [r.level2 for r in reading.rows] == ["政策法规文件"] * 2
    assert codes(reading) == ["split"]


def test_a_first_level_in_several_rows_without_second_level_is_several_rows():
    reading = read(row(level2=""), row(number="2", level1="", level2="", content="●别的"))

    assert [r.level1 for r in reading.rows] == ["综合业务"] * 2
    assert codes(reading) == ["split"]


SKIPPED = [
    ([""] * 14, "空行"),
    ([str(i) for i in range(1, 15)], "列号行"),
    ([f"（{i}）" for i in range(1, 15)], "列号行"),
    (["（二）临时救助"], "标题行"),
    (["注：本目录自发布之日起施行"], "注释行"),
    (["备注：", "", "", "无"], "注释行"),
    (["填表人：张三", "", "", "审核人：李四", "", "", "2026年3月1日"], "签名行"),
    (["单位（盖章）："], "签名行"),
    (["合计", "", "", "23条"], "合计行"),
    (["7"], "只有序号"),
    (["第 2 页"], "页码行"),
]


@pytest.mark.parametrize(("cells", "why"), SKIPPED)
def test_rows_that_are_no_items_are_left_out_with_their_reason(cells, why):
    reading = read(row(), cells, row(level2="b"))

    assert whys(reading) == [(4, why)]
    assert [r.row for r in reading.rows] == [3, 5]
    assert reading.problems == []


@pytest.mark.parametrize("level2", ["审核部门信息", "负责人任免", "说明书备案", "合计生育率公布"])
def test_an_item_that_sounds_like_a_signature_is_an_item(level2):
    """A row of four cells is not thrown away for its words alone."""
    reading = read([*["1", level2, level2, "●内容"], *[""] * 10])

    assert only(reading).level2 == level2


def test_a_banner_over_the_whole_width_changes_the_field():
    reading = read(row(), ["（二）养老服务领域"], row(), merges=[(1, 0, 1, 13)], sheet="社会救助")

    assert [r.field_text for r in reading.rows] == ["社会救助", "养老服务"]
    assert reading.problems == []


@pytest.mark.parametrize(
    ("tables", "field"),
    [([headed(row())], "就业"), ([headed(row(), sheet="养老服务")], "养老服务")],
)
def test_the_field_given_by_a_person_serves_where_the_file_names_none(tables, field):
    assert only(read_catalogue(tables, field="就业")).field_text == field


def test_a_repeated_head_is_left_out():
    reading = read(row(), TOP, SUB, row(level2="b"), merges=[(r + 1, *m) for r, *m in []])

    assert whys(reading) == [(4, "重复表头"), (5, "重复表头")]
    assert len(reading.rows) == 2


def test_a_sheet_without_a_head_blocks_and_a_sheet_of_instructions_does_not():
    alone = read_catalogue([table([["随便写的"]])])
    beside = read_catalogue([headed(row()), table([["请按要求填写"]], sheet="填表说明")])

    assert [(p.code, p.blocking, p.value) for p in alone.problems] == [
        ("no_head", True, "随便写的")
    ]
    assert beside.problems == []
    assert ("填表说明", 1, "说明或选项工作表") in beside.skipped


def test_a_row_of_data_above_the_head_is_a_blocking_problem():
    reading = read_catalogue([table([["1", "综合", "政策", "内容", "依据"], *HEAD, row()])])

    assert [(p.row, p.code, p.blocking) for p in reading.problems] == [(1, "above_head", True)]


def test_several_fields_in_one_sheet_keep_to_themselves():
    later = ["养老服务领域基层政务公开标准目录"]
    rows = [[TITLE], *HEAD, row(), later, *HEAD, row(), row(level1="", level2="b", limit="同上")]

    reading = read_catalogue([table(rows)])

    assert [(r.field_text, r.layout) for r in reading.rows] == [
        ("社会救助", 0),
        ("养老服务", 1),
        ("养老服务", 1),
    ]
    assert reading.problems == []


def test_numbers_may_restart_and_have_gaps():
    reading = read(*(row(number=n, level2=f"事项{i}") for i, n in enumerate(["22", "1", "", "7"])))

    assert [r.number for r in reading.rows] == ["22", "1", "", "7"]
    assert reading.problems == []


@pytest.mark.slow
def test_five_thousand_rows_are_read_whole():
    rows = [row(number=str(i), level1="" if i % 9 else f"类{i}", level2=f"事项{i}")
            for i in range(5000)]  # fmt: skip
    big = headed(*rows, merges=[(i, 1, i + 8, 1) for i in range(0, 4986, 9)])

    reading = read_catalogue([big])

    assert len(reading.rows) == 5000


def test_an_empty_list_of_tables_reads_as_nothing():
    reading = read_catalogue([])

    assert (reading.rows, reading.problems, reading.layouts) == ([], [], [])
