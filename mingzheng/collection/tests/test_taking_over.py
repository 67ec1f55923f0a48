"""What a row takes over from above: merged cells, names written once, 同上."""

import pytest

from mingzheng.collection.rules.reading import read_catalogue
from mingzheng.collection.tests.sheets import HEAD, LIMIT, codes, only, read, row, table


def test_merged_cells_are_taken_over_and_said():
    merges = [(0, 1, 1, 1), (0, 6, 1, 6), (0, 12, 1, 12), (0, 0, 1, 0)]

    reading = read(
        row(),
        row(number="", level1="", level2="监督检查", subject="", county=""),
        merges=merges,
    )

    second = reading.rows[1]
    assert (second.level1, second.subject_text, second.levels) == (
        "综合业务",
        "县民政局",
        ["county"],
    )
    assert second.number == ""
    assert second.inferred == [
        "一级事项按合并单元格沿用第 3 行",
        "公开主体按合并单元格沿用第 3 行",
        "公开层级：县级按合并单元格沿用第 3 行",
    ]


def test_a_blank_first_level_goes_on_and_other_blanks_do_not():
    reading = read(row(), row(number="2", level1="", level2="监督检查", subject="", limit=""))

    second = reading.rows[1]
    assert second.level1 == "综合业务"
    assert second.inferred == ["一级事项空着，沿用第 3 行"]
    assert (second.subject_text, second.limit_text) == ("", "")


def test_without_merges_a_row_without_names_goes_on_with_both():
    rows = [*HEAD, row(), row(number="2", level1="", level2="", limit="每月10日前")]

    reading = read_catalogue([table(rows, knows_merges=False)])

    second = reading.rows[1]
    assert (second.level1, second.level2) == ("综合业务", "政策法规文件")
    assert codes(reading) == ["split"]
    assert not reading.problems[0].blocking


def test_with_merges_a_numbered_row_without_second_level_has_none():
    reading = read(row(), row(number="2", level1="", level2="", limit="每月10日前"))

    assert (reading.rows[1].level1, reading.rows[1].level2) == ("综合业务", "")


def test_a_new_first_level_does_not_pass_the_old_second_level_on():
    rows = [*HEAD, row(), row(level1="临时救助", level2=""), row(level1="", level2="")]

    reading = read_catalogue([table(rows, knows_merges=False)])

    assert [r.level2 for r in reading.rows] == ["政策法规文件", ""]
    assert codes(reading) == ["duplicate"]


@pytest.mark.parametrize("same", ["同上", "同 上", "〃", "″"])
def test_same_as_above_is_resolved_in_any_column(same):
    reading = read(
        row(),
        row(level2="b", limit=same, subject=same, basis=same, channels=same, content=same),
        row(level2="c", limit=same),
    )

    first, second, third = reading.rows
    assert (second.limit_text, second.limit_inferred) == (first.limit_text, True)
    assert (second.subject_text, second.bases) == (first.subject_text, first.bases)
    assert (second.channels, second.elements) == (first.channels, first.elements)
    assert third.limit_text == LIMIT
    assert any("沿用第 4 行" in sentence for sentence in third.inferred)
    assert reading.problems == []


def test_same_as_above_with_nothing_above_is_named():
    reading = read(row(limit="同上"))

    assert only(reading).limit_text == ""
    (problem,) = reading.problems
    assert (problem.code, problem.value, problem.blocking) == ("nothing_above", "同上", False)
    assert (problem.row, problem.column) == (3, "公开时限")


def test_same_as_above_inside_merged_cells_means_what_stood_above_them():
    reading = read(
        row(), row(level2="b", limit="同上"), row(level2="c", limit=""), merges=[(1, 5, 2, 5)]
    )

    assert [r.limit_text for r in reading.rows] == [LIMIT] * 3
