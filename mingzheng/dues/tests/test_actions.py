"""Dues through their life, against the database: registered, published, withdrawn, excused."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingzheng.catalogue.tests.factories import content
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.deadlines import almanac
from mingzheng.dues import actions, queries
from mingzheng.dues.actions.opening import Made
from mingzheng.dues.models import Due, PromptTerm
from mingzheng.dues.states import Closing, DueKind, Origin
from mingzheng.dues.tests.factories import (
    MADE_ON,
    PROMPT,
    a_catalogue,
    a_due,
    an_article,
    anew,
    quarters,
    row,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def steps_of(due: Due) -> list[str]:
    return list(trace.history(due).values_list("step", flat=True))


def test_what_was_registered_is_due_ten_working_days_later(cast):
    a_catalogue(cast)

    due = a_due(cast, reference="云民发〔2026〕7号")

    assert (due.due_on, due.kind, due.origin) == (TODAY, DueKind.TRIGGERED, Origin.REGISTERED)
    assert due.term.text == "制定或获取之日起10个工作日内"
    event = trace.history(due).get()
    assert (event.step, event.facts["due_on"], event.actor_name) == ("open", "2026-06-15", "林书瑶")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"what": "  "}, "写明要公开的是什么"),
        ({"what": "低保，办事指南"}, "已经登记过"),  # the same but for its punctuation
        ({"happened_on": TODAY + timedelta(days=1)}, "还没有到"),
        ({"happened_on": date(1999, 1, 1)}, "年份"),
        ({"item": "救助情况"}, "到时自动列出来"),
        ({"clause": 5}, "没有这一种期限"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(cast, change, words):
    a_catalogue(cast)
    a_due(cast)
    before = Due.objects.count()

    with pytest.raises(Blocked, match=words):
        a_due(cast, **({"what": "新的指南"} | change))

    assert Due.objects.count() == before


def test_only_what_the_office_owes_is_registered(cast):
    a_catalogue(cast, content("花名册", mode="on_request"))

    with pytest.raises(Blocked, match="现行目录没有要求柳溪镇人民政府"):
        actions.open_due(cast.town, row().code, "指南", MADE_ON, by=cast.openness)
    with pytest.raises(Blocked, match="依申请公开"):
        a_due(cast, item="花名册")


def test_a_stranger_registers_nothing_and_learns_who_may(cast):
    a_catalogue(cast)

    with pytest.raises(Denied, match="云溪县民政局的经办"):
        actions.open_due(cast.office, row().code, "指南", MADE_ON, by=cast.stranger)


def test_the_first_publication_counts_and_later_ones_stand_beside_it(cast):
    a_catalogue(cast)
    due = a_due(cast)

    actions.fulfil([due.pk], date(2026, 6, 12), subject=an_article(), by=cast.drafter)
    actions.fulfil([due.pk], date(2026, 6, 15), subject=an_article(2), by=cast.drafter)
    actions.fulfil([due.pk], date(2026, 6, 15), subject=an_article(2), by=cast.drafter)

    assert anew(due).fulfilled_on == date(2026, 6, 12)
    assert due.fulfillments.count() == 2
    assert steps_of(due) == ["open", "fulfil", "fulfil"]


def test_a_withdrawn_publication_opens_the_due_again_unless_another_stands(cast):
    a_catalogue(cast)
    due = a_due(cast)
    actions.fulfil([due.pk], date(2026, 6, 10), subject=an_article(), by=cast.drafter)
    actions.fulfil([due.pk], date(2026, 6, 12), subject=an_article(2), by=cast.drafter)

    actions.unfulfil(an_article(), by=cast.drafter, note="内容有误")
    assert anew(due).fulfilled_on == date(2026, 6, 12)

    assert actions.unfulfil(an_article(2), by=cast.drafter) == [due]
    assert anew(due).is_open
    assert trace.history(due).last().label == "撤回，重新要求公开"
    assert actions.unfulfil(an_article(2), by=cast.drafter) == []


def test_what_a_correction_names_no_longer_is_owed_again(cast):
    a_catalogue(cast)
    due, quarter = a_due(cast), quarters()[0]
    actions.fulfil([due.pk, quarter.pk], TODAY, subject=an_article(), by=cast.drafter)

    assert actions.unfulfil(an_article(), by=cast.drafter, keep=[due.pk]) == [quarter]

    assert (anew(due).is_open, anew(quarter).is_open) == (False, True)
    assert trace.history(quarter).last().label == "改稿以后不再算，重新要求公开"
    assert steps_of(due) == ["open", "fulfil"]


def test_what_was_withdrawn_and_published_again_counts_from_the_second_day(cast):
    a_catalogue(cast)
    due = a_due(cast)
    actions.fulfil([due.pk], date(2026, 6, 10), subject=an_article(), by=cast.drafter)
    actions.unfulfil(an_article(), by=cast.drafter)

    actions.fulfil([due.pk], date(2026, 6, 15), subject=an_article(), by=cast.drafter)

    assert (anew(due).fulfilled_on, due.fulfillments.count()) == (date(2026, 6, 15), 1)


def test_nothing_is_published_on_a_day_to_come_or_for_what_is_not_there(cast):
    a_catalogue(cast)
    due = a_due(cast)

    with pytest.raises(Blocked, match="还没有到"):
        actions.fulfil([due.pk], date(2026, 6, 16), subject=an_article(), by=cast.drafter)
    with pytest.raises(Blocked, match="已经不在"):
        actions.fulfil([due.pk, 999999], TODAY, subject=an_article(), by=cast.drafter)

    assert anew(due).is_open


def test_one_article_fulfils_several_dues(cast):
    a_catalogue(cast)
    due, quarter = a_due(cast), quarters()[0]

    actions.fulfil([due.pk, quarter.pk], TODAY, subject=an_article(), by=cast.drafter)

    assert [anew(one).fulfilled_on for one in (due, quarter)] == [TODAY, TODAY]


def test_what_nobody_registered_arises_as_it_is_published(cast):
    a_catalogue(cast)
    made = Made("低保办事指南", MADE_ON)

    due = actions.fulfil_unlisted(
        cast.office, row().code, made, TODAY, subject=an_article(), by=cast.drafter
    )
    again = actions.fulfil_unlisted(
        cast.office, row().code, made, TODAY, subject=an_article(2), by=cast.drafter
    )

    assert (due.origin, due.due_on, due.fulfilled_on) == (Origin.PUBLISHED, TODAY, TODAY)
    assert again == due
    assert steps_of(due) == ["open", "fulfil", "fulfil"]


def test_excusing_needs_the_openness_office_and_a_reason(cast):
    a_catalogue(cast)
    quarter = quarters()[0]
    with pytest.raises(Denied, match="政务公开办"):
        actions.excuse(quarter, by=cast.drafter, reason="本季度没有发生")
    with pytest.raises(Blocked, match="写明为什么"):
        actions.excuse(quarter, by=cast.openness, reason=" ")

    actions.excuse(quarter, by=cast.openness, reason="本季度没有发生")

    quarter = anew(quarter)
    assert (quarter.closing, quarter.closed_on) == (Closing.EXCUSED, TODAY)
    lines = queries.explanation_of(quarter, TODAY, almanac.current())
    assert lines[-1].text == "2026年6月15日由孟长河免予公开：本季度没有发生。"
    with pytest.raises(Blocked, match="先恢复"):
        actions.fulfil([quarter.pk], TODAY, subject=an_article(), by=cast.drafter)
    with pytest.raises(Blocked, match="已经办结"):
        actions.excuse(quarter, by=cast.openness, reason="再来一次")


def test_an_excuse_is_taken_back_with_a_reason(cast):
    a_catalogue(cast)
    quarter = actions.excuse(quarters()[0], by=cast.openness, reason="本季度没有发生")
    with pytest.raises(Blocked, match="写明为什么"):
        actions.restore(quarter, by=cast.openness, reason="")

    actions.restore(quarter, by=cast.openness, reason="后来发生了")

    assert anew(quarter).is_open
    assert steps_of(quarter) == ["open", "excuse", "restore"]
    with pytest.raises(Blocked, match="不用恢复"):
        actions.restore(quarter, by=cast.openness, reason="后来发生了")


def test_what_hangs_on_a_board_is_entered_by_hand(cast):
    a_catalogue(cast)
    due = a_due(cast)
    with pytest.raises(Blocked, match="标题和地方"):
        actions.register_elsewhere(due, on=TODAY, title="名单", address="", by=cast.drafter)
    with pytest.raises(Denied):
        actions.register_elsewhere(due, on=TODAY, title="名单", address="栏", by=cast.stranger)

    actions.register_elsewhere(
        due, on=TODAY, title="名单", address="民政局一楼公示栏", by=cast.drafter
    )
    actions.register_elsewhere(
        due, on=TODAY, title="名单", address="https://www.example/1.html", by=cast.drafter
    )

    board, site = anew(due).fulfillments.all()
    assert (board.link, site.link) == ("", "https://www.example/1.html")
    assert anew(due).fulfilled_on == TODAY


def test_prompt_has_no_day_until_an_office_says_what_it_means(cast):
    """《政府信息公开条例》第二十六条: at most twenty working days, whatever an office says."""
    a_catalogue(cast, PROMPT)
    assert a_due(cast, item="政策文件", what="甲").due_on is None
    with pytest.raises(Denied):
        actions.set_prompt(cast.office, 3, by=cast.drafter)
    with pytest.raises(Blocked, match="最长 20 个工作日"):
        actions.set_prompt(cast.county, 21, by=cast.openness)

    actions.set_prompt(cast.county, 3, by=cast.openness)

    due = a_due(cast, item="政策文件", what="乙")
    assert (due.due_on, due.prompt_workdays) == (date(2026, 6, 4), 3)
    actions.set_prompt(cast.office, 5, by=cast.openness)  # the nearer one holds
    assert a_due(cast, item="政策文件", what="丙").due_on == date(2026, 6, 8)
    actions.set_prompt(cast.county, None, by=cast.openness)
    actions.set_prompt(cast.county, None, by=cast.openness)
    assert PromptTerm.objects.get().organisation == cast.office


def test_a_later_law_comes_before_the_table(cast):
    later = content(
        "征收公告",
        override_text="收到批准文件之日起15个工作日内",
        override_source="《土地管理法实施条例》第三十一条",
    )
    a_catalogue(cast, later)

    due = a_due(cast, item="征收公告")

    assert (due.due_on, due.term.source) == (date(2026, 6, 23), later.override_source)


def test_the_clerk_may_choose_which_part_of_a_limit_holds(cast):
    a_catalogue(cast, content("名册", limit_text="办事指南20个工作日内，名单3个工作日内"))

    strict = a_due(cast, item="名册", what="甲")
    chosen = a_due(cast, item="名册", what="乙", clause=0)

    assert (strict.due_on, chosen.due_on) == (date(2026, 6, 4), date(2026, 6, 30))


def test_the_day_is_frozen_for_these_tests(cast):
    assert timezone.localdate() == TODAY
