"""The stored calendar: seeded, versioned, replaced year by year."""

import json
from datetime import date, timedelta

import chinese_calendar
import pytest
from django.core.management import CommandError, call_command

from mingzheng.deadlines import almanac
from mingzheng.deadlines.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db


def every_day(first, last):
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@pytest.mark.parametrize("stored", [False, True])
def test_every_day_of_2010_to_2026_is_as_announced(stored):
    if stored:
        almanac.seed()
    calendar = almanac.current()

    wrong = [
        day
        for day in every_day(date(2010, 1, 1), date(2026, 12, 31))
        if calendar.is_workday(day) != chinese_calendar.is_workday(day)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2025, 9, 22), date(2025, 10, 24)),  # plain weekdays say four days early
        (date(2025, 9, 1), date(2025, 9, 28)),  # plain weekdays say one day past the law
        (date(2025, 3, 3), date(2025, 3, 31)),
        (date(2026, 1, 20), date(2026, 2, 24)),  # across Spring Festival
    ],
)
def test_twenty_working_days_are_counted_as_offices_do(start, due):
    """《政府信息公开条例》第三十三条."""
    assert almanac.current().add(start, 20) == due


def test_a_year_not_announced_is_provisional_but_knows_the_statutory_days():
    calendar = almanac.current()

    assert calendar.known_until == date(2026, 12, 31)
    assert calendar.is_provisional(date(2027, 1, 4))
    assert not calendar.is_workday(date(2027, 1, 1))


def test_seeding_twice_changes_nothing():
    assert almanac.seed() > 20
    before = almanac.current()

    assert almanac.seed() == 0
    assert almanac.current() == before
    assert before.special == almanac.shipped().special


def test_seeding_never_touches_a_year_that_is_there():
    ours = {date(2025, 8, 1): (False, "台风停工")}
    almanac.store(2025, ours, source="县政府通告")

    almanac.seed()

    assert dict(CalendarDay.objects.filter(date__year=2025).values_list("date", "name")) == {
        date(2025, 8, 1): "台风停工"
    }


def test_a_changed_year_is_another_version():
    almanac.seed()
    before = almanac.current().version

    almanac.store(2027, {date(2027, 1, 1): (False, "元旦")}, source="国办发明电")

    assert almanac.current().version != before
    assert almanac.current().known_until == date(2027, 12, 31)
    assert CalendarYear.objects.get(year=2027).announced


def test_a_notice_is_read_from_csv():
    text = "日期,类型,名称\n2027-01-01,休,元旦\n2027-01-03, 班 ,元旦调休\n\n"

    assert almanac.read_csv(text) == (
        2027,
        {date(2027, 1, 1): (False, "元旦"), date(2027, 1, 3): (True, "元旦调休")},
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2027-01-01,休,元旦\n2027-02-30,休,春节", "第 2 行“2027-02-30，休，春节”看不懂"),
        ("2027-01-01,放假,元旦", "第 1 行"),
        ("2027-01-01,休", "第 1 行"),
        ("2027-01-01,休,元旦\n2028-01-01,休,元旦", "只能有一个年份"),
        ("", "至少要有一行"),
    ],
)
def test_a_notice_nobody_can_read_is_refused_with_the_line(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        almanac.read_csv(text)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["add", "2025-09-22", "20"], {"date": "2025-10-24", "provisional": False}),
        (["add", "2026-12-20", "20"], {"date": "2027-01-18", "provisional": True}),
        (["between", "2025-09-22", "2025-10-24"], {"workdays": 20, "provisional": False}),
        (["between", "2025-10-24", "2025-09-22"], {"workdays": -20, "provisional": False}),
        (["between", "2003-12-31", "2004-01-02"], {"workdays": 1, "provisional": True}),
    ],
)
def test_the_command_answers_in_the_agreed_json(capsys, words, answer):
    call_command("workdays", *words, "--json")

    assert json.loads(capsys.readouterr().out) == answer


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "2025-02-30", "3"], "“2025-02-30”不是日期"),
        (["add", "2025-02-03", "三"], "“三”不是工作日数"),
        (["add", "2025-02-03", "20001"], "不是工作日数"),
        (["add", "9999-12-30", "20"], "超出了公元 9999 年"),
        (["between", "2025-02-03", "明天"], "“明天”不是日期"),
        (["minus", "2025-02-03", "3"], "写法：workdays add"),
        ([], "写法：workdays add"),
    ],
)
def test_bad_input_gets_a_sentence(words, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("workdays", *words)


def test_people_are_told_what_is_provisional(capsys):
    call_command("workdays", "add", "2026-12-20", "20")

    assert capsys.readouterr().out == "2027-01-18（暂定：涉及放假安排没有公布的年份）\n"


def test_the_seed_command_may_run_at_every_start(capsys):
    call_command("seed_calendar")
    call_command("seed_calendar")

    assert "存入 0 个年份" in capsys.readouterr().out.splitlines()[1]
