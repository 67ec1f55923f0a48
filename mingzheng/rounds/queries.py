"""The questions of rounds: which one may see, who owes what, what waits for me."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.accounts.states import Level
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.states import ListKind
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.lights import NO_LIGHT, Light
from mingzheng.powers.models import PowerItem
from mingzheng.rounds import rules
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.states import OWED, RUNNING, SENT, RoundState, SubmissionState

CLASSES = (
    ("departments", "部门和单位"),
    ("towns", "乡镇街道"),
    ("villages", "村和社区"),
)


def visible_to(person: Person) -> QuerySet[Round]:
    """Rounds of one's organisations, and open ones in which one's office is asked."""
    paths = paths_with(person, "edition.see")
    asked = Submission.objects.filter(within(paths, "organisation__")).values("round")
    open_ = Q(pk__in=asked) & ~Q(state=RoundState.DRAFT)
    return Round.objects.filter(within(paths, "organisation__") | open_).select_related(
        "organisation"
    )


def submissions_seen_by(person: Person) -> QuerySet[Submission]:
    """Submissions of the offices whose drafts this person may see; drafts of rounds left out."""
    inside = within(paths_with(person, "edition.see"), "organisation__")
    host = within(paths_with(person, "round.edit"), "round__organisation__")
    return (
        Submission.objects.filter(inside & (host | ~Q(round__state=RoundState.DRAFT)))
        .select_related("organisation", "round__organisation", "edition__catalogue__organisation")
        .order_by("organisation__path", "kind")
    )


def edition_of(submission: Submission) -> Edition | None:
    """The office's list of the kind that is asked: the one under way, else the one in force."""
    return catalogue.edition_for(submission.organisation, submission.kind)


def rows_in(submission: Submission) -> QuerySet[Any]:
    """The rows (Item or PowerItem) of an office's list, in their order; none without a list."""
    if submission.kind == ListKind.DISCLOSURE:
        items = Item.objects.filter(edition=submission.edition_id).select_related("field")
        return items.order_by("position", "pk")
    powers = PowerItem.objects.filter(edition=submission.edition_id).select_related("office")
    return powers.order_by("position", "pk")


def of_class(rows: QuerySet[Submission], name: str) -> QuerySet[Submission]:
    """Those of departments, of towns, or of villages."""
    level = {"towns": Level.TOWN, "villages": Level.VILLAGE}.get(name)
    if level:
        return rows.filter(organisation__level=level)
    return rows.exclude(organisation__level__in=[Level.TOWN, Level.VILLAGE])


def of_nothing(rows: QuerySet[Submission], _: str = "") -> QuerySet[Submission]:
    """Those whose office said that it has nothing to report (零报送)."""
    return rows.exclude(nothing_because="")


def late(rows: QuerySet[Submission], today: date) -> QuerySet[Submission]:
    """Those that are owed past the due day of a running round."""
    return rows.filter(state__in=OWED, round__due_on__lt=today, round__state__in=RUNNING)


NOTHING = "nothing"


class BoardRow(NamedTuple):
    """One class of offices on the board: how many stand in each state, and how many are late."""

    key: str
    label: str
    cells: list[tuple[str, str, int]]  # state, its label, number
    nothing: int  # of these, reports of nothing
    late: int
    total: int

    @property
    def shares(self) -> list[tuple[str, str, int, int]]:
        """The states that occur as parts of a bar: (state, label, number, where it begins)."""
        parts, begin = [], 0
        for state, label, n in self.cells:
            if n:
                parts.append((state, label, n, begin))
            begin += n
        return parts


