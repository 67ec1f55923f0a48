"""Matters and catalogues through their life, against the database; what it refuses by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.checklists.models import AllowedHost
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.deadlines.models import Clock
from mingzheng.decisions import queries
from mingzheng.decisions.actions import catalogues, course, papers
from mingzheng.decisions.models import Decision, DecisionCatalogue, DecisionRecord
from mingzheng.decisions.states import DecisionListState as L
from mingzheng.decisions.states import DecisionState as S
from mingzheng.decisions.tests.factories import (
    NO_HEARING,
    a_catalogue,
    a_decision,
    a_row,
    day,
    forward,
    on_course,
    opinions,
    said,
    the_decision,
)
from mingzheng.search.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def steps_of(subject) -> list[str]:
    return list(trace.history(subject).values_list("step", flat=True))


def clock_of(one: Decision, kind: str) -> Clock:
    return Clock.objects.get(subject_id=str(one.pk), kind=kind)


# --- the catalogue --------------------------------------------------------------------------------


def test_a_catalogue_goes_through_review_and_consent_to_the_public(cast):
    """《重大行政决策程序暂行条例》第三条: 经同级党委同意后向社会公布."""
    made = a_catalogue(cast)

    assert (made.state, made.consent_of, made.published_on) == (L.PUBLISHED, "中共云溪县委", day())
    assert steps_of(made)[-4:] == ["submit", "pass_on", "consent", "publish"]
    begun = Decision.objects.order_by("code")
    assert [(one.code, one.state, one.organisation) for one in begun] == [
        ("2026-01", S.PROPOSED, cast.office),
        ("2026-02", S.PROPOSED, cast.office),
    ]


def test_without_consent_nothing_is_published(cast):
    made = a_catalogue(cast, at=L.CONSENT)

    with pytest.raises(Blocked, match="党委已同意"):
        catalogues.publish(made, by=cast.decider)
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionCatalogue.objects.filter(pk=made.pk).update(**{"state": L.PUBLISHED})


def test_whoever_sent_a_catalogue_does_not_pass_it(cast):
    made = a_catalogue(cast, at=L.REVIEW)
    DecisionCatalogue.objects.filter(pk=made.pk).update(submitted_by=cast.county_reviewer.actor_id)
    made.refresh_from_db()

    with pytest.raises(Blocked, match="另一个人审核"):
        catalogues.take(made, "pass_on", by=cast.county_reviewer)


def test_an_adjustment_says_why_and_what_it_changed(cast):
    """《重大行政决策程序暂行条例》第三条: 并根据实际情况调整."""
    old = a_catalogue(cast)
    new = catalogues.open_draft(cast.county, 2026, by=cast.county_clerk)
    catalogues.put_row(new, a_row(cast, "水价调整"), by=cast.county_clerk)
    catalogues.remove_row(new, "2026-02", by=cast.county_clerk)
    with pytest.raises(Blocked, match="为什么调整"):
        catalogues.take(new, "submit", by=cast.county_clerk)

    catalogues.explain(new, "停车收费改由部门定。", by=cast.county_clerk)
    forward(new, cast)

    old.refresh_from_db()
    assert old.state == L.SUPERSEDED
    told = [(one.label, one.code) for one in catalogues.changes_of(new)]
    assert told == [("新增", "2026-03"), ("调出", "2026-02")]
    gone = Decision.objects.get(code="2026-02")
    assert (gone.is_listed, gone in queries.public_decisions()) == (False, False)
    assert Decision.objects.get(code="2026-03").state == S.PROPOSED


def test_only_one_version_is_under_way(cast):
    a_catalogue(cast, at=L.DRAFT)

    with pytest.raises(Blocked, match="已经有一版"):
        catalogues.open_draft(cast.county, 2026, by=cast.county_clerk)
    with pytest.raises(Denied):
        catalogues.open_draft(cast.county, 2027, by=cast.drafter)


def test_an_incomplete_catalogue_is_held_back(cast):
    made = a_catalogue(cast, at=L.DRAFT, rows=[a_row(cast, basis="")])

    with pytest.raises(Blocked, match="还有 1 处要改"):
        catalogues.take(made, "submit", by=cast.county_clerk)


def test_an_upload_replaces_all_rows_and_is_undone(cast):
    made = a_catalogue(cast, at=L.DRAFT)
    rows = {"2026-02": a_row(cast, "停车费"), "new-4": a_row(cast, "水价")}

    assert catalogues.put_rows(made, rows, by=cast.county_clerk) == 2
    assert list(made.matters.values_list("code", "name")) == [
        ("2026-02", "停车费"),
        ("2026-03", "水价"),
    ]

    catalogues.undo_upload(made, by=cast.county_clerk)
    assert list(made.matters.values_list("code", flat=True)) == ["2026-01", "2026-02"]
    with pytest.raises(Blocked, match="没有可以撤销"):
        catalogues.undo_upload(made, by=cast.county_clerk)


def test_an_upload_with_a_strange_office_changes_nothing(cast):
    made = a_catalogue(cast, at=L.DRAFT)

    with pytest.raises(Blocked, match="不在本机关里"):
        catalogues.put_rows(made, {"x": a_row(cast, lead="ZZ")}, by=cast.county_clerk)

    assert made.matters.count() == 2


# --- the course -----------------------------------------------------------------------------------


def test_a_matter_walks_the_whole_course(cast, frozen):
    one = a_decision(cast, frozen, at=S.EVALUATED)

    assert one.state == S.EVALUATED
    assert steps_of(one)[:3] == ["start", "draft", "consult"]
    assert [r.step for r in one.records.all()][-3:] == ["publish", "execute", "evaluate"]
    assert Clock.objects.filter(subject_id=str(one.pk), stopped_on=None).count() == 0
    assert all(len(e.facts["content_hash"]) == 64 for e in trace.history(one) if e.from_state)


def test_the_consultation_runs_its_days_on_a_clock(cast, frozen):
    """《重大行政决策程序暂行条例》第十五条."""
    one = a_decision(cast, frozen, at=S.CONSULTING)

    clock = clock_of(one, course.CONSULTATION)
    assert (clock.due_on, one.is_consulting, one.days_left) == (day(31), True, 31)
    with pytest.raises(Blocked, match="期满以后再公开"):
        course.take(one, "publish_adoption", said("publish_adoption"), by=cast.reviewer)

    frozen.move_to(f"{one.closes_on + timedelta(days=1)}T10:00:00+08:00")
    today = timezone.localdate()
    assert (course.close_consultations(today), course.close_consultations(today)) == (1, 0)
    assert clock_of(one, course.CONSULTATION).stopped_on == one.closes_on
    assert the_decision().is_consulting is False


def test_a_short_consultation_without_a_reason_changes_nothing(cast, frozen):
    one = a_decision(cast, frozen, at=S.DRAFTED)

    with pytest.raises(Blocked, match="不满 30 日"):
        course.take(one, "consult", said("consult", closes_on=day(20)), by=cast.reviewer)

    assert (the_decision().state, the_decision().closes_on) == (S.DRAFTED, None)


def test_whoever_drafted_or_summed_up_does_not_publish(cast, frozen):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    Decision.objects.filter(pk=one.pk).update(drafted_by=cast.reviewer.actor_id)

    with pytest.raises(Blocked, match="另一个人审核"):
        course.take(the_decision(), "consult", said("consult"), by=cast.reviewer)


def test_a_hearing_that_applies_is_held_before_the_adoption(cast, frozen):
    """《重大行政决策程序暂行条例》第十六条、第十七条."""
    one = on_course(a_decision(cast, frozen), cast, frozen, S.DRAFTED, {})
    ways = ["public", "hearing"]
    course.take(one, "consult", said("consult", ways=ways), by=cast.reviewer)
    opinions(one, cast)
    course.take(one, "announce_hearing", said("announce_hearing"), by=cast.reviewer)
    assert clock_of(one, course.HEARING).due_on == day(3)  # ten days less seven
    frozen.move_to(f"{day(40)}T10:00:00+08:00")
    with pytest.raises(Blocked, match="听证会还没有开"):
        course.take(one, "publish_adoption", said("publish_adoption"), by=cast.reviewer)

    course.take(one, "hold_hearing", said("hold_hearing"), by=cast.drafter)
    course.take(one, "publish_adoption", said("publish_adoption"), by=cast.reviewer)

    assert the_decision().state == S.ANSWERED
    assert clock_of(one, course.HEARING).stopped_on == day(-8)


def test_the_lead_office_does_not_judge_its_own_draft(cast, frozen):
    """《重大行政决策程序暂行条例》第二十五条: 由负责合法性审查的部门进行."""
    one = a_decision(cast, frozen, at=S.ASSESSED)
    course.take(one, "submit_legal", said("submit_legal"), by=cast.drafter)
    cast.lawyer.organisation = cast.office

    with pytest.raises(Blocked, match="承办单位不能自己审"):
        course.take(one, "give_legality", said("give_legality"), by=cast.lawyer)
    with pytest.raises(Blocked, match="还没有合法性审查意见"):
        course.take(one, "discuss", said("discuss"), by=cast.decider)
    assert clock_of(one, course.LEGALITY).facts.get(action="started").workdays == 7


def test_what_is_unlawful_goes_back_to_the_draft(cast, frozen):
    one = a_decision(cast, frozen, at=S.ASSESSED)
    course.take(one, "submit_legal", said("submit_legal"), by=cast.drafter)
    verdict = said("give_legality", content="no", outcome="unlawful")
    course.take(one, "give_legality", verdict, by=cast.lawyer)
    with pytest.raises(Blocked, match="不合法"):
        course.take(one, "discuss", said("discuss"), by=cast.decider)

    keep = ["consulting", "argued"]
    course.redraft(one, said("draft"), by=cast.drafter, note="删去不合法的收费", kept=keep)

    again = the_decision()
    assert (again.state, again.round, again.legality, again.risk) == (S.DRAFTED, 2, "", "")
    assert again.kept == ["consulting", "argued", "answered"]
    with pytest.raises(Blocked, match="先办“风险评估”"):
        course.take(again, "submit_legal", said("submit_legal"), by=cast.drafter)
    course.take(again, "assess", said("assess"), by=cast.drafter)
    course.take(again, "submit_legal", said("submit_legal"), by=cast.drafter)
    assert the_decision().state == S.LEGAL


def test_an_uncontrollable_risk_stops_the_decision(cast, frozen):
    """《重大行政决策程序暂行条例》第二十四条: 风险不可控的，采取措施确保可控后可以作出决策."""
    one = a_decision(cast, frozen, at=S.ARGUED)
    course.take(one, "assess", said("assess", controllable="no"), by=cast.drafter)

    with pytest.raises(Blocked, match="不可控"):
        course.take(one, "submit_legal", said("submit_legal"), by=cast.drafter)

    course.redraft(one, said("draft"), by=cast.drafter, note="先补偿后改线", kept=["consulting"])
    assert (the_decision().risk, the_decision().state) == ("", S.DRAFTED)


def test_the_database_itself_refuses_an_unlawful_decision(cast, frozen):
    one = a_decision(cast, frozen, at=S.LEGAL)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=one.pk).update(**{"state": S.DISCUSSED})


def test_papers_sent_back_cost_only_the_papers(cast, frozen):
    """《重大行政决策程序暂行条例》第二十六条."""
    one = a_decision(cast, frozen, at=S.LEGAL)

    course.take(one, "return_legal", said("return_legal"), by=cast.lawyer)
    course.take(one, "submit_legal", said("submit_legal"), by=cast.drafter)

    assert (the_decision().state, the_decision().round) == (S.LEGAL, 1)


def test_what_the_meeting_did_not_pass_is_not_published(cast, frozen):
    one = a_decision(cast, frozen, at=S.LEGAL)
    course.take(one, "give_legality", said("give_legality"), by=cast.lawyer)
    course.take(one, "discuss", said("discuss", outcome="rejected"), by=cast.decider)

    with pytest.raises(Blocked, match="没有通过"):
        course.take(one, "publish", said("publish"), by=cast.decider)

    course.end(one, by=cast.decider, note="条件还不成熟。")
    assert the_decision().state == S.ENDED


def test_only_a_closed_matter_goes_without_the_public(cast, frozen):
    """《重大行政决策程序暂行条例》第十四条."""
    one = a_decision(cast, frozen)
    out = {"consulting": "涉及国家安全"}
    with pytest.raises(Blocked, match="第十四条"):
        course.start(one, said("start"), by=cast.decider, left_out=out)

    course.start(one, said("start"), by=cast.decider, left_out=out, is_open=False)

    again = the_decision()
    assert again.left_out == {"consulting": "涉及国家安全", "hearing": "涉及国家安全"}
    assert again not in queries.public_decisions()
    assert not Document.objects.filter(kind="decision", key=str(one.pk)).exists()


def test_a_step_that_does_not_apply_is_refused_with_its_reason(cast, frozen):
    out = NO_HEARING | {"argued": "专业性不强"}
    one = on_course(a_decision(cast, frozen), cast, frozen, S.ANSWERED, out)

    with pytest.raises(Blocked, match="不办“专家论证”：专业性不强"):
        course.take(one, "argue", said("argue"), by=cast.drafter)
    with pytest.raises(Blocked, match="先办“风险评估”"):
        course.take(one, "submit_legal", said("submit_legal"), by=cast.drafter)


def test_other_peoples_steps_are_refused(cast, frozen):
    one = a_decision(cast, frozen)

    with pytest.raises(Denied):
        course.start(one, said("start"), by=cast.drafter, left_out=NO_HEARING)
    with pytest.raises(Denied):
        papers.write_opinions(one, [], by=cast.stranger)


# --- what is public -------------------------------------------------------------------------------


def test_nothing_of_a_draft_is_public_before_it_is_consulted_on(cast, frozen):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    assert not DecisionRecord.objects.filter(is_public=True).exists()

    course.take(one, "consult", said("consult"), by=cast.reviewer)

    shown = [c for c in queries.chapters(the_decision(), public=True) if not c.is_empty]
    words = str([leaf.rows for chapter in shown for leaf in chapter.leaves])
    assert "两元一票" in words
    assert "财政、发改" not in words


def test_members_and_dissent_stay_inside_when_the_decision_is_published(cast, frozen):
    one = a_decision(cast, frozen, at=S.PUBLISHED)

    shown = str([leaf.rows for c in queries.chapters(one, public=True) for leaf in c.leaves])
    inside = str([leaf.rows for c in queries.chapters(one, public=False) for leaf in c.leaves])

    for word in ("郑三", "周一", "原客运业主补偿", "属县政府权限", "某大学三位教授"):
        assert word in inside
        assert word not in shown
    assert "县政府第 30 次常务会议" in shown


def test_opinions_become_public_with_their_adoption(cast, frozen):
    one = a_decision(cast, frozen, at=S.CONSULTING)
    opinions(one, cast)
    assert not any(c.opinions for c in queries.chapters(one, public=True))

    frozen.move_to(f"{one.closes_on + timedelta(days=1)}T10:00:00+08:00")
    course.take(one, "publish_adoption", said("publish_adoption"), by=cast.reviewer)

    (table,) = [c.opinions for c in queries.chapters(the_decision(), public=True) if c.opinions]
    assert [(o.number, o.outcome) for o in table] == [(2, "taken"), (1, "refused")]
    with pytest.raises(Blocked, match="公开以后不能改"):
        papers.write_opinions(the_decision(), [], by=cast.drafter)


def test_a_public_matter_is_found_and_an_ended_suggestion_is_not(cast, frozen):
    one = a_decision(cast, frozen, at=S.PUBLISHED)
    fields = {"name": "没提成的", "kind": "other", "basis": "建议"}
    other = course.propose(cast.county, fields, lead=cast.office, by=cast.drafter)

    course.end(other, by=cast.decider, note="不属于重大决策")

    keys = set(Document.objects.filter(kind="decision").values_list("key", flat=True))
    assert str(one.pk) in keys
    assert str(other.pk) not in keys
    assert other.code == "2026-J01"


def test_documents_follow_their_stage(cast, frozen):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    paper = papers.Paper("drafted", "线路图", url="https://yunxi.example/map", is_public=True)
    AllowedHost.objects.create(host="yunxi.example", name="县政府门户网站")
    made = papers.add_document(one, paper, by=cast.drafter)
    papers.release_document(made, by=cast.reviewer)
    assert not any(c.documents for c in queries.chapters(one, public=True))

    course.take(one, "consult", said("consult"), by=cast.reviewer)

    assert [c.documents for c in queries.chapters(one, public=True) if c.documents] == [[made]]
    with pytest.raises(Blocked, match="要有文字"):
        papers.add_document(one, papers.Paper("drafted", "空的"), by=cast.drafter)
    papers.remove_document(made, by=cast.drafter)
    assert steps_of(one)[-1] == "remove_document"


# --- what waits -----------------------------------------------------------------------------------


def test_each_step_waits_for_whoever_takes_it(cast, frozen, django_assert_num_queries):
    one = on_course(a_decision(cast, frozen), cast, frozen, S.DRAFTED)

    assert [task.title for task in queries.waiting_for(cast.reviewer)] == [one.name]
    assert [task.title for task in queries.waiting_for(cast.decider)] == ["县城停车收费标准"]
    assert queries.waiting_for(cast.drafter) == []
    with django_assert_num_queries(1):
        queries.waiting_for(cast.county_clerk)


def test_the_plan_gives_a_light(cast, frozen):
    one = a_decision(cast, frozen, at=S.DRAFTED)

    assert f"{queries.planned_for(one)}" == "2026-07-31"
