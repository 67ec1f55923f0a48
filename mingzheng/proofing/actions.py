"""Letting a red finding pass (放行): by name, with a reason, and not everything by everybody."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied
from mingzheng.proofing.models import Override
from mingzheng.proofing.queries import deed_for, refusal
from mingzheng.proofing.rules.finding import Finding
from mingzheng.proofing.rules.personal import personal
from mingzheng.proofing.states import Level
from mingzheng.prose.rules.pieces import Piece

SHORTEST = 4  # characters: "同意" is no reason
LONGEST_PLACES = 300


@transaction.atomic
def override(
    subject: Any, finding: Finding, *, by: Actor, reason: str, drafted_by: str = ""
) -> Override:
    """Let a red finding of a subject pass; the trace of the subject tells who and why.

    The subject is any row with `subject_title`, `organisation_path` and `organisation_name`.
    Raises Denied for somebody without the deed and for the drafter where another person must
    decide, Blocked for what nobody may let pass, a missing reason and a second time.
    """
    (row,) = _let_pass(subject, [finding], by, reason, drafted_by)
    _record(subject, "override_finding", "放行检查发现的问题", row, by)
    return row


@transaction.atomic
def override_all(
    subject: Any, findings: Sequence[Finding], *, by: Actor, reason: str, drafted_by: str = ""
) -> int:
    """Let many findings of a subject pass in one go, all or none; how many. One event tells it.

    Each is kept by itself, as `override` keeps one. Raises as `override` does, for the first.
    """
    rows = _let_pass(subject, findings, by, reason, drafted_by)
    kinds = Counter(row.label for row in rows)
    said = "、".join(f"{label} {number} 处" for label, number in kinds.items())
    places = "、".join(dict.fromkeys(row.where for row in rows))
    trace.record(
        subject, "override_finding", by=by, label="放行检查发现的问题", note=rows[0].reason,
        finding=said, where=places if len(places) <= LONGEST_PLACES else f"{len(rows)} 处",
    )  # fmt: skip
    return len(rows)


def _let_pass(
    subject: Any, findings: Sequence[Finding], by: Actor, reason: str, drafted_by: str
) -> list[Override]:
    """One row for each; Denied or Blocked with the sentence for the first that may not pass."""
    reason = " ".join(reason.split())
    for one in findings:
        require(by, deed_for(one), subject.organisation_path, subject.organisation_name)
        if said := refusal(one, by, drafted_by=drafted_by):
            raise (Denied if "要由别的" in said else Blocked)(said)
    _check_reason(reason)
    try:
        with transaction.atomic():
            return Override.objects.bulk_create(
                Override(
                    subject_type=subject._meta.label_lower,
                    subject_id=str(subject.pk),
                    fingerprint=one.fingerprint,
                    code=one.code,
                    where=one.where[:300],
                    reason=reason,
                    by_id=by.actor_id,
                    by_name=by.actor_name,
                )
                for one in findings
            )
    except IntegrityError as error:
        raise Blocked("这一处已经有人放行了，请刷新。") from error


@transaction.atomic
def withdraw_override(subject: Any, row: Override, *, by: Actor) -> None:
    """Take back what was let pass, so that it blocks again. Raises Denied."""
    require(by, deed_for(row), subject.organisation_path, subject.organisation_name)
    _record(subject, "withdraw_override", "收回放行", row, by)
    row.delete()


def _check_reason(reason: str) -> None:
    if len(reason) < SHORTEST:
        raise Blocked("写明理由：依据哪一条规定公开，或者为什么不是个人信息。")
    if len(reason) > 500:
        raise Blocked("理由太长，不超过 500 个字。")
    if any(one.level == Level.RED for one in personal(Piece("理由", reason))):
        raise Blocked("理由里写着完整的号码。理由会留痕，不要抄号码。")


def _record(subject: Any, step: str, label: str, row: Override, by: Actor) -> None:
    # What was found is not said: a trace cannot be corrected, and must not hold the number itself.
    trace.record(
        subject, step, by=by, label=label, note=row.reason, finding=row.label, where=row.where
    )
