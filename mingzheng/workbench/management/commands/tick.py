"""One round of time (报时): everything that is due now, room by room. Safe to run twice."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mingzheng.backfile import actions as backfile
from mingzheng.catalogue.actions import editions
from mingzheng.checklists import tasks as checking
from mingzheng.collection import actions as collection
from mingzheng.core.access import Blocked, SystemActor
from mingzheng.deadlines import almanac
from mingzheng.decisions.actions import course as decisions
from mingzheng.dues import actions as dues
from mingzheng.evidence import actions as evidence
from mingzheng.handover import actions as handover
from mingzheng.intake import actions as intake
from mingzheng.laws import actions as laws
from mingzheng.noticeboard import actions as noticeboard
from mingzheng.notifications import actions as notifications
from mingzheng.pagecache import actions as pagecache
from mingzheng.processes.actions.rows import rows_of
from mingzheng.prose import actions as attachments
from mingzheng.publicity.actions import records as publicity
from mingzheng.publishing.actions import releasing
from mingzheng.rounds import rules
from mingzheng.rounds.actions import submissions
from mingzheng.rounds.models import Submission
from mingzheng.rounds.states import OWED, RUNNING
from mingzheng.search import actions as search
from mingzheng.subscriptions import actions as subscriptions
from mingzheng.topics import actions as topics
from mingzheng.workrules.actions import sets as work_rules

REMINDER = SystemActor({"submission.urge"})
# Working days before the due day on which offices are urged, with what they are told.
REMINDERS = {
    rules.DUE_SOON: f"还剩 {rules.DUE_SOON} 个工作日截止，请按时报上来。",
    0: "今天截止，请今天报上来。",
}
LOOK_AHEAD = 30  # calendar days: no holiday makes three working days longer


def settle_laws(today: date) -> int:
    """Texts of laws whose day has come take force (法规文本施行); returns of how many laws."""
    return laws.settle_due(today)


def seal(today: date) -> int:
    """Seal the days that are over (每日封存); returns how many."""
    return len(evidence.seal_due())


def enact(today: date) -> int:
    """Put approved editions in force whose day has come (施行); returns how many."""
    return editions.enact_due(today, rows_of)


def enact_rules(today: date) -> int:
    """Put work rules in force whose day has come (工作规则施行); returns how many."""
    return work_rules.enact_due(today)


def owe(today: date) -> int:
    """List what is owed from now on, follow catalogues and calendar (应公开); how many changed."""
    return dues.tick(today)


def release(today: date) -> int:
    """Release signed manuscripts whose moment has come (定时发布); returns how many."""
    return releasing.release_due(timezone.now())


def take_back_drafts(today: date) -> int:
    """What was handed over and whose draft was given up waits again (重新待公开); how many."""
    return handover.take_back_drafts()


def announce(today: date) -> int:
    """Owe what was released to its channels (渠道发布); returns how many releases."""
    now = timezone.now()
    return notifications.announce(now) + noticeboard.announce(now)


def deliver(today: date) -> int:
    """Send what is due to channels, each once; returns how many were tried."""
    return notifications.send_due(timezone.now())


def ask_platforms(today: date) -> int:
    """Ask what became of what platforms took in, find what was lost; how many are settled."""
    now = timezone.now()
    return notifications.ask_platforms(now) + notifications.find_lost(now)


def push(today: date) -> int:
    """Tell those who follow what was released (精准推送); how many letters went out."""
    now = timezone.now()
    subscriptions.match(now)
    subscriptions.find_lost(now)
    subscriptions.prune(now)
    return subscriptions.tell(now) + subscriptions.send_confirmations(now)


def settle_validity(today: date) -> int:
    """Documents begin and cease to hold on their day (施行、失效); returns how many."""
    return releasing.settle_validity(today)


def freeze_topics(today: date) -> int:
    """Let the statistics of topics that have ended stand as they are (数字定格); how many."""
    return topics.freeze_due(today)


def close_consultations(today: date) -> int:
    """Stop the clocks of consultations on major decisions that are over (征求意见期满)."""
    return decisions.close_consultations(today)


def remember_calendar(today: date) -> int:
    """Store the years of the shipped calendar that are not stored yet; returns how many."""
    return almanac.seed()


def read_left(today: date) -> int:
    """Read uploads whose reader was killed half-way (十分钟前上传、还在读); returns how many."""
    before = timezone.now() - timedelta(minutes=10)
    return sum(room.work_left(before) for room in (collection, intake, backfile))


def end_display(today: date) -> int:
    """Stop showing permits and penalties whose time is over (公示期满); returns how many."""
    return publicity.expire_due(today)


def read_attachments(today: date) -> int:
    """Read the text of attachments whose reader was killed half-way; returns how many."""
    return attachments.read_left(timezone.now() - timedelta(minutes=10))


def urge(today: date) -> int:
    """Urge offices that have not sent three working days before the due day and on it (催报)."""
    calendar = almanac.current()
    if not calendar.is_workday(today):
        return 0  # a weekend would be as many working days away as the Friday before it
    owed = (
        Submission.objects.filter(state__in=OWED, round__state__in=RUNNING)
        .filter(round__due_on__range=(today, today + timedelta(days=LOOK_AHEAD)))
        .exclude(urged_on=today)
        .select_related("round__organisation", "organisation")
    )
    urged = 0
    for left, words in REMINDERS.items():
        some = [one for one in owed if calendar.between(today, one.round.due_on) == left]
        with suppress(Blocked):  # a person, or another tick, was faster with all of them
            urged += submissions.urge(some, by=REMINDER, note=words)
    return urged


def ask_links(today: date) -> int:
    """Once a day, have other sites asked about links, if the office wants it (站外链接检查)."""
    return checking.probe_daily(today)


def prune(today: date) -> int:
    """Forget notices of public changes older than an hour; returns how many."""
    return pagecache.prune()


def count_asked(today: date) -> int:
    """Count the words that were asked at public faces (前台的搜索词); returns how many."""
    return search.count_left()


# Each is idempotent and finds its work by a query on an indexed date. A room adds one line.
ROUND: dict[str, Callable[[date], int]] = {
    "enacted": enact,
    "rules_enacted": enact_rules,
    "released": release,
    "drafts_taken_back": take_back_drafts,
    "announced": announce,
    "delivered": deliver,
    "deliveries_settled": ask_platforms,
    "pushed": push,
    "validity_settled": settle_validity,
    "laws_settled": settle_laws,
    "display_ended": end_display,
    "consultations_closed": close_consultations,
    "topics_frozen": freeze_topics,
    "sealed": seal,
    "calendar_years": remember_calendar,
    "dues": owe,
    "imports_read": read_left,
    "attachments_read": read_attachments,
    "urged": urge,
    "links_begun": ask_links,
    "notices_pruned": prune,
    "asked_counted": count_asked,
}


class Command(BaseCommand):
    help = "办理到点的事：施行已批复的目录，封存前一天的留痕。每分钟运行一次，重复运行无害。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="JSON 是唯一的输出格式，可不写")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        counts = {name: work(today) for name, work in ROUND.items()}
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
