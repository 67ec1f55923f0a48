"""A workbook of rules goes out, is changed, and comes back; or says which row is wrong."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from mingzheng.workrules import queries
from mingzheng.workrules.sheets import to_xlsx
from mingzheng.workrules.states import Scope
from mingzheng.workrules.tests.factories import a_catalogue, a_rule, a_set

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def at(name: str, rule_set) -> str:
    return reverse(f"workrules:{name}", args=[rule_set.pk])


def sheet(rule_set, change=lambda cell: None) -> SimpleUploadedFile:
    """The workbook of a set as it is downloaded, with cells changed by whoever has it open."""
    book = load_workbook(io.BytesIO(to_xlsx(rule_set, queries.report_of(rule_set))))
    change(book["填报"])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("规则表.xlsx", out.getvalue())


def test_what_is_downloaded_is_read_back_unchanged(cast, at_desk, words):
    a_catalogue(cast)
    made = a_set(cast)
    a_rule(made, cast, (Scope.FIELD, "20"))
    before = [rule.rows for rule in made.rules.all()]

    answer = at_desk(cast.drafter).post(at("upload", made), {"file": sheet(made)}, follow=True)

    assert "读了 2 条规则，改了 0 条" in words(answer)
    assert [rule.rows for rule in made.rules.all()] == before


def test_a_workbook_changes_posts_and_times(cast, at_desk, words):
    made = a_set(cast)

    def change(cells) -> None:
        cells["G4"], cells["I4"], cells["J4"] = "综合股股长", "6", "小时"

    answer = at_desk(cast.drafter).post(
        at("upload", made), {"file": sheet(made, change)}, follow=True
    )

    assert "读了 1 条规则，改了 1 条" in words(answer)
    row = made.rules.get().course[1]
    assert (row.post, row.limit, row.unit) == ("综合股股长", 6, "hour")


@pytest.mark.parametrize(
    ("cell", "text", "sentence"),
    [
        ("H4", "拍板", "第 4 行“权限”写的是“拍板”，可以写：承办、审核"),
        ("E5", "", "第 5 行“类别”写的是“”"),
        ("I4", "尽快", "第 4 行“时限”写的是“尽快”"),
        ("F6", "", "第 6 行没有写程序"),
        ("A2", "别的", "没有找到表头"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_kept(cast, at_desk, words, cell, text, sentence):
    made = a_set(cast)
    before = made.rules.get().rows

    def change(cells) -> None:
        cells[cell] = text
        cells["G3"] = "改过的岗位"

    answer = at_desk(cast.drafter).post(at("upload", made), {"file": sheet(made, change)})

    assert sentence in words(answer)
    assert made.rules.get().rows == before


def test_a_rule_that_is_not_there_is_not_made_by_a_workbook(cast, at_desk, words):
    made = a_set(cast)

    def change(cells) -> None:
        cells["A9"] = "没有的规则"

    answer = at_desk(cast.drafter).post(at("upload", made), {"file": sheet(made, change)})

    assert "没有叫《没有的规则》的规则" in words(answer, 409)
    assert made.rules.count() == 1


def test_a_rule_without_a_step_is_named_with_its_row(cast, at_desk, words):
    made = a_set(cast)

    def change(cells) -> None:
        cells["A40"] = "只有名称的规则"

    answer = at_desk(cast.drafter).post(at("upload", made), {"file": sheet(made, change)})

    assert "第 40 行只写了规则“只有名称的规则”，没有写程序" in words(answer)
    assert made.rules.count() == 1


def test_a_file_that_is_none_is_refused_at_its_box(cast, at_desk, words):
    file = SimpleUploadedFile("规则表.xlsx", b"MZ\x90\x00")

    answer = at_desk(cast.drafter).post(at("upload", a_set(cast)), {"file": file})

    assert "没有办成，请先改好" in words(answer)
