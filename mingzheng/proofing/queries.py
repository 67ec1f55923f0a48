"""The questions of checks: what was let pass, by whom it may be, how a subject stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mingzheng.core.access import Actor, may
from mingzheng.proofing.models import Override
from mingzheng.proofing.rules.examining import LEVELS
from mingzheng.proofing.rules.finding import Finding, blocking
from mingzheng.proofing.rules.kinds import KINDS
from mingzheng.proofing.states import Level, MayPass


def deed_for(finding: Finding | Override) -> str:
    """The deed that letting this pass takes."""
    kind = KINDS.get(finding.code)
    is_private = kind is None or kind.override == MayPass.SECRECY
    return "finding.override_personal" if is_private else "finding.override"


def overrides_of(subject: Any) -> dict[str, Override]:
    """What was let pass in a subject, by fingerprint. One query."""
    rows = Override.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    )
    return {row.fingerprint: row for row in rows}


def refusal(finding: Finding, by: Actor, *, drafted_by: str = "") -> str:
    """Why nobody, or not this drafter, may let a finding pass; empty if roles alone decide.

    `drafted_by` is the actor_id of whoever wrote what is checked: numbers of persons are never let
    pass by the drafter, whatever posts that person holds.
    """
    if finding.level != Level.RED:
        return "只有“必须改”的才要放行。"
    if not finding.kind.may_pass:
        return f"“{finding.kind.label}”不能放行，要改好。"
    if finding.kind.override == MayPass.SECRECY and drafted_by == by.actor_id:
        return f"这一条是您起草的，“{finding.kind.label}”要由别的保密审查人放行。"
    return ""


@dataclass(frozen=True)
class Line:
    """One finding as a page shows it: who let it pass, whether this person may."""

    finding: Finding
    passed: Override | None
    may_pass: bool
    why_not: str = ""


@dataclass(frozen=True)
class Report:
    """The findings of a subject as a page shows them."""

    lines: Sequence[Line]

    @property
    def groups(self) -> list[tuple[str, str, list[Line]]]:
        """(level, its word, its lines), the gravest first; what was let pass comes last."""
        groups = []
        for level in LEVELS:
            lines = [line for line in self.lines if line.finding.level == level]
            if lines:
                lines.sort(key=lambda line: line.passed is not None)
                groups.append((level, str(Level(level).label), lines))
        return groups

    @property
    def blocking(self) -> int:
        """How many findings hold the subject back."""
        passed = {line.finding.fingerprint for line in self.lines if line.passed}
        return len(blocking([line.finding for line in self.lines], passed))


def report_of(
    subject: Any, findings: Iterable[Finding], *, by: Actor, drafted_by: str = ""
) -> Report:
    """The findings of a subject for a page, with what was let pass and what this person may.

    `subject` is None for a text of nobody's (试查). One query, none where nothing red was
    found: nothing else is let pass.
    """
    found = list(findings)
    is_red = any(one.level == Level.RED for one in found)
    passed = overrides_of(subject) if subject is not None and is_red else {}
    lines = []
    for one in found:
        allowed = subject is not None and may(by, deed_for(one), subject.organisation_path)
        said = refusal(one, by, drafted_by=drafted_by)
        lines.append(Line(one, passed.get(one.fingerprint), allowed and not said, said))
    return Report(lines)
