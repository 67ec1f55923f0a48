"""What to do about a finding (检查发现): write over it, let it pass, hold it back again."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction

from mingzheng.core.access import Actor, Blocked
from mingzheng.proofing.actions import override, withdraw_override
from mingzheng.proofing.queries import Report, overrides_of, report_of
from mingzheng.proofing.rules.examining import SUMMARY, TITLE
from mingzheng.proofing.rules.finding import Finding
from mingzheng.proofing.rules.finding import mask as mask_text
from mingzheng.proofing.rules.masking import masked
from mingzheng.publishing.actions import checking, drafting
from mingzheng.publishing.models import Manuscript, Revision

GONE = "稿子已经改过，没有这一处了，请刷新后再看。"


def report(manuscript: Manuscript, *, by: Actor) -> Report | None:
    """What the checks say of the present revision, and what this person may do; None before one."""
    if manuscript.revision is None:
        return None
    found = checking.shown_of(manuscript, manuscript.revision)
    return report_of(manuscript, found, by=by, drafted_by=_wrote(manuscript, by))


@transaction.atomic
def let_pass(manuscript: Manuscript, mark: str, *, by: Actor, reason: str) -> None:
    """Let a red finding pass (放行), known by its fingerprint, with a reason.

    Whoever wrote any revision of the manuscript is its drafter. Raises Denied, Blocked.
    """
    found = _found(manuscript, {mark})[0]
    override(manuscript, found, by=by, reason=reason, drafted_by=_wrote(manuscript, by))
    drafting.look_again(manuscript)


@transaction.atomic
def hold_back(manuscript: Manuscript, mark: str, *, by: Actor) -> None:
    """Take back that a finding was let pass (收回放行). Raises Denied, Blocked."""
    _found(manuscript, {mark})
    row = overrides_of(manuscript).get(mark)
    if row is None:
        raise Blocked("这一处没有放行，请刷新后再看。")
    withdraw_override(manuscript, row, by=by)
    drafting.look_again(manuscript)


@transaction.atomic
def mask(manuscript: Manuscript, marks: Collection[str], *, by: Actor, base: int) -> Revision:
    """Write what is suggested over these findings (照建议改), as a new revision of the draft.

    `base` is the number of the revision that was looked at. Raises Denied, Blocked.
    """
    drafting.hold_draft(manuscript, by)
    found = [one for one in _found(manuscript, marks) if one.replacement]
    revision = manuscript.revision
    if revision is None or not found:
        raise Blocked("这几处没有可以照着改的写法，请自己改。")
    lines = {"title": TITLE, "summary": SUMMARY, **checking.LINES}
    said: dict[str, Any] = {
        name: mask_text(getattr(revision, name), [one for one in found if one.where == label])
        for name, label in lines.items()
    }
    content = replace(revision.content, body=masked(revision.body, found), **said)
    made = drafting.save_revision(manuscript, content, by=by, base=base)
    if made is None:
        raise Blocked("这几处在附件里或者跨了几格，不能自动改，请自己改好。")
    return made


def _found(manuscript: Manuscript, marks: Collection[str]) -> list[Finding]:
    """The findings with these fingerprints, the row held. Blocked when one is no longer there."""
    drafting.hold(manuscript)
    if not manuscript.is_open or manuscript.revision is None:
        raise Blocked(f"稿件现在是“{manuscript.state_label}”，检查发现的问题不能再处理。")
    found = checking.findings_of(manuscript, manuscript.revision)
    wanted = [one for one in found if one.fingerprint in marks]
    if {one.fingerprint for one in wanted} != set(marks):
        raise Blocked(GONE)
    return wanted


def _wrote(manuscript: Manuscript, by: Actor) -> str:
    return by.actor_id if by.actor_id in manuscript.writers else ""
