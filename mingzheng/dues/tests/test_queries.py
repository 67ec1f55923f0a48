"""What an office owes, what an article would fulfil, how items stand: in few questions."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingzheng.catalogue.tests.factories import content
from mingzheng.deadlines import almanac
from mingzheng.dues import actions, queries
from mingzheng.dues.models import Due
from mingzheng.dues.states import Result
from mingzheng.dues.tests.factories import (
    MADE_ON,
    PROMPT,
    a_catalogue,
    a_due,
    an_article,
    quarters,
    row,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def counts(**more):
    codes = list(Due.objects.values_list("item_code", flat=True))
    return queries.counts_for(codes, timezone.localdate(), almanac.current(), **more)


def test_an_office_sees_what_it_owes_by_the_day_and_what_has_none_last(cast):
    a_catalogue(cast, PROMPT)
    a_due(cast, item="政策文件", what="没有日子的")
    a_due(cast, what="今天到期的")

    found = queries.owed_by(cast.office, TODAY, almanac.current())

    assert [(one.due.what, one.verdict.light.colour) for one in found] == [
        ("今天到期的", "amber"), ("2026年第2季度", "green"), ("2026年第3季度", "green"),
        ("没有日子的", "grey"),
    ]  # fmt: skip


def test_the_to_do_list_takes_the_most_urgent_in_one_question(cast, django_assert_num_queries):
    a_catalogue(cast)
    for number in range(9):
        a_due(cast, what=f"第 {number} 份", happened_on=MADE_ON - timedelta(days=number))
    _ = cast.drafter.grants

    with django_assert_num_queries(1):
        owing = queries.next_owed(cast.drafter, TODAY)

    assert (len(owing.dues), owing.total) == (6, 9)
    assert owing.dues[0].what == "第 8 份"
    assert queries.next_owed(cast.stranger, TODAY).total == 0
    assert queries.next_owed(cast.supervisor, TODAY).total == 0


def test_dues_are_seen_by_those_who_may_look_into_the_office(cast):
    a_catalogue(cast)

    assert queries.visible_to(cast.drafter).count() == 2
    assert queries.visible_to(cast.openness).count() == 2
    assert queries.visible_to(cast.stranger).count() == 0


def test_before_publishing_one_sees_what_it_would_fulfil_and_whether_in_time(cast):
    a_catalogue(cast)
    due = a_due(cast)
    codes = [row().code, row("救助情况").code, "999999"]

    found = queries.matching(cast.office, codes, MADE_ON, date(2026, 6, 17))

    said = [(m.due and m.due.what, m.verdict.label, m.suggested) for m in found]
    assert said == [
        ("低保办事指南", "晚了 2 个工作日", True),
        ("2026年第2季度", "提前 18 个工作日", False),  # not over: nothing can be told of it yet
        ("2026年第3季度", "提前 84 个工作日", False),
    ]
    assert found[0].due == due


@pytest.mark.parametrize(
    ("limit", "formed", "expected", "then"),
    [
        ("每年1月31日前公开上一年度情况", date(2026, 3, 20), "2025年", []),
        ("每月公开上月情况", date(2026, 3, 20), "2025年12月", []),  # the oldest that is overdue
        ("每季度结束后10个工作日内", date(2026, 3, 20), "2025年第4季度", []),
        # What tells of the period itself is of the next one when this is done.
        ("每季度公开", date(2026, 6, 1), "2026年第1季度", ["2026年第2季度"]),
    ],
)
def test_what_comes_late_is_of_the_period_that_is_over(cast, frozen, limit, formed, expected, then):
    frozen.move_to("2026-01-12")
    a_catalogue(cast, content("统计", limit_text=limit))
    frozen.move_to(f"{formed}")
    actions.tick(timezone.localdate())
    code = row("统计").code

    meant = [m for m in queries.matching(cast.office, [code], formed, formed) if m.suggested]
    assert [m.what for m in meant] == [expected]
    Due.objects.filter(item_code=code, period_end__lt=formed).update(fulfilled_on=formed)

    again = [m for m in queries.matching(cast.office, [code], formed, formed) if m.suggested]
    assert [m.what for m in again] == then


def test_what_nobody_registered_would_arise(cast):
    a_catalogue(cast)

    (found,) = queries.matching(cast.office, [row().code], date(2026, 6, 8), TODAY)

    assert (found.due, found.due_on, found.suggested) == (None, date(2026, 6, 23), True)
    assert found.verdict.result == Result.EARLY
    assert queries.matching(cast.town, [row().code], date(2026, 6, 8), TODAY) == []


def test_matching_asks_as_much_for_many_items(cast, django_assert_num_queries):
    a_catalogue(cast, *[content(f"第 {n} 项") for n in range(8)])
    codes = [item.code for item in queries.items_owed_by(cast.office)]
    assert len(codes) == 10

    for some in (codes[:1], codes):
        with django_assert_num_queries(3):
            queries.matching(cast.office, some, MADE_ON, TODAY)


def test_items_are_counted_with_their_worst_light(cast):
    a_catalogue(cast, PROMPT)
    guide, late = a_due(cast, what="甲"), a_due(cast, what="乙", happened_on=date(2026, 5, 20))
    a_due(cast, item="政策文件", what="丙")
    quarter = quarters()[0]
    actions.fulfil([guide.pk, quarter.pk], TODAY, subject=an_article(), by=cast.drafter)

    found = counts()

    one = found[late.item_code, None]
    assert (one.published, one.open, one.overdue, one.light) == (1, 1, 1, "red")
    assert one.label == "1 项没有按时公开"
    assert found[quarter.item_code, None].light == "green"
    prompt = found[row("政策文件").code, None]
    assert (prompt.light, prompt.label) == ("grey", "没有规定日子")
    assert counts(by_office=True)[late.item_code, cast.office.pk] == one
    assert counts(office=cast.office.code) == found
    assert counts(level="county") == found
    assert counts(office=cast.town.code) == counts(level="town") == {}


def test_all_out_is_green_and_excused_is_grey(cast):
    a_catalogue(cast)
    for one in quarters():
        actions.excuse(one, by=cast.openness, reason="没有发生")
    assert counts()[row("救助情况").code, None].label == "不再要求"

    due = a_due(cast)
    actions.fulfil([due.pk], TODAY, subject=an_article(), by=cast.drafter)
    assert counts()[row().code, None].label == "到期的都公开了"


def test_counting_takes_one_question(cast, django_assert_num_queries):
    a_catalogue(cast, *[content(f"第 {n} 项", limit_text="每月公开") for n in range(8)])
    codes = list(Due.objects.values_list("item_code", flat=True))

    for some in (codes[:1], codes):
        with django_assert_num_queries(1):
            queries.counts_for(some, TODAY, almanac.shipped(), by_office=True)


def test_the_public_sees_no_title_of_what_is_not_out_and_no_internal_reason(cast):
    a_catalogue(cast)
    waiting = a_due(cast, what="还没有公开的请示")
    out = a_due(cast, what="已经公开的")
    actions.fulfil([out.pk], TODAY, subject=an_article(), by=cast.drafter)
    actions.excuse(quarters()[1], by=cast.openness, reason="内部原因")
    code = row().code

    assert list(queries.of_item(code)) == [out]
    assert set(queries.of_item(code, public=False)) == {waiting, out}
    assert list(queries.of_item(row("救助情况").code)) == quarters()[:1]


def test_the_publications_of_an_item_stand_in_order_of_time(cast, django_assert_num_queries):
    a_catalogue(cast)
    first, second = a_due(cast, what="甲"), a_due(cast, what="乙")
    actions.fulfil([first.pk], date(2026, 6, 9), subject=an_article(), by=cast.drafter)
    actions.fulfil([second.pk], TODAY, subject=an_article(2, "名单"), by=cast.drafter)
    actions.fulfil([first.pk], TODAY, subject=an_article(2, "名单"), by=cast.drafter)

    code = first.item_code
    with django_assert_num_queries(1):
        dues = list(queries.of_item(code))
        lines = queries.lines_of(dues, TODAY, almanac.shipped())

    assert [(line.due.what, line.verdict.label) for line in lines] == [
        ("乙", "按时公开"), ("甲", "提前 4 个工作日"),
    ]  # fmt: skip
    assert [(line.out.link, line.others) for line in lines] == [
        ("/articles/2/", 0), ("/articles/1/", 1),
    ]  # fmt: skip