def board(round_: Round, today: date) -> list[BoardRow]:
    """Class of office × state, with a last line for all. One query."""
    counted: Counter[tuple[str, str]] = Counter()
    names = {Level.TOWN.value: "towns", Level.VILLAGE.value: "villages"}
    for (level, state, said, _), n in round_.tally.items():
        key = names.get(level, "departments")
        counted[key, state] += n
        counted[key, NOTHING] += n if said else 0
    is_late = round_.state in RUNNING and round_.due_on < today
    lines = [_line(counted, [key], key, label, is_late=is_late) for key, label in CLASSES]
    there = [line for line in lines if line.total]
    every = _line(counted, [key for key, _ in CLASSES], "", "全部单位", is_late=is_late)
    return [*there, every] if len(there) > 1 else there


def _line(
    counted: Counter[tuple[str, str]], keys: list[str], key: str, label: str, *, is_late: bool
) -> BoardRow:
    cells = [
        (state.value, str(state.label), sum(counted[one, state.value] for one in keys))
        for state in SubmissionState
    ]
    owed = sum(n for state, _, n in cells if state in OWED)
    nothing = sum(counted[one, NOTHING] for one in keys)
    return BoardRow(key, label, cells, nothing, owed if is_late else 0, sum(n for *_, n in cells))


def light_of(one: Submission, today: date, calendar: WorkCalendar) -> Light:
    """The light of a submission as boards and to-do lists show it."""
    owed = one.is_owed and one.round.state in RUNNING
    return rules.light_of(one.round.due_on, one.submitted_on, today, calendar, is_owed=owed)


class Task(NamedTuple):
    """Something that waits for a person in a round; `number` submissions wait for the same step."""

    submission: Submission
    number: int
    step: str  # fill | below | pass_town | accept
    light: Light
    used: int
    total: int

    @property
    def is_owed(self) -> bool:
        return self.step in ("fill", "below")

    @property
    def url(self) -> str:
        """The submission itself; the round with its list where several wait."""
        one = self.submission if self.number == 1 else self.submission.round
        return one.get_absolute_url()


def waiting_for(person: Person) -> list[Task]:
    """What the person's office owes, what their town must pass, what they must take.

    One query (two when something is owed); the many that wait in one round are one line.
    """
    here = person.organisation_code
    below = Q(organisation__parent__code=here, organisation__level=Level.VILLAGE)
    mine = Q(state__in=OWED) & (Q(organisation__code=here) | below)
    mine &= within(paths_with(person, "submission.submit"), "organisation__")
    towns = Q(state=SubmissionState.SUBMITTED, organisation__level=Level.VILLAGE)
    towns &= within(paths_with(person, "submission.pass_town"), "organisation__parent__")
    taken = Q(state__in=SENT)
    taken &= within(paths_with(person, "submission.accept"), "round__organisation__")
    found = (
        Submission.objects.filter(mine | towns | taken, round__state__in=RUNNING)
        .exclude(submitted_by=person.actor_id, state__in=SENT)
        .select_related("organisation", "round__organisation")
        .order_by("round__due_on", "organisation__path")
    )
    grouped: dict[tuple[int, str], list[Submission]] = {}
    accepts = paths_with(person, "submission.accept")
    for one in found:
        if step := _step(one, here, accepts):
            grouped.setdefault((one.round_id, step), []).append(one)
    return [_task(step, some) for (_, step), some in grouped.items()]


def _step(one: Submission, here: str, accepts: list[str]) -> str:
    if one.is_owed:
        # The villages of a town have its clerk fill in for them.
        return "fill" if one.organisation.code == here else "below"
    is_taker = any(one.round.organisation.path.startswith(path) for path in accepts)
    if one.needs_town and one.state == SubmissionState.SUBMITTED:
        return "" if is_taker else "pass_town"
    return "accept" if is_taker else ""


def _task(step: str, some: list[Submission]) -> Task:
    first = some[0]
    if not first.is_owed:
        return Task(first, len(some), step, NO_LIGHT, 0, 0)
    today, calendar = timezone.localdate(), almanac.current()
    opened = first.round.opened_on or today
    return Task(
        first,
        len(some),
        step,
        light_of(first, today, calendar),
        used=calendar.between(opened, today),
        total=calendar.between(opened, first.round.due_on),
    )
