"""What stands in a column is counted (公开的信息), so that empty ones are never shown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce, Greatest

from mingzheng.columns.models import Column


def count(steps: Mapping[int, int], *, updated: set[int], at: datetime) -> None:
    """Add to the counts of columns, by key, in the transaction that changes what is public.

    `updated` are the keys of columns in which something new may be read since `at`; a column whose
    newest is newer stays so (texts of an old site come in late).
    """
    moment = Value(at, DateTimeField())
    # In one order, so that two releases at once cannot wait for each other.
    for key in sorted({*steps, *updated}):
        changes: dict[str, Any] = {"articles_total": F("articles_total") + steps.get(key, 0)}
        if key in updated:
            changes["updated_at"] = Greatest(Coalesce("updated_at", moment), moment)
        Column.objects.filter(pk=key).update(**changes)
