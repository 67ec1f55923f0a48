"""The pages of work rules: who sees what, the way of a set through them, that they stay cheap."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_department, a_village
from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.catalogue.tests.factories import content
from mingzheng.core import trace
from mingzheng.workrules import queries
from mingzheng.workrules.actions import sets
from mingzheng.workrules.models import RuleSet
from mingzheng.workrules.rules.course import STARTER
from mingzheng.workrules.states import RuleSetState as S
from mingzheng.workrules.states import Scope
from mingzheng.workrules.tests.factories import (
    QUICK,
    a_catalogue,
    a_rule,
    a_set,
    anew,
    codes_of,
    forward,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 10  # design §6


def at(name: str, rule_set, *args) -> str:
    return reverse(f"workrules:{name}", args=[rule_set.pk, *args])


def typed(rows, **scope) -> dict:
    """What the browser sends for these rows and this scope."""
    said = {"r-TOTAL_FORMS": len(rows) + 1, "r-INITIAL_FORMS": 0, **scope}
    for number, row in enumerate(rows):
        for name in ("kind", "name", "post", "authority", "unit", "note"):
            said[f"r-{number}-{name}"] = getattr(row, name)
        said[f"r-{number}-limit"] = row.limit or ""
        said[f"r-{number}-number"] = number + 1
    return said


def test_a_set_goes_through_the_desk_from_draft_to_force(cast, at_desk, words):
    edition = a_catalogue(cast, content("预警信息", limit_text="实时公开"))
    clerk, reviewer = at_desk(cast.drafter), at_desk(cast.reviewer)

    drafted = words(clerk.post(reverse("workrules:open", args=[cast.office.code]), follow=True))
    assert "比“最低生活保障：预警信息” 1 个事项的公开时限长" in drafted
    assert "还有 1 处必须改的问题" in drafted
    made = RuleSet.objects.get()
    scope = {"name": "当天公开", "item": codes_of(edition)[2]}
    added = words(clerk.post(at("new", made), typed(QUICK, **scope), follow=True))
    assert "已新增《当天公开》" in added
    assert "照它办的 1 个事项" in added
    assert "送审，已办" in words(clerk.post(at("step", made, "submit"), follow=True))
    assert "审核工作规则" in words(reviewer.get("/desk/"))
    said = {"effective_on": timezone.localdate().isoformat()}
    passed = words(reviewer.post(at("step", made, "pass_review"), said, follow=True))

    assert "审核通过，已办" in passed
    assert "2026年6月15日起施行" in passed
    assert anew(made).state == S.IN_FORCE


def test_a_rule_is_rewritten_on_one_page(cast, at_desk, words):
    a_catalogue(cast)
    made = a_set(cast)
    rule = made.rules.get()
    clerk = at_desk(cast.drafter)
    address = at("edit", made, rule.pk)
    assert words(clerk.get(address)).count("再加一步") == 2

    changed = words(clerk.post(address, typed([STARTER[0], *STARTER[3:]]), follow=True))
    same = words(clerk.post(address, typed([STARTER[0], *STARTER[3:]]), follow=True))

    assert "已保存" in changed
    assert "没有改动" in same
    assert len(made.rules.get().course) == 5
    assert [e.step for e in trace.history(made)] == ["open", "change_rule"]


def test_rows_follow_the_numbers_typed_beside_them(cast, at_desk):
    made = a_set(cast)
    said = typed(STARTER) | {"r-0-number": 3, "r-2-number": 1}

    at_desk(cast.drafter).post(at("edit", made, made.rules.get().pk), said)

    names = [row.name for row in made.rules.get().course]
    assert names[:3] == [STARTER[2].name, STARTER[1].name, STARTER[0].name]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"r-1-kind": ""}, "类别、程序、权限都要填"),
        ({"r-1-limit": "很快"}, "时限"),
        ({f"r-{n}-{part}": "" for n in range(8) for part in
          ("kind", "name", "post", "authority", "note")}, "至少写一步程序"),
        ({"name": ""}, "给这条规则起个名称"),
        ({"item": [], "field": []}, "至少一处"),
        ({"item": ["999999"]}, "没有这一项"),
    ],
)  # fmt: skip
def test_what_is_typed_wrong_is_said_and_nothing_changes(cast, at_desk, words, said, sentence):
    edition = a_catalogue(cast)
    made = a_set(cast)
    whole = typed(STARTER, name="单独的", item=[codes_of(edition)[0]]) | said

    answer = words(at_desk(cast.drafter).post(at("new", made), whole))

    assert sentence in answer
    assert made.rules.count() == 1


def test_a_scope_that_is_taken_says_by_whom(cast, at_desk, words):
    a_catalogue(cast)
    made = a_set(cast)
    a_rule(made, cast, (Scope.FIELD, "20"))
    clerk = at_desk(cast.drafter)

    assert "社会救助（已归《当天公开》）" in words(clerk.get(at("new", made)))
    said = typed(QUICK, name="又一条", field="20")
    assert "已经归《当天公开》" in words(clerk.post(at("new", made), said), 409)


def test_an_item_shows_its_rule_and_leads_to_writing_its_own(cast, at_desk, words):
    edition = a_catalogue(cast)
    made = a_set(cast)
    code = codes_of(edition)[0]
    clerk = at_desk(cast.drafter)

    page = clerk.get(at("item", made, code))

    said = words(page)
    assert "没有单独规定，照通用规则办" in said
    assert "7 个工作日" in said
    assert "来得及" in said
    assert f"{at('new', made)}?item={code}" in page.content.decode()
    chosen = clerk.get(at("new", made), {"item": code}).content.decode()
    assert f'value="{code}" class="form-check-input" id="id_item_0" checked' in chosen


def test_passing_for_a_day_too_far_is_said_and_can_be_taken_back(cast, at_desk, words):
    made = a_set(cast, at=S.REVIEW)
    reviewer = at_desk(cast.reviewer)

    far = words(reviewer.post(at("step", made, "pass_review"), {"effective_on": "9999-12-31"}))
    later = {"effective_on": (timezone.localdate() + timedelta(days=30)).isoformat()}
    passed = words(reviewer.post(at("step", made, "pass_review"), later, follow=True))
    said = {"note": "日期写错了"}
    back = words(reviewer.post(at("step", made, "withdraw_pass"), said, follow=True))

    assert "施行日期最晚定在一年以内" in far
    assert "撤回审核" in passed
    assert "撤回审核，已办" in back


@pytest.mark.parametrize(("look", "n"), [("", 3), ("over", 1), ("none", 0), ("fits", 2)])
def test_items_can_be_narrowed(cast, at_desk, look, n):
    a_catalogue(cast, content("预警信息", limit_text="实时公开"))
    made = a_set(cast)

    page = at_desk(cast.drafter).get(at("items", made), {"look": look})

    assert page.context["shown"].paginator.count == n


def test_a_set_in_force_is_not_written_in(cast, at_desk, words):
    made = a_set(cast, at=S.IN_FORCE)
    rule = made.rules.get()
    clerk = at_desk(cast.drafter)

    assert "起草新版" in words(clerk.get(made.get_absolute_url()))
    assert "不能改" in words(clerk.get(at("edit", made, rule.pk)))
    answer = clerk.post(at("edit", made, rule.pk), typed(STARTER[1:]))
    assert "只有起草时能改" in words(answer, 409)
    assert "第2版" in words(
        clerk.post(reverse("workrules:open", args=[cast.office.code]), follow=True)
    )


def test_the_day_must_not_be_gone_by(cast, at_desk, words):
    made = a_set(cast, at=S.REVIEW)
    day = timezone.localdate() - timedelta(days=1)

    said = {"effective_on": day.isoformat()}
    page = words(at_desk(cast.reviewer).post(at("step", made, "pass_review"), said))

    assert "这一天已经过去" in page


def test_offices_do_not_see_each_others_rules(cast, at_desk):
    made = a_set(cast, at=S.IN_FORCE)
    rule = made.rules.get()
    stranger = at_desk(cast.stranger)

    for address in (
        made.get_absolute_url(),
        at("items", made),
        at("rule", made, rule.pk),
        at("edit", made, rule.pk),
        at("booklet", made),
        at("workbook", made),
        at("step", made, "discard"),
    ):
        assert stranger.get(address).status_code == 404, address
    assert "云溪县民政局" not in stranger.get(reverse("workrules:offices")).content.decode()
    refused = stranger.post(reverse("workrules:open", args=[cast.office.code]))
    assert refused.status_code == 404


def test_the_list_shows_who_has_rules_and_whether_they_hold(cast, at_desk, words):
    a_catalogue(cast)
    a_set(cast, at=S.IN_FORCE)
    office = at_desk(cast.openness)
    page = words(office.get(reverse("workrules:offices")))
    assert "云溪县民政局" in page
    assert "都对得上" in page
    assert "云溪县民政局" not in words(office.get(reverse("workrules:offices"), {"has": "no"}))

    Item.objects.update(limit={"kind": "immediate"})
    page = words(office.get(reverse("workrules:offices")))

    assert "2 个事项超过公开时限" in page


def test_a_village_whose_items_its_town_handles_is_not_listed(cast, at_desk, words):
    item = a_catalogue(cast).items.first()
    for place in (cast.town, a_village("东桥村村民委员会", town=cast.town)):
        Duty.objects.create(item=item, organisation=place, basis="named")

    page = words(at_desk(cast.openness).get(reverse("workrules:offices")))

    assert "柳溪镇人民政府" in page
    assert "东桥村" not in page


def test_the_list_is_exported_as_it_stands(cast, at_desk):
    a_catalogue(cast)
    a_set(cast, at=S.IN_FORCE)

    answer = at_desk(cast.openness).get(reverse("workrules:offices"), {"format": "csv"})

    assert "云溪县民政局,2026-06-15,—,2,2,都对得上" in answer.content.decode()


def test_an_item_of_the_catalogue_leads_to_its_rule(cast, at_desk, words):
    edition = a_catalogue(cast)
    code = codes_of(edition)[0]
    clerk = at_desk(cast.drafter)
    address = reverse("workrules:of_item", args=[code])
    row = reverse("catalogue_desk:item", args=[edition.pk, code])
    assert address in clerk.get(row).content.decode()
    assert address not in at_desk(cast.stranger).get(row).content.decode()
    assert "还没有施行的工作规则" in words(clerk.get(address))

    made = a_set(cast, at=S.IN_FORCE)

    assert clerk.get(address).headers["Location"] == at("item", made, code)
    assert at_desk(cast.stranger).get(address).status_code == 404


@pytest.mark.parametrize(("name", "start"), [("booklet", b"%PDF-"), ("workbook", b"PK")])
def test_the_files_are_what_they_say(cast, at_desk, name, start):
    a_catalogue(cast)
    made = a_set(cast)

    answer = at_desk(cast.drafter).get(at(name, made))

    assert answer.content.startswith(start)
    assert "attachment" in answer.headers["Content-Disposition"]


def owe_more(cast, edition: Edition, n: int) -> None:
    """The office owes n more items of this edition, without going through review again."""
    like = edition.items.first()
    for number in range(n):
        like.pk, like.code, like.position = None, f"20{9000 + number}", 100 + number
        like.level2 = f"第{number}项"
        like.save(force_insert=True)
        Duty.objects.create(item=like, organisation=cast.office, basis="named")


READ = ("rule_set", "items", "item", "rule")


@pytest.mark.parametrize("n", [1, 80])
@pytest.mark.parametrize(
    ("who", "name"),
    [
        *(("openness", name) for name in READ),
        *(("drafter", name) for name in (*READ, "edit", "new")),
    ],
)
def test_a_page_asks_no_more_for_many(cast, at_desk, django_assert_max_num_queries, who, name, n):
    edition = a_catalogue(cast)
    owe_more(cast, edition, n)
    made = a_set(cast)
    rule = a_rule(made, cast, (Scope.ITEM, codes_of(edition)[0]))
    more = {"item": [codes_of(edition)[0]], "rule": [rule.pk], "edit": [rule.pk]}
    address = at(name, made, *more.get(name, []))
    desk = at_desk(getattr(cast, who))
    desk.get(address)

    with django_assert_max_num_queries(BUDGET + 1):  # four rooms are asked what waits
        assert desk.get(address).status_code == 200


@pytest.mark.parametrize("n", [1, 15])
def test_the_list_asks_no_more_for_many_offices(cast, at_desk, django_assert_max_num_queries, n):
    edition = a_catalogue(cast)
    for number in range(n):
        other = a_department(f"云溪县第{number}局", county=cast.county)
        Duty.objects.create(item=edition.items.first(), organisation=other, basis="named")
    forward(sets.open_draft(cast.office, by=cast.drafter), cast)
    desk = at_desk(cast.openness)
    desk.get(reverse("workrules:offices"))

    with django_assert_max_num_queries(BUDGET):
        assert desk.get(reverse("workrules:offices")).status_code == 200


def test_only_one_set_is_opened_by_pressing_twice(cast, at_desk):
    clerk = at_desk(cast.drafter)
    address = reverse("workrules:open", args=[cast.office.code])

    first, second = clerk.post(address), clerk.post(address)

    assert first.headers["Location"] == second.headers["Location"]
    assert queries.under_way(cast.office) == RuleSet.objects.get()
