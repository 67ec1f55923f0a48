"""The pages of an edition: who sees what, what a step says, that it stays cheap."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_person
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.models import Catalogue, Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import an_edition, content
from mingzheng.core import trace

pytestmark = pytest.mark.django_db

PAGES = ("edition", "changes", "quality", "duties", "names", "items", "standards", "new_item")
BUDGET = 10  # design §6: a list or a case page asks at most ten questions, whatever the size


def at(name: str, edition: Edition, *args) -> str:
    return reverse(f"catalogue_desk:{name}", args=[edition.pk, *args])


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_does_not_learn_that_a_draft_exists(cast, at_desk, name):
    draft = an_edition(cast)

    assert at_desk(cast.stranger).get(at(name, draft)).status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json", "pdf"])
def test_a_stranger_takes_no_draft_away(cast, at_desk, kind):
    draft = an_edition(cast)

    assert at_desk(cast.stranger).get(at("export", draft, kind)).status_code == 404
    assert at_desk(cast.drafter).get(at("export", draft, kind)).status_code == 200


def test_other_offices_read_what_is_in_force_but_not_how_it_came_about(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.IN_FORCE)

    theirs = words(at_desk(cast.stranger).get(edition.get_absolute_url()))
    ours = words(at_desk(cast.supervisor).get(edition.get_absolute_url()))

    assert "云政公开〔2026〕3号批复" in theirs
    assert "何静川" not in theirs
    assert "何静川" in ours


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        ("drafter", ["送审", "导入表格", "从标准事项里选", "添加事项", "作废草稿"], []),
        ("reviewer", [], ["导入表格", "从标准事项里选"]),
        ("supervisor", [], ["导入表格", "添加事项"]),
    ],
)
def test_each_post_is_offered_its_own_steps(cast, at_desk, words, role, offered, not_offered):
    draft = an_edition(cast)

    page = words(at_desk(getattr(cast, role)).get(draft.get_absolute_url()))

    assert [one for one in offered if one not in page] == []
    assert [one for one in not_offered if one in page] == []


def test_a_step_that_cannot_be_taken_says_why_and_changes_nothing(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.APPROVAL)
    form = {"approval_number": "1号", "effective_on": timezone.localdate().isoformat()}

    looked = words(at_desk(cast.drafter).get(at("step", edition, "approve")))
    tried = words(at_desk(cast.drafter).post(at("step", edition, "approve"), form), 403)

    for page in (looked, tried):
        assert "“批复”由政务公开办办理" in page
    edition.refresh_from_db()
    assert edition.state == EditionState.APPROVAL


def test_the_second_of_two_clicks_is_told_that_it_is_done(cast, at_desk, words):
    edition = an_edition(cast)
    clerk = at_desk(cast.drafter)

    clerk.post(at("step", edition, "submit"))
    again = words(clerk.post(at("step", edition, "submit")), 409)

    assert "现在是“单位审核”" in again
    assert trace.history(edition).filter(step="submit").count() == 1


@pytest.mark.parametrize(
    ("step", "form", "label", "error"),
    [
        ("approve", {}, "批复文号", "请填批复文号。"),
        ("approve", {"approval_number": "1号"}, "施行日期", "请填施行日期。"),
        ("approve", {"approval_number": "1号", "effective_on": "明天"}, "施行日期", "请填一个日期"),
        (
            "approve",
            {"approval_number": "1号", "effective_on": "2020-01-01"},
            "施行日期",
            "施行日期不能早于今天。",
        ),
        (
            "approve",
            {"approval_number": "1号", "effective_on": "9999-12-31"},
            "施行日期",
            "施行日期最晚定在一年以内",
        ),
        ("reject", {"note": "  "}, "意见", "要写明原因，至少一句话。"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_changes(cast, at_desk, words, step, form, label, error):
    edition = an_edition(cast, at=EditionState.APPROVAL)

    page = words(at_desk(cast.openness).post(at("step", edition, step), form))

    assert "没有办成，请先改好" in page
    assert f"{label}：{error}" in page
    edition.refresh_from_db()
    assert edition.state == EditionState.APPROVAL


def test_the_date_box_shows_its_date(cast, at_desk):
    """A browser takes the date in one form only and shows an empty box for any other."""
    edition = an_edition(cast, at=EditionState.APPROVAL)

    page = at_desk(cast.openness).get(at("step", edition, "approve")).content.decode()

    assert f'value="{timezone.localdate().isoformat()}"' in page


def test_approving_for_a_later_day_waits_for_it(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.APPROVAL)
    later = timezone.localdate() + timedelta(days=30)
    form = {"approval_number": "云政公开〔2026〕9号", "effective_on": later.isoformat()}

    page = words(at_desk(cast.openness).post(at("step", edition, "approve"), form, follow=True))

    assert "已批复待施行" in page
    assert f"{later:%Y-%m-%d}" in page


def test_an_approval_for_a_later_day_can_be_taken_back_with_a_reason(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.APPROVAL)
    later = timezone.localdate() + timedelta(days=30)
    form = {"approval_number": "云政公开〔2026〕9号", "effective_on": later.isoformat()}
    office = at_desk(cast.openness)
    assert "撤回批复" in words(office.post(at("step", edition, "approve"), form, follow=True))

    silent = words(office.post(at("step", edition, "withdraw_approval"), {"note": ""}))
    said = {"note": "施行日期写错了"}
    done = words(office.post(at("step", edition, "withdraw_approval"), said, follow=True))

    assert "要写明原因" in silent
    assert "撤回批复，已办" in done
    assert "还没有批复" in done


@pytest.mark.parametrize("step", ["enact", "supersede", "nonsense"])
def test_what_only_the_machine_does_has_no_page(cast, at_desk, step):
    edition = an_edition(cast)

    assert at_desk(cast.openness).get(at("step", edition, step)).status_code == 404


def test_opening_asks_for_a_post(cast, at_desk):
    assert at_desk(cast.drafter).get(reverse("catalogue_desk:open")).status_code == 405
    assert not Edition.objects.exists()


def test_the_openness_office_adjusts_for_another_office(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.IN_FORCE)
    office = at_desk(cast.openness)
    assert "起草新版" in words(office.get(edition.get_absolute_url()))

    form = {"organisation": cast.office.code, "summary": "省里改了时限"}
    page = words(office.post(reverse("catalogue_desk:open"), form, follow=True))

    assert "第2版" in page
    assert "省里改了时限" in page
    assert "看正在办的新版" in words(office.get(edition.get_absolute_url()))


def test_nobody_opens_a_draft_for_a_stranger(cast, at_desk):
    edition = an_edition(cast, at=EditionState.IN_FORCE)

    answer = at_desk(cast.stranger).post(
        reverse("catalogue_desk:open"), {"organisation": cast.office.code}
    )

    assert answer.status_code == 403
    assert edition.catalogue.editions.count() == 1


def test_the_fingerprint_is_checked_when_asked_for(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.IN_FORCE)
    edition.items.update(fingerprint="0" * 32)  # somebody with the database in hand

    page = words(at_desk(cast.openness).get(f"{edition.get_absolute_url()}?verify=1"))

    assert "与批复时不一致" in page


def many_editions(office, number: int) -> None:
    catalogue = Catalogue.objects.create(organisation=office)
    Edition.objects.bulk_create(
        Edition(catalogue=catalogue, number=i, title=f"第{i}版", state="discarded")
        for i in range(1, number + 1)
    )


@pytest.mark.parametrize("number", [3, pytest.param(300, marks=pytest.mark.slow)])
def test_the_list_asks_no_more_for_many(cast, at_desk, django_assert_max_num_queries, number):
    many_editions(cast.office, number)
    office = at_desk(cast.openness)
    office.get("/desk/catalogue/")  # the first visit writes the hour into the session

    with django_assert_max_num_queries(BUDGET):
        assert office.get("/desk/catalogue/").status_code == 200


@pytest.mark.parametrize("number", [3, pytest.param(300, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", ["edition", "items"])
def test_the_pages_ask_no_more_for_many(cast, at_desk, django_assert_max_num_queries, name, number):
    edition = an_edition(cast, rows=[content(f"第{i}项") for i in range(number)])
    clerk = at_desk(cast.drafter)
    clerk.get(at(name, edition))

    with django_assert_max_num_queries(BUDGET + 1):  # four rooms are asked what waits
        assert clerk.get(at(name, edition)).status_code == 200


def test_the_list_sorts_filters_and_goes_out_as_a_file(cast, at_desk):
    many_editions(cast.office, 3)
    Edition.objects.filter(title="第1版").update(title="=cmd|'/C calc'!A0", score=88)

    answer = at_desk(cast.openness).get("/desk/catalogue/?sort=-score&state=discarded&format=csv")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert "'=cmd|'/C calc'!A0" in [row["名称"] for row in rows]
    assert [row["质量得分"] for row in rows if row["质量得分"] != "—"] == ["88.0"]


def test_a_clerk_whose_time_ran_out_comes_back_to_the_same_page(cast, at_desk):
    draft = an_edition(cast)
    clerk = at_desk(cast.drafter)
    clerk.session.flush()
    clerk.cookies["sessionid"] = "expired"

    answer = clerk.get(at("items", draft), {"q": "低保"})

    assert answer.status_code == 302
    assert "next=%2Fdesk%2Fcatalogue%2F" in answer["Location"]
    assert "q%3D" in answer["Location"]


def test_what_was_posted_after_the_time_ran_out_is_shown_again(cast, at_desk, words):
    draft = an_edition(cast)
    clerk = at_desk(cast.drafter)
    clerk.cookies["sessionid"] = "expired"

    page = words(clerk.post(at("step", draft, "submit"), {"note": "请尽快审核"}), 401)

    assert "请尽快审核" in page
    draft.refresh_from_db()
    assert draft.is_draft


def test_an_edition_compared_with_a_foreign_one_is_not_found(cast, at_desk):
    draft = an_edition(cast)
    other = editions.open_draft(cast.town, by=cast.stranger)

    answer = at_desk(cast.drafter).get(at("changes", draft), {"with": other.pk})

    assert answer.status_code == 404


def test_an_edition_in_force_offers_nothing_to_whoever_may_not_adjust(cast, at_desk, words):
    edition = an_edition(cast, at=EditionState.IN_FORCE)

    page = words(at_desk(a_person("supervisor", cast.county)).get(edition.get_absolute_url()))

    assert "没有要办的步骤" in page
    assert edition.effective_on == date.fromisoformat(timezone.localdate().isoformat())


@pytest.mark.parametrize(
    "address",
    [
        "?page=-1&sort=-nonsense&state=nonsense&q=%FF&cols=nonsense",
        "{pk}/items/?page=9999&field=nonsense&level=nonsense&sort=password",
        "{pk}/quality/?check=nonsense&page=x",
        "{pk}/changes/?with=x&only=nonsense&page=0",
        "{pk}/changes/?with=" + "9" * 5000,
        "{pk}/standards/?field=nonsense",
        "{pk}/names/?page=x",
        "{pk}/?verify=2",
    ],
)
def test_a_nonsense_address_is_read_as_far_as_it_makes_sense(cast, at_desk, address):
    draft = an_edition(cast)

    answer = at_desk(cast.drafter).get("/desk/catalogue/" + address.format(pk=draft.pk))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "address",
    ["{huge}/", "{pk}/changes/?with=987654321", "{pk}/items/000000/", "{pk}/export.exe"],
)
def test_what_is_not_there_is_not_found(cast, at_desk, address):
    draft = an_edition(cast)
    place = "/desk/catalogue/" + address.format(pk=draft.pk, huge="9" * 30)

    assert at_desk(cast.drafter).get(place).status_code == 404


def test_no_draft_is_opened_for_an_office_that_is_not_there(cast, at_desk):
    answer = at_desk(cast.openness).post("/desk/catalogue/open/", {"organisation": "没有"})

    assert answer.status_code == 404
    assert not Edition.objects.exists()
