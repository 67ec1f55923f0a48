"""Every row with content is an item, or in a blocking problem, or left out with a reason."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzheng.collection.rules.columns import COLUMNS
from mingzheng.collection.rules.reading import read_catalogue
from mingzheng.collection.tests.sheets import HEAD, SUB, TITLE, TOP, row
from mingzheng.files.rules.grid import make_table

WORDS = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            " ",
            "同上",
            "〃",
            "√",
            "□",
            "■政府网站 □政府公报",
            "综合业务",
            "政策法规文件",
        ),
        *(
            "●甲\n〇乙",
            "《甲法》、《乙》",
            "20个工作日内",
            "县民政局",
            "主动",
            "全社会",
            "县级",
            "1",
        ),
        *("注：说明", "填表人：", "合计", "社会救助领域基层政务公开标准目录", "序号", "一级事项"),
        *(
            "公开内容",
            "公开依据",
            "（单位盖章）",
            "待定",
            "t",
            "口",
            "·",
            "1.甲2.乙",
            "《",
            "）",
            "\n",
        ),
    ]
)
LINES = st.one_of(
    st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=16),
    st.sampled_from([TOP, SUB, row(), row(level1=""), [TITLE], [], ["养老服务领域"], *HEAD]),
)
BOXES = st.tuples(*[st.integers(0, 12)] * 4).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)
SHEETS = st.builds(
    lambda rows, merges, name, knows: make_table(
        name, rows, tuple(merges), notes=("注：“■”表示必选项",), knows_merges=knows
    ),
    st.lists(LINES, max_size=14),
    st.lists(BOXES, max_size=4),
    st.sampled_from(["目录", "填表说明", "养老服务"]),
    st.booleans(),
)
ANSWERS = st.dictionaries(
    st.tuples(st.integers(0, 2), st.integers(0, 14)),
    st.sampled_from([*COLUMNS, "custom", "ignore", "", "unknown"]),
    max_size=4,
)


def named(sheets):
    """The sheets under names of their own, as in a workbook."""
    return [
        make_table(f"{sheet.sheet}{i}", [list(r) for r in sheet.cells], sheet.merges,
                   notes=sheet.notes, knows_merges=sheet.knows_merges)
        for i, sheet in enumerate(sheets)
    ]  # fmt: skip


@settings(max_examples=300)
@given(sheets=st.lists(SHEETS, max_size=3).map(named), answers=ANSWERS)
def test_every_row_with_content_is_accounted_for_once(sheets, answers):
    reading = read_catalogue(sheets, mapping=answers)

    items = [(item.sheet, item.row) for item in reading.rows]
    blocked = [(p.sheet, p.row) for p in reading.problems if p.blocking]
    skipped = [(skip.sheet, skip.row) for skip in reading.skipped]
    places = items + blocked + skipped
    filled = {
        (sheet.sheet, sheet.top + i)
        for sheet in sheets
        for i, cells in enumerate(sheet.cells)
        if any(text.strip() for text in cells)
    }
    assert len(places) == len(set(places))
    assert filled <= set(places)
    assert all(skip.why for skip in reading.skipped)


@settings(max_examples=100)
@given(sheets=st.lists(SHEETS, max_size=2).map(named))
def test_an_item_always_has_a_name_and_its_problems_a_place(sheets):
    reading = read_catalogue(sheets)

    assert all(item.level1 for item in reading.rows)
    assert all(0 <= item.layout < len(reading.layouts) for item in reading.rows)
    assert all(p.sheet and p.row >= 1 and p.message.endswith("。") for p in reading.problems)


@settings(max_examples=60)
@given(sheets=st.lists(SHEETS, max_size=2).map(named))
def test_reading_twice_says_the_same(sheets):
    assert read_catalogue(sheets) == read_catalogue(sheets)
