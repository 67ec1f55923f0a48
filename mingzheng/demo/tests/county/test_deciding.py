"""The demo county's major decisions: one catalogue, matters at many stages."""

import pytest

from mingzheng.decisions import queries
from mingzheng.decisions.models import Decision
from mingzheng.demo.deciding import matters

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.usefixtures("small_county")
def test_eight_matters_stand_where_they_should():
    found = dict(Decision.objects.values_list("name", "state"))

    assert found == {one.name: one.until for one in matters()}
    assert len(found) == 8
    assert queries.public_decisions().count() == 8
    assert queries.public_catalogues().get().state == "published"
