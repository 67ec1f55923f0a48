"""Merging submissions into the county's draft: once, again, with questions, after changes."""

import pytest

from mingzheng.accounts.tests.factories import a_town
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.tests.factories import content
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.merging import actions, queries
from mingzheng.merging.models import Disagreement, RowOrigin
from mingzheng.rounds.actions import submissions
from mingzheng.rounds.states import SubmissionState
from mingzheng.rounds.tests.factories import (
    Company,
    a_company,
    a_round,
    filled,
    gathered,
    nothing_from,
    of,
    taken,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
SLOW, QUICK = "信息形成之日起20个工作日内", "信息形成之日起5个工作日内"


@pytest.fixture
def company() -> Company:
    return a_company()


def again(company: Company, round_, office, *rows):
    """The office is asked to correct, sends these rows, and they are taken."""
    submissions.send_back(of(round_, office), by=company.office, note="请改")
    filled(company, round_, office, *rows)
    submissions.submit(of(round_, office), by=company.clerk(office))
    submissions.accept(of(round_, office), by=company.office)


def offices_of(edition: Edition, level2: str) -> set[str]:
    item = edition.items.get(level2=level2)
    return {duty.organisation.name for duty in item.duties.select_related("organisation")}


def polish(company: Company, row, **columns) -> None:
    """Somebody above changes a merged row by hand."""
    items.save_item(row.edition, row.content.having(**columns), by=company.office, code=row.code)


def test_rows_of_all_offices_become_one_draft_and_keep_where_they_come_from(company):
    round_ = gathered(
        company,
        welfare=[content("甲")],
        school=[content("乙", subject_text="县教育局"), content("丙", subject_text="")],
    )

    done = actions.merge(round_, by=company.office)

    edition = catalogue.edition_for(company.county)
    assert (done.created, done.offices, done.open_questions) == (3, 2, 0)
    assert (edition, edition.is_draft, edition.items_total) == (done.edition, True, 3)
    assert RowOrigin.objects.filter(host=company.county).count() == 3
    assert offices_of(edition, "甲") == {"云溪县民政局"}
    assert offices_of(edition, "丙") == {"云溪县教育局"}
    assert of(round_, company.school).state == SubmissionState.MERGED


def test_merging_again_changes_nothing(company):
    round_ = gathered(company, welfare=[content("甲"), content("乙")], school=[content("甲")])
    actions.merge(round_, by=company.office)
    before = list(Edition.objects.get(catalogue__organisation=company.county).items.values())

    done = actions.merge(round_, by=company.office)

    assert not done.changed
    assert list(done.edition.items.values()) == before
    assert trace.history(round_).filter(step="merged").count() == 2


def test_an_office_that_reports_nothing_is_merged_and_what_it_had_leaves(company):
    round_ = gathered(company, welfare=[content("甲")], school=[content("乙")])
    actions.merge(round_, by=company.office)
    submissions.send_back(of(round_, company.school), by=company.office, note="职责划走了")
    own = of(round_, company.school).edition
    items.remove_item(own, own.items.get().code, by=company.clerk(company.school), reason="划走")
    submissions.accept(nothing_from(company, round_, company.school), by=company.office)

    done = actions.merge(round_, by=company.office)

    assert (done.offices, done.removed) == (2, 1)
    assert [item.level2 for item in done.edition.items.all()] == ["甲"]
    assert of(round_, company.school).state == SubmissionState.MERGED
    (idle,) = [
        check.found for check in queries.checks(round_, done.edition) if check.code == "idle"
    ]
    assert idle == []
    assert not actions.merge(round_, by=company.office).changed


def test_the_same_item_of_two_offices_is_one_row_that_both_owe(company):
    """《政府信息公开条例》第十条."""
    round_ = gathered(
        company,
        welfare=[content("甲", subject_text="县民政局")],
        school=[content("甲", subject_text="县教育局")],
    )

    done = actions.merge(round_, by=company.office)

    assert done.edition.items_total == 1
    assert offices_of(done.edition, "甲") == {"云溪县民政局", "云溪县教育局"}


def disputed(company: Company):
    round_ = gathered(
        company,
        welfare=[content("甲", subject_text="县民政局", limit_text=SLOW), content("乙")],
        school=[content("甲", subject_text="县教育局", limit_text=QUICK)],
    )
    return round_, actions.merge(round_, by=company.office)


def the_dispute() -> Disagreement:
    return Disagreement.objects.select_related("host").get()


def decided(company: Company, choice: str, at: int = 0) -> None:
    found = the_dispute()
    chosen = "" if choice == "both" else list(found.labels)[at]
    actions.decide(found, by=company.office, question=found.question, choice=choice, chosen=chosen)


def test_what_disagrees_waits_and_the_rest_goes_in(company):
    round_, done = disputed(company)

    assert (done.created, done.open_questions) == (1, 1)
    assert queries.left_of(round_).open == 1
    first, second = queries.sides(the_dispute())
    assert [column.column for column in first.columns] == ["公开时限", "公开主体"]
    assert (first.label, second.label) == ("云溪县民政局", "云溪县教育局")


@pytest.mark.parametrize(
    ("choice", "at", "limits", "offices"),
    [
        ("one", 1, {QUICK}, {"云溪县教育局"}),
        ("join", 0, {SLOW}, {"云溪县民政局", "云溪县教育局"}),
        ("both", 0, {SLOW, QUICK}, None),
    ],
)
def test_a_decision_is_carried_out_and_not_asked_again(company, choice, at, limits, offices):
    round_, _ = disputed(company)
    decided(company, choice, at)

    done = actions.merge(round_, by=company.office)
    after = actions.merge(round_, by=company.office)

    assert {row.limit_text for row in done.edition.items.filter(level2="甲")} == limits
    assert (done.open_questions, after.open_questions, after.changed) == (0, 0, False)
    if offices:
        assert offices_of(done.edition, "甲") == offices


def test_a_decision_that_is_changed_takes_the_other_row_out(company):
    round_, _ = disputed(company)
    decided(company, "both")
    actions.merge(round_, by=company.office)

    decided(company, "one", 0)
    done = actions.merge(round_, by=company.office)

    assert [row.limit_text for row in done.edition.items.filter(level2="甲")] == [SLOW]
    assert done.removed == 1


def test_a_row_that_changes_asks_anew(company):
    round_, _ = disputed(company)
    decided(company, "one", 0)
    actions.merge(round_, by=company.office)

    other = content("甲", subject_text="县教育局", limit_text="信息形成之日起3个工作日内")
    again(company, round_, company.school, other)
    done = actions.merge(round_, by=company.office)

    assert done.open_questions == 1
    assert done.edition.items.get(level2="甲").limit_text == SLOW  # kept until somebody decides


def test_of_two_who_decide_one_is_told_to_look_again(company):
    disputed(company)
    found, stale = the_dispute(), the_dispute()
    actions.decide(found, by=company.office, question=found.question, choice="both")

    with pytest.raises(Blocked, match="刚才变了"):
        actions.decide(stale, by=company.second, question=stale.question, choice="both")


@pytest.mark.parametrize(("choice", "chosen"), [("", ""), ("all", ""), ("one", "YX9:1")])
def test_a_decision_must_make_sense(company, choice, chosen):
    disputed(company)
    found = the_dispute()
    said = {"question": found.question, "choice": choice, "chosen": chosen}

    with pytest.raises(Blocked, match="请选"):
        actions.decide(found, by=company.office, **said)


def test_an_office_that_corrects_its_row_corrects_the_merged_row(company):
    round_ = gathered(company, welfare=[content("甲", limit_text=SLOW)])
    code = actions.merge(round_, by=company.office).edition.items.get().code

    again(company, round_, company.welfare, content("甲", limit_text=QUICK))
    done = actions.merge(round_, by=company.office)

    row = done.edition.items.get()
    assert (row.code, row.limit_text, done.updated) == (code, QUICK, 1)


def test_a_row_that_an_office_renames_keeps_its_code(company):
    round_ = gathered(company, welfare=[content("甲")])
    code = actions.merge(round_, by=company.office).edition.items.get().code
    submissions.send_back(of(round_, company.welfare), by=company.office, note="改名")
    one, clerk = of(round_, company.welfare), company.clerk(company.welfare)
    source = one.edition.items.get().code
    items.save_item(one.edition, content("甲（新）"), by=clerk, code=source)
    submissions.submit(one, by=clerk)
    submissions.accept(of(round_, company.welfare), by=company.office)

    done = actions.merge(round_, by=company.office)

    row = done.edition.items.get()
    assert (row.code, row.level2) == (code, "甲（新）")


def test_a_row_that_an_office_takes_away_goes(company):
    round_ = gathered(company, welfare=[content("甲"), content("乙")])
    actions.merge(round_, by=company.office)

    again(company, round_, company.welfare, content("甲"))
    done = actions.merge(round_, by=company.office)

    assert (done.removed, [row.level2 for row in done.edition.items.all()]) == (1, ["甲"])


def test_what_was_polished_after_merging_stays(company):
    round_ = gathered(company, welfare=[content("甲"), content("乙")])
    row = actions.merge(round_, by=company.office).edition.items.get(level2="甲")
    polish(company, row, bases=("《社会救助法》",))

    done = actions.merge(round_, by=company.office)

    assert not done.changed
    assert done.edition.items.get(level2="甲").bases == ["《社会救助法》"]


def test_what_was_polished_above_and_changed_below_is_a_disagreement(company):
    round_ = gathered(company, welfare=[content("甲", limit_text=SLOW)])
    row = actions.merge(round_, by=company.office).edition.items.get()
    polish(company, row, bases=("《社会救助法》",))
    again(company, round_, company.welfare, content("甲", limit_text=QUICK))

    done = actions.merge(round_, by=company.office)

    assert (done.open_questions, done.changed) == (1, False)
    assert [one["is_host"] for one in the_dispute().variants] == [True, False]
    decided(company, "one", 1)
    assert actions.merge(round_, by=company.office).edition.items.get().limit_text == QUICK
    assert not actions.merge(round_, by=company.office).changed


def county_row(company: Company, *rows) -> Edition:
    """The county's own draft has these rows before anybody sends."""
    draft = editions.open_draft(company.county, by=company.office)
    items.put_items(draft, [items.ItemDraft(row) for row in rows], by=company.office)
    return draft


def test_a_row_the_county_has_already_is_joined_when_it_says_the_same(company):
    county_row(company, content("甲", subject_text="各乡镇人民政府", levels=("town",)))
    mine = content("甲", subject_text="云溪县柳溪镇人民政府", levels=("town",))
    round_ = gathered(company, town=[mine])

    done = actions.merge(round_, by=company.office)

    assert not done.changed
    assert done.edition.items.get().subject_text == "各乡镇人民政府"
    assert RowOrigin.objects.get().is_shared


def test_a_row_the_county_has_differently_is_asked_not_overwritten(company):
    county_row(company, content("甲", limit_text=SLOW))
    round_ = gathered(company, welfare=[content("甲", limit_text=QUICK)])

    done = actions.merge(round_, by=company.office)

    assert done.edition.items.get().limit_text == SLOW
    assert queries.left_of(round_).open == 1
    decided(company, "join", 0)
    assert not actions.merge(round_, by=company.office).changed
    assert queries.left_of(round_).open == 0


def test_a_towns_words_mean_that_town_above_too(company):
    a_town("云溪县青石镇人民政府", county=company.county)
    mine = content("甲", subject_text="镇人民政府", levels=("town",))
    round_ = gathered(company, town=[mine])

    done = actions.merge(round_, by=company.office)

    assert offices_of(done.edition, "甲") == {"云溪县柳溪镇人民政府"}


def test_a_village_is_merged_into_the_county_by_way_of_its_town(company):
    round_ = gathered(company, village=[content("甲", levels=("village",), subject_text="")])

    done = actions.merge(round_, by=company.office)

    assert offices_of(done.edition, "甲") == {"东桥村村民委员会"}


def test_a_list_that_was_opened_again_is_not_merged(company):
    round_ = gathered(company, welfare=[content("甲")])
    one = of(round_, company.welfare)
    editions.send_back(one.edition, by=company.reviewers[company.welfare.code], note="缺一条")
    items.save_item(one.edition, content("乙"), by=company.clerk(company.welfare))

    with pytest.raises(Blocked, match="云溪县民政局接收以后"):
        actions.merge(round_, by=company.office)


def test_nothing_is_merged_into_an_edition_that_left_the_draft(company):
    round_ = gathered(company, welfare=[content("甲")])
    draft = county_row(company, content("别的"))
    editions.submit(draft, by=company.office)

    with pytest.raises(Blocked, match="等那一版办完"):
        actions.merge(round_, by=company.office)
    assert of(round_, company.welfare).state == SubmissionState.RECEIVED


def test_only_the_openness_office_merges_and_only_when_gathering(company):
    round_ = a_round(company)
    taken(company, round_, company.welfare)

    with pytest.raises(Blocked, match="先按“开始汇总”"):
        actions.merge(round_, by=company.office)
    with pytest.raises(Denied):
        actions.merge(round_, by=company.clerk(company.welfare))


def test_joint_checks_name_what_is_missing(company):
    twin = content("甲", subject_text="县低保中心", limit_text=QUICK)
    round_ = gathered(
        company,
        welfare=[content("甲"), twin],
        school=[content("乙", subject_text="县民政局")],
    )
    edition = actions.merge(round_, by=company.office).edition

    found = {check.code: check.found for check in queries.checks(round_, edition)}

    assert len(found["twice"]) == 2
    assert [words for words, _ in found["idle"]] == ["云溪县教育局"]
    assert "社会救助" in [words for words, _ in found["no_lead"]]
    assert found["missing"] == []
    assert found["gap"]
