"""Questions about imports."""

from django.db.models import QuerySet

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.collection.models import ImportBatch


def visible_to(person: Person) -> QuerySet[ImportBatch]:
    """Imports of the offices whose drafts this person may see."""
    inside = within(paths_with(person, "edition.see"), "organisation__")
    return ImportBatch.objects.filter(inside).select_related(
        "organisation", "edition__catalogue__organisation"
    )
