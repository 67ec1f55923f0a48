"""People at the same moment in a round: one wins, the other reads a sentence, nothing is half."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.tests.factories import content
from mingzheng.core import trace
from mingzheng.core.access import Refusal
from mingzheng.merging import actions, queries
from mingzheng.merging.models import Disagreement
from mingzheng.rounds.actions import submissions
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.states import SubmissionState
from mingzheng.rounds.tests.factories import a_company, a_round, filled, gathered, of, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def company():
    return a_company()


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """Start all deeds in the same moment; the sentences of those who lost."""
    gate, lost = threading.Barrier(len(deeds), timeout=60), []

    def run(deed: Callable[[], Any]) -> None:
        gate.wait()
        try:
            deed()
        except Exception as error:  # anything but a refusal fails the test below
            lost.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [error for error in lost if not isinstance(error, Refusal)] == []
    return [error.reason for error in lost]


def test_a_list_sent_twice_at_once_is_sent_once(company):
    round_ = a_round(company)
    filled(company, round_, company.welfare)
    clerk = company.clerk(company.welfare)

    lost = at_once(*[lambda: submissions.submit(of(round_, company.welfare), by=clerk)] * 3)

    assert len(lost) == 2
    assert of(round_, company.welfare).state == SubmissionState.SUBMITTED


def test_of_taking_and_taking_back_one_happens(company):
    round_ = a_round(company)
    sent(company, round_, company.welfare)
    clerk = company.clerk(company.welfare)

    lost = at_once(
        lambda: submissions.accept(of(round_, company.welfare), by=company.office),
        lambda: submissions.withdraw(of(round_, company.welfare), by=clerk),
    )

    assert len(lost) == 1
    one = of(round_, company.welfare)
    assert (one.state == SubmissionState.FILLING) == one.edition.is_draft


def test_two_who_merge_at_once_leave_no_twins(company):
    rows = [content(name) for name in "甲乙丙"]
    round_ = gathered(company, welfare=rows, school=[content("甲"), content("丁")])

    lost = at_once(*[lambda: actions.merge(round_, by=company.office)] * 2)

    assert len(lost) <= 1
    edition = Edition.objects.get(catalogue__organisation=company.county)
    assert sorted(edition.items.values_list("level2", flat=True)) == sorted("甲乙丙丁")
    assert edition.items_total == 4
    assert set(Submission.objects.values_list("state", flat=True)) == {SubmissionState.MERGED}


def test_two_who_decide_two_questions_at_once_leave_none_to_decide(company):
    rows = [content(name) for name in "甲乙"]
    others = [content(name, limit_text="信息形成之日起5个工作日内") for name in "甲乙"]
    round_ = gathered(company, welfare=rows, school=others)
    edition = actions.merge(round_, by=company.office).edition
    assert edition.questions_total == 2

    def answer(found: Disagreement) -> None:
        actions.decide(found, by=company.office, question=found.question, choice="both")

    found = list(Disagreement.objects.select_related("host"))
    assert at_once(*[partial(answer, one) for one in found]) == []
    assert queries.left_of(round_) == (0, 2)
    assert Edition.objects.get(pk=edition.pk).questions_total == 2  # until they are merged
    assert actions.merge(round_, by=company.office).edition.questions_total == 0


def test_merging_while_a_list_is_sent_back_is_all_or_nothing(company):
    round_ = gathered(company, welfare=[content("甲")], school=[content("乙")])

    lost = at_once(
        lambda: actions.merge(round_, by=company.office),
        lambda: submissions.send_back(of(round_, company.school), by=company.second, note="改"),
    )

    assert len(lost) <= 1
    one, other = of(round_, company.welfare), of(round_, company.school)
    edition = Edition.objects.filter(catalogue__organisation=company.county).first()
    names = sorted(edition.items.values_list("level2", flat=True)) if edition else []
    # Merged before it was sent back: both rows. Sent back first: the other row alone, or nothing.
    is_back = other.state == SubmissionState.FILLING
    assert names in ([["乙", "甲"], ["甲"], []] if is_back else [["乙", "甲"]])
    assert (one.state == SubmissionState.MERGED) == bool(names)


def test_one_of_two_presses_urges(company):
    round_ = a_round(company)
    Round.objects.update(due_on=timezone.localdate())

    def press() -> None:
        submissions.urge([of(round_, company.welfare)], by=company.office)

    lost = at_once(*[press] * 3)

    assert lost == ["今天已经催过，一天催一次。"] * 2
    assert trace.history(of(round_, company.welfare)).filter(step="urge").count() == 1
