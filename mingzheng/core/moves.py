"""Taking steps (走流程): the only writer of `.state`."""

from typing import Any, NamedTuple

from django.db import transaction

from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied, may
from mingzheng.core.flow import Step
from mingzheng.core.models import Event, Stateful


class Choice(NamedTuple):
    """A step as the case page shows it: `reason` is None if it may be taken now."""

    step: Step
    reason: str | None


def _not_yours(subject: Stateful, step: Step, by: Actor) -> str | None:
    deed = subject.FLOW.deed(step)
    if may(by, deed, subject.organisation_path):
        return None
    if any(deed in grant.deeds for grant in by.grants):
        return f"“{step.label}”要由{subject.organisation_name}或上级的{step.who}办理。"
    posts = "、".join(dict.fromkeys(grant.role_label for grant in by.grants)) or "未分配"
    return f"“{step.label}”由{step.who}办理，{by.actor_name}的岗位是：{posts}。"


def _not_now(subject: Stateful, step: Step, by: Actor) -> str | None:
    states = subject.FLOW.states
    if subject.state not in step.sources:
        where = "、".join(f"“{states[s]}”" for s in states if s in step.sources)
        return f"“{step.label}”要在{where}时办理，现在是“{subject.state_label}”。"
    return next((reason for guard in step.unless if (reason := guard(subject, by))), None)


def why_not(subject: Stateful, step: str, *, by: Actor) -> str | None:
    """The reason `by` cannot take the step now, a Chinese sentence; None if they can."""
    row = subject.FLOW.step(step)
    return _not_yours(subject, row, by) or _not_now(subject, row, by)


def choices(subject: Stateful, *, by: Actor) -> list[Choice]:
    """Every step of the flow, those that leave the present state first, with the reason against."""
    steps = sorted(subject.FLOW.steps, key=lambda step: subject.state not in step.sources)
    return [Choice(step, why_not(subject, step.name, by=by)) for step in steps]


def move(subject: Stateful, step: str, *, by: Actor, note: str = "", **facts: Any) -> Event:
    """Take a step: check, change the state if nobody did first, record; all or nothing.

    Raises Denied (not this person) or Blocked (not now, or another was faster).
    """
    row = subject.FLOW.step(step)
    if reason := _not_yours(subject, row, by):
        raise Denied(reason)
    if reason := _not_now(subject, row, by):
        raise Blocked(reason)
    if row.note_required and not note.strip():
        raise Blocked(f"“{row.label}”要写明意见，至少一句话。")
    before, taken = subject.state, subject.steps_taken
    with transaction.atomic():
        mine = type(subject)._base_manager.filter(pk=subject.pk, state=before, steps_taken=taken)
        if mine.update(state=row.target, steps_taken=taken + 1) != 1:
            raise Blocked("已被他人处理，请刷新后再看。")
        event = trace.record(
            subject, step, by=by, label=row.label, note=note, moved=(before, row.target), **facts
        )
    subject.state, subject.steps_taken = row.target, taken + 1
    return event
