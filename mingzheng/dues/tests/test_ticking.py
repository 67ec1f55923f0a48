"""The clock lists periods, dues follow the catalogue from edition to edition, and the calendar."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_town, a_village
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.models import Duty, Edition
from mingzheng.catalogue.tests.factories import content
from mingzheng.core import trace
from mingzheng.core.access import SystemActor
from mingzheng.deadlines import almanac, clocks
from mingzheng.dues import actions
from mingzheng.dues.actions import recounting
from mingzheng.dues.models import OPEN, Due, Following, Series
from mingzheng.dues.rules.clauses import clauses
from mingzheng.dues.states import Closing
from mingzheng.dues.tests.factories import (
    QUARTERLY,
    a_catalogue,
    a_due,
    an_article,
    anew,
    quarters,
    row,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
ALL_OFFICES = {"subject_text": "各乡镇人民政府", "levels": ("town",)}


def next_edition(cast, change) -> Edition:
    """The office's next edition in force from today, after `change(draft)`."""
    draft = editions.open_draft(cast.office, by=cast.drafter, summary="调整")
    change(draft)
    editions.submit(draft, by=cast.drafter)
    editions.pass_review(draft, by=cast.reviewer)
    day = timezone.localdate()
    editions.approve(draft, by=cast.openness, approval_number="9号", effective_on=day)
    return draft


def rewritten(name: str, cast, **columns):
    """A change that writes the row of that name anew."""
    code = row(name).code

    def change(draft):
        items.save_item(draft, content(name, **columns), by=cast.drafter, code=code)

    return change


def removed(name: str, cast):
    """A change that takes the row of that name out."""
    code = row(name).code
    return lambda draft: items.remove_item(draft, code, by=cast.drafter, reason="不再列入")


def test_this_period_and_the_next_are_listed_with_their_events(cast):
    a_catalogue(cast)

    assert [(one.what, one.due_on) for one in quarters()] == [
        ("2026年第2季度", date(2026, 7, 14)), ("2026年第3季度", date(2026, 10, 20)),
    ]  # fmt: skip
    assert trace.history(quarters()[0]).get().label == "按目录列出"


def test_another_round_of_the_same_day_changes_nothing(cast):
    a_catalogue(cast)
    before = Due.objects.count()

    assert actions.tick(TODAY) == 0
    assert Due.objects.count() == before


def test_the_next_period_is_listed_when_one_has_passed(cast):
    a_catalogue(cast)

    assert actions.tick(date(2026, 7, 14)) == 0
    assert actions.tick(date(2026, 7, 15)) == 1
    assert [one.what for one in quarters()][-1] == "2026年第4季度"


def test_periods_passed_while_the_clock_stood_still_are_owed_all_the_same(cast):
    a_catalogue(cast)

    actions.tick(date(2027, 2, 1))

    assert [one.what for one in quarters()] == [
        "2026年第2季度", "2026年第3季度", "2026年第4季度", "2027年第1季度", "2027年第2季度",
    ]  # fmt: skip


def test_nothing_before_the_first_day_of_dues_is_held_against_an_office(cast):
    a_catalogue(cast, content("年报", limit_text="每年1月31日前公开上一年度年度报告"))

    days = Due.objects.filter(item_code=row("年报").code).values_list("due_on", flat=True)
    assert sorted(days) == [date(2027, 1, 31), date(2028, 1, 31)]


def test_every_office_in_service_that_owes_it_gets_its_own(cast):
    a_town("白石镇人民政府", county=cast.county)
    a_catalogue(cast, content("补贴发放", limit_text="每月公开", **ALL_OFFICES))

    found = Due.objects.filter(item_code=row("补贴发放").code)
    owing = Duty.objects.filter(item=row("补贴发放")).count()
    assert owing >= 2
    assert found.count() == 2 * owing


def test_what_is_given_on_request_is_never_listed(cast):
    a_catalogue(cast, content("台账", limit_text="每月公开", mode="on_request"))

    assert not Due.objects.filter(item_code=row("台账").code).exists()


def test_open_dues_move_to_the_row_of_the_new_edition(cast):
    a_catalogue(cast)
    due, done = a_due(cast), a_due(cast, what="另一份")
    actions.fulfil([done.pk], TODAY, subject=an_article(), by=cast.drafter)
    old = done.item

    new = next_edition(cast, rewritten("办事指南", cast, limit_text="制定或获取之日起3个工作日内"))
    actions.tick(TODAY)

    assert anew(due).item.edition == new
    assert anew(due).due_on == due.due_on  # it keeps the limit under which it was made
    assert anew(done).item == old
    assert [f.ended_on is None for f in Following.objects.order_by("pk")] == [False, True]
    assert len(quarters()) == 2


def test_what_left_the_catalogue_is_ended_with_a_reason(cast):
    a_catalogue(cast)
    waiting = quarters()[0]

    next_edition(cast, removed("救助情况", cast))
    actions.tick(TODAY)

    waiting = anew(waiting)
    assert (waiting.closing, waiting.closed_on) == (Closing.DROPPED, TODAY)
    assert "没有这个事项了" in waiting.closing_reason
    assert trace.history(waiting).last().label == "不再要求"
    assert not Series.objects.filter(item__code=waiting.item_code).exists()


