"""Open questions keep the merged draft from review, and the round from its end."""

import pytest

from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.models import Edition
from mingzheng.core.access import Blocked
from mingzheng.merging import actions
from mingzheng.merging.tests.test_actions import decided, disputed
from mingzheng.rounds.actions import rounds
from mingzheng.rounds.states import RoundState
from mingzheng.rounds.tests.factories import Company, a_company

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def company() -> Company:
    return a_company()


def test_nothing_goes_for_review_before_every_answer_is_merged(company):
    """Also from the edition's own desk."""
    round_, done = disputed(company)
    assert (done.edition.is_draft, done.edition.questions_total) == (True, 1)

    with pytest.raises(Blocked, match="还有 1 个有分歧的事项没有定"):
        editions.submit(done.edition, by=company.office)
    decided(company, "both")
    with pytest.raises(Blocked, match="再汇总一次，然后送审"):
        editions.submit(catalogue.edition_for(company.county), by=company.office)
    actions.merge(round_, by=company.office)
    decided(company, "one")  # another mind: what the draft says is not what was decided
    with pytest.raises(Blocked, match="还有 1 个有分歧的事项"):
        editions.submit(catalogue.edition_for(company.county), by=company.office)

    done = actions.merge(round_, by=company.office)
    editions.submit(done.edition, by=company.office)
    assert not catalogue.edition_for(company.county).is_draft


def test_a_round_does_not_end_over_answers_that_stand_in_no_draft(company):
    round_, _ = disputed(company)
    decided(company, "both")

    with pytest.raises(Blocked, match="再汇总一次再结束"):
        rounds.close(round_, by=company.office)

    actions.merge(round_, by=company.office)
    rounds.close(round_, by=company.office)
    assert round_.state == RoundState.CLOSED


def test_a_round_called_off_leaves_a_draft_that_can_go_on(company):
    round_, _ = disputed(company)
    rounds.reopen(round_, by=company.office, note="重来")
    rounds.cancel(round_, by=company.office, note="不办了")

    editions.submit(catalogue.edition_for(company.county), by=company.office)
    assert not catalogue.edition_for(company.county).is_draft


def test_a_draft_begun_anew_owes_no_answer_of_the_old_one(company):
    _, done = disputed(company)
    editions.discard(done.edition, by=company.office, note="重来")
    fresh = editions.open_draft(company.county, by=company.office)

    decided(company, "both")

    assert Edition.objects.get(pk=fresh.pk).questions_total == 0
