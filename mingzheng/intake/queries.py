"""Questions about imports."""

from django.db.models import QuerySet

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.intake.models import Intake


def visible_to(person: Person) -> QuerySet[Intake]:
    """Imports of the offices whose records this person may see before they are public."""
    inside = within(paths_with(person, "publicity.see"), "organisation__")
    return Intake.objects.filter(inside).select_related("organisation")
