"""What the public list of major decisions is narrowed to (公众列表的筛选)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingzheng.decisions import queries
from mingzheng.decisions.models import Decision
from mingzheng.decisions.states import DecisionState


@dataclass(frozen=True)
class Filters:
    """What the public list is narrowed to."""

    organ: str = ""
    year: int | None = None
    look: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The filters as the address has them; empty ones left out."""
        found = {"organ": self.organ, "year": str(self.year or ""), "look": self.look}
        return {name: value for name, value in found.items() if value}


LOOKS = (
    ("open", "正在征求意见"),
    ("going", "正在办理"),
    ("done", "已经公布"),
    ("ended", "已经终止"),
)


def listed(filters: Filters, today: date) -> QuerySet[Decision]:
    """Public matters under the filters, the newest year first, in the catalogue's order."""
    rows = queries.public_decisions().order_by("-year", "organ__path", "code")
    if filters.organ:
        rows = rows.filter(organ__code=filters.organ)
    if filters.year:
        rows = rows.filter(year=filters.year)
    done = [DecisionState.PUBLISHED, DecisionState.EXECUTING, DecisionState.EVALUATED]
    if filters.look == "open":
        rows = rows.filter(state=DecisionState.CONSULTING, closes_on__gte=today)
    elif filters.look == "going":
        rows = rows.exclude(state__in=[*done, DecisionState.ENDED])
    elif filters.look == "done":
        rows = rows.filter(state__in=done)
    elif filters.look == "ended":
        rows = rows.filter(state=DecisionState.ENDED)
    return rows
