"""The checks every row of a catalogue must pass."""

import pytest

from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.catalogue.rules.quality import ALL_CHECKS, Row, by_check, findings, score

GOOD = ItemContent(
    "20",
    "最低生活保障",
    "办事指南",
    elements=(Choice("办理条件"),),
    bases=("《社会救助暂行办法》",),
    limit_text="制定或获取之日起10个工作日内",
    subject_text="县民政局",
    channels=(Choice("政府网站"),),
    audience_all=True,
    mode="active",
    levels=("county",),
)


def row(content=GOOD, kind="within", offices=1, unmatched=(), pk=1):
    return Row(pk, f"20{pk:04d}", content, kind, offices, unmatched)


def codes(rows):
    return [finding.check.code for finding in findings(rows)]


def test_a_complete_row_has_no_findings_and_full_marks():
    assert findings([row()]) == []
    assert score([row()], []) == 100.0


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (row(GOOD.having(elements=())), "no_element"),
        (row(GOOD.having(bases=())), "no_basis"),
        (row(GOOD.having(limit_text=" "), kind="unread"), "no_limit"),
        (row(GOOD.having(limit_text="尽快"), kind="unread"), "limit_unread"),
        (row(offices=0), "no_office"),
        (row(offices=1, unmatched=("某中心",)), "office_unmatched"),
        (row(GOOD.having(channels=())), "no_channel"),
        (row(GOOD.having(audience_all=False)), "no_audience"),
        (row(GOOD.having(mode="unclear")), "mode_unclear"),
        (row(GOOD.having(levels=())), "no_level"),
    ],
)
def test_each_gap_is_named_once(broken, code):
    assert codes([broken]) == [code]


def test_the_second_of_two_equal_rows_is_the_double_one():
    found = findings([row(pk=1), row(pk=2)])

    assert [(f.check.code, f.row.pk) for f in found] == [("duplicate", 2)]


def test_the_same_names_under_another_office_are_no_double():
    assert codes([row(pk=1), row(GOOD.having(subject_text="乡镇人民政府"), pk=2)]) == []


def test_the_score_falls_by_the_weight_of_what_is_missing():
    rows = [row(pk=1), row(GOOD.having(subject_text="某中心"), offices=0, pk=2)]
    total = 2 * sum(check.weight for check in ALL_CHECKS)

    assert score(rows, findings(rows)) == round(100 * (1 - 20 / total), 1)


def test_an_empty_edition_has_no_score():
    assert score([], []) is None


def test_counts_come_for_every_check_also_those_nobody_fails():
    counted = {check.code: n for check, n in by_check(findings([row(offices=0)]))}

    assert counted["no_office"] == 1
    assert counted["no_basis"] == 0
    assert len(counted) == len(ALL_CHECKS)
