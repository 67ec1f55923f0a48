"""Editions from draft to force, and what may never happen to them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.catalogue import queries
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.actions.names import place_name
from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.catalogue.states import EditionState as S
from mingzheng.catalogue.tests.factories import a_cast, an_edition, content
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return a_cast()


def today():
    return timezone.localdate()


def approve(edition, cast, on=None):
    editions.approve(
        edition,
        by=cast.openness,
        approval_number="云政公开〔2026〕4号",
        effective_on=on or today(),
    )


def test_an_edition_goes_from_draft_to_force_through_three_people(cast):
    edition = an_edition(cast, at=S.IN_FORCE)

    assert edition.state == S.IN_FORCE
    assert edition.effective_on == today()
    labels = [event.label for event in trace.history(edition)]
    assert {"起草新版", "送审", "审核通过，报批", "批复", "施行"} <= set(labels)


def test_a_later_effective_day_waits_for_the_clock(cast):
    edition = an_edition(cast, at=S.APPROVAL)

    approve(edition, cast, on=today() + timedelta(days=3))

    assert edition.state == S.APPROVED
    assert editions.enact_due(today() + timedelta(days=2)) == 0
    assert editions.enact_due(today() + timedelta(days=3)) == 1
    assert editions.enact_due(today() + timedelta(days=3)) == 0
    assert Edition.objects.get(pk=edition.pk).state == S.IN_FORCE


def test_a_day_more_than_a_year_ahead_is_refused_and_nothing_changes(cast):
    edition = an_edition(cast, at=S.APPROVAL)

    with pytest.raises(Blocked, match="一年以内"):
        approve(edition, cast, on=today() + timedelta(days=366))

    edition.refresh_from_db()
    assert (edition.state, edition.effective_on) == (S.APPROVAL, None)


def test_an_approval_is_taken_back_before_its_day_and_given_anew(cast):
    edition = an_edition(cast, at=S.APPROVAL)
    wrong = today() + timedelta(days=300)
    approve(edition, cast, on=wrong)

    editions.withdraw_approval(edition, by=cast.openness, note="施行日期写错了")

    edition.refresh_from_db()
    assert (edition.state, edition.approved_on, edition.effective_on) == (S.APPROVAL, None, None)
    assert (edition.approved_by, edition.approval_number, edition.content_hash) == ("", "", "")
    assert editions.enact_due(wrong) == 0
    facts = trace.history(edition).get(step="withdraw_approval").facts
    assert facts["effective_on"] == f"{wrong}"
    approve(edition, cast)
    assert Edition.objects.get(pk=edition.pk).state == S.IN_FORCE


def test_what_is_in_force_keeps_its_approval(cast):
    edition = an_edition(cast, at=S.IN_FORCE)

    with pytest.raises(Blocked, match="已批复待施行"):
        editions.withdraw_approval(edition, by=cast.openness, note="写错了")

    edition.refresh_from_db()
    assert (edition.state, edition.effective_on) == (S.IN_FORCE, today())


def test_an_adjustment_is_a_new_edition_and_supersedes_the_old(cast):
    first = an_edition(cast, at=S.IN_FORCE)
    second = editions.open_draft(cast.office, by=cast.drafter, summary="年度调整")

    assert [i.code for i in second.items.all()] == [i.code for i in first.items.all()]
    assert second.duties_total == first.duties_total == 2
    items.save_item(
        second, content(limit_text="5个工作日内"), by=cast.drafter, code=second.items.all()[0].code
    )
    editions.submit(second, by=cast.drafter)
    editions.pass_review(second, by=cast.reviewer)
    approve(second, cast)

    first.refresh_from_db()
    assert (first.state, first.superseded_on) == (S.SUPERSEDED, today())
    (change,) = queries.compared(first, second).changes
    assert [c.column for c in change.columns] == ["公开时限"]


@pytest.mark.parametrize("state", [S.REVIEW, S.APPROVAL, S.IN_FORCE])
def test_nothing_but_a_draft_can_be_changed(cast, state):
    edition = an_edition(cast, at=state)
    code = edition.items.all()[0].code

    with pytest.raises(Blocked, match="只有草稿才能改"):
        items.save_item(edition, content("新"), by=cast.drafter)
    with pytest.raises(Blocked, match="只有草稿才能改"):
        items.remove_item(edition, code, by=cast.drafter, reason="并入别项")
    with pytest.raises(Blocked, match="只有草稿才能改"):
        items.put_items(edition, [items.ItemDraft(content("新"))], by=cast.drafter)


def test_the_content_fingerprint_shows_whether_a_row_was_touched_behind_the_flow(cast):
    edition = an_edition(cast, at=S.IN_FORCE)
    assert editions.content_hash(edition) == edition.content_hash

    Item.objects.filter(edition=edition).update(fingerprint="0" * 32)

    assert editions.content_hash(edition) != edition.content_hash


def test_one_office_has_one_edition_under_way(cast):
    an_edition(cast)

    with pytest.raises(Blocked, match="已有一版目录正在办理"):
        editions.open_draft(cast.office, by=cast.drafter)


def test_the_database_itself_refuses_two_editions_in_force(cast):
    edition = an_edition(cast, at=S.IN_FORCE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            catalogue=edition.catalogue,
            number=9,
            title="另一版",
            state=S.IN_FORCE,
            approved_on=today(),
            effective_on=today(),
        )


def test_a_returned_edition_keeps_the_opinion_and_can_be_sent_again(cast):
    edition = an_edition(cast, at=S.REVIEW)

    editions.send_back(edition, by=cast.reviewer, note="第 2 行缺依据")
    editions.submit(edition, by=cast.drafter)

    assert edition.state == S.REVIEW
    assert "第 2 行缺依据" in [event.note for event in trace.history(edition)]


def test_sending_back_needs_an_opinion(cast):
    edition = an_edition(cast, at=S.REVIEW)

    with pytest.raises(Blocked, match="意见"):
        editions.send_back(edition, by=cast.reviewer, note=" ")

    edition.refresh_from_db()
    assert edition.state == S.REVIEW


def test_a_double_click_approves_once(cast):
    edition = an_edition(cast, at=S.APPROVAL)
    same = Edition.objects.select_related("catalogue__organisation").get(pk=edition.pk)
    approve(edition, cast, on=today() + timedelta(days=9))

    with pytest.raises(Blocked):
        approve(same, cast)

    same.refresh_from_db()
    assert same.effective_on == today() + timedelta(days=9)


def test_another_offices_drafter_is_refused(cast):
    edition = an_edition(cast)

    with pytest.raises(Denied):
        items.save_item(edition, content("新"), by=cast.stranger)
    with pytest.raises(Denied):
        editions.open_draft(cast.office, by=cast.stranger)
    assert edition not in queries.visible_to(cast.stranger)
    assert edition in queries.visible_to(cast.supervisor)


def test_the_to_do_list_follows_the_edition(cast):
    edition = an_edition(cast)
    waits = {name: person for name, person in vars(cast).items() if hasattr(person, "actor_id")}

    def waiting():
        return {
            name
            for name, who in waits.items()
            if Edition.objects.filter(queries.whose_turn(who)).exists()
        }

    assert waiting() == {"drafter"}
    editions.submit(edition, by=cast.drafter)
    assert waiting() == {"reviewer"}
    editions.pass_review(edition, by=cast.reviewer)
    assert waiting() == {"openness"}


def test_an_unmatched_office_blocks_approval_until_a_person_places_it(cast):
    row = content(subject_text="县救助中心")
    edition = an_edition(cast, at=S.APPROVAL, rows=[row])
    assert edition.gaps_total == 1

    with pytest.raises(Blocked, match="还有 1 处单位名称没有对上"):
        approve(edition, cast)
    done = place_name(edition, "县救助中心", by=cast.openness, offices=[cast.office])

    edition.refresh_from_db()
    assert (done, edition.gaps_total) == (1, 0)
    duty = Duty.objects.get(item__edition=edition)
    assert (duty.organisation, duty.basis) == (cast.office, "alias")
    approve(edition, cast)


def test_a_placed_name_is_remembered_for_the_next_rows(cast):
    edition = an_edition(cast, rows=[content(subject_text="县救助中心")])
    place_name(edition, "县救助中心", by=cast.drafter, offices=[cast.office])

    items.save_item(edition, content("审批信息", subject_text="县救助中心"), by=cast.drafter)

    assert edition.gaps_total == 0
    assert edition.duties_total == 2


def test_placing_a_name_needs_a_choice(cast):
    edition = an_edition(cast, rows=[content(subject_text="县救助中心")])

    with pytest.raises(Blocked, match="二者选一"):
        place_name(edition, "县救助中心", by=cast.drafter)
