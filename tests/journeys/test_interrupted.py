"""Interrupted at the desk: the session gone in the middle of a form, the second click too many."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from mingzheng.accounts.tests.factories import PASSWORD
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition
from mingzheng.core import trace
from mingzheng.evidence.queries import verify
from tests.browser import DESK, PHONE, axe, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

OPINION = "第三条的依据写错了，应当是《社会救助暂行办法》。"


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return a_cast()


def form_of(edition: Edition, step: str) -> str:
    return f"/desk/catalogue/{edition.pk}/steps/{step}/"


def steps(edition: Edition) -> list[str]:
    return list(trace.history(edition).values_list("step", flat=True))


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words).click()


def give_name(page: Page, person) -> None:
    page.get_by_label("账号").fill(person.username)
    page.get_by_label("密码").fill(PASSWORD)
    press(page, "登录")


def interrupted(page: Page, cast: Cast) -> Edition:
    """The reviewer has written an opinion; before it is sent, the session runs out."""
    edition = an_edition(cast, at=EditionState.REVIEW)
    sign_in(page, cast.reviewer)
    page.goto(form_of(edition, "send_back"))
    page.get_by_label("意见").fill(OPINION)
    Session.objects.all().delete()
    press(page, "退回修改")
    return edition


def test_a_form_outlives_its_session(page, cast):
    edition = interrupted(page, cast)
    before = steps(edition)

    assert "没有保存" in page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_text(OPINION).is_visible()
    assert page.get_by_text("note").count() == 0  # our names of the boxes are not theirs
    assert axe(page) == []
    page.get_by_role("link", name="重新登录").click()
    give_name(page, cast.reviewer)

    assert page.url.endswith(form_of(edition, "send_back"))
    assert steps(edition) == before
    page.get_by_label("意见").fill(OPINION)
    press(page, "退回修改")
    assert "退回修改，已办" in page.get_by_role("status").inner_text()
    assert trace.history(edition).last().note == OPINION


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_whoever_signs_in_instead_sees_and_writes_nothing(page, cast):
    edition = interrupted(page, cast)
    before = steps(edition)

    page.get_by_role("link", name="重新登录").click()
    give_name(page, cast.stranger)

    assert page.get_by_role("heading", level=1).inner_text().startswith("没有")
    assert edition.title not in page.content()
    page.go_back()
    assert steps(edition) == before
    edition.refresh_from_db()
    assert edition.state == EditionState.REVIEW


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_what_was_open_before_somebody_else_signed_in_is_not_sent_as_theirs(page, cast):
    """Two tabs of one browser: the form is the reviewer's, the session by now the stranger's."""
    edition = an_edition(cast, at=EditionState.REVIEW)
    sign_in(page, cast.reviewer)
    page.goto(form_of(edition, "pass_review"))
    before = steps(edition)
    Session.objects.all().delete()
    with page.context.new_page() as other:
        other.goto("/sign-in/")
        give_name(other, cast.stranger)

    press(page, "审核通过")

    assert steps(edition) == before
    assert "送审，已办" not in page.content()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_of_two_clicks_one_decides(page, cast):
    edition = an_edition(cast, at=EditionState.REVIEW)
    sign_in(page, cast.reviewer)
    page.goto(form_of(edition, "pass_review"))
    second = page.context.new_page()
    second.goto(form_of(edition, "pass_review"))

    page.get_by_role("main").get_by_role("button", name="审核通过").dblclick()
    page.wait_for_load_state()
    press(second, "审核通过")

    assert steps(edition).count("pass_review") == 1
    edition.refresh_from_db()
    assert edition.state == EditionState.APPROVAL
    said = second.get_by_role("main").inner_text()
    assert "现在是“待批复”" in said, said
    assert "什么都没有改动" in said
    assert verify().ok
