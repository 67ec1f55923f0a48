"""Finding heads and mapping columns, whatever they are called and wherever they stand."""

import pytest

from mingzheng.collection.rules.columns import (
    BY_HAND,
    COLUMNS,
    CUSTOM,
    SAME_NAME,
    SIMILAR_NAME,
    meaning_of,
)
from mingzheng.collection.rules.headers import MEANINGS, find_layouts
from mingzheng.collection.tests.sheets import HEAD, HEAD_MERGES, SUB, TITLE, TOP, headed, row, table

FLAT = [
    *("序号", "一级事项", "二级事项", "公开要素", "公开依据", "公开时间", "责任主体", "公开载体"),
    *("公开对象", "公开方式", "公开层级"),
]
MEANT = [
    *("number", "level1", "level2", "content", "basis", "limit", "subject", "channels"),
    *("audience", "mode", "level"),
]
WHOLE = [
    *("number", "level1", "level2", "content", "basis", "limit", "subject", "channels"),
    *("audience_all", "audience_some", "mode_active", "mode_request"),
    *("level_county", "level_town"),
]


def meanings(layout):
    return [column.meaning for column in layout.columns]


@pytest.mark.parametrize(
    ("path", "meaning", "how"),
    [
        (("公开内容（要素）",), "content", SAME_NAME),
        (("公 开 时 限",), "limit", SAME_NAME),
        (("公开渠道\n和载体",), "channels", SAME_NAME),
        (("公开对象", "全社会"), "audience_all", SAME_NAME),
        (("公开层级", "乡、村级"), "level_town_village", SAME_NAME),
        # the names that drift
        (("公开要素",), "content", SIMILAR_NAME),
        (("公开事项内容",), "content", SIMILAR_NAME),
        (("责任主体",), "subject", SIMILAR_NAME),
        (("公开责任单位",), "subject", SIMILAR_NAME),
        (("公开载体",), "channels", SIMILAR_NAME),
        (("公开对象", "特定群众"), "audience_some", SIMILAR_NAME),
        (("公开方式", "依申请公开"), "mode_request", SAME_NAME),
        (("责任股室",), "post", SIMILAR_NAME),
        # longer, or a character off
        (("政务公开主体",), "subject", SIMILAR_NAME),
        (("公开渠道与载体形式",), "channels", SIMILAR_NAME),
        (("公开内容要索",), "content", SIMILAR_NAME),
        # a word that means something only in its group
        (("五公开", "服务"), "stage_service", SAME_NAME),
        (("服务",), None, CUSTOM),
        (("公开层级", "区"), "level_county", SIMILAR_NAME),
        # columns of the office's own
        (("备注",), None, CUSTOM),
        (("公开形式",), None, CUSTOM),
        (("公开依据链接",), None, CUSTOM),
        (("三级事项",), None, CUSTOM),
        (("公开渠道和载体", "政府网站"), None, CUSTOM),
        (("公开时限", "（工作日）"), "limit", SAME_NAME),
        ((), None, CUSTOM),
    ],
)
def test_a_heading_is_known_by_its_names_and_says_how(path, meaning, how):
    assert meaning_of(path) == (meaning, how)


def test_every_meaning_has_a_chinese_name_to_choose():
    assert MEANINGS is COLUMNS
    assert all(label and meaning for meaning, label in COLUMNS.items())


@pytest.mark.parametrize("merges", [HEAD_MERGES, []], ids=["merged", "merges lost"])
def test_a_two_row_head_is_read_with_its_groups(merges):
    (layout,) = find_layouts([table([[TITLE], *HEAD, row()], [_down(m) for m in merges])])

    assert meanings(layout) == WHOLE
    assert (layout.title, layout.field_text) == (TITLE, "社会救助")
    assert (layout.head_rows, layout.first_data_row) == ((2, 3), 4)
    assert layout.columns[8].heading == "公开对象：全社会"
    assert layout.absent == []


def _down(merge):
    top, left, bottom, right = merge
    return (top + 1, left, bottom + 1, right)


def test_a_one_row_head_is_enough():
    (layout,) = find_layouts([table([FLAT, ["1", "综合", "政策"]])])

    assert meanings(layout) == MEANT
    assert layout.head_rows == (1,)


def test_the_head_repeated_in_both_rows_is_one_head():
    """Exporters write merged headings twice."""
    twice = [sub or top for top, sub in zip(TOP, SUB, strict=True)]

    (layout,) = find_layouts([table([_filled(TOP), twice, row()])])

    assert meanings(layout) == WHOLE
    assert layout.first_data_row == 3


def _filled(texts):
    filled = list(texts)
    for i, text in enumerate(filled):
        filled[i] = text or filled[i - 1]
    return filled


def test_seventeen_columns_with_five_stages_and_a_custom_one():
    stages = ["决策", "执行", "管理", "服务", "结果"]
    top = [*TOP[:12], "五公开", "", "", "", "", "备注"]
    sub = [*SUB[:12], *stages, ""]

    (grouped,) = find_layouts([table([top, sub, ["1"] * 18])])
    (bare,) = find_layouts([table([[*FLAT, *stages, "备注"], ["1"] * 17])])

    wanted = ["stage_decision", "stage_execution", "stage_management"]
    wanted += ["stage_service", "stage_result", None]
    assert meanings(grouped)[12:] == wanted
    assert meanings(bare)[11:] == wanted


def test_one_column_of_items_is_the_first_level_and_two_are_both():
    (one,) = find_layouts([table([["序号", "公开事项", "公开内容", "公开依据"], ["1"] * 4])])
    (two,) = find_layouts([table([["事项类别", "公开事项", "公开内容", "公开依据"], ["1"] * 4])])

    assert meanings(one)[1] == "level1"
    assert meanings(two)[:2] == ["level1", "level2"]


