"""How items stand, counted by the database: published so often, the worst light of what is owed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Min, Q, Value
from django.db.models.functions import Concat

from mingzheng.core.calendar import WorkCalendar
from mingzheng.dues.models import OPEN, Due
from mingzheng.dues.rules.results import Days, verdict


@dataclass(frozen=True)
class Count:
    """An item (of one office, or of all): publications, what is open and overdue, the light.

    `light` is the worst of what is owed; green when all is out, grey when nothing ever was owed
    or what is owed names no day. `label` says it in words.
    """

    published: int = 0
    open: int = 0
    overdue: int = 0
    light: str = "grey"
    label: str = "还没有要公开的"


NOTHING = Count()
Key = tuple[str, int | None]  # item code, office (None: all offices together)


def counts_for(
    codes: Sequence[str],
    today: date,
    calendar: WorkCalendar,
    *,
    office: str = "",
    level: str = "",
    by_office: bool = False,
) -> dict[Key, Count]:
    """How each of these items stands: over all offices, one (by its code), those of a level.

    `by_office` counts each office by itself. Items of which nothing was ever owed are left out.
    One query, however many dues there are.
    """
    keys = ["item_code", "organisation_id"] if by_office else ["item_code"]
    rows = Due.objects.filter(item_code__in=codes)
    for column, value in (("code", office), ("level", level)):
        if value:
            rows = rows.filter(**{f"organisation__{column}": value})
    is_out = Q(fulfillments__isnull=False, fulfillments__withdrawn_on=None)
    # A publication counts once, however many dues it fulfils; a due once, however often it is out.
    subject = Concat("fulfillments__subject_type", Value(":"), "fulfillments__subject_id")
    found = rows.values(*keys).annotate(
        published=CountOf(subject, filter=is_out, distinct=True),
        open=CountOf("pk", filter=OPEN, distinct=True),
        overdue=CountOf("pk", filter=OPEN & Q(due_on__lt=today), distinct=True),
        first=Min("due_on", filter=OPEN),
    )
    return {
        (row["item_code"], row.get("organisation_id")): _count(row, today, calendar)
        for row in found.order_by()
    }


def _count(row: dict[str, Any], today: date, calendar: WorkCalendar) -> Count:
    published = row["published"]
    if row["first"] is None:
        if row["open"]:
            return Count(published, row["open"], 0, "grey", "没有规定日子")
        light, label = ("green", "到期的都公开了") if published else ("grey", "不再要求")
        return Count(published, 0, 0, light, label)
    worst = verdict(Days(row["first"]), today, calendar)
    label = f"{row['overdue']} 项没有按时公开" if row["overdue"] else worst.light.label
    return Count(published, row["open"], row["overdue"], worst.light.colour, label)
