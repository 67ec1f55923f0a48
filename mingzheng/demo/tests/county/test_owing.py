"""The demo county owes something of every kind, so that every light is seen."""

import pytest
from django.utils import timezone

from mingzheng.deadlines import almanac
from mingzheng.dues.models import Due
from mingzheng.dues.rules.results import verdict
from mingzheng.dues.states import Result

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.usefixtures("small_county")
def test_the_demo_county_has_dues_of_every_result():
    today, calendar = timezone.localdate(), almanac.current()
    found = {verdict(due.days, today, calendar).result for due in Due.objects.all()}

    assert {Result.EARLY, Result.LATE, Result.MISSING, Result.WAITING, Result.EXCUSED} <= found
    assert Due.objects.filter(kind="triggered").count() > 10
