"""What merging says of a round that collects lists only."""

import pytest
from django.urls import reverse

from mingzheng.merging import queries as merging
from mingzheng.powers.tests.factories import power
from mingzheng.rounds.tests.factories import a_company
from mingzheng.rounds.tests.test_kinds import a_round, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def company():
    return a_company()


def test_a_power_that_two_offices_list_is_found_by_the_joint_check(company):
    round_ = a_round(company)
    sent(company, round_, company.welfare, power("校车许可", type="01"), power("甲"))
    sent(company, round_, company.school, power("校车许可", type="01"), power("乙"))

    found = {check.code: check.found for check in merging.checks(round_, None)}

    assert [words for words, _ in found["claimed"]] == ["校车许可：云溪县民政局、云溪县教育局"]
    assert found["missing"] == []


def test_merging_is_not_offered_where_nothing_is_merged(company, at_desk):
    round_, desk = a_round(company), at_desk(company.office)

    answer = desk.get(reverse("merging:merge", args=[round_.pk]))
    board = desk.get(round_.get_absolute_url()).content.decode()

    assert answer.status_code == 409
    assert "各自批复" in answer.content.decode()
    assert "有分歧的事项" not in board
    assert (
        "检查的是各单位交来的清单"
        in desk.get(reverse("merging:checks", args=[round_.pk])).content.decode()
    )
