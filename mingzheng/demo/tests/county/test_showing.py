"""Permits and penalties of the demo county: every state, nobody real."""

from collections import Counter

import pytest

from mingzheng.accounts.models import Organisation
from mingzheng.demo.places import AREA_CODE
from mingzheng.publicity.models import Record
from mingzheng.publicity.states import RecordKind, RecordState
from mingzheng.search.models import Document


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("small_county")
def test_the_county_has_decisions_in_every_state():
    states = Counter(Record.objects.values_list("state", flat=True))
    assert set(states) == set(RecordState.values) - {RecordState.DISCARDED}
    assert set(Record.objects.values_list("kind", flat=True)) == set(RecordKind.values)
    assert Record.objects.exclude(pending={}).exists()
    assert Record.objects.filter(versions__isnull=False).exists()
    assert Record.objects.filter(withdraw_by__isnull=False, state=RecordState.PUBLISHED).exists()
    codes = Record.objects.exclude(credit_code="").values_list("credit_code", flat=True)
    assert all(code[2:8] == AREA_CODE for code in codes)
    found = Document.objects.filter(scope="publicity").count()
    assert found == states[RecordState.PUBLISHED]
    assert Organisation.objects.filter(publicity__isnull=False).distinct().count() >= 4
