"""Numbers without a gap and without a twin."""

import threading

import pytest
from django.db import connections, transaction

from mingzheng.core import register, trace
from mingzheng.core.access import Blocked, SystemActor
from mingzheng.core.models import IssuedNumber

BY = SystemActor()


def take(name="云公申", year=2026):
    return register.next_number(name, year, by=BY, for_title="沈○○的申请")


def test_a_number_is_printed_as_documents_print_it():
    """GB/T 9704-2012: the year in 〔〕."""
    assert register.formatted(2026, 12) == "〔2026〕12号"
    assert register.formatted(2026, 12, "云公申") == "云公申〔2026〕12号"


@pytest.mark.django_db
def test_each_register_and_year_counts_from_one():
    assert [take(), take(), take(year=2027), take("云公复")] == [1, 2, 1, 1]


@pytest.mark.django_db
def test_a_number_goes_back_if_the_deed_fails():
    with transaction.atomic():
        take()
        transaction.set_rollback(True)

    assert take() == 1


@pytest.mark.django_db
def test_a_void_number_keeps_its_reason_and_is_not_used_again():
    take()

    register.void("云公申", 2026, 1, by=BY, reason="重复登记")

    assert take() == 2
    issued = IssuedNumber.objects.get(number=1)
    assert issued.void_reason == "重复登记"
    assert trace.history(issued).get().label == "编号作废"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "reason", "sentence"),
    [(1, " ", "要写明原因"), (2, "重复", "没有取过"), (1, "重复", "已经作废")],
)
def test_voiding_is_refused_with_a_sentence(number, reason, sentence):
    take()
    if sentence == "已经作废":
        register.void("云公申", 2026, 1, by=BY, reason="重复")

    with pytest.raises(Blocked, match=sentence):
        register.void("云公申", 2026, number, by=BY, reason=reason)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_hundred_threads_leave_no_gap_and_no_twin():
    # All hundred start at once; connections are held by thirty at a time, as behind a pool,
    # because a PostgreSQL fresh from its package accepts a hundred from everybody together.
    taken, gate, pool = [], threading.Barrier(100, timeout=60), threading.BoundedSemaphore(30)

    def hurry():
        gate.wait()
        with pool:
            try:
                taken.append(take())
            finally:
                connections.close_all()

    threads = [threading.Thread(target=hurry) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert sorted(taken) == list(range(1, 101))
