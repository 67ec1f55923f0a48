"""Steps of a draft (写环节): a whole process at a time, judgements kept where names stay."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.forms.models import model_to_dict

from mingzheng.catalogue.actions.drafting import Change, Outcome
from mingzheng.catalogue.models import Edition
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.powers.actions.items import open_for
from mingzheng.powers.models import PowerItem
from mingzheng.processes.actions import rows
from mingzheng.processes.models import Information, ProcessStep
from mingzheng.processes.rules.steps import StepContent, fingerprint, in_order
from mingzheng.processes.states import JudgementState

ASIDE = 10_000  # no process has so many steps


@dataclass(frozen=True)
class ProcessDraft:
    """The process of one item as somebody wants it; `code` is the item's."""

    code: str
    steps: tuple[StepContent, ...]


def contents_of(item: PowerItem) -> list[StepContent]:
    """The steps of an item as plain values. Two queries."""
    return [step.content for step in item.steps.prefetch_related("information")]


@transaction.atomic
def put_steps(item: PowerItem, steps: Sequence[StepContent], *, by: Actor) -> bool:
    """Write the whole process of an item of a draft; False when it says so already.

    Information that keeps its name keeps its judgement. Raises Denied; Blocked also where a
    judgement that waits to be passed would be lost.
    """
    open_for(item.edition, by)
    _demand_numbers(item, steps)
    lost = judgements_lost(item, steps)
    if reason := why_not_lose(lost):
        raise Blocked(reason)
    if not _write(item, in_order(steps)):
        return False
    note = f"{item.code} {item.title}"
    if lost:
        note += f"；不再作数的认定：{'、'.join(one.name for one in lost)}"
    trace.record(
        item.edition, "put_steps", by=by, label="填写环节", note=note,
        code=item.code, steps=len(steps),
    )  # fmt: skip
    rows.count(item.edition)
    return True


def judgements_lost(item: PowerItem, steps: Sequence[StepContent]) -> list[Information]:
    """Judged information that a process written like this would no longer have. One query."""
    _, left = _kept(item, steps)
    return [one for one in left if one.state != JudgementState.OPEN]


def why_not_lose(lost: Sequence[Information]) -> str | None:
    """Why these judgements may not be lost: the openness office has one before it; else None."""
    waiting = [one.name for one in lost if one.state == JudgementState.REVIEW]
    if not waiting:
        return None
    return (
        f"“{'”“'.join(waiting)}”正等政务公开办审核，改名或者删掉会丢掉提请的情形和理由。"
        "请先打开它点“重新认定”收回来，再改环节；或者名称照原样写回去。"
    )


def _kept(
    item: PowerItem, steps: Sequence[StepContent]
) -> tuple[dict[tuple[int, str], Information], list[Information]]:
    """(what is known of information by step and name, what no step names any more).

    The same step first: two steps may make information of one name, judged apart.
    """
    known = Information.objects.filter(step__item=item).select_related("step")
    left = {(one.step.number, one.name): one for one in known}
    places = [(step.number, name) for step in steps for name, _ in step.information]
    kept = {place: left.pop(place) for place in places if place in left}
    for place in places:
        moved = next((was for was in left if was[1] == place[1]), None)
        if place not in kept and moved:
            kept[place] = left.pop(moved)
    return kept, list(left.values())


def _demand_numbers(item: PowerItem, steps: Sequence[StepContent]) -> None:
    numbers = [step.number for step in steps]
    if len(set(numbers)) < len(numbers):
        raise Blocked(f"{item.title}：环节序号有重复。")


def _write(item: PowerItem, steps: Sequence[StepContent]) -> bool:
    _demand_numbers(item, steps)
    if fingerprint(contents_of(item)) == fingerprint(steps):
        return False
    kept, left = _kept(item, steps)
    # Written anew; what is known of information by its name is hung on the new steps.
    old = list(item.steps.values_list("pk", flat=True))
    # Out of the way of the new numbers; they go as soon as nothing hangs on them.
    ProcessStep.objects.filter(pk__in=old).update(number=F("number") + ASIDE)
    for step in steps:
        row = _step(item, step)
        for position, (name, suggested) in enumerate(step.information, start=1):
            one = kept.get((step.number, name))
            if one is None:
                one = Information(name=name, state=JudgementState.OPEN)
            one.step, one.position, one.suggested = row, position, suggested
            one.save()
    Information.objects.filter(pk__in=[one.pk for one in left]).delete()
    ProcessStep.objects.filter(pk__in=old).delete()
    return True


def _step(item: PowerItem, step: StepContent) -> ProcessStep:
    return ProcessStep.objects.create(
        item=item,
        number=step.number,
        name=step.name[:100],
        post=step.post[:100],
        limit=step.limit,
        unit=step.unit,
        input=step.input,
        output=step.output,
        nexts=[asdict(one) for one in step.nexts],
        is_end=step.is_end,
    )


def snapshot(item: PowerItem) -> dict[str, Any]:
    """The whole process as it stands, enough to bring it back."""
    steps = item.steps.prefetch_related("information")
    return {
        "steps": [
            {
                "step": _columns(step, "item"),
                "information": [_columns(one, "step") for one in step.information.all()],
            }
            for step in steps
        ]
    }


def _columns(row: Any, parent: str) -> dict[str, Any]:
    # steps_taken is not editable, so model_to_dict leaves it out; it belongs to the state.
    values = model_to_dict(row, exclude=[parent])
    if hasattr(row, "steps_taken"):
        values["steps_taken"] = row.steps_taken
    return {name: v.isoformat() if hasattr(v, "isoformat") else v for name, v in values.items()}


@transaction.atomic
def put_processes(
    edition: Edition, drafts: Sequence[ProcessDraft], *, by: Actor, complete: bool = False
) -> Outcome:
    """Write the processes of many items of a draft (导入环节); returns what can be undone.

    Raises Denied, Blocked.
    """
    open_for(edition, by)
    items = {item.code: item for item in edition.powers.all()}
    outcome = Outcome()
    for draft in drafts:
        item = items[draft.code]
        before = snapshot(item)
        steps = in_order(draft.steps)
        if reason := why_not_lose(judgements_lost(item, steps)):
            raise Blocked(reason)
        if not _write(item, steps):
            outcome.unchanged += 1
            continue
        kind = "updated" if before["steps"] else "created"
        setattr(outcome, kind, getattr(outcome, kind) + 1)
        outcome.changes.append(Change(kind, item.code, before, fingerprint(contents_of(item))))
    if outcome.changes:
        rows.count(edition)
    return outcome


@transaction.atomic
def take_back(edition: Edition, changes: Sequence[Change], *, by: Actor) -> None:
    """Undo an import of processes. Blocked when one was changed again since."""
    open_for(edition, by)
    items = {item.code: item for item in edition.powers.all()}
    for change in changes:
        item = items.get(change.code)
        if item is None or fingerprint(contents_of(item)) != change.after:
            raise Blocked(f"{change.code} 的环节后来又改过，不能整批撤销，请逐条改回。")
        item.steps.all().delete()
        restore(item, change.before or {})
    rows.count(edition)


def restore(item: PowerItem, told: Mapping[str, Any]) -> None:
    """Bring back a process as `snapshot` told it."""
    for saved in told["steps"]:
        _restore(item, saved)


def _restore(item: PowerItem, saved: Mapping[str, Any]) -> None:
    columns = {name: value for name, value in saved["step"].items() if name != "id"}
    step = ProcessStep.objects.create(item=item, **columns)
    Information.objects.bulk_create(
        Information(step=step, **{("pk" if n == "id" else n): v for n, v in one.items()})
        for one in saved["information"]
    )
