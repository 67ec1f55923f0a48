"""The pages of a round: who sees what, the way of an office through them, that they stay cheap."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_department
from mingzheng.catalogue.tests.factories import content
from mingzheng.rounds.actions import submissions
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.sheets import to_xlsx
from mingzheng.rounds.states import SubmissionState
from mingzheng.rounds.tests.factories import (
    a_company,
    a_round,
    a_workday,
    nothing_from,
    of,
    sent,
    taken,
)
from mingzheng.rounds.tests.test_workbook import the_form
from tests.pages import seat, wording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 10  # design §6


@pytest.fixture
def company():
    return a_company()


def at(name: str, one, *args) -> str:
    return reverse(f"rounds:{name}", args=[one.pk, *args])


def test_the_openness_office_opens_a_round_on_the_desk(company):
    desk = seat(company.office)
    said = {
        "title": "2026 年填报",
        "due_on": a_workday().isoformat(),
        "kinds": "disclosure",
        "scopes": ["departments"],
    }

    assert "选了 2 个单位" in wording(desk.post(reverse("rounds:new"), said, follow=True))
    round_ = Round.objects.get()
    opened = wording(desk.post(at("step", round_, "open"), {"note": ""}, follow=True))

    assert "发起，已办" in opened
    assert "待填报 2 个" in opened


@pytest.mark.parametrize(
    ("due", "words"),
    [("2026-06-27", "星期六"), ("2026-06-01", "今天以后"), ("9999-12-31", "一年以内")],
)
def test_a_due_day_nobody_can_keep_is_refused_beside_its_box(company, due, words):
    said = {"title": "x", "due_on": due, "kinds": "disclosure"}

    assert words in wording(seat(company.office).post(reverse("rounds:new"), said))


def test_an_office_goes_through_a_round_by_its_workbook(company, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    round_ = a_round(company)
    one, clerk = of(round_, company.welfare), seat(company.clerk(company.welfare))

    assert "开始填报" in wording(clerk.get(one.get_absolute_url()))
    assert "下载表格" in wording(clerk.post(at("submission_step", one, "start"), follow=True))
    submissions.start(of(round_, company.school), by=company.clerk(company.school))
    book = _workbook(company)
    read = wording(clerk.post(at("upload", one), {"file": book}, follow=True))
    assert "确认导入 1 个事项" in read
    assert "《填报.xlsx》读好了还没有导入，先确认导入或者放弃" in read
    nothing = wording(clerk.post(at("submission_step", one, "report_nothing"), {"note": "无"}), 409)
    assert "先确认导入或者放弃" in nothing
    assert "新增 1 个" in wording(clerk.post(at("apply", one), follow=True))
    assert "提交，已办" in wording(clerk.post(at("submission_step", one, "submit"), follow=True))

    assert of(round_, company.welfare).state == SubmissionState.SUBMITTED


def _workbook(company) -> SimpleUploadedFile:
    return SimpleUploadedFile("填报.xlsx", to_xlsx(the_form([content("甲")])))


def test_a_bad_file_is_refused_with_a_sentence_beside_the_box(company):
    round_ = a_round(company)
    one = of(round_, company.welfare)
    submissions.start(one, by=company.clerk(company.welfare))
    bad = SimpleUploadedFile("填报.xlsx", b"MZ not a workbook")

    page = wording(seat(company.clerk(company.welfare)).post(at("upload", one), {"file": bad}))

    assert "没有办成" in page


def test_nobody_uploads_into_what_was_sent(company):
    one = sent(company, a_round(company), company.welfare)
    book = _workbook(company)

    answer = seat(company.clerk(company.welfare)).post(at("upload", one), {"file": book})

    assert "填报中才能上传" in wording(answer, 409)


def test_a_department_hears_nothing_of_towns(company):
    round_ = a_round(company, offices=[company.welfare, company.village])
    mine = sent(company, round_, company.welfare)
    below = sent(company, round_, company.village)

    page = wording(seat(company.clerk(company.welfare)).get(mine.get_absolute_url()))
    village = wording(seat(company.clerk(company.village)).get(below.get_absolute_url()))

    assert "乡镇退回" not in page
    assert "接收" in page
    assert "乡镇退回" in village


def test_ending_says_how_many_never_sent(company):
    round_ = a_round(company)
    Submission.objects.filter(pk=of(round_, company.welfare).pk).update(state="merged")
    Round.objects.filter(pk=round_.pk).update(state="merging")

    page = wording(seat(company.office).get(at("step", round_, "close")))

    assert "还有 1 份一直没有交" in page


def test_an_office_sees_its_own_line_and_nobody_elses(company):
    round_ = a_round(company)
    sent(company, round_, company.school)
    clerk = seat(company.clerk(company.welfare))

    page = wording(clerk.get(round_.get_absolute_url()))

    assert "云溪县民政局" in page
    assert "云溪县教育局" not in page
    other = of(round_, company.school)
    for name in ("submission", "rows", "workbook"):
        assert clerk.get(at(name, other)).status_code == 404


def test_a_draft_of_a_round_is_not_shown_to_offices(company):
    round_ = a_round(company, is_open=False)
    clerk = seat(company.clerk(company.welfare))

    assert clerk.get(round_.get_absolute_url()).status_code == 404
    assert clerk.get(of(round_, company.welfare).get_absolute_url()).status_code == 404


def test_remarks_are_written_beside_rows_and_come_back_to_the_office(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare)
    code = one.edition.items.get().code
    office = seat(company.office)

    said = {"code": code, "column": "公开时限", "text": "写明工作日"}
    assert "意见已写上" in wording(office.post(at("comment", one), said, follow=True))
    assert "写明工作日" in wording(office.get(at("rows", one) + "?only=noted"))
    assert "要写清楚" in wording(office.post(at("comment", one), {"code": code}))
    office.post(at("submission_step", one, "send_back"), {"note": "见意见"})

    clerk = seat(company.clerk(company.welfare))
    assert "写明工作日" in wording(clerk.get(one.get_absolute_url()))
    note = one.notes.get()
    settled = wording(clerk.post(at("settle", one, note.pk), follow=True))
    assert "经办改好了" in settled


def test_the_board_counts_filters_and_exports(company):
    round_ = a_round(company, offices=[company.welfare, company.school, company.town])
    taken(company, round_, company.welfare)
    office, here = seat(company.office), round_.get_absolute_url()

    assert "共 3 份：待填报 2 个，已接收 1 个。" in wording(office.get(here))
    assert "柳溪镇" not in wording(office.get(f"{here}?state=received")).split("选择列")[0]
    assert "云溪县民政局" in wording(office.get(f"{here}?state=received"))
    assert "云溪县民政局" in office.get(f"{here}?format=csv").content.decode()


def test_an_office_with_nothing_says_so_on_its_page(company):
    round_ = a_round(company)
    one, clerk = of(round_, company.school), seat(company.clerk(company.school))

    page = wording(clerk.get(one.get_absolute_url()))
    assert "零报送" in page
    assert "照现有的提交" not in page
    step = at("submission_step", one, "report_nothing")
    assert "要写明原因" in wording(clerk.post(step, {"note": ""}))
    said = wording(clerk.post(step, {"note": "职责划走了"}, follow=True))
    assert "零报送，已办" in said
    assert "零报送 ：职责划走了" in said
    assert "已提交（零报送）" in said


def test_the_board_shows_and_exports_who_reports_nothing_and_why(company):
    round_ = a_round(company, offices=[company.welfare, company.school, company.village])
    nothing_from(company, round_, company.village)
    office, here = seat(company.office), round_.get_absolute_url()

    board = wording(office.get(here))
    assert "已提交（零报送）" in board
    assert "由镇里统一报送" in board
    only = office.get(f"{here}?nothing=1&format=csv").content.decode()
    assert "由镇里统一报送" in only
    assert "民政局" not in only


def test_the_to_do_list_tells_the_office_how_long_it_has(company):
    a_round(company)

    page = wording(seat(company.clerk(company.welfare)).get("/desk/"))

    assert "2026 年公开事项目录填报" in page
    assert "填好，提交" in page


@pytest.mark.parametrize("name", ["rounds", "round", "about", "submission", "rows"])
@pytest.mark.parametrize("offices", [2, 12])
def test_a_page_asks_no_more_the_more_offices_there_are(
    company, django_assert_max_num_queries, name, offices
):
    more = [a_department(f"云溪县{n}局", county=company.county) for n in range(offices - 2)]
    round_ = a_round(company, offices=[company.welfare, company.school, *more])
    one = sent(company, round_, company.welfare, *(content(f"{n}") for n in range(offices)))
    desk = seat(company.office)
    address = {
        "rounds": reverse("rounds:rounds"),
        "round": round_.get_absolute_url(),
        "about": at("about", round_),
        "submission": one.get_absolute_url(),
        "rows": at("rows", one),
    }[name]

    desk.get(address)

    with django_assert_max_num_queries(BUDGET):
        assert desk.get(address).status_code == 200
