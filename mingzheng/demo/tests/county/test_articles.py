"""The newsroom of the demo county: something at every step, and one that may not go out."""

import pytest

from mingzheng.publishing.actions.checking import findings_of
from mingzheng.publishing.models import Manuscript
from mingzheng.publishing.states import ManuscriptState

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.usefixtures("small_county")
def test_a_text_waits_at_every_step():
    found = set(Manuscript.objects.values_list("state", flat=True))

    assert found >= {"draft", "first", "secrecy", "signing", "signed", "published"}
    assert found <= set(ManuscriptState.values)


@pytest.mark.usefixtures("small_county")
def test_one_draft_was_sent_back_and_one_shows_an_identity_number():
    drafts = Manuscript.objects.filter(state=ManuscriptState.DRAFT)
    kinds = {finding.code for one in drafts for finding in findings_of(one, one.revision)}

    assert drafts.filter(reviews__is_passed=False).count() == 1
    assert "id_card" in kinds
