"""Every page of the catalogue's desk in a real browser: both widths, no grave axe finding."""

import pytest

from mingzheng.accounts.tests.factories import a_department
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import an_edition, content
from tests.browser import axe, faults, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def adjustment(cast):
    """The second edition with something of everything: changed, added, removed, wrong, unplaced."""
    a_department("云溪县财政局", function="财政", county=cast.county)
    first = an_edition(cast, at=EditionState.IN_FORCE)
    draft = editions.open_draft(cast.office, by=cast.drafter, summary="省里缩短了时限")
    guide, result = draft.items.order_by("position")
    shorter = guide.content.having(limit_text="制定或获取之日起5个工作日内")
    items.save_item(draft, shorter, by=cast.drafter, code=guide.code)
    items.remove_item(draft, result.code, by=cast.drafter, reason="已并入办事指南")
    wrong = content("资金发放", limit_text="尽快", subject_text="县财政局、县低保中心", bases=())
    items.save_item(draft, wrong, by=cast.drafter)
    return first, draft


def test_the_pages_of_an_edition_are_clean(page, cast, adjustment):
    first, draft = adjustment
    sign_in(page, cast.drafter)
    here, code = f"/desk/catalogue/{draft.pk}/", draft.items.last().code

    places = ["", "changes/", "changes/?print=1", "quality/", "duties/", "names/", "standards/"]
    rows = ["items/", "items/new/", f"items/{code}/", f"items/{code}/edit/"]
    others = [f"items/{code}/remove/", "steps/submit/", "steps/discard/", "steps/approve/"]
    list_and_force = ["/desk/catalogue/", f"/desk/catalogue/{first.pk}/?verify=1"]
    assert faults(page, [*(here + one for one in places + rows + others), *list_and_force]) == []


def test_the_pages_of_the_standard_are_clean(page, cast):
    sign_in(page, cast.openness)

    places = ["/desk/standards/", "/desk/standards/new/", "/desk/standards/suggestions/"]
    assert faults(page, places) == []


def test_a_wrong_form_is_clean_too(page, cast, adjustment):
    sign_in(page, cast.drafter)
    page.goto(f"/desk/catalogue/{adjustment[1].pk}/items/new/")

    page.get_by_role("button", name="添加").click()

    assert page.get_by_role("alert").inner_text().startswith("没有办成，请先改好")
    assert axe(page) == []
