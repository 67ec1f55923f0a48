"""Every page of a round and of its merging in a real browser: both widths, no grave finding."""

import pytest
from django.urls import reverse

from mingzheng.catalogue.tests.factories import content
from mingzheng.merging import actions
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.tests.factories import a_company, a_round, of, sent, taken
from tests.browser import faults, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_pages_of_a_round_are_clean(page):
    company = a_company()
    places = [company.welfare, company.school, company.town, company.village]
    round_ = a_round(company, offices=places)
    taken(company, round_, company.welfare, content("甲"), content("乙"))
    taken(company, round_, company.school, content("甲", limit_text="尽快"))
    one = sent(company, round_, company.town, content("丙"))
    code = one.edition.items.get().code
    submissions.comment(one, by=company.office, text="写明", code=code, column="公开时限")
    draft = a_round(company, offices=[company.welfare], is_open=False)
    rounds.gather(round_, by=company.office)
    actions.merge(round_, by=company.office)
    sign_in(page, company.office)

    def at(name: str, *args) -> str:
        return reverse(f"rounds:{name}", args=args)

    pages = [at("rounds"), at("new"), at("edit", draft.pk), at("offices", round_.pk)]
    pages += [round_.get_absolute_url(), draft.get_absolute_url(), at("about", round_.pk)]
    pages += [at("step", round_.pk, "reopen"), at("step", draft.pk, "open")]
    pages += [one.get_absolute_url(), at("rows", one.pk), at("submission_step", one.pk, "accept")]
    pages += [of(round_, company.village).get_absolute_url(), at("about", draft.pk)]
    merging = ("merge", "conflicts", "checks")
    pages += [reverse(f"merging:{name}", args=[round_.pk]) for name in merging]
    assert faults(page, pages) == []


def test_the_pages_of_an_office_are_clean(page):
    company = a_company()
    round_ = a_round(company)
    one = sent(company, round_, company.welfare)
    note = submissions.comment(one, by=company.office, text="写明")
    submissions.send_back(one, by=company.office, note="见意见")
    sign_in(page, company.clerk(company.welfare))

    places = ["/desk/", round_.get_absolute_url(), one.get_absolute_url()]
    assert faults(page, [*places, reverse("rounds:rows", args=[note.submission_id])]) == []
