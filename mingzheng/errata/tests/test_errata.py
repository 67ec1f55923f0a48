"""Finding errors: reported without a name, answered in days, followed by a code."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.tests.factories import a_department, a_person
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.models import Event
from mingzheng.errata import actions, queries
from mingzheng.errata.models import ErrorReport
from mingzheng.pagecache import changes
from tests.pages import seat, wording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
SAID = {"page": "/catalogue/", "fault": "typo", "text": "多了一个字", "contact": "0000-1"}


@pytest.fixture
def office() -> Organisation:
    return a_department()


@pytest.fixture
def openness(office):
    return a_person("openness_office", office.parent)


@pytest.fixture
def clerk(office):
    return a_person("drafter", office)


@pytest.fixture
def found(office) -> ErrorReport:
    return actions.report("/catalogue/", "typo", "多了一个字", contact="0000-1")


def test_a_report_is_taken_in_with_a_code_and_three_working_days(client, office):
    answer = client.post(reverse("errata:report"), SAID)

    made = ErrorReport.objects.get()
    assert answer["Location"] == reverse("errata:answer", args=[made.code])
    assert made.due_on == date(2026, 6, 18)
    assert made.organisation == office.parent
    assert "sessionid" not in client.cookies


def test_who_follows_by_the_code_reads_the_reply_but_no_contact(client, found, openness):
    before = wording(client.get(reverse("errata:answer", args=[found.code])))
    actions.answer(found, "已经改正。", by=openness)
    after = wording(client.get(reverse("errata:answer", args=[found.code])))

    assert "6月18日前答复" in before
    assert "已经改正。" in after
    assert "0000-1" not in after
    assert client.get(reverse("errata:track"), {"code": found.code.upper()}).status_code == 302
    assert "查不到" in wording(client.get(reverse("errata:track"), {"code": "nothing"}))
    assert client.get(reverse("errata:answer", args=["nothing"])).status_code == 404


def test_the_trace_names_nobody_who_reported(found):
    event = Event.objects.get(subject_type="errata.errorreport")

    assert event.actor_id == "visitor"
    assert "0000-1" not in event.facts_text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": ""}, "请写怎么错的"),
        ({"page": ""}, "请写哪一页有错"),
        ({"fault": "nope"}, "没有办成，请先改好"),
        ({"text": "长" * 501}, "最多 500 个字"),
        ({"website": "http://x"}, "没有提交成功"),
    ],
)
def test_a_form_filled_badly_or_by_a_machine_is_not_taken_in(client, office, change, said):
    answer = client.post(reverse("errata:report"), SAID | change)

    assert said in wording(answer)
    assert not ErrorReport.objects.exists()


def test_one_address_reports_five_times_in_ten_minutes(client, office):
    for _ in range(5):
        client.post(reverse("errata:report"), SAID)

    assert "十分钟里已经提交了 5 条" in wording(client.post(reverse("errata:report"), SAID), 409)
    assert ErrorReport.objects.count() == 5


def test_only_the_office_answers_once_and_not_with_nothing(found, openness, clerk):
    with pytest.raises(Denied):
        actions.answer(found, "好", by=clerk)  # it stands with the county, not with the clerk
    with pytest.raises(Blocked, match="写明核实的结果"):
        actions.answer(found, " ", by=openness)
    with pytest.raises(Blocked, match="答复：写着完整的手机号码"):
        actions.answer(found, "请找张某13900001234", by=openness)
    actions.answer(found, "已经改正。", by=openness)
    with pytest.raises(Blocked, match="已经有人答复"):
        actions.answer(found, "又答一次", by=openness)
    with pytest.raises(Blocked, match="不能再转办"):
        actions.hand_over(found, openness.organisation, by=openness)


def test_it_is_handed_to_the_office_that_knows_and_waits_there(found, openness, clerk, office):
    address = reverse("errata_desk:hand_over", args=[found.pk])
    assert seat(clerk).get(found.get_absolute_url()).status_code == 404

    seat(openness).post(address, {"office": office.code})

    found.refresh_from_db()
    assert found.organisation == office
    assert queries.waiting_for(clerk) == [found]
    seat(clerk).post(found.get_absolute_url(), {"reply": "已经改正。"})
    assert queries.waiting_for(clerk) == []


def test_the_desk_lists_and_shows_what_is_mine(found, openness, clerk):
    listed = reverse("errata_desk:reports")

    assert "多了一个字" in wording(seat(openness).get(listed))
    assert "多了一个字" in wording(seat(openness).get(listed, {"done": "open", "fault": "typo"}))
    assert "多了一个字" not in wording(seat(clerk).get(listed))
    page = wording(seat(openness).get(found.get_absolute_url()))
    assert "0000-1" in page
    assert "没有转：请选单位" in wording(
        seat(openness).post(
            reverse("errata_desk:hand_over", args=[found.pk]), {"office": "NONE"}, follow=True
        )
    )


def test_the_county_sets_its_own_days(openness, office):
    actions.set_workdays(office.parent, 5, by=openness)

    assert queries.workdays() == 5
    with pytest.raises(Blocked, match="1 到 20"):
        actions.set_workdays(office.parent, 0, by=openness)


def test_the_database_keeps_no_half_answer(found):
    with pytest.raises(IntegrityError):
        ErrorReport.objects.filter(pk=found.pk).update(reply="没有时间的答复")


def test_without_a_county_nothing_is_taken_in(db):
    with pytest.raises(Blocked, match="还没有建好"):
        actions.report("/", "typo", "错字")


def test_the_office_sets_within_how_many_days_offices_answer(openness, clerk):
    client = seat(openness)

    long = client.post("/desk/errors/days/", {"workdays": "21"}).content.decode()
    client.post("/desk/errors/days/", {"workdays": "5"})

    assert "最长 20 个工作日" in long
    assert queries.workdays() == 5
    assert "5 个工作日内答复" in client.get("/desk/errors/").content.decode()
    assert "5 个工作日" in Client().get("/errors/new/").content.decode()
    assert seat(clerk).get("/desk/errors/days/").status_code == 403


def test_no_cache_keeps_what_somebody_reported(found, client):
    for address in (f"/errors/{found.code}/", "/errors/", "/errors/new/"):
        told = client.get(address)["Cache-Control"]
        assert "no-store" in told
        assert "private" in told


def test_a_report_renews_no_public_page(client, office):
    before = changes.generation()
    connection.run_on_commit = []  # a test is one transaction, and that has left its notice

    client.post(reverse("errata:report"), SAID)

    assert ErrorReport.objects.exists()
    assert changes.generation() == before


def test_what_an_office_does_about_a_report_renews_no_public_page(found, office, openness):
    other = a_department("云溪县财政局", function="财政")
    before = changes.generation()
    connection.run_on_commit = []

    actions.hand_over(found, other, by=openness)
    actions.hand_over(found, office, by=openness)
    actions.answer(found, "已经改好。", by=openness)
    actions.set_workdays(office.parent, 5, by=openness)

    assert ErrorReport.objects.get().reply == "已经改好。"
    assert changes.generation() == before


@pytest.mark.parametrize(("host", "shown"), [("gk.example.cn", False), ("office.example.cn", True)])
def test_the_office_shows_no_way_in_by_the_public_name(settings, found, host, shown):
    settings.FACE, settings.ALLOWED_HOSTS = "office", ["*"]
    settings.SITE_ADDRESS = "https://gk.example.cn"
    client = Client(headers={"host": host})

    for address in ("/errors/", "/errors/new/", f"/errors/{found.code}/", "/subscriptions/"):
        page = client.get(address).content.decode()
        assert ("/sign-in/" in page) is shown, address
        assert "/desk/" not in page


@pytest.mark.parametrize(
    ("page", "is_here"),
    [("/catalogue/", True), ("//x.example/", False), ("/\\x.example/", False), ("首页", False)],
)
def test_only_an_address_of_this_site_becomes_a_link(found, client, page, is_here):
    ErrorReport.objects.filter(pk=found.pk).update(page=page)

    said = client.get(reverse("errata:answer", args=[found.code])).content.decode()

    assert (f'<a href="{page}">' in said) is is_here
