"""People at the same moment: one wins, the other reads a sentence, nothing is half done."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_person
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.actions.duties import expand
from mingzheng.catalogue.actions.items import save_item
from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition, content
from mingzheng.collection import actions as collection
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.tests.workbooks import a_workbook, row
from mingzheng.core import trace
from mingzheng.core.access import Refusal
from mingzheng.evidence.queries import verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PATIENCE = 120  # seconds
ROUNDS = 2  # without the locks every round fails on PostgreSQL


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return a_cast()


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Start all deeds in the same moment; what each returned, or the refusal it got."""
    gate, results = threading.Barrier(len(deeds), timeout=PATIENCE), [None] * len(deeds)

    def run(at: int, deed: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[at] = deed()
        except Exception as error:  # shown by the test, which expects refusals only
            results[at] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    return results


def refusals(results: Sequence[Any]) -> list[str]:
    """The sentences of those who lost; anything but a refusal is a fault of ours."""
    lost = [result for result in results if isinstance(result, BaseException)]
    assert [error for error in lost if not isinstance(error, Refusal)] == []
    return [error.reason for error in lost]


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("catalogue__organisation").get(pk=edition.pk)


def approve(edition: Edition, by: Any, number: str) -> None:
    today = timezone.localdate()
    editions.approve(fresh(edition), by=by, approval_number=number, effective_on=today)


def twins(edition: Edition) -> list[str]:
    names = [item.name for item in edition.items.all()]
    return sorted({name for name in names if names.count(name) > 1})


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_reviewers_one_decides(cast, _round):
    other = a_person("reviewer", cast.office, name="沈知白")
    edition = an_edition(cast, at=EditionState.REVIEW)
    before = trace.history(edition).count()

    results = at_once(
        lambda: editions.pass_review(fresh(edition), by=cast.reviewer),
        lambda: editions.send_back(fresh(edition), by=other, note="第二条没有依据。"),
    )

    (sentence,) = refusals(results)
    assert "已被他人处理" in sentence or "要在“" in sentence
    steps = trace.history(edition).values_list("step", flat=True)[before:]
    assert [fresh(edition).state, *steps] in (
        [EditionState.APPROVAL, "pass_review"],
        [EditionState.DRAFT, "send_back"],
    )
    assert verify().ok


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_approvals_one_counts(cast, _round):
    other = a_person("openness_office", cast.county, name="于明远")
    edition = an_edition(cast, at=EditionState.APPROVAL)

    results = at_once(
        lambda: approve(edition, cast.openness, "云政公开〔2026〕1号"),
        lambda: approve(edition, other, "云政公开〔2026〕2号"),
    )

    assert len(refusals(results)) == 1
    now, won = fresh(edition), results.index(None) + 1
    assert (now.state, now.approval_number) == ("in_force", f"云政公开〔2026〕{won}号")
    assert trace.history(edition).filter(step="approve").count() == 1
    assert Duty.objects.filter(item__edition=edition).count() == now.duties_total == 2


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_office_opens_one_draft_however_often_one_clicks(cast, _round):
    results = at_once(*[lambda: editions.open_draft(cast.office, by=cast.drafter)] * 4)

    assert len(refusals(results)) == 3
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_four_who_saved_the_row_they_saw_one_counts(cast, _round):
    edition = an_edition(cast)
    row_seen = edition.items.first()
    deeds = [
        partial(
            save_item,
            fresh(edition),
            content(f"改法{n}"),
            by=cast.drafter,
            code=row_seen.code,
            expected=row_seen.fingerprint,
        )
        for n in range(4)
    ]

    results = at_once(*deeds)

    assert len(refusals(results)) == 3


def received(cast: Cast, *names: str) -> ImportBatch:
    """A workbook of these 二级事项, read and ready to be applied."""
    said = ("●办理条件", "制定或获取之日起10个工作日内", "县级民政部门")
    rows = [row(at, "最低生活保障", (name, *said)) for at, name in enumerate(names, 1)]
    batch = collection.receive(cast.office, "目录.xlsx", a_workbook(*rows), by=cast.drafter)
    collection.read(batch)
    return ImportBatch.objects.select_related("organisation").get(pk=batch.pk)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_workbooks_into_one_draft_leave_no_twins(cast, _round):
    edition = an_edition(cast)
    first = received(cast, "甲", "乙", "丙", "丁")
    second = received(cast, "丙", "丁", "戊")

    results = at_once(
        lambda: collection.apply_batch(first, by=cast.drafter),
        lambda: collection.apply_batch(second, by=cast.drafter),
    )

    assert refusals(results) == []
    assert twins(edition) == []
    assert fresh(edition).items_total == edition.items.count() == 2 + 5
    assert Duty.objects.filter(item__edition=edition).count() == fresh(edition).duties_total


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_workbooks_into_no_draft_open_one(cast, _round):
    first, second = received(cast, "甲", "乙"), received(cast, "甲", "乙")

    results = at_once(
        lambda: collection.apply_batch(first, by=cast.drafter),
        lambda: collection.apply_batch(second, by=cast.drafter),
    )

    assert len(refusals(results)) <= 1
    assert twins(edition_for(cast.office)) == []
    assert Item.objects.count() == 2


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_what_was_sent_for_review_is_not_changed_behind_the_reviewers_back(cast, _round):
    edition = an_edition(cast)
    batch = received(cast, "甲", "乙")

    results = at_once(
        lambda: editions.submit(fresh(edition), by=cast.drafter),
        lambda: collection.apply_batch(batch, by=cast.drafter),
        lambda: save_item(fresh(edition), content("新增的"), by=cast.drafter),
    )

    refusals(results)
    assert fresh(edition).state == EditionState.REVIEW
    steps = list(trace.history(edition).values_list("step", flat=True))
    assert steps[-1] == "submit", results
    assert fresh(edition).items_total == edition.items.count()


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_duties_worked_out_twice_at_once_are_there_once(cast, _round):
    edition = an_edition(cast)

    results = at_once(*[lambda: expand(fresh(edition))] * 3)

    assert refusals(results) == []
    assert Duty.objects.filter(item__edition=edition).count() == 2
