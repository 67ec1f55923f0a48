"""Sets of rules through their life, against the database; what it refuses by itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.tests.factories import content
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.workrules import queries
from mingzheng.workrules.actions import sets, writing
from mingzheng.workrules.models import RuleSet, WorkRule
from mingzheng.workrules.rules.covering import matter_key
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
AT_ONCE = content("预警信息", limit_text="实时公开")


def steps_of(rule_set: RuleSet) -> list[str]:
    return list(trace.history(rule_set).values_list("step", flat=True))


def test_the_first_set_begins_with_the_starter_rule(cast):
    a_catalogue(cast)

    made = a_set(cast)

    rule = made.rules.get()
    assert (rule.name, rule.is_general, made.rules_total, made.faults_total) == (
        "通用规则", True, 1, 0,
    )  # fmt: skip
    assert [line.rule for line in queries.report_of(made).lines] == [rule, rule]


def test_a_set_goes_through_two_pairs_of_eyes_into_force(cast):
    a_catalogue(cast)

    made = a_set(cast, at=S.IN_FORCE)

    assert made.state == S.IN_FORCE
    assert (made.submitted_by_name, made.reviewed_by_name) == ("林书瑶", "何静川")
    assert made.effective_on == timezone.localdate()
    assert steps_of(made) == ["open", "submit", "pass_review", "enact"]
    assert len(trace.history(made).get(step="pass_review").facts["content_hash"]) == 64


def test_whoever_sent_it_does_not_pass_it(cast):
    made = a_set(cast, at=S.REVIEW)
    RuleSet.objects.filter(pk=made.pk).update(submitted_by=cast.reviewer.actor_id)

    with pytest.raises(Blocked, match="另一个人审核"):
        sets.pass_review(anew(made), by=cast.reviewer, effective_on=timezone.localdate())


def test_a_day_to_come_is_waited_for(cast, frozen):
    old = a_set(cast, at=S.IN_FORCE)
    made = forward(sets.open_draft(cast.office, by=cast.drafter), cast, S.REVIEW)
    day = timezone.localdate() + timedelta(days=10)

    sets.pass_review(made, by=cast.reviewer, effective_on=day)

    assert (sets.enact_due(timezone.localdate()), anew(made).state) == (0, S.APPROVED)
    assert (sets.enact_due(day), sets.enact_due(day)) == (1, 0)
    assert anew(made).state == S.IN_FORCE
    assert (anew(old).state, anew(old).superseded_on) == (S.SUPERSEDED, day)


def test_a_day_gone_by_is_refused_and_nothing_changes(cast):
    made = a_set(cast, at=S.REVIEW)

    with pytest.raises(Blocked, match="已经过去"):
        sets.pass_review(
            made, by=cast.reviewer, effective_on=timezone.localdate() - timedelta(days=1)
        )

    assert anew(made).state == S.REVIEW


def test_a_day_too_far_ahead_is_refused_and_nothing_changes(cast):
    made = a_set(cast, at=S.REVIEW)

    with pytest.raises(Blocked, match="一年以内"):
        sets.pass_review(made, by=cast.reviewer, effective_on=date(9999, 12, 31))

    assert (anew(made).state, anew(made).effective_on) == (S.REVIEW, None)


def test_passing_is_taken_back_before_its_day_with_a_reason(cast):
    made = a_set(cast, at=S.REVIEW)
    day = timezone.localdate() + timedelta(days=300)
    sets.pass_review(made, by=cast.reviewer, effective_on=day)
    with pytest.raises(Blocked, match="要写明"):
        sets.withdraw_pass(anew(made), by=cast.reviewer, note=" ")

    sets.withdraw_pass(anew(made), by=cast.reviewer, note="日期写错了")

    again = anew(made)
    assert (again.state, again.effective_on, again.reviewed_by_name) == (S.REVIEW, None, "")
    assert trace.history(made).get(step="withdraw_pass").facts["effective_on"] == f"{day}"
    assert sets.enact_due(day) == 0
    sets.pass_review(again, by=cast.reviewer, effective_on=timezone.localdate())
    assert anew(made).state == S.IN_FORCE


def test_a_new_draft_begins_as_a_copy_of_what_is_in_force(cast):
    codes = codes_of(a_catalogue(cast))
    draft = a_set(cast)
    a_rule(draft, cast, (Scope.ITEM, codes[0]))
    old = forward(draft, cast)

    new = sets.open_draft(cast.office, by=cast.drafter)

    assert new.based_on == old
    assert sets.content_hash(new) == sets.content_hash(old)
    assert [rule.name for rule in new.rules.all()] == ["通用规则", "当天公开"]


def test_only_one_set_is_under_way(cast):
    a_set(cast)

    with pytest.raises(Blocked, match="先办完那一版"):
        sets.open_draft(cast.office, by=cast.drafter)


def test_a_stranger_drafts_nothing_for_another_office(cast):
    with pytest.raises(Denied, match="云溪县民政局"):
        sets.open_draft(cast.office, by=cast.stranger)

    assert not RuleSet.objects.exists()


def test_rules_live_from_edition_to_edition_of_the_catalogue(cast):
    edition = a_catalogue(cast)
    codes = codes_of(edition)
    draft = a_set(cast)
    own = a_rule(draft, cast, (Scope.ITEM, codes[0]))
    made = forward(draft, cast)

    following = editions.open_draft(cast.office, by=cast.drafter)
    items.save_item(following, content("新增的"), by=cast.drafter)
    editions.submit(following, by=cast.drafter)
    editions.pass_review(following, by=cast.reviewer)
    day = timezone.localdate()
    editions.approve(following, by=cast.openness, approval_number="2号", effective_on=day)

    held = {line.owed.code: line.rule for line in queries.report_of(made).lines}
    assert held[codes[0]] == own
    assert len(held) == 3
    assert {rule.name for code, rule in held.items() if code != codes[0]} == {"通用规则"}


def test_what_takes_longer_than_the_limit_is_named_and_holds_the_set_back(cast):
    edition = a_catalogue(cast, AT_ONCE)
    made = a_set(cast)

    (problem,) = queries.report_of(made).problems
    assert "“最低生活保障：预警信息” 1 个事项的公开时限长" in problem.words
    with pytest.raises(Blocked, match="还有 1 处必须改"):
        sets.submit(made, by=cast.drafter)

    a_rule(made, cast, (Scope.ITEM, codes_of(edition)[2]))
    sets.submit(anew(made), by=cast.drafter)
    assert anew(made).state == S.REVIEW


def test_a_matter_and_a_field_can_have_their_own_rule(cast):
    a_catalogue(cast, content("发放", level1="临时救助"))
    made = a_set(cast)
    by_field = a_rule(made, cast, (Scope.FIELD, "20"), name="社会救助")
    by_matter = a_rule(made, cast, (Scope.MATTER, matter_key("20", "临时救助")), name="临时救助")

    held = [line.rule for line in queries.report_of(made).lines]

    assert held == [by_field, by_field, by_matter]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"targets": ()}, "要选适用的"),
        ({"name": "当天公开"}, "换个名称"),
        ({"targets": ((Scope.FIELD, "20"),)}, "已经归《当天公开》"),
        ({"rows": ()}, "至少写一步"),
        ({"is_general": True}, "通用规则一版只有一条"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words(cast, change, words):
    a_catalogue(cast)
    made = a_set(cast)
    a_rule(made, cast, (Scope.FIELD, "20"))
    said = {"name": "又一条", "rows": QUICK, "targets": ((Scope.ITEM, "200001"),)} | change

    with pytest.raises(Blocked, match=words):
        writing.add_rule(made, writing.RuleDraft(**said), by=cast.drafter)

    assert made.rules.count() == 2


def test_a_change_is_told_old_beside_new_and_the_same_is_no_change(cast):
    codes = codes_of(a_catalogue(cast))
    made = a_set(cast)
    rule = a_rule(made, cast, (Scope.ITEM, codes[0]))
    same = writing.RuleDraft("当天公开", QUICK, ((Scope.ITEM, codes[0]),))
    other = writing.RuleDraft("当天公开", QUICK[1:], ((Scope.ITEM, codes[1]),))

    assert writing.change_rule(made.rules.get(pk=rule.pk), same, by=cast.drafter) is False
    assert writing.change_rule(made.rules.get(pk=rule.pk), other, by=cast.drafter) is True

    changes = trace.history(made).get(step="change_rule").facts["changes"]
    assert set(changes) == {"covers", "course"}
    assert codes[0] in changes["covers"][0]
    assert codes[1] in changes["covers"][1]


def test_a_rule_taken_out_leaves_its_items_to_the_general_one(cast):
    codes = codes_of(a_catalogue(cast))
    made = a_set(cast)
    rule = a_rule(made, cast, (Scope.ITEM, codes[0]))

    writing.remove_rule(made.rules.get(pk=rule.pk), by=cast.drafter)

    assert {line.rule.name for line in queries.report_of(made).lines} == {"通用规则"}
    assert steps_of(made) == ["open", "add_rule", "remove_rule"]
    with pytest.raises(Blocked, match="通用规则不能删除"):
        writing.remove_rule(made.rules.get(), by=cast.drafter)


@pytest.mark.parametrize("state", [S.REVIEW, S.IN_FORCE])
def test_only_a_draft_is_written_in(cast, state):
    made = a_set(cast, at=state)

    with pytest.raises(Blocked, match="只有起草时能改"):
        a_rule(made, cast, (Scope.FIELD, "20"))


def test_a_reviewer_writes_nothing(cast):
    made = a_set(cast)
    draft = writing.RuleDraft("x", QUICK, ((Scope.FIELD, "20"),))

    with pytest.raises(Denied):
        writing.add_rule(made, draft, by=cast.reviewer)


def test_what_was_sent_back_can_be_changed_and_sent_again(cast):
    made = a_set(cast, at=S.REVIEW)
    assert queries.waiting_for(cast.reviewer) == [made]
    assert queries.waiting_for(cast.drafter) == []

    sets.send_back(made, by=cast.reviewer, note="审批太慢")

    assert queries.waiting_for(cast.reviewer) == []
    assert queries.waiting_for(cast.drafter) == [made]
    forward(made, cast)
    assert queries.waiting_for(cast.drafter) == []


def test_a_draft_given_up_leaves_what_is_in_force(cast):
    old = a_set(cast, at=S.IN_FORCE)
    new = sets.open_draft(cast.office, by=cast.drafter)

    sets.discard(new, by=cast.drafter, note="不改了")

    assert queries.in_force(cast.office) == old
    assert queries.under_way(cast.office) is None


@pytest.mark.parametrize(
    "columns", [{"is_general": True, "name": "二"}, {"name": "通用规则"}], ids=["general", "name"]
)
def test_the_database_keeps_one_general_rule_and_one_rule_a_name(cast, columns):
    made = a_set(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        WorkRule.objects.create(rule_set=made, position=9, **columns)


def test_the_database_keeps_no_general_rule_with_a_scope(cast):
    rule = a_set(cast).rules.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        WorkRule.objects.filter(pk=rule.pk).update(scope=[["field", "20"]])


def test_many_offices_are_looked_at_in_two_queries(cast, django_assert_num_queries):
    a_catalogue(cast, AT_ONCE)
    draft = a_set(cast)
    a_rule(draft, cast, (Scope.MATTER, matter_key("20", "最低生活保障")))
    forward(draft, cast)
    sets.open_draft(cast.office, by=cast.drafter)

    with django_assert_num_queries(2):
        found = queries.standings([cast.office, cast.town])

    one = found[cast.office.pk]
    assert (one.owed, one.uncovered, one.over, one.blocking) == (3, 0, 0, 0)
    assert one.under_way[1] == "起草"
    assert found[cast.town.pk].in_force is None
