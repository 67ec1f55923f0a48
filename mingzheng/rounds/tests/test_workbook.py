"""The prefilled workbook: read back unchanged, with lists, checks and remarks in it."""

import io

import pytest
from openpyxl import load_workbook

from mingzheng.catalogue.rules.items import OPTIONAL, Choice
from mingzheng.catalogue.tests.factories import content
from mingzheng.collection import examining
from mingzheng.editions.adopting import content_of
from mingzheng.rounds.actions import submissions
from mingzheng.rounds.sheets import FIRST, Form, Line, to_xlsx
from mingzheng.rounds.tests.factories import a_company, a_round, of, sent
from mingzheng.rounds.workbook import EXAMPLE, workbook_of
from mingzheng.standards.models import Field, StandardItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def company():
    return a_company()


def read_back(company, data: bytes):
    return examining.examine(examining.Request(company.county, "填报.xlsx", data), edition=None)


def the_form(contents) -> Form:
    names = dict(Field.objects.values_list("code", "list_name"))
    lines = [Line(names[one.field_code], one) for one in contents]
    example = Line("社会救助", EXAMPLE)
    return Form("填报表", ["说明"], lines, lines[:1], example, list(names.values()))


@pytest.mark.slow
def test_every_row_of_the_standard_comes_back_as_it_went(company):
    rows = StandardItem.objects.select_related("field")
    contents = list({one.key: one for one in map(content_of, rows)}.values())

    found = read_back(company, to_xlsx(the_form(contents)))

    assert found.blocking == []
    assert [d.content.fingerprint() for d in found.drafts] == [c.fingerprint() for c in contents]


def test_optional_entries_and_columns_of_ones_own_come_back_too(company):
    mine = content(
        "甲",
        channels=(Choice("政府网站"), Choice("精准推送", OPTIONAL)),
        audience_all=False,
        audience_some="低保对象",
        mode="on_request",
        levels=("county", "village"),
        override_text="3日内",
        override_source="《社会救助法》",
        custom={"链接": "example.invalid"},
    )

    found = read_back(company, to_xlsx(the_form([mine, content("乙")])))

    assert [d.content for d in found.drafts] == [mine, content("乙")]


def test_examples_and_starter_rows_are_not_taken_for_items(company):
    found = read_back(company, to_xlsx(the_form([content()])))

    assert found.rows == 1


def test_the_sheet_offers_lists_and_marks_what_is_missing(company):
    sheet = load_workbook(io.BytesIO(to_xlsx(the_form([content()]))))["填报"]

    lists = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert {"选项_领域", "选项_方式", "选项_层级", "选项_渠道"} <= set(lists)
    assert lists["选项_领域"].startswith(f"B{FIRST}:B")
    marked = [str(place.sqref) for place in sheet.conditional_formatting]
    assert any(place.startswith(f"G{FIRST}:") for place in marked)  # 公开时限
    assert not any(place.startswith(f"D{FIRST}:") for place in marked)  # 二级事项 may be empty


def test_what_was_remarked_comes_as_a_comment_in_its_cell(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare, content("甲"), content("乙"))
    second = one.edition.items.get(level2="乙")
    submissions.comment(
        one, by=company.office, text="写明工作日", code=second.code, column="公开时限"
    )
    submissions.comment(one, by=company.office, text="再核一遍")

    book = load_workbook(io.BytesIO(workbook_of(of(round_, company.welfare))))

    assert book["填报"].cell(FIRST + 1, 7).comment.text == "孟长河：写明工作日"
    notes = [cell.value for (cell,) in book["填表说明"].iter_rows(max_col=1)]
    assert "意见：再核一遍" in notes
    assert "逐条写明时限。" in notes


def test_an_office_that_has_nothing_begins_with_the_standard_of_its_fields(company):
    Field.objects.filter(code="20").update(lead=company.welfare)
    round_ = a_round(company)

    found = read_back(company, workbook_of(of(round_, company.welfare)))

    assert found.drafts
    assert {draft.content.field_code for draft in found.drafts} == {"20"}


def test_an_office_that_has_rows_finds_the_missing_ones_beside_them(company):
    Field.objects.filter(code="20").update(lead=company.welfare)
    round_ = a_round(company)
    sent(company, round_, company.welfare, content("甲"))

    data = workbook_of(of(round_, company.welfare))

    assert [draft.content.level2 for draft in read_back(company, data).drafts] == ["甲"]
    assert load_workbook(io.BytesIO(data))["标准事项选项"].max_row > 1
