"""What an edition will change once it is in force."""

import pytest

from mingzheng.accounts.tests.factories import a_department
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import an_edition, content
from mingzheng.editions.queries import outlook, reasons_of_removal

pytestmark = pytest.mark.django_db


@pytest.fixture
def adjustment(cast):
    """The next edition: one limit shorter, one row gone, one new row for another office."""
    a_department("云溪县财政局", function="财政", county=cast.county)
    an_edition(cast, at=EditionState.IN_FORCE)
    draft = editions.open_draft(cast.office, by=cast.drafter)
    guide, result = draft.items.order_by("position")
    shorter = guide.content.having(limit_text="制定或获取之日起5个工作日内")
    items.save_item(draft, shorter, by=cast.drafter, code=guide.code)
    items.remove_item(draft, result.code, by=cast.drafter, reason="已并入办事指南")
    items.save_item(draft, content("资金发放", subject_text="县财政局"), by=cast.drafter)
    return draft


def test_the_outlook_counts_duties_and_names_who_is_new(adjustment):
    found = outlook(adjustment)

    assert (found.added, found.removed, found.offices) == (1, 1, 1)
    assert [one.name for one in found.newcomers] == ["云溪县财政局"]
    assert found.relieved == []


def test_the_outlook_names_what_must_go_faster(adjustment):
    ((_, was, now),) = outlook(adjustment).shorter

    assert (was, now) == ("制定或获取之日起10个工作日内", "制定或获取之日起5个工作日内")


def test_of_a_first_edition_everything_is_new(cast):
    found = outlook(an_edition(cast))

    assert (found.added, found.removed, found.shorter) == (2, 0, [])


def test_the_outlook_asks_five_questions(adjustment, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        outlook(adjustment)


def test_a_removed_row_keeps_its_reason(adjustment):
    assert list(reasons_of_removal(adjustment).values()) == ["已并入办事指南"]


def test_whoever_approves_reads_the_outlook_first(adjustment, cast, at_desk, words):
    editions.submit(adjustment, by=cast.drafter)
    editions.pass_review(adjustment, by=cast.reviewer)

    page = words(at_desk(cast.openness).get(f"/desk/catalogue/{adjustment.pk}/steps/approve/"))

    assert "新增责任 1 条，涉及 1 个单位；取消责任 1 条" in page
    assert "第一次有责任的单位：" in page
    assert "1 个事项时限变短" in page
