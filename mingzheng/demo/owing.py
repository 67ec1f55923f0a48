"""What the demo county owes (应公开): documents registered, some out early, some late, some not."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.dues import actions, queries
from mingzheng.dues.models import Due
from mingzheng.dues.rules.clauses import triggered
from mingzheng.dues.states import DueKind
from mingzheng.specimens import days

BOARD = "一楼政务公开栏"
# For one document of an office after the other: formed how many working days ago, and on which
# working day after that it went up on the board (None: it has not).
STORIES = ((12, 4), (19, 8), (30, 24), (18, None), (25, None), (3, None))
SLOW = ("YX03", "YX08", "YX12")  # offices that put things off: their fifth story is theirs alone
EXCUSED = 12


def owe(offices: Mapping[str, Organisation], staff: dict[str, Person]) -> int:
    """List the periods of all catalogues in force and live through some documents; how many dues.

    Takes the county's offices by code and its people.
    """
    today, calendar = timezone.localdate(), almanac.current()
    actions.tick(today)
    for code, office in offices.items():
        clerk = staff.get("YX0317" if code == "YX03" else f"{code}11")
        if clerk and clerk.organisation_id == office.pk:
            _documents(office, clerk, today, calendar)
    _excuse(staff["YX0001"])
    return Due.objects.count()


def _documents(office: Organisation, clerk: Person, today: date, calendar: WorkCalendar) -> None:
    items = [i for i in queries.items_owed_by(office) if triggered(queries.limit_of(i))]
    stories = [one for n, one in enumerate(STORIES) if n != 4 or office.code in SLOW]
    # Every third item, so that the matrix shows some that nothing was owed of yet.
    for item, (ago, after) in zip(items[::3], stories, strict=False):
        formed = days.workday(today, ago, calendar)
        what = f"{item.level2 or item.level1}（{formed.year}年{formed.month}月）"
        due = actions.open_due(office, item.code, what[-200:], formed, by=clerk)
        if after is not None:
            out = calendar.add(formed, after)
            actions.register_elsewhere(due, on=out, title=what, address=BOARD, by=clerk)


def _excuse(openness: Person) -> None:
    """A few periods in which nothing happened."""
    rows = Due.objects.filter(kind=DueKind.PERIODIC).select_related("organisation")
    for due in rows.order_by("due_on", "-pk")[:EXCUSED]:
        actions.excuse(due, by=openness, reason="本期没有发生这类事项。")
