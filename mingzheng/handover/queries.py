"""The questions of handing over: whose key it is, what waits for whom, public meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear, TruncDate

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.catalogue.models import Item
from mingzheng.core.access import Actor, Grant
from mingzheng.deadlines import almanac
from mingzheng.deadlines.rules.ledger import Reason
from mingzheng.dues.queries import items_owed_by, limit_of
from mingzheng.dues.rules.clauses import triggered
from mingzheng.handover.actions.keys import digest_of
from mingzheng.handover.models import Handover, Meeting, SystemKey
from mingzheng.handover.rules.deadlines import statutory
from mingzheng.handover.states import HandoverState
from mingzheng.publishing.models import Article
from mingzheng.publishing.queries.public import public_articles
from mingzheng.texts.states import ArticleKind

# What a document system may do by its key, in its office and below.
KEY_DEEDS = frozenset(
    {"handover.send", "handover.send_again", "handover.propose_again"}
    | {"due.open", "attachment.store"}
)


@dataclass(frozen=True)
class System:
    """A document system as an actor (办文系统): what its key lets it do."""

    key: SystemKey

    @property
    def actor_id(self) -> str:
        return f"system-key:{self.key.prefix}"

    @property
    def actor_name(self) -> str:
        return f"{self.key.system}（接口）"

    @property
    def organisation_code(self) -> str:
        return self.key.organisation.code

    @property
    def organisation_name(self) -> str:
        return self.key.organisation.name

    @property
    def grants(self) -> Sequence[Grant]:
        return (Grant("document_system", "办文系统", KEY_DEEDS, self.key.organisation.path),)


def system_of(secret: str) -> System | None:
    """The system whose live key this is; None for any other. One query."""
    if not secret.isascii() or len(secret) > 200:
        return None
    rows = SystemKey.objects.select_related("organisation")
    found = rows.filter(digest=digest_of(secret), revoked_at=None).first()
    return System(found) if found and found.organisation.is_active else None


def office_within(by: Actor, code: str) -> Organisation | None:
    """The office in use with this code, if the actor may hand over for it."""
    reach = within([grant.path for grant in by.grants if "handover.send" in grant.deeds])
    return Organisation.objects.filter(reach, code=code, is_active=True).first()


def visible_to(person: Person) -> QuerySet[Handover]:
    """What was handed over to the offices this person may look into."""
    reach = within(paths_with(person, "handover.see"), "organisation__")
    return Handover.objects.filter(reach).select_related("organisation", "article")


def keys_visible_to(person: Person) -> QuerySet[SystemKey]:
    """The keys of the offices for which this person issues keys."""
    reach = within(paths_with(person, "system_key.issue"), "organisation__")
    return SystemKey.objects.filter(reach).select_related("organisation")


def sent_by_system(system: System, office: Organisation, source_id: str) -> Handover | None:
    """What this system handed over for an office under its own identifier."""
    rows = Handover.objects.select_related("organisation", "article")
    return rows.filter(
        organisation=office, system=system.key.system, source_id=source_id.strip()
    ).first()


def items_to_name(office: Organisation) -> list[Item]:
    """The items that documents of an office may be: those not published period by period."""
    return [one for one in items_owed_by(office) if triggered(limit_of(one))]


def why(handover: Handover) -> tuple[Reason, ...]:
    """Why the day is what it is while no item is named; () otherwise."""
    if handover.items or not handover.is_active:
        return ()
    return statutory(handover.formed_on, almanac.current())[1]


@dataclass(frozen=True)
class Task:
    """So many of one step that wait for a person, the first day among them, and whose they are."""

    state: str
    number: int
    publish_by: date | None
    office: str


def waiting_for(person: Person) -> list[Task]:
    """What waits for this person: drafts to begin at home, attributes to review. One query."""
    home = person.organisation
    draws = any(home.path.startswith(path) for path in paths_with(person, "handover.draft_up"))
    mine = Q(pk__in=[])
    if draws:
        mine |= Q(state=HandoverState.TO_PUBLISH, organisation=home)
    if paths := paths_with(person, "handover.pass_through"):
        mine |= Q(state=HandoverState.REVIEW) & within(paths, "organisation__")
    rows = Handover.objects.filter(mine).order_by("state").values("state")
    return [
        Task(row["state"], row["number"], row["first"], home.label)
        for row in rows.annotate(number=Count("pk"), first=Min("publish_by"))
    ]


@dataclass(frozen=True)
class Sat:
    """A public meeting: its article, and what was handed over of it, if it was."""

    article: Article
    meeting: Meeting | None

    @property
    def on(self) -> date:
        """The day it was held; where nobody said it, the day of the text or of its release."""
        if self.meeting:
            return self.meeting.held_on
        return self.article.held_on  # type: ignore[attr-defined,no-any-return]


# The day of a meeting; where nobody said it, the day of the text or of its release.
HELD_ON = Coalesce("handovers__meeting__held_on", "dated_on", TruncDate("released_at"))
MOST = 100  # meetings of a year on the page; a county holds one or two a week


def years() -> list[int]:
    """The years of which meetings are public, the latest first. One query."""
    days = _meetings().annotate(year=ExtractYear(HELD_ON)).order_by()
    return sorted({year for year in days.values_list("year", flat=True) if year}, reverse=True)


def meetings(year: int) -> list[Sat]:
    """The public meetings of a year, the latest first. Two queries."""
    begin, end = date(year, 1, 1), date(year, 12, 31)
    rows = _meetings().annotate(held_on=HELD_ON).filter(held_on__range=(begin, end))
    found = list(rows.order_by("-held_on", "-pk")[:MOST])
    told = {
        one.handover.article_id: one
        for one in Meeting.objects.filter(handover__article__in=found).select_related("handover")
    }
    return [Sat(one, told.get(one.pk)) for one in found]


def _meetings() -> QuerySet[Article]:
    return public_articles().filter(kind=ArticleKind.MEETING)


def suggestions(handover: Handover) -> list[Item]:
    """The items that it most likely is, for the clerk to choose from."""
    from mingzheng.handover.actions.owing import guessed

    codes = set(guessed(handover)) - set(handover.items)
    return [item for item in items_to_name(handover.organisation) if item.code in codes]
