"""Before a text goes out, its page says which dues it will fulfil and whether in time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from mingzheng.catalogue.tests.factories import Cast
from mingzheng.core import trace
from mingzheng.core.access import Blocked
from mingzheng.dues.models import Due
from mingzheng.dues.tests.factories import MADE_ON, a_catalogue, a_due, quarters, row
from mingzheng.dues.tests.factories import anew as due_anew
from mingzheng.publishing.actions import drafting, reviewing
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import (
    a_change,
    a_manuscript,
    an_article,
    anew,
    article_of,
    content,
    forward,
)
from mingzheng.standards.actions import load_starter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def owing(room):
    """The office of the newsroom owes a guide by the day, and figures each quarter."""
    load_starter()
    cast = Cast(room.county, room.office, room.town, room.drafter, room.first, room.openness,
                room.supervisor, room.stranger)  # fmt: skip
    a_catalogue(cast)
    return cast


def at(name: str, manuscript) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk])


BUDGET = 10  # design §6


def about(room, *names: str, **said):
    codes = tuple(row(name).code for name in names)
    return a_manuscript(room, said=content(room, items=codes, formed_on=MADE_ON, **said))


def test_a_text_without_an_item_says_that_it_fulfils_nothing(room, owing, at_desk, words):
    clerk, made = at_desk(room.drafter), a_manuscript(room)

    for page in (at("manuscript", made), at("edit", made)):
        assert "没有选对应的公开事项，发布以后不会记到本单位的公开责任上" in words(clerk.get(page))


def test_what_will_be_fulfilled_and_whether_in_time_is_said_before(room, owing, at_desk, words):
    a_due(owing, what="低保办事指南")
    made = about(room, "办事指南")
    clerk = at_desk(room.drafter)

    page = words(clerk.get(at("manuscript", made)))

    assert "今天（2026-06-15）发布的话： 最低生活保障：办事指南 ：低保办事指南" in page
    assert "最晚 2026-06-15 按时公开" in page
    assert "低保办事指南" in words(clerk.get(at("edit", made)))


def test_a_day_later_is_told_as_late(room, owing, at_desk, words, frozen):
    a_due(owing, what="低保办事指南")
    made = about(room, "办事指南")
    frozen.shift(timedelta(days=2))

    assert "晚了 2 个工作日" in words(at_desk(room.drafter).get(at("manuscript", made)))


def test_the_writer_chooses_another_period_and_that_one_is_fulfilled(room, owing, at_desk, words):
    made = about(room, "救助情况")
    third = quarters()[1]
    clerk = at_desk(room.drafter)
    assert "checked" not in clerk.get(at("manuscript", made)).content.decode()  # not over yet

    sent = {"revision": 1, "due": f"due:{third.pk}"}
    assert "存为第 2 稿" in words(clerk.post(at("choose_dues", made), sent, follow=True))
    again = clerk.post(at("choose_dues", made), {**sent, "revision": 2}, follow=True)
    assert "不用再存" in words(again)
    forward(anew(made), room)

    assert list(Due.objects.exclude(fulfilled_on=None)) == [third]
    assert anew(made).revision.dues == [f"due:{third.pk}"]


def test_writing_on_keeps_what_was_chosen(room, owing):
    made = about(room, "救助情况")
    chosen = (f"due:{quarters()[1].pk}",)
    said = content(room, items=(row("救助情况").code,), dues=chosen)
    drafting.save_revision(made, said, by=room.drafter, base=1)

    assert anew(made).revision.content.dues == chosen


def test_a_choice_that_is_gone_and_an_old_page_are_refused(room, owing, at_desk, words):
    made = about(room, "救助情况")
    clerk = at_desk(room.drafter)

    for sent in ({"revision": 1, "due": "due:987654"}, {"revision": 1, "due": "new:999999"}):
        assert "请刷新后再选" in words(clerk.post(at("choose_dues", made), sent), 409)
    assert clerk.post(at("choose_dues", made), {"due": "x"}).status_code == 409
    assert at_desk(room.stranger).post(at("choose_dues", made)).status_code == 404
    assert at_desk(room.first).post(at("choose_dues", made), {"revision": 1}).status_code == 403


def test_what_was_fulfilled_once_is_not_counted_again(room, owing, at_desk, words):
    a_due(owing)
    article = article_of(forward(about(room, "办事指南"), room))
    change = a_change(article, room, at="draft", body="<p>改了一处</p>")

    page = words(at_desk(room.drafter).get(at("manuscript", change)))

    assert "这条信息已经算过这一项" in page
    forward(anew(change), room)
    assert [one.fulfillments.count() for one in Due.objects.exclude(fulfilled_on=None)] == [1]


def test_the_writer_says_that_a_text_is_for_no_period_at_all(room, owing, at_desk, words):
    due = a_due(owing)
    made = about(room, "办事指南")
    clerk = at_desk(room.drafter)
    assert f'value="due:{due.pk}" checked' in clerk.get(at("manuscript", made)).content.decode()

    clerk.post(at("choose_dues", made), {"revision": 1})
    assert "checked" not in clerk.get(at("manuscript", made)).content.decode()
    article = article_of(forward(anew(made), room))
    a_change(article, room, body="<p>改了一处</p>")

    assert anew(made).revision.items == [row("办事指南").code]
    assert not Due.objects.exclude(fulfilled_on=None).exists()


def test_a_page_kept_for_a_list_fulfils_the_next_period_when_it_is_amended(room, owing, frozen):
    first, second = quarters()
    frozen.move_to("2026-07-02")
    days = {"formed_on": date(2026, 7, 1)}
    article = an_article(room, content(room, items=(row("救助情况").code,), **days))
    assert due_anew(first).fulfilled_on == date(2026, 7, 2)

    frozen.move_to("2026-10-09")
    a_change(article, room, body="<p>错字改了</p>", formed_on=date(2026, 10, 8))
    assert due_anew(second).is_open  # a correction is not the next period
    changed = {"body": "<p>三季度</p>", "formed_on": date(2026, 10, 8)}
    a_change(article, room, purpose=Purpose.AMENDMENT, **changed)

    assert due_anew(first).fulfilled_on == date(2026, 7, 2)
    assert due_anew(second).fulfilled_on == date(2026, 10, 9)


def test_an_amended_document_is_owed_anew_only_if_it_was_changed_since(room, owing, frozen):
    due = a_due(owing, happened_on=date(2026, 6, 2))  # not the day that the text was formed
    article = article_of(forward(about(room, "办事指南", dues=(f"due:{due.pk}",)), room))
    code = {"item_code": due.item_code}
    frozen.move_to("2026-06-18")
    a_change(article, room, purpose=Purpose.AMENDMENT, body="<p>排了版</p>")
    assert list(Due.objects.filter(**code)) == [due]

    days = {"formed_on": date(2026, 6, 17)}
    a_change(article, room, purpose=Purpose.AMENDMENT, body="<p>换了标准</p>", **days)

    assert Due.objects.filter(**code).order_by("pk").last().happened_on == date(2026, 6, 17)
    assert due_anew(due).fulfilled_on == date(2026, 6, 15)


def test_a_correction_that_names_an_item_no_longer_takes_it_back(room, owing, client, words):
    due = a_due(owing)
    article = article_of(forward(about(room, "办事指南"), room))
    a_change(article, room, title="低保办事指南（更正）")
    assert "低保办事指南（更正）" in words(client.get(f"/i/{due.item_code}/"))

    a_change(article, room, items=())

    assert due_anew(due).is_open
    last = trace.history(due).last()
    assert (last.step, last.facts["name"]) == ("unfulfil", "低保办事指南（更正）")
    assert "低保办事指南（更正）" not in words(client.get(f"/i/{due.item_code}/"))


def test_a_correction_to_an_earlier_day_of_forming_brings_the_limit_forward(room, owing):
    article = article_of(forward(about(room, "办事指南"), room))
    due = Due.objects.get(fulfillments__subject_id=str(article.pk))
    assert (due.happened_on, due.due_on) == (MADE_ON, date(2026, 6, 15))

    a_change(article, room, formed_on=MADE_ON - timedelta(days=7))

    due = due_anew(due)
    assert (due.happened_on, due.due_on) == (date(2026, 5, 25), date(2026, 6, 8))
    last = trace.history(due).last()
    assert (last.step, last.facts["before"]) == ("form_earlier", "2026-06-15")
    a_change(article_of(article.manuscripts.first()), room, formed_on=date(2026, 6, 10))
    assert due_anew(due).due_on == date(2026, 6, 8)  # nobody is on time by a date written later


def test_a_correction_moves_from_one_due_to_another(room, owing, at_desk):
    wrong, right = a_due(owing, what="甲"), a_due(owing, what="乙")
    made = about(room, "办事指南", dues=(f"due:{wrong.pk}",))
    article = article_of(forward(made, room))
    change = a_change(article, room, at="draft", body="<p>改了一处</p>")

    sent = {"revision": change.revision.number, "due": f"due:{right.pk}"}
    at_desk(room.drafter).post(at("choose_dues", change), sent)
    forward(anew(change), room)

    assert due_anew(wrong).is_open
    assert due_anew(right).fulfilled_on == date(2026, 6, 15)


def test_the_day_of_forming_is_asked_for_where_the_limit_counts_from_it(
    room, owing, at_desk, words
):
    said = content(room, items=(row("办事指南").code,), formed_on=None)
    made = a_manuscript(room, said=said)
    with pytest.raises(Blocked, match="还缺形成日期（公开时限从这一天算起"):
        reviewing.submit(made, by=room.drafter)

    drafting.save_revision(made, replace(said, dated_on=MADE_ON), by=room.drafter, base=1)

    page = words(at_desk(room.drafter).get(at("manuscript", made)))
    assert "没有写形成日期，公开时限从成文日期 2026-06-01 算起" in page
    reviewing.submit(made, by=room.drafter)
    quarterly = content(room, items=(row("救助情况").code,), formed_on=None)
    missing = a_manuscript(room, said=quarterly).missing
    assert not missing  # the period runs by itself, whenever the text was formed


def test_a_reviewer_reads_it_and_what_is_out_says_nothing_more(room, owing, at_desk, words):
    a_due(owing, what="低保办事指南")
    made = about(room, "办事指南")

    shown = at_desk(room.first).get(at("manuscript", made)).content.decode()
    assert "低保办事指南" in shown
    assert 'name="due"' not in shown
    an_article(room)
    forward(made, room)
    assert "履行哪些公开责任" not in words(at_desk(room.first).get(at("manuscript", anew(made))))


def test_a_case_page_with_dues_and_findings_stays_cheap(
    room, owing, at_desk, django_assert_max_num_queries
):
    a_due(owing, what="低保办事指南")
    made = about(room, "办事指南", "救助情况", body="<p>联系手机13812345678。</p>")
    clerk = at_desk(room.drafter)
    clerk.get(at("manuscript", made))

    with django_assert_max_num_queries(BUDGET + 1):  # what was let pass, as there are findings
        clerk.get(at("manuscript", made))
    whole = about(room, "办事指南", "救助情况")
    with django_assert_max_num_queries(BUDGET):
        assert "低保办事指南" in clerk.get(at("manuscript", whole)).content.decode()
