"""The demo county's round: offices at every step, and nothing in the way of the county's desk."""

import pytest
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Edition
from mingzheng.core import trace
from mingzheng.demo.collecting import NOT_YET
from mingzheng.merging.models import Disagreement, RowOrigin
from mingzheng.rounds.models import Round, RowNote, Submission
from mingzheng.rounds.states import RoundState, SubmissionState

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.usefixtures("small_county")
def test_a_round_runs_with_offices_at_every_step():
    round_ = Round.objects.get()
    asked = Submission.objects.exclude(organisation__level="village")
    everybody = Organisation.objects.exclude(level="village").exclude(code="YX")
    assert round_.state == RoundState.COLLECTING
    assert set(asked.values_list("organisation", flat=True)) == {one.pk for one in everybody}
    assert {state for (_, state, *_) in round_.tally} == set(SubmissionState)
    nothing = Submission.objects.get(state=SubmissionState.SUBMITTED, nothing_because__gt="")
    assert (nothing.organisation.level, nothing.edition) == ("village", None)
    assert Submission.objects.filter(returns=1, state=SubmissionState.FILLING).exists()
    assert RowNote.objects.filter(settled_at=None).exclude(code="").exists()
    assert Submission.objects.filter(urged_on=timezone.localdate()).exists()
    not_begun = Submission.objects.filter(organisation__code__in=NOT_YET)
    assert set(not_begun.values_list("state", flat=True)) == {SubmissionState.PENDING}
    # What was merged is in force; the question was answered; the county's desk is free.
    county = Edition.objects.filter(catalogue__organisation=round_.organisation)
    assert sorted(county.values_list("state", flat=True)) == ["in_force", "superseded"]
    codes = RowOrigin.objects.values_list("code", flat=True)
    assert county.get(state="in_force").items.filter(code__in=codes).count() == len(codes) > 0
    assert Disagreement.objects.get().choice == "one"
    assert trace.history(round_).filter(step="merged").count() == 2
