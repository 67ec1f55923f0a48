"""The booklet says what the pages say: every rule, every row, every item, in one PDF."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from mingzheng.catalogue.tests.factories import content
from mingzheng.workrules import queries
from mingzheng.workrules.booklet import to_pdf
from mingzheng.workrules.rules.course import STARTER
from mingzheng.workrules.sheets import to_xlsx
from mingzheng.workrules.states import Scope
from mingzheng.workrules.tests.factories import QUICK, a_catalogue, a_rule, a_set, codes_of, forward
from mingzheng.workrules.tests.pdf_text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
PRINTED = date(2026, 6, 15)


@pytest.fixture
def draft(cast):
    edition = a_catalogue(cast, content("预警信息", limit_text="实时公开"))
    made = a_set(cast)
    a_rule(made, cast, (Scope.ITEM, codes_of(edition)[2]))
    return made


def printed(rule_set) -> str:
    return text_of(to_pdf(rule_set, queries.report_of(rule_set), PRINTED))


def test_the_booklet_holds_every_row_of_every_rule(cast, draft):
    said = printed(forward(draft, cast))

    for row in (*STARTER, *QUICK):
        for part in (row.name, row.post, row.authority_label, row.period, row.note):
            assert part.replace(" ", "") in said, part


def test_the_booklet_has_cover_contents_and_every_item_with_its_rule(cast, draft):
    made = forward(draft, cast)
    said = printed(made)

    for words in (
        "云溪县民政局政务公开工作规则",
        "自2026年6月15日起施行",
        "目录",
        "一、通用规则",
        "二、单独规定",
        "三、事项和适用规则",
        "没有单独规定的事项，都照本规则办，共2个事项。",
        "从信息形成或者变更到发布，内部办理合计7个工作日。",
        "适用规则：当天公开，内部办理合计5个小时，1个事项",
    ):
        assert words in said, words
    for line in queries.report_of(made).lines:
        assert f"{line.owed.code}{line.owed.name}" in said
        assert line.owed.limit_text in said


def test_a_draft_says_on_every_page_that_it_is_none_in_force(draft):
    assert printed(draft).count("起草，尚未施行") > 3


def test_a_rule_is_text_and_never_markup(cast, draft):
    a_rule(draft, cast, (Scope.FIELD, "20"), name="#pagebreak() *x* = $y$")

    assert "#pagebreak()*x*=$y$" in printed(draft)


def test_an_office_without_items_still_has_its_booklet(cast):
    assert "现行目录里要公开的事项共0个" in printed(a_set(cast))


def test_the_workbook_holds_every_row(draft):
    data = to_xlsx(draft, queries.report_of(draft))
    sheet = load_workbook(io.BytesIO(data))["填报"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))

    assert [row[5] for row in rows] == [row.name for row in (*STARTER, *QUICK)]
    assert {row[0]: row[2] for row in rows} == {"通用规则": "2", "当天公开": "1"}
    assert rows[1][6:10] == ("承办股室负责人", "审核", "2", "工作日")
