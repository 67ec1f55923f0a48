"""What is put beside the steps (意见、材料): opinions with their adoption, titled documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.checklists.actions.plain import check_plain
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
    """A document of a stage: a text of its own or an address; to be public, or the office's own."""

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
    for at, one in enumerate(opinions, start=1):
        check_plain({f"第 {at} 类意见": one.text, f"第 {at} 类意见的理由": one.reason})
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
    """Put a document on file; one to be public is so once another person releases it.

    Raises Denied; Blocked without text and address, for what must not go public, or once ended.
    """
    _open_for(decision, by)
    if not paper.text and not paper.url:
        raise Blocked("材料要有文字，或者写它的网址。")
    if decision.state == DecisionState.ENDED:
        raise Blocked("事项已经终止，不再加材料。")
    if paper.is_public:
        _check(paper)
    made = DecisionDocument.objects.create(
        decision=decision, added_by=by.actor_id, stage=paper.stage, title=paper.title,
        text=paper.text, url=paper.url, is_public=paper.is_public, added_on=timezone.localdate(),
    )  # fmt: skip
    trace.record(
        decision, "add_document", by=by, label="登记材料", note=paper.title,
        content_hash=_hash([paper.title, paper.text, paper.url]),
    )  # fmt: skip
    return made


def _check(paper: Paper | DecisionDocument) -> None:
    check_plain({"材料名称": paper.title, "文字": paper.text, "网址": paper.url})


@transaction.atomic
def release_document(document: DecisionDocument, *, by: Actor) -> None:
    """Let the public read a document (同意公开): by another person than who put it on file.

    Raises Denied; Blocked for one's own, for what is not to be public, and a second time.
    """
    decision = document.decision
    require(by, "decision.release_document", decision.organisation_path, decision.organisation_name)
    if document.added_by == by.actor_id:
        raise Blocked("这份材料是您自己登记的，公开要由另一个人同意。")
    _check(document)
    waits = DecisionDocument.objects.filter(pk=document.pk, is_public=True, released_on=None)
    if waits.update(released_on=timezone.localdate(), released_by_name=by.actor_name) != 1:
        raise Blocked("这份材料不是等着公开的，请刷新后再看。")
    trace.record(
        decision, "release_document", by=by, label="同意公开材料", note=document.title,
        content_hash=_hash([document.title, document.text, document.url]),
    )  # fmt: skip


@transaction.atomic
def remove_document(document: DecisionDocument, *, by: Actor) -> None:
    """Take a document off the file; the trace keeps its name. Raises Denied."""
    _open_for(document.decision, by)
    trace.record(document.decision, "remove_document", by=by, label="删除材料", note=document.title)
    document.delete()


def _hash(said: object) -> str:
    return trace.digest(trace.as_json(said).encode())
