"""Rounds for lists of powers and services: the same way, without a merge at its end."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.collection import readers
from mingzheng.collection.examining import Request
from mingzheng.core.access import Blocked
from mingzheng.core.moves import why_not
from mingzheng.powers.actions import items
from mingzheng.powers.actions.rows import ROWS
from mingzheng.powers.tests.factories import power
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.models import Submission
from mingzheng.rounds.states import RoundState, SubmissionState
from mingzheng.rounds.tests.factories import a_company, a_workday
from mingzheng.rounds.workbook import workbook_of
from tests.pages import seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
LISTS = (ListKind.POWERS.value, ListKind.SERVICES.value)


@pytest.fixture
def company():
    return a_company()


def a_round(company, kinds=(ListKind.POWERS.value,)):
    terms = rounds.Terms("2026 年权责清单填报", a_workday(), kinds=tuple(kinds))
    asked = [company.welfare, company.school]
    made = rounds.draft(company.county, terms, offices=asked, by=company.office)
    rounds.open_round(made, by=company.office)
    return made


def of(round_, office, kind=ListKind.POWERS) -> Submission:
    rows = Submission.objects.select_related(
        "organisation", "round__organisation", "edition__catalogue__organisation"
    )
    return rows.get(round=round_, organisation=office, kind=kind)


def sent(company, round_, office, *rows):
    clerk = company.clerk(office)
    submissions.start(of(round_, office), by=clerk)
    drafts = [items.ItemDraft(row) for row in rows]
    items.put_items(of(round_, office).edition, drafts, by=clerk)
    submissions.submit(of(round_, office), by=clerk)
    return of(round_, office)


def test_each_list_of_each_office_is_a_submission_of_its_own(company):
    round_ = a_round(company, [*LISTS, ListKind.DISCLOSURE.value])

    assert round_.offices_total == 6
    titles = {str(of(round_, company.welfare, kind)) for kind in ListKind}
    assert titles == {f"2026 年权责清单填报：云溪县民政局（{kind.label}）" for kind in ListKind}


def test_other_lists_in_a_draft_are_asked_of_the_same_offices(company):
    asked = [company.welfare, company.school]
    terms = rounds.Terms("填报", a_workday(), kinds=LISTS)
    round_ = rounds.draft(company.county, terms, offices=asked, by=company.office)
    rounds.remove_office(round_, of(round_, company.school, ListKind.SERVICES), by=company.office)
    owed = round_.submissions.order_by("organisation__path", "kind")

    now = (ListKind.DISCLOSURE.value, ListKind.SERVICES.value)
    rounds.change(round_, rounds.Terms("填报", a_workday(), kinds=now), by=company.office)

    # What was taken out of an office by hand stays out of it.
    assert [(one.organisation, one.kind) for one in owed.select_related("organisation")] == [
        (company.welfare, "disclosure"), (company.welfare, "services"),
        (company.school, "disclosure"),
    ]  # fmt: skip
    assert round_.offices_total == 3


def test_a_list_is_opened_sent_and_locked_with_its_own_rows(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare, power(), power("殡葬服务许可", type="01"))

    assert (one.edition.kind, one.edition.state) == (ListKind.POWERS, EditionState.REVIEW)
    assert one.items_total == 2
    assert one.content_hash == editions.content_hash(one.edition, ROWS)
    with pytest.raises(Blocked):
        items.put_items(one.edition, [items.ItemDraft(power("甲"))], by=company.office)


def test_a_list_that_was_opened_again_is_not_taken(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare, power())
    editions.send_back(one.edition, by=company.reviewers[company.welfare.code], note="改一下")

    with pytest.raises(Blocked, match="草稿又被退回来改过"):
        submissions.accept(of(round_, company.welfare), by=company.office)


def test_what_is_taken_is_approved_as_the_offices_own_and_the_round_ends_without_a_merge(company):
    round_ = a_round(company)
    for office in (company.welfare, company.school):
        submissions.accept(sent(company, round_, office, power(office.name)), by=company.office)
    round_.refresh_from_db()

    assert "没有要汇总的目录" in (why_not(round_, "gather", by=company.office) or "")
    assert round_.unmerged_total == 0
    rounds.close(round_, by=company.office)
    assert round_.state == RoundState.CLOSED


def test_a_round_with_a_catalogue_is_merged_before_it_ends(company):
    round_ = a_round(company, [ListKind.DISCLOSURE.value, ListKind.POWERS.value])

    assert "先按“开始汇总”" in (why_not(round_, "close", by=company.office) or "")


def test_sent_back_the_rows_can_be_changed_again(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare, power())
    submissions.comment(one, by=company.office, text="依据写全", code=one.edition.powers.get().code)
    submissions.send_back(of(round_, company.welfare), by=company.office, note="见意见")

    back = of(round_, company.welfare)
    assert (back.state, back.edition.state) == (SubmissionState.FILLING, EditionState.DRAFT)
    assert back.notes.get().name == "养老机构备案"


@pytest.mark.parametrize("kind", LISTS)
def test_the_workbook_reads_back_unchanged_and_carries_what_was_remarked(company, kind):
    round_ = a_round(company, [kind])
    clerk, row_type = company.clerk(company.welfare), "20" if kind == "services" else "10"
    submissions.start(of(round_, company.welfare, kind), by=clerk)
    one = of(round_, company.welfare, kind)
    rows = [power("甲", type=row_type), power("乙", type=row_type, conditions="一；\n二")]
    items.put_items(one.edition, [items.ItemDraft(row) for row in rows], by=clerk)
    code = one.edition.powers.get(name="乙").code
    submissions.comment(one, by=company.office, text="依据写全称", code=code, column="设定依据")

    data = workbook_of(of(round_, company.welfare, kind))
    request = Request(company.welfare, "填报.xlsx", data, kind=kind)
    found = readers.examine(request, edition=one.edition)
    sheet = load_workbook(io.BytesIO(data))["填报"]
    remarks = [cell.comment.text for line in sheet for cell in line if cell.comment]
    places = [str(one.sqref) for one in sheet.conditional_formatting]

    assert (found.blocking, found.rows) == ([], 2)
    counts = readers.report(found)["counts"]
    assert (counts["created"], counts["updated"], counts["unchanged"]) == (0, 0, 2)
    assert remarks == ["孟长河：依据写全称"]
    assert any(place.startswith("B3:") for place in places)


def test_an_office_uploads_and_sends_its_list_at_the_desk(company):
    round_ = a_round(company)
    submissions.start(of(round_, company.welfare), by=company.clerk(company.welfare))
    one, desk = of(round_, company.welfare), seat(company.clerk(company.welfare))
    empty = load_workbook(io.BytesIO(workbook_of(one)))
    sheet = empty["填报"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    for heading, value in (("事项类型", "行政许可"), ("事项名称", "殡葬服务许可"),
                           ("设定依据", "《殡葬管理条例》第三条")):  # fmt: skip
        sheet.cell(3, heads[heading], value)
    out = io.BytesIO()
    empty.save(out)
    out.name, _ = "民政局.xlsx", out.seek(0)

    desk.post(reverse("rounds:upload", args=[one.pk]), {"file": out})
    desk.post(reverse("rounds:apply", args=[one.pk]))
    page = desk.get(one.get_absolute_url()).content.decode()

    assert of(round_, company.welfare).edition.powers.get().name == "殡葬服务许可"
    assert "提交以后草稿锁住" in page
    assert reverse("lists_desk:items", args=[one.edition_id]) in page


def test_whoever_checks_reads_the_rows_with_their_own_columns(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare, power())
    page = seat(company.office).get(reverse("rounds:rows", args=[one.pk])).content.decode()

    assert "10 个工作日" in page
    assert "《社会救助暂行办法》第九条" in page
    assert '<option value="救济途径">' in page
    assert '<option value="公开时限">' not in page


def test_the_board_says_which_list_where_there_are_several(company):
    desk = seat(company.office)
    round_ = a_round(company, LISTS)

    page = desk.get(round_.get_absolute_url() + "?kind=services").content.decode()

    assert page.count('data-label="清单">公共服务清单') == 2
    assert 'data-label="清单">权责清单' not in page


def test_a_round_of_lists_neither_waits_for_nor_drops_questions_of_a_catalogue(company):
    draft = editions.open_draft(company.county, by=company.office)
    editions.note_questions(draft, 2)
    round_, other = a_round(company), a_round(company)

    rounds.cancel(other, by=company.office, note="不收了")
    draft.refresh_from_db()

    assert draft.questions_total == 2
    assert why_not(round_, "close", by=company.office) is None
