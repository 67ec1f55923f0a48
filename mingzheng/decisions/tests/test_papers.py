"""What stands beside the steps: released by a second person, nothing of anybody's private life."""

import pytest

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.decisions import queries
from mingzheng.decisions.actions import catalogues, course, papers
from mingzheng.decisions.models import DecisionDocument
from mingzheng.decisions.states import DecisionState as S
from mingzheng.decisions.tests.factories import a_decision, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_a_document_is_public_when_another_person_says_so(cast, frozen):
    one = a_decision(cast, frozen, at=S.CONSULTING)
    paper = papers.Paper("drafted", "线路图", text="十二条线路", is_public=True)
    made = papers.add_document(one, paper, by=cast.drafter)
    assert not any(c.documents for c in queries.chapters(one, public=True))
    assert "papers" in [task.kind for task in queries.waiting_for(cast.reviewer)]

    with pytest.raises(Denied):
        papers.release_document(made, by=cast.drafter)
    papers.release_document(made, by=cast.reviewer)

    assert [c.documents for c in queries.chapters(one, public=True) if c.documents] == [[made]]
    assert "papers" not in [task.kind for task in queries.waiting_for(cast.reviewer)]
    event = trace.history(one).get(step="release_document")
    assert (event.note, event.actor_name) == ("线路图", cast.reviewer.actor_name)
    with pytest.raises(Blocked, match="不是等着公开的"):
        papers.release_document(made, by=cast.reviewer)


def test_nobody_releases_what_is_his_own_or_was_never_to_be_public(cast, frozen):
    one = a_decision(cast, frozen, at=S.CONSULTING)
    own = papers.add_document(one, papers.Paper("drafted", "会议纪要", "讨论"), by=cast.drafter)
    with pytest.raises(Blocked, match="不是等着公开的"):
        papers.release_document(own, by=cast.reviewer)

    DecisionDocument.objects.filter(pk=own.pk).update(
        is_public=True, added_by=cast.reviewer.actor_id
    )
    own.refresh_from_db()
    with pytest.raises(Blocked, match="要由另一个人同意"):
        papers.release_document(own, by=cast.reviewer)


@pytest.mark.parametrize(
    "more",
    [{"text": "张某，身份证号430702199003071237"}, {"url": "https://bet365-vip.example.com/"}],
)
def test_what_must_not_go_public_is_not_put_on_file_to_be(cast, frozen, more):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    paper = papers.Paper("drafted", "名单", is_public=True, **more)

    with pytest.raises(Blocked, match="公开以前要改好"):
        papers.add_document(one, paper, by=cast.drafter)

    assert not one.documents.exists()


def test_a_step_tells_the_public_no_numbers_of_persons(cast, frozen):
    one = a_decision(cast, frozen, at=S.DRAFTED)
    told = said("consult") | {"how": "联系张某，电话13900001234"}

    with pytest.raises(Blocked, match="写着完整的手机号码"):
        course.take(one, "consult", told, by=cast.reviewer)

    one.refresh_from_db()
    assert one.state == S.DRAFTED


def test_a_catalogue_tells_the_public_no_numbers_of_persons(cast):
    made = catalogues.open_draft(cast.county, 2026, by=cast.decider)

    with pytest.raises(Blocked, match="调整原因：写着完整的手机号码"):
        catalogues.explain(made, "联系张某13900001234", by=cast.decider)
