"""Each day is sealed once, chained to the day before, and betrays whoever changed it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from mingzheng.core.models import Event
from mingzheng.core.tests.test_trace import tell
from mingzheng.evidence import actions, queries
from mingzheng.evidence.models import Seal
from mingzheng.evidence.queries import Break
from mingzheng.evidence.rules import receipt_holds
from mingzheng.evidence.tests.conftest import behind_the_back

pytestmark = pytest.mark.django_db


class TestSeals:
    @pytest.fixture(autouse=True)
    def _three_days(self, frozen):
        for _ in range(3):
            tell(times=2)
            frozen.shift(timedelta(days=1))
        self.sealed = actions.seal_due()

    def test_every_past_day_is_sealed_once_and_chained(self):
        assert [seal.events for seal in self.sealed] == [2, 2, 2]
        assert self.sealed[1].previous_hash == self.sealed[0].hash
        assert actions.seal_due() == []
        assert queries.verify() == (6, True, [])

    def test_a_day_without_events_is_sealed_too(self, frozen):
        frozen.shift(timedelta(days=2))

        assert [seal.events for seal in actions.seal_due()] == [0, 0]
        assert queries.verify_seals().ok

    @pytest.mark.parametrize("day", [date(2026, 6, 16), date(2026, 6, 18), date(2027, 1, 1)])
    def test_a_day_sealed_or_not_over_is_refused(self, day):
        with pytest.raises(ValueError, match="还没有结束，或者已经封存"):
            actions.seal_day(day)

    def test_a_chain_cut_short_is_betrayed_by_its_day(self):
        behind_the_back("DELETE FROM core_event WHERE sequence >= 5")

        assert queries.verify().broken == [
            Break("evidence.seal:2026-06-17", 3, "封存时有 2 条记录，现在有 0 条。")
        ]

    def test_a_chain_forged_from_end_to_end_is_betrayed_by_its_seals(self, frozen):
        behind_the_back("DELETE FROM core_event")
        frozen.move_to("2026-06-15T10:00:00+08:00")
        tell(times=2, forged=True)

        assert "封存以后，这一天的记录被改动过。" in {b.reason for b in queries.verify().broken}

    @pytest.mark.parametrize(
        ("sql", "reason"),
        [
            ("UPDATE evidence_seal SET root = 'x' WHERE day = '2026-06-16'", "封存记录被改动过"),
            ("UPDATE evidence_seal SET previous_hash = 'x' WHERE day = '2026-06-16'", "接不上"),
            ("DELETE FROM evidence_seal WHERE day = '2026-06-16'", "接不上"),
        ],
    )
    def test_a_seal_changed_behind_the_back_is_named(self, sql, reason):
        behind_the_back(sql)

        assert reason in queries.verify_seals().broken[0].reason

    def test_a_citizens_receipt_leads_to_the_public_root(self):
        event = Event.objects.get(sequence=4)

        receipt = queries.receipt(event)

        assert receipt["day"] == "2026-06-16"
        assert receipt_holds(receipt, Seal.objects.get(day="2026-06-16").root)

    def test_a_receipt_of_today_is_not_sealed_yet(self):
        (event,) = tell()

        assert queries.receipt(event)["root"] == ""


def test_midnight_leaves_an_hour_for_what_was_begun_before(frozen):
    tell()

    frozen.move_to("2026-06-16T00:30:00+08:00")
    assert actions.seal_due() == []
    frozen.move_to("2026-06-16T01:01:00+08:00")
    assert [seal.day for seal in actions.seal_due()] == [date(2026, 6, 15)]


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE evidence_seal SET hash = 'x'",
        "DELETE FROM evidence_seal",
        pytest.param(
            "REPLACE INTO evidence_seal SELECT * FROM evidence_seal",
            marks=pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own word"),
        ),
    ],
)
def test_the_database_refuses_change(deed, frozen):
    tell()
    frozen.shift(timedelta(days=1))
    actions.seal_due()

    with pytest.raises(DatabaseError, match="只能增加"), transaction.atomic():
        connection.cursor().execute(deed)
