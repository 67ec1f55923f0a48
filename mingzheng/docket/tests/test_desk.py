"""The staff pages of dues: the list with its looks, one due, the forms."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.catalogue.tests.factories import content
from mingzheng.docket.tables import LOOKS
from mingzheng.dues import actions
from mingzheng.dues.models import Due, PromptTerm
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
LIST = "/desk/dues/"
BUDGET = 12  # queries: the frame's own, the page's own


def test_the_list_shows_what_is_owed_with_its_light(cast, at_desk, words):
    a_catalogue(cast)
    a_due(cast, what="低保办事指南")

    page = words(at_desk(cast.drafter).get(LIST))

    assert "今天到期 低保办事指南 最低生活保障：办事指南 云溪县民政局" in page
    assert "2026年第2季度" in page
    assert "登记一项应公开" in page


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ("owed", {"过期的", "今天的", "2026年第2季度", "2026年第3季度"}),
        ("overdue", {"过期的"}),
        ("soon", {"今天的"}),
        ("undated", {"没有日子的"}),
        ("done", {"提前的", "晚了的"}),
        ("late", {"晚了的"}),
        ("closed", {"免予的"}),
        ("nonsense", {"过期的", "今天的", "2026年第2季度", "2026年第3季度"}),
    ],
)
def test_each_look_shows_its_own(cast, at_desk, words, look, shown):
    a_catalogue(cast, PROMPT)
    a_due(cast, what="今天的")
    a_due(cast, what="过期的", happened_on=MADE_ON - timedelta(days=7))
    a_due(cast, what="没有日子的", item="政策文件")
    for name, days in (("提前的", 0), ("晚了的", 30)):
        done = a_due(cast, what=name, happened_on=MADE_ON - timedelta(days=days))
        actions.fulfil([done.pk], timezone.localdate() - timedelta(days=3),
                       subject=an_article(done.pk, "某某信息"), by=cast.drafter)  # fmt: skip
    actions.excuse(a_due(cast, what="免予的"), by=cast.openness, reason="没有发生")

    page = words(at_desk(cast.openness).get(LIST, {"look": look}))

    every = {due.what for due in Due.objects.all()}
    assert {name for name in every if f" {name} " in page} == shown


def test_the_list_is_filtered_and_goes_out_as_csv(cast, at_desk, words):
    a_catalogue(cast)
    a_due(cast, what="=低保指南")
    desk = at_desk(cast.openness)

    page = words(desk.get(LIST, {"kind": "triggered", "office": "民政", "q": "低保"}))
    file = desk.get(LIST, {"kind": "triggered", "format": "csv"}).content.decode("utf-8-sig")

    assert "2026年第2季度" not in page
    assert "'=低保指南" in file.splitlines()[1]
    assert "这里是空的" in words(desk.get(LIST, {"office": "教育"}))


def test_a_due_says_when_and_why_and_what_may_be_done(cast, at_desk, words):
    a_catalogue(cast)
    due = a_due(cast, reference="云民发〔2026〕7号")
    actions.fulfil([due.pk], MADE_ON, subject=an_article(), by=cast.drafter)
    actions.unfulfil(an_article(), by=cast.drafter)

    clerk = words(at_desk(cast.drafter).get(due.get_absolute_url()))
    office = words(at_desk(cast.openness).get(due.get_absolute_url()))

    assert "6月1日制定或获取，当日不算，6月2日起算。" in clerk
    assert "最晚哪天 2026年6月15日（星期一）" in clerk
    assert "云民发〔2026〕7号" in clerk
    assert "2026-06-15 撤回" in clerk
    assert "“免予公开，恢复要求公开”要由云溪县民政局的政务公开办来办" in clerk
    assert "免予公开 比如本期没有发生" in office
    assert "完整留痕" in clerk


def test_nobody_else_learns_that_it_exists(cast, at_desk):
    a_catalogue(cast)
    due = a_due(cast)

    assert at_desk(cast.stranger).get(due.get_absolute_url()).status_code == 404
    assert due.what not in at_desk(cast.stranger).get(LIST).content.decode()


def test_a_clerk_registers_what_was_made(cast, at_desk, words):
    a_catalogue(cast)
    desk, url = at_desk(cast.drafter), reverse("dues:new")
    typed = {"item": row().code, "what": "新的指南", "happened_on": "2026-06-10", "reference": ""}
    assert "救助情况" not in desk.get(url).content.decode()  # it comes round by itself

    answer = desk.post(url, typed, follow=True)

    assert "已登记：新的指南。" in words(answer)
    assert Due.objects.get(what="新的指南").organisation == cast.office
    assert "已经登记过" in words(desk.post(url, typed))
    assert "写明要公开的是什么" in words(desk.post(url, typed | {"what": ""}))


def test_the_openness_office_registers_for_an_office_below(cast, at_desk, words):
    a_catalogue(cast)
    desk, url = at_desk(cast.openness), f"{reverse('dues:new')}?office={cast.office.code}"
    assert "云溪县民政局" in words(desk.get(url))

    typed = {"item": row().code, "what": "新的指南", "happened_on": "2026-06-10"}
    assert desk.post(url, typed).status_code == 302

    assert at_desk(cast.drafter).get(f"{reverse('dues:new')}?office=YX").status_code == 404
    assert "没有这个岗位" in words(at_desk(cast.supervisor).get(url), 403)


def test_where_a_limit_has_several_parts_the_clerk_is_asked(cast, at_desk, words):
    a_catalogue(cast, content("名册", limit_text="办事指南20个工作日内，名单3个工作日内"))
    code, url = row("名册").code, reverse("dues:new")
    desk = at_desk(cast.drafter)
    assert "用哪一种期限" not in words(desk.get(url))
    assert "不清楚，按最早到期的一种" in words(desk.get(url, {"item": code}))

    typed = {"item": code, "what": "甲", "happened_on": "2026-06-01", "clause": "0"}
    desk.post(url, typed)

    assert Due.objects.get(what="甲").clause == 0


def test_the_forms_of_a_due_do_what_they_say(cast, at_desk, words):
    a_catalogue(cast)
    quarter = quarters()[0]
    office, clerk = at_desk(cast.openness), at_desk(cast.drafter)

    def post(desk, name, **typed):
        return words(desk.post(reverse(f"dues:{name}", args=[quarter.pk]), typed, follow=True))

    assert "写明原因" in post(office, "excuse", reason="")
    assert "已免予公开" in post(office, "excuse", reason="本季度没有发生")
    assert "现在不能办“免予公开”" in words(office.get(reverse("dues:excuse", args=[quarter.pk])))
    assert "已经不再要求公开" in words(clerk.get(reverse("dues:elsewhere", args=[quarter.pk])))
    assert "已恢复要求公开" in post(office, "restore", reason="弄错了")
    assert "还没有到" in post(clerk, "elsewhere", title="表", address="栏", on="2026-06-16")
    assert "已记下" in post(clerk, "elsewhere", title="表", address="民政局公示栏", on="2026-06-15")
    assert not anew(quarter).is_open
    assert "民政局公示栏" in words(clerk.get(quarter.get_absolute_url()))


def test_the_openness_office_says_what_prompt_means(cast, at_desk, words):
    desk, url = at_desk(cast.openness), reverse("dues:prompt")
    assert "还没有单位规定" in words(desk.get(url))
    assert "最长 20 个工作日" in words(desk.post(url, {"office": "YX", "workdays": "21"}))

    page = words(desk.post(url, {"office": "YX", "workdays": "3"}, follow=True))

    assert "云溪县人民政府 3 个工作日" in page
    desk.post(url, {"office": "YX", "workdays": ""})
    assert not PromptTerm.objects.exists()
    assert "没有这个岗位" in words(at_desk(cast.drafter).get(url), 403)


def test_pages_ask_no_more_for_many(cast, at_desk, django_assert_max_num_queries):
    a_catalogue(cast, *[content(f"第 {n} 项", limit_text="每月公开") for n in range(20)])
    due = a_due(cast)
    desk = at_desk(cast.openness)
    desk.get(LIST)

    for url in (LIST, due.get_absolute_url(), reverse("dues:new"), f"{LIST}?look={LOOKS[1][0]}"):
        with django_assert_max_num_queries(BUDGET):
            assert desk.get(url).status_code == 200
