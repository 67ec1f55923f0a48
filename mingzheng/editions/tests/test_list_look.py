"""Pages of lists, processes and laws in a real browser: both widths, no grave axe finding."""

import pytest

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.editions.tests.test_look import faults
from mingzheng.laws.importing import import_titles
from mingzheng.laws.models import Law
from mingzheng.processes.actions import judging
from mingzheng.processes.actions.rows import ROWS
from mingzheng.processes.tests.factories import (
    STEPS,
    a_process,
    a_proposal,
    forward,
    information,
    judge_all,
)
from tests.browser import axe, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TITLES = "标题,版本日期\n社会救助暂行办法,2014-02-21\n社会救助暂行办法,2019-03-02\n"
OLD = {"bases": ["《社会救助暂行办法》（2014年版）第九条", "《本县办法》"]}


@pytest.fixture
def lists(cast) -> tuple[Edition, Edition]:
    """A list in force and its next draft, where something waits, is wrong and is judged."""
    import_titles("名录.csv", TITLES.encode(), by=cast.openness)
    edition = a_process(cast, STEPS, **OLD)
    judge_all(edition, cast)
    first = forward(edition, cast, EditionState.IN_FORCE)
    draft = editions.open_draft(cast.office, by=cast.drafter, kind=ListKind.POWERS, rows=ROWS)
    one = information(draft, "内部审查意见")
    judging.reopen(one, by=cast.drafter)
    a_proposal(one, cast)
    return first, draft


def test_the_pages_of_a_list_are_clean(page, cast, lists):
    first, draft = lists
    code = first.powers.get().code
    sign_in(page, cast.drafter)
    case, rows = f"/desk/catalogue/{draft.pk}/", f"/desk/lists/{draft.pk}/items/"
    runs, one = f"/desk/processes/{draft.pk}/", information(draft, "受理通知书")

    places = [case, f"{case}changes/", f"{case}quality/", f"{case}steps/submit/"]
    places += ["/desk/catalogue/", rows, f"{rows}new/", f"{rows}{code}/", f"{rows}{code}/edit/"]
    places += [f"{rows}{code}/remove/", runs, f"{runs}{code}/", f"{runs}{code}/?print=1"]
    places += [f"{runs}{code}/edit/", one.get_absolute_url(), "/desk/collection/upload/"]
    assert faults(page, places) == []


def test_the_pages_of_judging_and_taking_over_are_clean(page, cast, lists):
    _, draft = lists
    one = information(draft, "内部审查意见")
    sign_in(page, cast.openness)

    places = ["/desk/processes/waiting/", "/desk/processes/waiting/?look=again"]
    places += [f"{one.get_absolute_url()}{step}/" for step in ("pass_through", "turn_down")]
    places += [one.get_absolute_url(), "/desk/lists/takeover/"]
    places += ["/desk/lists/profiles/", "/desk/lists/profiles/new/"]
    assert faults(page, places) == []


def test_the_forms_of_a_judgement_are_clean(page, cast):
    edition = a_process(cast)
    one = information(edition, "许可决定书")
    sign_in(page, cast.drafter)

    places = [f"{one.get_absolute_url()}{step}/" for step in ("open_up", "propose")]
    assert faults(page, places) == []
    page.get_by_role("button", name="提请依申请公开或不予公开").click()
    assert axe(page) == []


def test_the_register_of_laws_is_clean(page, cast, lists):
    law = Law.objects.get()
    sign_in(page, cast.openness)

    places = ["/desk/laws/", f"/desk/laws/{law.pk}/", "/desk/laws/import/", "/desk/laws/new/"]
    places += ["/desk/laws/citations/", "/laws/", f"/laws/{law.pk}/"]
    assert faults(page, places) == []


def test_what_residents_see_is_clean(page, cast, lists):
    first, _ = lists

    assert (
        faults(page, ["/powers/", "/powers/?q=没有", first.powers.get().get_absolute_url()]) == []
    )
