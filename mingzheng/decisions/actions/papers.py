"""What is put beside the steps (意见、材料): opinions with their adoption, titled documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.decisions.models import Decision, DecisionDocument, DecisionOpinion
from mingzheng.decisions.states import DecisionState


@dataclass(frozen=True)
class Opinion:
    """Opinions of one kind: what they say, how many, what became of them and why."""

    text: str
    number: int = 1
    outcome: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Paper:
    """A document of a stage: a text of its own or an address; public or the office's own."""

    stage: str
    title: str
    text: str = ""
    url: str = ""
    is_public: bool = False


def _open_for(decision: Decision, by: Actor) -> None:
    place = decision.organisation
    require(by, "decision.edit", place.path, place.name)


@transaction.atomic
def write_opinions(decision: Decision, opinions: Sequence[Opinion], *, by: Actor) -> int:
    """Write down the opinions of this draft's consultation anew (归纳意见, 第十八条); how many.

    Raises Denied; Blocked except while the matter stands in its consultation.
    """
    _open_for(decision, by)
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.state != DecisionState.CONSULTING:
        raise Blocked(f"现在是“{locked.state_label}”，意见在征求意见时归纳，公开以后不能改。")
    decision.opinions.filter(round=decision.round).delete()
    DecisionOpinion.objects.bulk_create(
        DecisionOpinion(
            decision=decision, round=decision.round, position=at, text=one.text,
            number=one.number, outcome=one.outcome, reason=one.reason,
        )
        for at, one in enumerate(opinions, start=1)
    )  # fmt: skip
    Decision.objects.filter(pk=decision.pk).update(summed_up_by=by.actor_id)
    decision.summed_up_by = by.actor_id
    trace.record(
        decision, "write_opinions", by=by, label="归纳意见", opinions=len(opinions),
        content_hash=_hash([[one.text, one.number, one.outcome, one.reason] for one in opinions]),
    )  # fmt: skip
    return len(opinions)


@transaction.atomic
def add_document(decision: Decision, paper: Paper, *, by: Actor) -> DecisionDocument:
    """Put a document on file. Raises Denied; Blocked without text and address, or once ended."""
    _open_for(decision, by)
    if not paper.text and not paper.url:
        raise Blocked("材料要有文字，或者写它的网址。")
    if decision.state == DecisionState.ENDED:
        raise Blocked("事项已经终止，不再加材料。")
    made = DecisionDocument.objects.create(
        decision=decision, stage=paper.stage, title=paper.title, text=paper.text,
        url=paper.url, is_public=paper.is_public, added_on=timezone.localdate(),
    )  # fmt: skip
    trace.record(
        decision, "add_document", by=by, label="登记材料", note=paper.title,
        content_hash=_hash([paper.title, paper.text, paper.url]),
    )  # fmt: skip
    return made


@transaction.atomic
def remove_document(document: DecisionDocument, *, by: Actor) -> None:
    """Take a document off the file; the trace keeps its name. Raises Denied."""
    _open_for(document.decision, by)
    trace.record(document.decision, "remove_document", by=by, label="删除材料", note=document.title)
    document.delete()


def _hash(said: object) -> str:
    return trace.digest(trace.as_json(said).encode())
