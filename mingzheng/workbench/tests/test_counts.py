"""The counts of the menu: kept while nothing happened, anew when something did."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from mingzheng.accounts.tests.factories import a_department, a_person
from mingzheng.catalogue.actions import editions
from mingzheng.core.trace import record
from mingzheng.workbench.context import KEPT, YOUNG, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    bureau = a_department("云溪县农业农村局")
    return a_person("drafter", bureau)


def counted(person) -> tuple[int, int]:
    """How many lists wait, as a new request says, and by how many questions."""
    request = RequestFactory().get("/desk/")
    request.user = person
    _ = person.grants  # asked by every page, whatever its menu says
    with CaptureQueriesContext(connection) as asked:
        number = Desk(request).counts["catalogue"]
    return number, len(asked)


def test_nobody_is_asked_again_at_once(clerk, frozen):
    assert counted(clerk)[0] == 0

    assert counted(clerk) == (0, 0)


def test_nothing_that_happened_is_one_question(clerk, frozen):
    counted(clerk)
    frozen.shift(timedelta(seconds=YOUNG))

    assert counted(clerk) == (0, 1)
    assert counted(clerk) == (0, 0)


def test_what_somebody_did_is_counted_a_little_later(clerk, frozen):
    counted(clerk)
    editions.open_draft(clerk.organisation, by=clerk)

    assert counted(clerk) == (0, 0)
    frozen.shift(timedelta(seconds=YOUNG))
    assert counted(clerk)[0] == 1


def test_days_pass_without_a_deed(clerk, frozen):
    """What waits also depends on the day: after a while every room is asked, come what may."""
    counted(clerk)
    frozen.shift(timedelta(seconds=KEPT + 1))

    assert counted(clerk)[1] > 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_deed_that_ends_after_a_later_one_is_seen_at_once(clerk):
    """Its event has the smaller number, so the newest number says nothing of it."""
    began, may_end = threading.Event(), threading.Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                editions.open_draft(clerk.organisation, by=clerk)
                began.set()
                may_end.wait(10)
        finally:
            connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    assert began.wait(10)
    record(clerk, "look", by=clerk, label="看过")
    before = waiting_for(clerk)
    may_end.set()
    slow.join()

    assert (before, waiting_for(clerk)) == (0, 1)


def waiting_for(person) -> int:
    """How many things the to-do list of a new request has."""
    request = RequestFactory().get("/desk/")
    request.user = person
    return len(Desk(request).waiting)
