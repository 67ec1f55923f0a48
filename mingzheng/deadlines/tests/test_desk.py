"""The working calendar on the desk."""

import pytest

from mingzheng.accounts.tests.factories import a_county, a_person
from mingzheng.deadlines import almanac
from mingzheng.deadlines.forms import FIRST_YEAR
from mingzheng.deadlines.models import CalendarYear

pytestmark = pytest.mark.django_db
REST = (
    "\n2027-02-06,休,春节\n2027-04-05,休,清明\n2027-05-01,休,劳动节\n2027-06-09,休,端午节"
    "\n2027-09-15,休,中秋节\n2027-10-01,休,国庆节"
)
NOTICE = {
    "source": "国务院办公厅关于2027年部分节假日安排的通知",
    "days": "日期,休班,名称\n2027-01-01,休,元旦\n2027-01-02，班，元旦调休" + REST,
}


@pytest.fixture
def admin(client):
    person = a_person("system_admin", a_county())
    client.force_login(person)
    return person


def test_everybody_on_the_staff_can_read_the_calendar(client):
    almanac.seed()
    client.force_login(a_person("drafter", a_county()))

    assert "已公布" in client.get("/desk/calendar/").content.decode()
    page = client.get("/desk/calendar/2026/").content.decode()
    assert "2026-02-14" in page
    assert client.get("/desk/calendar/1999/").status_code == 404


def test_only_the_system_administrator_enters_a_notice(client):
    client.force_login(a_person("drafter", a_county()))

    assert client.post("/desk/calendar/announce/", NOTICE).status_code == 403


def test_a_notice_is_shown_first_and_stored_only_when_confirmed(client, admin):
    almanac.seed()
    before = CalendarYear.objects.get(year=2027).version

    shown = client.post("/desk/calendar/announce/", NOTICE)
    assert "确认更新日历" in shown.content.decode()
    assert CalendarYear.objects.get(year=2027).version == before
    done = client.post("/desk/calendar/announce/", NOTICE | {"confirm": "1"})

    assert done.status_code == 302
    stored = CalendarYear.objects.get(year=2027)
    assert stored.announced
    assert stored.source == NOTICE["source"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("2027-13-01,休,元旦", "第 1 行"),
        ("2027-01-01,歇,元旦", "第 1 行"),
        ("2027-01-01,休,元旦\n2028-01-01,休,元旦", "只能有一个年份"),
        ("日期,休班,名称", "至少要有一行"),
        ("2027-01-01,休," + "元" * 101, "第 1 行"),
        ("2027-01-01,休,元旦", "没有看到春节、清明、劳动、端午、国庆放假的日子"),
        (f"2029-01-01,休,元旦{REST}".replace("2027", "2029"), "2029 年不对"),
        (f"0001-01-01,休,元旦{REST}".replace("2027", "0001"), "1 年不对"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_stored(client, admin, days, words):
    answer = client.post("/desk/calendar/announce/", NOTICE | {"days": days, "confirm": "1"})

    assert words in answer.content.decode()
    assert not CalendarYear.objects.exists()


def test_every_year_that_comes_with_the_product_can_be_corrected():
    years = {year: days for year, (days, *_) in almanac.seeded().items() if year >= FIRST_YEAR}

    assert [year for year, days in years.items() if almanac.unnamed_festivals(days)] == []
