"""What holds for an office (发布设置): its own decision, or that of the nearest office above."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mingzheng.accounts.models import Organisation
from mingzheng.publishing.flow import MOST
from mingzheng.publishing.models import InterpretationRule, ReviewPlan
from mingzheng.publishing.states import Purpose
from mingzheng.texts.rules.synchrony import DEFAULT_WORKDAYS
from mingzheng.texts.states import DOCUMENT_KINDS


@dataclass(frozen=True)
class Synchrony:
    """Which kinds go out with an interpretation, and within how many working days."""

    kinds: tuple[str, ...] = tuple(kind.value for kind in DOCUMENT_KINDS)
    workdays: int = DEFAULT_WORKDAYS
    decided_by: str = ""

    def asks(self, kind: str, purpose: str, public_kind: str) -> bool:
        """True for kinds that the county has named.

        A correction needs none of its own, unless it makes such a kind of what was none.
        """
        is_asked_before = purpose == Purpose.CORRECTION and public_kind in self.kinds
        return kind in self.kinds and not is_asked_before


@dataclass(frozen=True)
class Plan:
    """How many reviews, and which office decided so (empty: nobody did)."""

    reviews: int = MOST
    decided_by: str = ""


def _nearest(rows: QuerySet[Any], organisation: Organisation) -> Any:
    """The row of the office itself, else that of the nearest office above; None for none."""
    chain = [int(key) for key in organisation.path.strip("/").split("/")]
    found = rows.filter(organisation__in=chain).select_related("organisation")
    return found.order_by("-organisation__path").first()


def plan_for(organisation: Organisation) -> Plan:
    """How many reviews a manuscript of this office goes through. One query."""
    row = _nearest(ReviewPlan.objects.all(), organisation)
    return Plan(row.reviews, row.organisation.label) if row else Plan()


def synchrony_for(organisation: Organisation) -> Synchrony:
    """What holds for interpretations of this office's policies. One query."""
    row = _nearest(InterpretationRule.objects.all(), organisation)
    return Synchrony(tuple(row.kinds), row.workdays, row.organisation.label) if row else Synchrony()