def test_an_office_that_is_no_more_owes_nothing_more(cast):
    a_catalogue(cast)
    waiting = quarters()[0]

    type(cast.office).objects.filter(pk=cast.office.pk).update(is_active=False)
    actions.tick(TODAY)
    actions.tick(TODAY)

    waiting = anew(waiting)
    assert (waiting.closing, waiting.closed_on) == (Closing.DISSOLVED, TODAY)
    assert "接手的单位" in waiting.closing_reason
    assert trace.history(waiting).filter(step="drop").count() == 1
    assert not Due.objects.filter(OPEN, organisation=cast.office)


def test_a_new_limit_of_the_same_kind_moves_the_periods_to_come(cast):
    a_catalogue(cast)

    next_edition(cast, rewritten("救助情况", cast, limit_text="每季度结束后5个工作日内"))
    actions.tick(TODAY)

    assert [one.due_on for one in quarters()] == [date(2026, 7, 7), date(2026, 10, 13)]
    event = trace.history(quarters()[0]).last()
    assert (event.facts["before"], event.facts["due_on"]) == ("2026-07-14", "2026-07-07")


def test_another_rhythm_ends_the_old_periods_and_lists_the_new(cast):
    a_catalogue(cast)

    next_edition(cast, rewritten("救助情况", cast, limit_text="每月公开"))
    actions.tick(TODAY)

    assert [(one.what, one.closing) for one in quarters()] == [
        ("2026年6月", ""), ("2026年第2季度", "dropped"), ("2026年7月", ""),
        ("2026年第3季度", "dropped"),
    ]  # fmt: skip


def test_an_edition_without_a_next_one_lets_its_dues_go(cast):
    edition = a_catalogue(cast)

    editions.retire(edition, on=TODAY, note="机构撤并")
    actions.tick(TODAY)

    assert {one.closing for one in Due.objects.all()} == {"dropped"}
    assert actions.tick(TODAY) == 0


NOTICE_2027 = {date(2027, 1, day): (False, "元旦") for day in (1, 4, 5)}
ADMIN = SystemActor({"calendar.edit"})


def test_an_announced_calendar_moves_provisional_days_and_records_both(cast):
    a_catalogue(cast)
    actions.tick(date(2026, 10, 21))
    last = quarters()[2]
    assert (last.provisional, last.due_on) == (True, date(2027, 1, 15))

    clocks.announce(2027, NOTICE_2027, source="国办发明电〔2026〕9号", by=ADMIN)
    assert actions.tick(date(2026, 10, 21)) == 2  # the notice knows no 清明, so spring moves too

    last = anew(last)
    assert (last.provisional, last.due_on) == (False, date(2027, 1, 19))
    facts = trace.history(last).last().facts
    assert (facts["before"], facts["due_on"]) == ("2027-01-15", "2027-01-19")
    assert actions.tick(date(2026, 10, 21)) == 0


def test_recounting_goes_through_all_of_them_in_batches(cast, monkeypatch):
    monkeypatch.setattr(recounting, "AT_ONCE", 1)
    a_catalogue(cast)
    days_off = {TODAY.replace(month=7, day=day): (False, "停工") for day in (6, 7)}
    year = {day: (works, "原有") for day, works in almanac.current().special.items()}
    this_year = {day: said for day, said in year.items() if day.year == 2026}

    clocks.announce(2026, this_year | days_off, source="国办补充通知", by=ADMIN)
    actions.tick(TODAY)

    assert [one.due_on for one in quarters()] == [date(2026, 7, 16), date(2026, 10, 20)]


def queries_of_a_round(today: date) -> int:
    with CaptureQueriesContext(connection) as asked:
        actions.tick(today)
    return len(asked)


def test_a_round_asks_as_much_for_many_dues_as_for_few(cast):
    a_catalogue(cast)
    few = queries_of_a_round(TODAY)
    town = a_town("石桥镇人民政府", county=cast.county)
    for name in ("东村", "西村", "南村", "北村"):
        a_village(f"{name}村民委员会", town=town)
    more = [content(f"第 {n} 项", limit_text="每月公开", **ALL_OFFICES) for n in range(20)]
    next_edition(cast, lambda draft: items.put_items(
        draft, [items.ItemDraft(one) for one in more], by=cast.drafter))  # fmt: skip
    actions.tick(TODAY)

    assert queries_of_a_round(TODAY) == few
    assert Due.objects.count() > 80


def test_a_series_knows_the_day_of_its_next_period(cast):
    a_catalogue(cast)

    series = Series.objects.get(item=row("救助情况"))

    assert (series.opens_on, series.opened_until) == (date(2026, 7, 15), date(2026, 10, 20))
    assert clauses(quarters()[0].term.limit)[series.clause].source_text == QUARTERLY.limit_text
    assert series.opens_on - timedelta(days=1) == quarters()[0].due_on