def test_of_two_columns_for_one_meaning_the_standard_name_wins():
    head = ["序号", "责任单位", "公开内容", "公开主体", "公开依据"]

    (layout,) = find_layouts([table([head, ["1"] * 5])])

    assert meanings(layout) == ["number", None, "content", "subject", "basis"]
    assert layout.columns[1].how == CUSTOM


def test_columns_show_their_first_cells_and_headless_ones_are_kept():
    (layout,) = find_layouts([table([FLAT, ["1", *["甲"] * 10, "无名"], ["2"], ["3"], ["4"]])])

    assert layout.columns[0].samples == ("1", "2", "3")
    assert (layout.columns[11].heading, layout.columns[11].meaning) == ("", None)


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "综合业务", "政策", "●内容", "全社会", "主动", "县级"]],
        [["全社会", "主动公开", "县级", "政府网站"]],
        [["姓名", "电话", "地址"], ["张三", "1", "x"]],
        [["公开内容说明：请填写公开内容、公开依据、公开时限和公开主体"]],
    ],
)
def test_data_and_other_tables_are_no_head(rows):
    assert find_layouts([table(rows)]) == []


def test_a_row_of_values_below_the_head_is_not_part_of_it():
    data = ["", "", "", "", "", "", "", "", "全社会", "主动", "县级"]

    (layout,) = find_layouts([table([FLAT, data])])

    assert layout.head_rows == (1,)


def test_two_fields_in_one_sheet_are_two_tables():
    later = ["（二）养老服务领域基层政务公开标准目录"]
    rows = [[TITLE], *HEAD, row(), [], later, *HEAD, row(level1="通用政策")]

    first, second = find_layouts([table(rows)])

    assert (first.field_text, first.first_data_row, first.last_data_row) == ("社会救助", 4, 5)
    assert (second.field_text, second.title_rows) == ("养老服务", (6,))
    assert (second.head_rows, second.first_data_row) == ((7, 8), 9)


@pytest.mark.parametrize("between", [[], [[]], [[TITLE]], [["第 2 页"]]])
def test_the_same_head_on_the_next_page_begins_no_new_table(between):
    rows = [[TITLE], *HEAD, row(), *between, *HEAD, row(level2="监督检查")]

    (layout,) = find_layouts([table(rows)])

    assert len(layout.repeated_rows) == 2
    assert layout.last_data_row == len(rows)


def test_a_head_may_stand_far_down():
    rows = [[TITLE], ["填报单位：县民政局"], [], ["单位：条"], *HEAD, row()]

    (layout,) = find_layouts([table(rows)])

    assert layout.head_rows == (5, 6)
    assert layout.title == TITLE


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("云溪县国有土地上房屋征收与补偿领域基层政务公开标准目录", "国有土地上房屋征收与补偿"),
        ("（十九）涉农补贴领域基层政务公开标准目录", "涉农补贴"),
        ("附件2 旅游领域政务公开事项目录", "旅游"),
        ("云溪县公开事项目录", ""),
    ],
)
def test_the_title_names_the_field(title, field):
    (layout,) = find_layouts([table([[title], FLAT, ["1", "综合"]])])

    assert layout.field_text == field


def test_the_sheet_or_the_lines_before_a_table_name_the_field():
    by_sheet = table([FLAT, ["1", "综合"]], sheet="养老服务")
    by_note = table([FLAT, ["1", "综合"]], notes=("社会救助领域基层政务公开标准目录",))

    assert [layout.field_text for layout in find_layouts([by_sheet, by_note])] == [
        "养老服务",
        "社会救助",
    ]


NOTE = "注：“■”表示必选项，“□”表示可选项"


@pytest.mark.parametrize(
    "tables",
    [
        [table([[TITLE], [NOTE], *HEAD, row()])],
        [headed(row(), [NOTE])],
        [headed(row(), notes=(NOTE,))],
        [table([[NOTE]], sheet="填表说明"), headed(row())],
        [table([[*FLAT[:7], "公开渠道和载体（“■”表示必选项，“□”表示可选项）", *FLAT[8:]], ["1"]])],
    ],
    ids=["above", "below", "beside", "on another sheet", "in the head"],
)
def test_the_note_on_the_marks_is_found_wherever_it_stands(tables):
    (layout,) = find_layouts(tables)

    assert (layout.marks.filled, layout.marks.empty) == ("required", "optional")
    assert "可选项" in layout.marks.note


def test_a_persons_answer_goes_before_what_was_recognised():
    answers = {(0, 6): "post", (0, 4): "ignore", (0, 3): "custom", (0, 0): "number", (0, 1): "?"}

    (layout,) = find_layouts([table([FLAT, ["1", "综合"]])], answers)

    assert meanings(layout)[:7] == ["number", "level1", "level2", None, "ignore", "limit", "post"]
    by_hand = [column.index for column in layout.columns if column.how == BY_HAND]
    assert by_hand == [3, 4, 6]


def test_a_meaning_given_by_hand_is_taken_from_its_first_column():
    (layout,) = find_layouts([table([FLAT, ["1", "综合"]])], {(0, 1): "level2"})

    assert meanings(layout)[1:3] == ["level2", None]


def test_a_sheet_without_a_head_can_be_mapped_by_hand():
    answers = {(0, 1): "level1", (0, 2): "content"}

    (layout,) = find_layouts([table([["1", "综合业务", "●内容"]])], answers)

    assert (layout.head_rows, layout.first_data_row) == ((), 1)
    assert meanings(layout) == [None, "level1", "content"]


def test_a_missing_column_is_listed_once():
    (layout,) = find_layouts([table([FLAT[:-1], ["1", "综合"]])])

    assert layout.absent == ["公开层级"]
