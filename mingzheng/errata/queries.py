"""The questions of errata: where one report stands, what waits for whom, how long offices have."""

from django.db.models import QuerySet

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.errata.models import WORKDAYS, AnswerRule, ErrorReport
from mingzheng.publishing.queries.public import article_at


def by_code(code: str) -> ErrorReport | None:
    """The report with this code, for whoever holds it; None if there is none."""
    return (
        ErrorReport.objects.select_related("organisation").filter(code=code.strip().lower()).first()
    )


def visible_to(person: Person) -> QuerySet[ErrorReport]:
    """Reports to the offices for which this person answers."""
    found = ErrorReport.objects.filter(
        within(paths_with(person, "errata.answer"), "organisation__")
    )
    return found.select_related("organisation")


def waiting_for(person: Person) -> list[ErrorReport]:
    """Reports that this person may answer and nobody has, the most urgent first. One query."""
    return list(visible_to(person).filter(answered_at=None).order_by("due_on", "pk")[:50])


def answers_for(page: str) -> Organisation | None:
    """The office whose page it is: the publisher of an article, else the root. Two queries."""
    parts = page.split("/")
    if len(parts) > 2 and parts[1] == "articles" and (found := article_at(parts[2])):
        return found.organisation
    return Organisation.objects.filter(parent=None, is_active=True).order_by("path").first()


def workdays() -> int:
    """Within how many working days an office answers; the usual number until one is set."""
    row = AnswerRule.objects.order_by("pk").first()
    return row.workdays if row else WORKDAYS
