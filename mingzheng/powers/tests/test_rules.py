"""Types, periods, codes, quality and counts: plain rules over plain values."""

import unicodedata

import pytest

from mingzheng.powers.rules import quality, values
from mingzheng.powers.rules.codes import Profile, fault, pattern_fault
from mingzheng.powers.rules.columns import HEADINGS
from mingzheng.powers.rules.content import PowerContent
from mingzheng.powers.rules.differences import compare
from mingzheng.powers.rules.reconciling import read_published, reconcile
from mingzheng.powers.tests.factories import power


def test_every_heading_of_a_name_can_be_told_at_a_glance():
    """The reader looks for these characters before it reads a row as a head."""
    names = [heading for heading, column in HEADINGS.items() if column == "name"]

    assert "项目名称" in names
    assert all("名" in heading or "事" in heading for heading in names)


PROFILES = [Profile("impl_code", "实施编码 31 位", 31, "[0-9A-Z]{31}")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("1", "01"), ("01", "01"), ("行政许可", "01"), ("许可类", "01"), ("行 政 处 罚", "02")),
        *(("其他职权", "10"), ("其他类", "10"), ("其他行政权力", "10"), ("10", "10")),
        *(("20", "20"), ("公共服务", "20"), ("便民服务", "20")),
        *(("", ""), ("天文", ""), ("99", ""), ("11", "")),
    ],
)
def test_a_type_is_read_however_it_is_written(text, code):
    assert values.type_code(text) == code


@pytest.mark.parametrize(
    ("text", "unit", "number", "counted_in"),
    [
        *(("20", "", 20, "workday"), ("20个工作日", "", 20, "workday"), ("3个月", "", 3, "month")),
        *(("15", "天", 15, "day"), ("当场办结", "", 0, "at_once"), ("即办", "", 0, "at_once")),
        *(("三十日", "", 30, "day"), ("十五个工作日内", "", 15, "workday"), ("", "", None, "")),
        *(
            ("24小时", "", 24, "hour"),
            ("二十", "工作日", 20, "workday"),
            ("0", "当场", 0, "at_once"),
        ),
        *(("5日内", "", 5, "day"), ("二十", "个工作日", 20, "workday"), ("９个月", "", 9, "month")),
        *(("20 个工作日内办结。", "", 20, "workday"), ("即办件", "", 0, "at_once")),
    ],
)
def test_a_period_is_read_with_its_unit(text, unit, number, counted_in):
    read = values.period(text, unit)

    assert (read.number, read.unit, read.note) == (number, counted_in, "")


@pytest.mark.parametrize(
    "text",
    [
        *("-5", "−5", "99999999999", "2026-01-01", "2026年1月1日", "20.5", "二十", "1-3个工作日"),
        *("20（不含公示）", "20周", "按规定", "不能当场办结", "二二十日", "#没有结果"),
    ],
)
def test_what_is_no_period_stays_as_words(text):
    assert values.period(text) == values.Period(None, "", unicodedata.normalize("NFKC", text))
    assert values.period("20", "周").number is None


def test_a_code_of_the_wrong_length_is_named_with_its_length():
    assert fault("body_code", "083372204", []) == ("9 个字符，统一社会信用代码应当是 18 位。")
    assert fault("impl_code", "511A0138", PROFILES).startswith("8 个字符，应当是 31 位")
    assert fault("impl_code", "A" * 31, PROFILES) == fault("impl_code", "", PROFILES) == ""
    assert fault("base_code", "随便", []) == ""  # no profile: nobody says how it must look
    assert pattern_fault("[")
    assert not pattern_fault("[0-9]")


def found(*rows: PowerContent, office: bool = True) -> list[str]:
    listed = [quality.Row(n, f"Q{n}", row, office) for n, row in enumerate(rows)]
    return [one.check.code for one in quality.findings(listed, PROFILES)]


def test_a_complete_row_has_no_finding():
    assert found(power()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"bases": []}, "no_basis"),
        ({"level": ""}, "no_level"),
        ({"duties": ""}, "no_duties"),
        ({"supervision": ""}, "no_watch"),
        ({"remedy": ""}, "no_remedy"),
        ({"type": "01", "conditions": ""}, "no_conditions"),
        ({"type": "20", "promised_days": None, "promised_unit": ""}, "no_promise"),
        ({"promised_days": 30}, "late_promise"),
        ({"promised_days": 2, "promised_unit": "month"}, "late_promise"),
        ({"impl_code": "123"}, "bad_impl_code"),
        ({"body_code": "123"}, "bad_body_code"),
    ],
)
def test_each_gap_is_found(change, code):
    assert found(power(**change)) == [code]


def test_a_service_needs_no_remedy_and_twins_are_named():
    assert found(power(type="20", remedy="", duties="")) == []
    assert found(power(), power()) == ["duplicate"]
    assert found(power(), office=False) == ["no_body"]


def test_the_score_falls_with_what_is_missing():
    rows = [quality.Row(1, "Q1", power(bases=[]))]

    assert quality.score([], []) is None
    assert quality.score(rows, []) == 100.0
    assert quality.score(rows, quality.findings(rows, [])) < 100


def test_editions_are_compared_field_by_field():
    old, new = power(), power(promised_days=5, remedy="复议")
    told = compare([("Q1", old), ("Q2", power("乙"))], [("Q1", new), ("Q3", power("丙"))])

    changed = told.of_kind("changed")[0]
    assert {c.column: (c.before, c.after) for c in changed.columns}["承诺时限"] == ("10", "5")
    assert [c.column for c in changed.columns] == ["承诺时限", "救济途径"]
    assert [c.code for c in told.of_kind("added")] == ["Q3"]
    assert [c.code for c in told.of_kind("removed")] == ["Q2"]


def test_published_counts_are_read_and_held_against_what_was_read():
    counts, total = read_published("行政许可 11；行政处罚：122\n合计 134")

    lines = reconcile({"01": 11, "02": 120, "06": 1}, counts, total)

    assert [(one.label, one.difference) for one in lines] == [
        *(("行政许可", 0), ("行政处罚", -2), ("行政检查", 1), ("合计", -2)),
        ("公布的各类相加", -1),
    ]
