"""One round of time (报时): everything that is due now, room by room. Safe to run twice."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mingzheng.catalogue.actions import editions
from mingzheng.collection import actions as collection
from mingzheng.deadlines import almanac
from mingzheng.evidence import actions as evidence
from mingzheng.processes.actions.rows import rows_of


def seal(today: date) -> int:
    """Seal the days that are over (每日封存); returns how many."""
    return len(evidence.seal_due())


def enact(today: date) -> int:
    """Put approved editions in force whose day has come (施行); returns how many."""
    return editions.enact_due(today, rows_of)


def remember_calendar(today: date) -> int:
    """Store the years of the shipped calendar that are not stored yet; returns how many."""
    return almanac.seed()


def read_left(today: date) -> int:
    """Read uploads whose reader was killed half-way (十分钟前上传、还在读); returns how many."""
    before = timezone.now() - timedelta(minutes=10)
    return collection.read_left(before) + collection.write_left(before)


# Each is idempotent and finds its work by a query on an indexed date. A room adds one line.
ROUND: dict[str, Callable[[date], int]] = {
    "enacted": enact,
    "sealed": seal,
    "calendar_years": remember_calendar,
    "imports_read": read_left,
}


class Command(BaseCommand):
    help = "办理到点的事：施行已批复的目录，封存前一天的留痕。每分钟运行一次，重复运行无害。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="JSON 是唯一的输出格式，可不写")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        counts = {name: work(today) for name, work in ROUND.items()}
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
