"""Steps written, information judged one by one, and a list that waits until all of it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.models import Item
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.catalogue.tests.factories import an_edition
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.processes import queries
from mingzheng.processes.actions import judging, lists
from mingzheng.processes.actions.rows import ROWS
from mingzheng.processes.actions.steps import judgements_lost, put_steps
from mingzheng.processes.forms import initial_of
from mingzheng.processes.models import Information
from mingzheng.processes.states import Attribute, JudgementState
from mingzheng.processes.tests.factories import (
    STEPS,
    a_process,
    a_proposal,
    forward,
    information,
    judge_all,
)

pytestmark = pytest.mark.django_db


def test_a_list_with_open_judgements_is_not_approved(cast):
    edition = a_process(cast)
    assert edition.judgements_open == 3

    with pytest.raises(Blocked, match="还有 3 条信息的公开属性没有认定完"):
        forward(edition, cast)


def test_judged_information_becomes_catalogue_items_and_leads_back(cast):
    edition = a_process(cast)
    judge_all(edition, cast)

    edition = forward(edition, cast)

    letter = information(edition, "受理通知书")
    item = Item.objects.get(code=letter.item_code)
    assert (item.level1, item.level2) == ("养老机构设立许可", "受理通知书")
    assert item.edition == edition_for(cast.office)
    assert item.duties.get().organisation == cast.office
    assert queries.published_items([item.code]) == {}  # a draft is not public yet
    assert [one.name for one in queries.origins(item.code)] == ["受理通知书"]


def test_information_is_linked_to_an_item_that_is_there(cast):
    item = an_edition(cast, at=EditionState.IN_FORCE).items.first()
    edition = a_process(cast)
    one = information(edition, "许可决定书")
    assert item in queries.items_to_link(edition, "办事指南")

    judging.open_up(one, by=cast.drafter, item_code=item.code)

    one.refresh_from_db()
    assert (one.state, one.attribute, one.item_code) == ("active", "active", item.code)
    with pytest.raises(Blocked, match="没有编码"):
        judging.open_up(information(edition, "受理通知书"), by=cast.drafter, item_code="99")


def test_what_is_not_published_goes_to_the_openness_office(cast):
    edition = a_process(cast)
    one = a_proposal(information(edition, "内部审查意见"), cast)

    assert tasks(cast.openness) == [(edition, False, 1, 0, None)]
    assert tasks(cast.reviewer) == []
    with pytest.raises(Denied):
        judging.pass_through(one, by=cast.reviewer)
    with pytest.raises(Blocked, match="意见"):
        judging.turn_down(one, by=cast.openness, note="")
    judging.turn_down(one, by=cast.openness, note="可以隐去姓名后公开")
    assert one.state == JudgementState.OPEN

    a_proposal(one, cast, attribute=Attribute.ON_REQUEST)
    judging.pass_through(one, by=cast.openness)

    one.refresh_from_db()
    assert (one.state, one.attribute) == ("settled", "on_request")
    assert (one.passed_by_name, one.passed_on) == ("孟长河", timezone.localdate())
    assert tasks(cast.openness) == []


def test_a_refusal_without_a_reason_is_refused_and_changes_nothing(cast):
    one = information(a_process(cast), "内部审查意见")

    with pytest.raises(Blocked, match="说明理由"):
        a_proposal(one, cast, reason=" ")

    one.refresh_from_db()
    assert (one.state, one.attribute) == ("open", "")


def test_the_database_keeps_no_refusal_without_its_reason(cast):
    """《政府信息公开条例》第十八条."""
    one = a_proposal(information(a_process(cast), "内部审查意见"), cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Information.objects.filter(pk=one.pk).update(reason="")


def test_a_judgement_can_be_made_again_while_the_list_is_a_draft(cast):
    edition = a_process(cast)
    one = a_proposal(information(edition, "内部审查意见"), cast)
    judging.pass_through(one, by=cast.openness)

    judging.reopen(one, by=cast.drafter)

    one.refresh_from_db()
    assert (one.state, one.attribute, one.passed_on) == ("open", "", None)


def test_the_next_edition_carries_steps_and_judgements(cast):
    edition = a_process(cast)
    judge_all(edition, cast)
    edition = forward(edition, cast)

    draft = editions.open_draft(cast.office, by=cast.drafter, kind=ListKind.POWERS, rows=ROWS)

    assert draft.judgements_open == 0
    carried = information(draft, "内部审查意见")
    assert (carried.state, carried.ground) == ("settled", "E16-2")
    assert carried.step.item.edition == draft
    assert editions.content_hash(edition, ROWS) == edition.content_hash


def test_the_seal_of_a_list_covers_its_judgements(cast):
    edition = a_process(cast)
    judge_all(edition, cast)
    edition = forward(edition, cast)

    Information.objects.filter(name="内部审查意见").update(ground="E16-1")

    assert editions.content_hash(edition, ROWS) != edition.content_hash


def test_what_keeps_its_name_keeps_its_judgement(cast):
    edition = a_process(cast)
    a_proposal(information(edition, "内部审查意见"), cast)
    item = edition.powers.get()
    steps = [STEPS[2], STEPS[0], STEPS[1]]

    assert not put_steps(item, steps, by=cast.drafter)  # the same, in another order
    renamed = [type(one)(**{**vars(one), "name": f"{one.name}（新）"}) for one in STEPS]
    assert put_steps(item, renamed, by=cast.drafter)

    assert information(edition, "内部审查意见").state == "review"
    assert [one.name for one in item.steps.all()] == ["受理（新）", "审查（新）", "办结（新）"]
    with pytest.raises(Blocked, match="重复"):
        put_steps(item, [STEPS[0], STEPS[0]], by=cast.drafter)


def renamed(was: str, now: str) -> list:
    """The steps with one piece of information called otherwise."""
    return [
        replace(one, information=tuple((name.replace(was, now), a) for name, a in one.information))
        for one in STEPS
    ]


def test_a_judgement_under_review_is_not_lost_by_a_new_name(cast):
    edition = a_process(cast)
    a_proposal(information(edition, "内部审查意见"), cast)
    item = edition.powers.get()

    with pytest.raises(Blocked, match="“内部审查意见”正等政务公开办审核"):
        put_steps(item, renamed("内部审查意见", "审查意见"), by=cast.drafter)

    assert information(edition, "内部审查意见").state == "review"
    judging.reopen(information(edition, "内部审查意见"), by=cast.drafter)
    assert put_steps(item, renamed("内部审查意见", "审查意见"), by=cast.drafter)
    assert information(edition, "审查意见").state == "open"


def test_a_judgement_that_goes_with_its_name_is_told(cast):
    edition = a_process(cast)
    judging.open_up_anew(information(edition, "受理通知书"), by=cast.drafter, field_code="20")
    item, steps = edition.powers.get(), renamed("受理通知书", "受理决定书")

    assert [one.name for one in judgements_lost(item, steps)] == ["受理通知书"]
    assert judgements_lost(item, STEPS) == []
    put_steps(item, steps, by=cast.drafter)

    assert information(edition, "受理决定书").state == "open"
    assert "不再作数的认定：受理通知书" in trace.history(edition).last().note


def test_the_page_says_which_judgements_go_and_keeps_what_was_typed(cast, client):
    edition = a_process(cast)
    judging.open_up_anew(information(edition, "许可决定书"), by=cast.drafter, field_code="20")
    a_proposal(information(edition, "内部审查意见"), cast)
    address = reverse("processes:edit", args=[edition.pk, edition.powers.get().code])
    client.force_login(cast.drafter)

    refused = client.post(address, typed(renamed("内部审查意见", "新名称")))
    saved = client.post(address, typed(renamed("许可决定书", "许可文书")), follow=True)

    assert "“内部审查意见”正等政务公开办审核" in refused.content.decode()
    assert "新名称</textarea>" in refused.content.decode()
    assert "“许可决定书”改了名称或者删了" in saved.content.decode()
    assert information(edition, "内部审查意见").state == "review"


def typed(steps) -> dict[str, str]:
    """The steps as 写环节 posts them."""
    data = {"s-TOTAL_FORMS": str(len(steps)), "s-INITIAL_FORMS": "0"}
    for at, row in enumerate(initial_of(steps)):
        data |= {f"s-{at}-{name}": "" if v is None else str(v) for name, v in row.items()}
    return data


def test_information_of_one_name_in_two_steps_keeps_both_judgements(cast):
    twice = [replace(one, information=(("意见", ""),)) for one in STEPS[:2]]
    edition = a_process(cast, steps=[*twice, STEPS[2]])
    second = Information.objects.select_related("step").get(name="意见", step__number=2)
    a_proposal(second, cast)

    put_steps(edition.powers.get(), [replace(twice[0], post="新岗"), *twice[1:]], by=cast.drafter)

    told = Information.objects.filter(name="意见").values_list("step__number", "state")
    assert sorted(told) == [(1, "open"), (2, "review")]


def test_a_row_that_goes_takes_its_judgements_with_it(cast):
    edition = a_process(cast)

    lists.remove_item(edition, edition.powers.get().code, by=cast.drafter, reason="依据废止")

    edition.refresh_from_db()
    assert (edition.items_total, edition.judgements_open) == (0, 0)


def test_a_successor_takes_steps_and_judgements_over(cast):
    edition = a_process(cast)
    judge_all(edition, cast)
    edition = forward(edition, cast)
    said = {"kind": ListKind.POWERS, "by": cast.openness, "reason": "〔2026〕1号"}

    draft = lists.take_over(cast.office, cast.town, **said)

    assert draft.organisation == cast.town
    assert [str(one) for one in draft.powers.get().steps.all()] == ["1. 受理", "2. 审查", "3. 办结"]
    assert information(draft, "内部审查意见").ground == "E16-2"
    assert draft.judgements_open == 0
    assert editions.content_hash(edition, ROWS) == edition.content_hash


def test_only_the_office_writes_steps_and_only_in_a_draft(cast):
    edition = a_process(cast)

    with pytest.raises(Denied):
        put_steps(edition.powers.get(), STEPS[:1], by=cast.stranger)
    judge_all(edition, cast)
    edition = forward(edition, cast)
    with pytest.raises(Blocked, match="只有草稿才能改"):
        put_steps(edition.powers.get(), STEPS[:1], by=cast.drafter)


def test_what_is_due_to_be_looked_at_again_is_listed(cast):
    """《政府信息公开条例》第十八条."""
    edition = a_process(cast)
    judge_all(edition, cast)
    day = timezone.localdate() + timedelta(days=300)
    assert not queries.to_look_at_again(cast.openness, day).exists()  # not in force yet
    forward(edition, cast)

    assert queries.to_look_at_again(cast.openness, day).count() == 1
    assert queries.to_look_at_again(cast.drafter, day).count() == 1
    assert queries.to_look_at_again(cast.stranger, day).count() == 0
    assert not queries.to_look_at_again(cast.openness, date(2026, 1, 1)).exists()


def tasks(person, days: int = 0):
    return queries.waiting_for(person, timezone.localdate() + timedelta(days=days))


def test_what_is_due_waits_for_its_office_and_the_openness_office(cast):
    """《政府信息公开条例》第十八条."""
    edition = a_process(cast)
    judge_all(edition, cast)
    edition = forward(edition, cast)
    day = information(edition, "内部审查意见").next_review_on
    late = (day - timezone.localdate()).days

    for person in (cast.openness, cast.drafter):
        assert not any(task.again for task in tasks(person, late - 1))
        assert [task for task in tasks(person, late) if task.again] == [(edition, False, 0, 1, day)]
    assert tasks(cast.stranger, late) == tasks(cast.supervisor, late) == []


def test_processes_are_read_in_a_fixed_number_of_queries(cast, django_assert_num_queries):
    edition = a_process(cast)

    with django_assert_num_queries(3):
        told = queries.processes_of(edition)
    assert [one.faults for one in told] == [[]]
