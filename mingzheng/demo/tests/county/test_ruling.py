"""The demo county's work rules: in force where they fit, one to review, one to be finished."""

import pytest

from mingzheng.accounts.models import Organisation
from mingzheng.demo.ruling import UNTIL
from mingzheng.workrules import queries
from mingzheng.workrules.models import RuleSet

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.usefixtures("small_county")
def test_some_offices_have_rules_that_fit_and_one_waits_for_review():
    found = {one.organisation.code: one for one in RuleSet.objects.select_related("organisation")}
    there = set(Organisation.objects.values_list("code", flat=True))
    assert {code: one.state for code, one in found.items()} == {
        code: state for code, state in UNTIL.items() if code in there
    }
    assert {"in_force", "review", "draft"} == {one.state for one in found.values()}
    reports = {code: queries.report_of(one) for code, one in found.items()}
    assert all(report.lines for report in reports.values())
    assert {code for code, report in reports.items() if report.blocking} <= {"YX08"}
    assert any(len(report.rules) > 1 for report in reports.values())
