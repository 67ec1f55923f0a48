"""The pages of merging: merge, decide, check, send for review; who may not; what they cost."""

import pytest
from django.urls import reverse

from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.tests.factories import content
from mingzheng.merging.models import Disagreement
from mingzheng.rounds.tests.factories import a_company, gathered
from tests.pages import seat, wording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 10  # design §6


@pytest.fixture
def company():
    return a_company()


def at(name: str, *args) -> str:
    return reverse(f"merging:{name}", args=args)


@pytest.fixture
def round_(company):
    return gathered(
        company,
        welfare=[content("甲", limit_text="信息形成之日起20个工作日内"), content("乙")],
        school=[content("甲", limit_text="信息形成之日起5个工作日内", subject_text="县教育局")],
    )


def test_from_merging_to_review(company, round_):
    desk = seat(company.office)

    merged = wording(desk.post(at("merge", round_.pk), follow=True))
    assert "汇总了 2 个单位：新增 1 个事项" in merged
    assert "还有 1 个要定" in merged
    assert "有分歧的事项没有定" in wording(desk.get(at("merge", round_.pk)))
    found = Disagreement.objects.get()
    said = {"question": found.question, "choice": "join", "chosen": next(iter(found.labels))}
    decided = wording(desk.post(at("decide", round_.pk, found.pk), said, follow=True))
    assert "都定好了" in decided
    again = wording(desk.post(at("merge", round_.pk), follow=True))
    assert "新增 1 个事项，修改 0 个" in again
    assert "送审" in again
    assert "标准里有、目录里没有" in wording(desk.get(at("checks", round_.pk)))
    step = reverse("catalogue_desk:step", args=[edition_for(company.county).pk, "submit"])
    assert "送审，已办" in wording(desk.post(step, {"note": ""}, follow=True))


def test_what_was_decided_is_merged_before_it_goes_for_review(company, round_):
    desk = seat(company.office)
    desk.post(at("merge", round_.pk))
    found = Disagreement.objects.get()
    desk.post(at("decide", round_.pk, found.pk), {"question": found.question, "choice": "both"})

    assert "定好的还没有写进草稿" in wording(desk.get(at("merge", round_.pk)))
    assert "定好的还没有写进草稿" not in wording(desk.post(at("merge", round_.pk), follow=True))


def test_an_answer_to_an_old_question_is_refused_with_a_sentence(company, round_):
    desk = seat(company.office)
    desk.post(at("merge", round_.pk))
    found = Disagreement.objects.get()

    answer = desk.post(at("decide", round_.pk, found.pk), {"question": "old", "choice": "both"})

    assert "刚才变了" in wording(answer, 409)


@pytest.mark.parametrize("name", ["merge", "conflicts", "checks"])
def test_offices_do_not_merge(company, round_, name):
    clerk = seat(company.clerk(company.welfare))

    assert clerk.get(at(name, round_.pk)).status_code == 403
    assert clerk.post(at("merge", round_.pk)).status_code == 403


@pytest.mark.parametrize("name", ["merge", "conflicts", "checks"])
def test_pages_ask_little(company, round_, django_assert_max_num_queries, name):
    desk = seat(company.office)
    desk.post(at("merge", round_.pk))
    desk.get(at(name, round_.pk))

    with django_assert_max_num_queries(BUDGET):
        assert desk.get(at(name, round_.pk)).status_code == 200
