"""The machine urges offices by itself: three working days before the due day, and on it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.tests.factories import a_company, of, sent
from mingzheng.workbench.management.commands.tick import urge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
DUE = date(2026, 7, 1)  # a Wednesday: three working days before it is Friday, 26 June


@pytest.fixture
def company():
    return a_company()


@pytest.fixture
def round_(company):
    terms = rounds.Terms("年中填报", DUE)
    asked = [company.welfare, company.school]
    made = rounds.draft(company.county, terms, offices=asked, by=company.office)
    rounds.open_round(made, by=company.office)
    return made


def on(frozen, day: int, month: int = 6) -> int:
    frozen.move_to(datetime(2026, month, day, 2, tzinfo=UTC))
    return urge(timezone.localdate())


def test_who_has_not_sent_is_urged_once_on_each_of_two_days(company, round_, frozen):
    sent(company, round_, company.school)

    days = [on(frozen, day) for day in (25, 26, 26, 27, 28, 29, 30)]
    last = [on(frozen, day, 7) for day in (1, 1, 2)]

    assert (days, last) == ([0, 1, 0, 0, 0, 0, 0], [1, 0, 0])
    events = trace.history(of(round_, company.welfare)).filter(step="urge")
    assert [(one.actor_name, one.note) for one in events.order_by("sequence")] == [
        ("系统", "还剩 3 个工作日截止，请按时报上来。"),
        ("系统", "今天截止，请今天报上来。"),
    ]
    assert not trace.history(of(round_, company.school)).filter(step="urge").exists()


def test_whom_a_person_urged_today_the_machine_leaves_alone(company, round_, frozen):
    frozen.move_to(datetime(2026, 6, 26, 1, tzinfo=UTC))
    submissions.urge([of(round_, company.welfare)], by=company.office)

    assert on(frozen, 26) == 1  # the school only


def test_nobody_is_urged_for_a_round_called_off(company, round_, frozen):
    rounds.cancel(round_, by=company.office, note="下半年再填")

    assert on(frozen, 26) == 0
