"""Nobody can change, drop or forge an event, or a state, without being named."""

from datetime import timedelta

import pytest

from mingzheng.core.moves import move
from mingzheng.core.tests.papers import Paper
from mingzheng.core.tests.test_trace import tell
from mingzheng.core.trace import Subject
from mingzheng.evidence import chains, queries
from mingzheng.evidence.tests.conftest import behind_the_back

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sql", "where", "reason"),
    [
        ("UPDATE core_event SET note = '改过' WHERE sequence = 2", 2, "内容与记录时的校验值不符"),
        ("UPDATE core_event SET algorithm = 'rot13' WHERE sequence = 2", 2, "内容与记录"),
        ("UPDATE core_event SET facts_text = '{}' WHERE sequence = 3", 3, "内容与记录"),
        ("UPDATE core_event SET hash = 'x' WHERE sequence = 2", 2, "内容与记录"),
        ("UPDATE core_event SET previous_hash = '' WHERE sequence = 3", 3, "与上一条记录接不上"),
        ("DELETE FROM core_event WHERE sequence IN (2, 3)", 2, "缺了 2 条记录"),
        ("DELETE FROM core_event WHERE sequence = 1", 1, "缺了 1 条记录"),
    ],
)
def test_a_change_behind_the_back_is_named(sql, where, reason):
    tell(times=4, row=7)

    behind_the_back(sql)

    found = queries.verify("test.case", "1")
    assert not found.ok
    assert (found.broken[0].subject, found.broken[0].sequence) == ("test.case:1", where)
    assert reason in found.broken[0].reason


@pytest.mark.parametrize("moved", [timedelta(hours=5), timedelta(milliseconds=500)])
def test_a_time_moved_behind_the_back_is_named(moved):
    (event,) = tell()

    behind_the_back("UPDATE core_event SET at = %s", event.at + moved)

    assert queries.verify().broken[0].sequence == event.sequence


@pytest.mark.usefixtures("papers")
class TestStates:
    @pytest.fixture(autouse=True)
    def _installed(self, settings):
        settings.INSTALLED_APPS = [
            *settings.INSTALLED_APPS, "mingzheng.core.tests.papers.PapersConfig",
        ]  # fmt: skip

    def test_a_state_that_a_move_left_holds(self, clerk):
        move(Paper.objects.create(state="draft"), "submit", by=clerk)
        Paper.objects.create(state="draft")

        assert queries.verify().ok

    @pytest.mark.parametrize("change", [{"state": "done"}, {"steps_taken": 2}])
    def test_a_state_changed_behind_the_back_is_named(self, clerk, change):
        paper = Paper.objects.create(state="draft")
        move(paper, "submit", by=clerk)
        Paper.objects.update(**change)

        for found in (queries.verify(), queries.verify("papers.paper", str(paper.pk))):
            assert [b.subject for b in found.broken] == [f"papers.paper:{paper.pk}"]
            assert "状态与留痕对不上" in found.broken[0].reason

    def test_a_chain_cut_short_is_named_by_the_steps_taken(self, clerk):
        paper = Paper.objects.create(state="draft")
        move(paper, "submit", by=clerk)
        behind_the_back("DELETE FROM core_event")

        assert queries.verify("papers.paper", str(paper.pk)).broken[0].sequence == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_events_are_walked_by_several_processes(monkeypatch):
    monkeypatch.setattr(chains, "PARALLEL_FROM", 1)
    for number in range(20):
        tell(Subject("test.case", str(number), "低保"), times=2)

    assert queries.verify() == (40, True, [])
    behind_the_back("UPDATE core_event SET note = 'x' WHERE subject_id = '7' AND sequence = 2")

    assert [link[:2] for link in queries.verify().broken] == [("test.case:7", 2)]


@pytest.mark.usefixtures("papers")
def test_an_id_that_no_row_can_have_is_simply_not_there(settings):
    settings.INSTALLED_APPS = [
        *settings.INSTALLED_APPS, "mingzheng.core.tests.papers.PapersConfig",
    ]  # fmt: skip

    assert queries.verify("papers.paper", "十二") == (0, True, [])


def test_a_column_of_the_wrong_kind_is_a_break_not_a_crash():
    tell()
    behind_the_back("UPDATE core_event SET algorithm = 'md99'")

    assert "内容与记录" in queries.verify().broken[0].reason
