"""Items as lists need them: few columns, for long texts make sorting slow."""

from django.db.models import QuerySet

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import Level, Stage

COLUMNS = (
    *("code", "level1", "level2", "elements", "limit_text", "limit", "subject_text", "mode"),
    "override_text",
    *(f"at_{level}" for level in Level),
    *(f"in_{stage}" for stage in Stage),
    *("edition", "field__short_name", "field__list_name"),
)


def for_list(items: QuerySet[Item]) -> QuerySet[Item]:
    """The same items with what a line of a list shows, and nothing else."""
    return items.select_related(None).select_related("field").only(*COLUMNS)
