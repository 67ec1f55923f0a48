"""Accepted ways to write codes (编码规则): rows, because the standard could not be read."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from mingzheng.catalogue.actions.editions import demand
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.powers.actions import rows
from mingzheng.powers.models import CodeProfile
from mingzheng.powers.rules.codes import pattern_fault
from mingzheng.powers.rules.columns import STORED
from mingzheng.powers.states import CodeKind
from mingzheng.standards.actions import root_path
from mingzheng.standards.states import SourceTag

STANDARD = "GB/T 39554.1-2020，位数凭记忆，待核实"
STARTERS = (
    (CodeKind.BASE, "基本编码 12 位", 12, r"[0-9A-Z]{12}"),
    (CodeKind.IMPLEMENTATION, "实施编码 31 位", 31, r"[0-9A-Z]{31}"),
)


def load_profiles() -> int:
    """Enter the profiles that come with the product and are not there yet; returns how many."""
    have = set(CodeProfile.objects.values_list("name", flat=True))
    said = {"source": STANDARD, "tag": SourceTag.MEMORY}
    new = [
        CodeProfile(kind=kind, name=name, length=length, pattern=pattern, **said)
        for kind, name, length, pattern in STARTERS
        if name not in have
    ]
    CodeProfile.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def save_profile(profile: CodeProfile, *, by: Actor, **columns: Any) -> CodeProfile:
    """Enter or change a profile; traced. Lists that hold such codes are checked anew at once.

    Raises Denied, Blocked for a pattern nobody can read.
    """
    demand(by, "standard.confirm", root_path(), "编码规则由政务公开办维护。")
    if wrong := pattern_fault(columns.get("pattern", "")):
        raise Blocked(wrong)
    kinds = {profile.kind, columns.get("kind", profile.kind)}
    for name, value in columns.items():
        setattr(profile, name, value)
    profile.save()
    _check_anew(kinds)
    said = {name: str(value) for name, value in columns.items()}
    trace.record(profile, "save_profile", by=by, label="修改编码规则", said=said)
    return profile


def _check_anew(kinds: Iterable[str]) -> None:
    """Findings and score of every list that holds codes of these kinds; closed ones stay."""
    closed = (EditionState.SUPERSEDED, EditionState.DISCARDED)
    lists = Edition.objects.filter(catalogue__kind__in=rows.KINDS).exclude(state__in=closed)
    told = Q(pk__in=[])
    for kind in kinds:
        # The code of a body has no column of its own: it stands with the rest of the data set.
        is_apart = kind not in STORED
        told |= Q(powers__details__has_key=kind) if is_apart else Q(**{f"powers__{kind}__gt": ""})
    for edition in lists.filter(told).distinct().order_by("pk"):
        rows.count(edition)
