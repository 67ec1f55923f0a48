"""A round through its steps: asked, sent, sent back, passed by the town, taken, urged."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_department
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import content
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.deadlines.models import Clock
from mingzheng.rounds import queries
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.models import Submission
from mingzheng.rounds.states import RoundState, SubmissionState
from mingzheng.rounds.tests.factories import (
    a_company,
    a_round,
    a_workday,
    filled,
    nothing_from,
    of,
    sent,
    taken,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def company():
    return a_company()


def test_a_round_asks_each_office_once(company):
    round_ = a_round(company, is_open=False)

    assert rounds.add_offices(round_, [company.welfare, company.town], by=company.office) == 1
    assert Submission.objects.filter(round=round_).count() == 3


def test_only_the_openness_office_asks(company):
    terms = rounds.Terms("填报", a_workday())
    with pytest.raises(Denied):
        rounds.draft(company.county, terms, offices=[], by=company.clerk(company.welfare))


def test_a_due_day_beyond_a_year_is_refused_whoever_sets_it(company):
    far = date(9999, 12, 31)
    round_ = a_round(company)

    with pytest.raises(Blocked, match="一年以内"):
        rounds.draft(company.county, rounds.Terms("填报", far), offices=[], by=company.office)
    with pytest.raises(Blocked, match="一年以内"):
        rounds.extend(round_, by=company.office, due_on=far, note="再等等")
    assert of(round_, company.welfare).round.due_on < far


def test_a_round_without_offices_is_not_opened(company):
    terms = rounds.Terms("填报", a_workday())
    round_ = rounds.draft(company.county, terms, offices=[], by=company.office)

    with pytest.raises(Blocked, match="还没有选填报单位"):
        rounds.open_round(round_, by=company.office)


def test_an_open_round_has_a_period_that_ends_on_its_due_day(company):
    round_ = a_round(company)
    later = a_workday(30)

    clock = Clock.objects.get(subject_type="rounds.round", subject_id=str(round_.pk))
    assert clock.due_on == round_.due_on
    rounds.extend(round_, by=company.office, due_on=later, note="两个单位换人")
    clock.refresh_from_db()
    assert clock.due_on == round_.due_on == later
    with pytest.raises(Blocked, match="以后"):
        rounds.extend(round_, by=company.office, due_on=round_.due_on, note="x")


def test_what_was_sent_is_locked(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare)

    assert (one.state, one.edition.state) == (SubmissionState.SUBMITTED, EditionState.REVIEW)
    with pytest.raises(Blocked, match="只有草稿才能改"):
        items.save_item(one.edition, content("新的"), by=company.clerk(company.welfare))


def test_an_office_that_changes_nothing_sends_what_is_in_force(company):
    first = a_round(company)
    one = taken(company, first, company.welfare)
    editions.pass_review(one.edition, by=company.reviewers[company.welfare.code])
    today = timezone.localdate()
    editions.approve(one.edition, by=company.second, approval_number="1号", effective_on=today)
    second = a_round(company)

    submissions.submit(of(second, company.welfare), by=company.clerk(company.welfare))
    assert of(second, company.welfare).edition == one.edition
    submissions.accept(of(second, company.welfare), by=company.office)

    submissions.send_back(of(second, company.welfare), by=company.office, note="时限要改")
    again = of(second, company.welfare)
    assert (again.state, again.edition.is_draft) == (SubmissionState.FILLING, True)


def test_an_empty_list_is_not_sent(company):
    round_ = a_round(company)
    submissions.start(of(round_, company.welfare), by=company.clerk(company.welfare))

    with pytest.raises(Blocked, match="先填好再提交"):
        submissions.submit(of(round_, company.welfare), by=company.clerk(company.welfare))


def test_an_office_takes_back_what_nobody_took(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare)

    submissions.withdraw(one, by=company.clerk(company.welfare))

    again = of(round_, company.welfare)
    assert (again.state, again.edition.state) == (SubmissionState.FILLING, EditionState.DRAFT)


def test_what_the_offices_own_reviewer_opened_again_is_not_taken(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare)
    editions.send_back(one.edition, by=company.reviewers[company.welfare.code], note="缺一条")

    with pytest.raises(Blocked, match="重新提交"):
        submissions.accept(of(round_, company.welfare), by=company.office)


def test_remarks_go_back_with_the_list_and_are_settled_by_the_office(company):
    round_ = a_round(company)
    one = sent(company, round_, company.welfare)
    code = one.edition.items.get().code
    note = submissions.comment(
        one, by=company.office, text="写明工作日", code=code, column="公开时限"
    )

    submissions.send_back(one, by=company.office, note="见行上的意见")
    submissions.settle(note, by=company.clerk(company.welfare))

    again = of(round_, company.welfare)
    assert (again.state, again.returns) == (SubmissionState.FILLING, 1)
    assert again.edition.is_draft
    with pytest.raises(Blocked, match="已经标成改好了"):
        submissions.settle(note, by=company.clerk(company.welfare))
    with pytest.raises(Blocked, match="没有编码"):
        submissions.comment(again, by=company.office, text="?", code="999999")


def test_a_list_goes_up_three_levels(company):
    round_ = a_round(company, offices=[company.village])
    one = sent(company, round_, company.village, content(levels=("village",)))

    with pytest.raises(Blocked, match="先由所属乡镇"):
        submissions.accept(one, by=company.office)
    with pytest.raises(Blocked, match="不能由本村审核"):
        submissions.pass_town(one, by=company.reviewers[company.village.code])
    submissions.pass_town(one, by=company.reviewers[company.town.code])
    submissions.accept(of(round_, company.village), by=company.office)

    assert of(round_, company.village).state == SubmissionState.RECEIVED


def test_a_town_returns_what_its_village_sent(company):
    round_ = a_round(company, offices=[company.village])
    one = sent(company, round_, company.village)

    submissions.return_below(one, by=company.reviewers[company.town.code], note="缺村务")

    assert of(round_, company.village).state == SubmissionState.FILLING


def test_a_town_returns_what_stands_in_force_to_a_village_without_holding_its_pen(company):
    one = taken_village(company)
    editions.pass_review(one.edition, by=company.reviewers[company.village.code])
    today = timezone.localdate()
    editions.approve(one.edition, by=company.second, approval_number="1号", effective_on=today)
    second = a_round(company, offices=[company.village])
    submissions.submit(of(second, company.village), by=company.clerk(company.village))

    reviewer = company.reviewers[company.town.code]
    submissions.return_below(of(second, company.village), by=reviewer, note="缺村务")

    again = of(second, company.village)
    assert (again.edition.is_draft, again.edition.number) == (True, 2)


def taken_village(company) -> Submission:
    round_ = a_round(company, offices=[company.village])
    one = sent(company, round_, company.village, content(levels=("village",)))
    submissions.pass_town(one, by=company.reviewers[company.town.code])
    submissions.accept(of(round_, company.village), by=company.office)
    return of(round_, company.village)


@pytest.mark.parametrize("begun", [False, True], ids=["not begun", "begun"])
def test_a_village_without_anything_says_so_and_goes_the_same_way(company, begun):
    round_ = a_round(company, offices=[company.village])
    if begun:
        submissions.start(of(round_, company.village), by=company.clerk(company.village))
    one = nothing_from(company, round_, company.village)

    assert (one.standing, one.edition) == ("已提交（零报送）", None)
    assert one.nothing_because == "由镇里统一报送"
    with pytest.raises(Blocked, match="先由所属乡镇"):
        submissions.accept(one, by=company.office)
    submissions.pass_town(one, by=company.reviewers[company.town.code])
    submissions.accept(of(round_, company.village), by=company.office)

    again = of(round_, company.village)
    assert (again.state, again.round.nothing_total) == (SubmissionState.RECEIVED, 1)


def test_nothing_is_reported_with_a_reason_and_never_over_rows(company):
    round_ = a_round(company)
    one, clerk = of(round_, company.welfare), company.clerk(company.welfare)
    with pytest.raises(Blocked, match="要写明"):
        submissions.report_nothing(one, by=clerk, note=" ")
    full = filled(company, round_, company.welfare)
    with pytest.raises(Blocked, match="草稿里有 1 个事项"):
        submissions.report_nothing(full, by=clerk, note="没有")

    again = of(round_, company.welfare)
    assert (again.state, again.nothing_because) == (SubmissionState.FILLING, "")


@pytest.mark.parametrize("way", ["withdraw", "return_below", "send_back"])
def test_a_report_of_nothing_comes_back_as_an_empty_draft(company, way):
    round_ = a_round(company, offices=[company.village])
    one = nothing_from(company, round_, company.village)
    who = {
        "withdraw": company.clerk(company.village),
        "return_below": company.reviewers[company.town.code],
        "send_back": company.office,
    }[way]

    getattr(submissions, way)(one, by=who, note="请核对")

    again = of(round_, company.village)
    assert (again.state, again.nothing_because) == (SubmissionState.FILLING, "")
    assert (again.edition.is_draft, again.items_total) == (True, 0)
    items.save_item(again.edition, content(), by=company.clerk(company.village))
    submissions.submit(of(round_, company.village), by=company.clerk(company.village))
    assert of(round_, company.village).standing == "已提交"


def test_a_report_of_nothing_is_not_taken_once_the_office_has_rows_after_all(company):
    round_ = a_round(company)
    one = nothing_from(company, round_, company.welfare)
    clerk = company.clerk(company.welfare)
    draft = editions.open_draft(company.welfare, by=clerk)
    items.save_item(draft, content(), by=clerk)

    with pytest.raises(Blocked, match="零报送以后，草稿里又有了 1 个事项"):
        submissions.accept(one, by=company.office)


def test_all_that_came_in_is_taken_at_once_except_what_may_not(company):
    round_ = a_round(company, offices=[company.welfare, company.school, company.village])
    sent(company, round_, company.welfare)
    sent(company, round_, company.village)

    rows = queries.submissions_seen_by(company.office).filter(round=round_)
    done, left = submissions.accept_all(rows, by=company.office)

    assert done == 1
    assert ["东桥村" in reason for reason in left] == [True]


def test_an_office_is_urged_once_a_day_and_it_stands_in_the_trace(company, frozen):
    round_ = a_round(company)
    one = of(round_, company.welfare)
    with pytest.raises(Blocked, match="个工作日起才催"):
        submissions.urge([one], by=company.office)
    frozen.move_to(timezone.now() + timedelta(days=13))

    assert submissions.urge([of(round_, company.welfare)], by=company.office) == 1

    with pytest.raises(Blocked, match="今天已经催过"):
        submissions.urge([of(round_, company.welfare)], by=company.office)
    assert trace.history(one).filter(step="urge").count() == 1
    frozen.move_to(timezone.now() + timedelta(days=1))
    assert submissions.urge([of(round_, company.welfare)], by=company.office) == 1
    with pytest.raises(Blocked, match="都交了"):
        submissions.urge([sent(company, round_, company.school)], by=company.office)


def test_nothing_is_sent_after_the_round_is_called_off(company):
    round_ = a_round(company)
    filled(company, round_, company.welfare)
    rounds.cancel(round_, by=company.office, note="机构改革，下半年再填")

    with pytest.raises(Blocked, match="已取消"):
        submissions.submit(of(round_, company.welfare), by=company.clerk(company.welfare))
    assert Clock.objects.get(subject_id=str(round_.pk)).stopped_on


def test_merging_begins_when_something_was_taken_and_ends_when_all_is_merged(company):
    round_ = a_round(company)
    with pytest.raises(Blocked, match="没有可以汇总的"):
        rounds.gather(round_, by=company.office)
    taken(company, round_, company.welfare)
    rounds.gather(round_, by=company.office)

    with pytest.raises(Blocked, match="没有汇总"):
        rounds.close(round_, by=company.office)
    rounds.reopen(round_, by=company.office, note="还有单位要补交")
    assert round_.state == RoundState.COLLECTING


def test_a_round_does_not_end_over_what_nobody_looked_at(company):
    round_ = a_round(company, offices=[company.welfare, company.school, company.village])
    one = sent(company, round_, company.village, content(levels=("village",)))
    submissions.pass_town(one, by=company.reviewers[company.town.code])
    taken(company, round_, company.welfare)
    rounds.gather(round_, by=company.office)

    with pytest.raises(Blocked, match="还有 1 份交上来没有接收，先接收或者退回"):
        rounds.close(round_, by=company.office)

    assert (round_.state, round_.owed_total) == (RoundState.MERGING, 1)


def test_an_office_that_has_begun_stays(company):
    round_ = a_round(company)
    filled(company, round_, company.welfare)

    with pytest.raises(Blocked, match="已经开始填报"):
        rounds.remove_office(round_, of(round_, company.welfare), by=company.office)
    rounds.remove_office(round_, of(round_, company.school), by=company.office)
    assert Submission.objects.filter(round=round_).count() == 1


def test_an_office_elsewhere_is_not_asked(company):
    terms = rounds.Terms("镇里的", a_workday())
    town = rounds.draft(company.town, terms, offices=[company.welfare], by=company.office)

    assert town.offices_total == 0
    assert rounds.add_offices(a_round(company), [a_department("云溪县财政局")], by=company.office)


def test_a_list_waits_for_its_clerk_then_for_whoever_passes_or_takes_it(company):
    round_ = a_round(company, offices=[company.welfare, company.village])
    clerk = company.clerk(company.welfare)

    (mine,) = queries.waiting_for(clerk)
    sent(company, round_, company.welfare)
    (theirs,) = queries.waiting_for(company.office)
    sent(company, round_, company.village)
    (town,) = queries.waiting_for(company.reviewers[company.town.code])

    assert (mine.step, mine.light.colour) == ("fill", "green")
    assert (theirs.step, theirs.submission.organisation) == ("accept", company.welfare)
    assert (town.step, town.number) == ("pass_town", 1)
    assert queries.waiting_for(clerk) == []
