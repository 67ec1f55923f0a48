"""What people at the desk may see of deliveries and required channels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, F, IntegerField, Min, QuerySet, Value

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.notifications.models import MISSING, Delivery, Proof, Requirement
from mingzheng.notifications.queries.carrying import STUCK
from mingzheng.publishing.models import Article

SEE = "manuscript.see"


@dataclass(frozen=True)
class Task:
    """What waits in one office: `what` is stuck or missing, `first` the key of a lone delivery."""

    what: str
    office: str
    number: int
    first: int
    due_on: date | None


def _within(person: Person, deed: str) -> object:
    return within(paths_with(person, deed), "organisation__")


def deliveries_for(person: Person) -> QuerySet[Delivery]:
    """Deliveries of the offices whose publishing this person may see."""
    found = Delivery.objects.filter(_within(person, SEE))
    return found.select_related("announcement__article", "organisation", "channel__organisation")


def requirements_for(person: Person) -> QuerySet[Requirement]:
    """Required channels of the offices whose publishing this person may see."""
    return Requirement.objects.filter(_within(person, SEE)).select_related(
        "article", "organisation"
    )


def requirements_of(articles: Iterable[Article]) -> list[Requirement]:
    """The required channels of articles with their standing proofs. Two queries."""
    found = Requirement.objects.filter(article__in=list(articles)).select_related("organisation")
    rows = list(found.order_by("article", "pk"))
    proofs = Proof.objects.filter(requirement__in=rows).select_related("photo")
    by_row: dict[int, list[Proof]] = {}
    for proof in proofs:
        by_row.setdefault(proof.requirement_id, []).append(proof)
    for row in rows:
        row.shown_proofs = by_row.get(row.pk, [])  # type: ignore[attr-defined]
    return rows


def article_for(person: Person, code: str) -> Article | None:
    """A released article that this person may see at the desk. One query."""
    found = Article.objects.filter(_within(person, SEE), code=code, released_at__isnull=False)
    return found.select_related("organisation", "public").first()


def tasks_for(person: Person) -> list[Task]:
    """By office, what waits for this person: stuck deliveries, missing channels. One query.

    Of deliveries those that could not be sent or may have been (发不出去、不确定).
    """
    stuck = Delivery.objects.filter(STUCK).filter(_within(person, "delivery.resend"))
    missing = Requirement.objects.filter(MISSING).filter(_within(person, "proof.record"))
    nothing, no_day = Value(0, IntegerField()), Value(None, DateField())
    name = F("organisation__name")
    one = stuck.order_by().values(what=Value("stuck"), office=name)
    two = missing.order_by().values(what=Value("missing"), office=name)
    rows = one.annotate(number=Count("pk"), first=Min("pk"), day=no_day).union(
        two.annotate(number=Count("pk"), first=nothing, day=Min("due_on")), all=True
    )
    return [
        Task(row["what"], row["office"], row["number"], row["first"], row["day"]) for row in rows
    ]
