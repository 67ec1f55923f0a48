"""Clocks in the database: a ledger, a due day beside it, an event for each fact."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.template.loader import render_to_string

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied, SystemActor
from mingzheng.deadlines import almanac, clocks
from mingzheng.deadlines.models import Clock, ClockFact

pytestmark = pytest.mark.django_db
CASE = trace.Subject("test.request", "47", "云公申〔2025〕47号")
BY = SystemActor({"calendar.edit"})
LAW = "《政府信息公开条例》第三十三条"
RECEIVED = date(2025, 9, 22)
NOTICE_2027 = {date(2027, 1, day): (False, "元旦") for day in (1, 2, 3, 4, 5)}


def begin(on=RECEIVED, **terms):
    terms = {"workdays": 20, "label": "答复期限", "note": "收到并确认"} | terms
    return clocks.start(CASE, kind="reply", by=BY, on=on, basis=LAW, **terms)


def tell(deed, on, **more):
    return deed(CASE, kind="reply", by=BY, on=on, basis=LAW, **more)


def test_a_started_clock_stores_its_due_day_and_why():
    clock = begin()

    clock.refresh_from_db()
    assert clock.due_on == date(2025, 10, 24)
    assert clock.explanation[0] == ["9月22日收到并确认，当日不算，9月23日起算。", LAW]
    assert clock.calendar_version == almanac.current().version


def test_every_fact_leaves_an_event_with_the_days_before_and_after():
    begin()
    tell(clocks.pause, date(2025, 10, 9), note="征求第三方意见")
    tell(clocks.resume, date(2025, 10, 16))

    told = trace.history(CASE)
    assert [event.label for event in told] == ["答复期限起算", "答复期限暂停", "答复期限恢复"]
    assert (told[2].facts["before"], told[2].facts["due_on"]) == ("2025-10-24", "2025-11-03")


def test_statutory_and_promised_clocks_stand_side_by_side():
    begin()
    begin(workdays=15, promised=True, label="承诺期限")

    moved = tell(clocks.pause, date(2025, 10, 9)) and tell(clocks.resume, date(2025, 10, 16))

    assert [(c.promised, c.due_on) for c in moved] == [
        (False, date(2025, 11, 3)), (True, date(2025, 10, 27)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("deed", "more", "due"),
    [
        (clocks.extend, {"workdays": 20}, date(2025, 11, 21)),
        (clocks.restart, {}, date(2025, 11, 13)),
        (clocks.restart, {"workdays": 10}, date(2025, 10, 30)),
    ],
)
def test_extending_and_restarting_move_the_due_day(deed, more, due):
    begin()

    assert tell(deed, date(2025, 10, 16), **more)[0].due_on == due


def test_a_clock_starts_once_and_nothing_moves_before_it_starts():
    with pytest.raises(Blocked, match="还没有起算"):
        tell(clocks.pause, RECEIVED)
    begin()
    with pytest.raises(Blocked, match="已经起算过了"):
        begin()


def test_recomputing_changes_nothing_of_itself():
    clock = begin()
    tell(clocks.pause, date(2025, 10, 9))
    before = Clock.objects.values().get()

    clocks.recompute(Clock.objects.get(pk=clock.pk), almanac.current())

    assert Clock.objects.values().get() == before


def test_the_ledger_refuses_change():
    begin()

    with pytest.raises(DatabaseError, match="只能增加"), transaction.atomic():
        ClockFact.objects.update(note="改过")
    with pytest.raises(DatabaseError, match="只能增加"), transaction.atomic():
        connection.cursor().execute("DELETE FROM deadlines_clockfact")


class TestANewYearsNotice:
    @pytest.fixture(autouse=True)
    def _a_request_late_in_the_year(self):
        self.clock = begin(on=date(2026, 12, 20))
        self.provisional_due = self.clock.due_on

    def announce(self, **more):
        return clocks.announce(2027, NOTICE_2027, source="国务院办公厅通知", by=BY, **more)

    def test_a_clock_into_an_unannounced_year_is_provisional(self):
        assert self.clock.provisional
        assert "暂定" in self.clock.explanation[-1].text

    def test_the_officer_sees_the_changes_before_anything_changes(self):
        changes = self.announce(dry_run=True)

        assert [(c.before, c.after) for c in changes] == [(self.provisional_due, date(2027, 1, 20))]
        self.clock.refresh_from_db()
        assert (self.clock.due_on, self.clock.provisional) == (self.provisional_due, True)
        assert almanac.current().known_until == date(2026, 12, 31)

    def test_confirming_moves_the_open_clocks_and_tells_it(self):
        self.announce()

        self.clock.refresh_from_db()
        assert (self.clock.due_on, self.clock.provisional) == (date(2027, 1, 20), False)
        assert trace.history(CASE).last().label == "2027 年放假安排公布，期限重算"
        assert almanac.current().known_until == date(2027, 12, 31)
        assert self.announce() == []

    def test_only_who_keeps_the_calendar_may(self):
        with pytest.raises(Denied, match="由系统管理员维护"):
            clocks.announce(2027, NOTICE_2027, source="通知", by=SystemActor())

    def test_a_stopped_clock_stays_as_it_was(self):
        tell(clocks.stop, date(2026, 12, 28))

        assert self.announce() == []


class TestFace:
    def show(self, today):
        shown = clocks.face(Clock.objects.get(), today=today)
        return shown, render_to_string("parts/clock.html", {"face": shown})

    def test_a_running_clock_shows_days_left_light_and_reasons(self):
        begin()
        tell(clocks.pause, date(2025, 10, 9), note="征求第三方意见")
        tell(clocks.resume, date(2025, 10, 16))

        shown, page = self.show(date(2025, 10, 22))

        assert shown.light.colour == "green"
        assert "11月3日（星期一）" in page
        assert page.count('class="day ') == 26 + 2  # the cells, and two of the key
        assert (
            'aria-label="答复期限 20 个工作日：9月23日起算，6 个工作日不计，'
            '今天是第 12 个，11月3日到期，还剩 8 个。"'
        ) in page
        assert LAW in page

    @pytest.mark.parametrize(
        ("deed", "words"),
        [(clocks.pause, "停算"), (clocks.stop, "已结束")],
    )
    def test_a_clock_that_does_not_run_is_grey(self, deed, words):
        begin()
        tell(deed, date(2025, 10, 9))

        shown, page = self.show(date(2025, 10, 22))

        assert shown.light.colour == "grey"
        assert words in page

    def test_a_late_clock_says_how_late(self):
        begin()

        _, page = self.show(date(2025, 10, 28))

        assert "晚了 2 个工作日" in page
