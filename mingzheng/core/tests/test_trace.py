"""Recording: events are chained, kept as they were told, and the database refuses change."""

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, connections, transaction

from mingzheng.core import trace
from mingzheng.core.access import SystemActor
from mingzheng.core.chain import digest
from mingzheng.core.models import Event
from mingzheng.core.trace import Subject

pytestmark = pytest.mark.django_db
CASE = Subject("test.case", "1", "低保申请")
BY = SystemActor()


def tell(subject=CASE, times=1, **facts):
    return [trace.record(subject, "note", by=BY, label="备注", **facts) for _ in range(times)]


def assert_chained(events):
    """By hand, as anybody may check it."""
    link = ""
    for number, event in enumerate(events, 1):
        assert (event.sequence, event.previous_hash) == (number, link)
        link = digest((link + trace.canonical(event)).encode())
        assert event.hash == link


def test_events_of_a_subject_are_chained():
    first, second = tell(times=2)

    assert (first.sequence, first.previous_hash) == (1, "")
    assert (second.sequence, second.previous_hash) == (2, first.hash)
    assert_chained(trace.history(CASE))


def test_facts_come_back_as_they_were():
    (event,) = tell(on=date(2026, 6, 15), amount=1e22, names=["甲\u2028", '"'], none=None)

    assert Event.objects.get(pk=event.pk).facts == {
        "on": "2026-06-15", "amount": 1e22, "names": ["甲\u2028", '"'], "none": None,
    }  # fmt: skip
    assert_chained(trace.history(CASE))


def test_a_batch_continues_each_chain_and_may_name_a_subject_twice():
    other = Subject("test.case", "2", "临时救助")
    tell()

    told = trace.record_many(
        [(CASE, {"row": 1}), (other, {"row": 2}), (CASE, {"row": 3})], "import", by=BY, label="导入"
    )

    assert told == 3
    assert [event.label for event in trace.history(CASE)] == ["备注", "导入", "导入"]
    assert_chained(trace.history(CASE))
    assert_chained(trace.history(other))


@pytest.mark.parametrize("deed", ["UPDATE core_event SET note = 'x'", "DELETE FROM core_event"])
def test_the_database_refuses_change(deed):
    tell()

    with pytest.raises(DatabaseError, match="留痕只能增加"), transaction.atomic():
        connection.cursor().execute(deed)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_the_database_refuses_truncate():
    with pytest.raises(DatabaseError, match="留痕只能增加"), transaction.atomic():
        connection.cursor().execute("TRUNCATE core_event")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows no REPLACE")
@pytest.mark.parametrize("change", [{"note": "'x'"}, {"note": "'x'", "id": "NULL"}])
def test_the_database_refuses_to_replace_an_event(change):
    """REPLACE deletes without asking the trigger that forbids deleting."""
    (event,) = tell()
    columns = [column.column for column in Event._meta.concrete_fields]
    said = ", ".join(change.get(column, column) for column in columns)
    forged = f"REPLACE INTO core_event ({', '.join(columns)}) SELECT {said} FROM core_event"  # noqa: S608 - our own columns

    with pytest.raises(DatabaseError, match="不能替换"), transaction.atomic():
        connection.cursor().execute(forged)

    assert Event.objects.get().hash == event.hash


@pytest.mark.django_db(transaction=True)
def test_twenty_threads_write_one_chain_without_a_fork():
    def write():
        try:
            tell(times=3)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert trace.history(CASE).count() == 60
    assert_chained(trace.history(CASE))
