"""What the trace proves (核验): every chain, every state, every seal, one citizen's receipt."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.models import Event, Stateful
from mingzheng.evidence.chains import Break, walk, walk_all
from mingzheng.evidence.models import Seal, events_of
from mingzheng.evidence.rules import (
    PUBLIC_FACTS,
    is_publishable,
    path,
    read_receipt,
    receipt_holds,
    tree,
)

CONTENT = ("actor_id", "organisation", "note", "facts")


class Verification(NamedTuple):
    """How many events were read, whether all held, and what did not."""

    events: int
    ok: bool
    broken: list[Break]


def _states(subject_type: str | None, subject_id: str | None) -> list[Break]:
    """Rows whose state is not the one their last move left: changed behind the trace's back."""
    broken = []
    for model in apps.get_models():
        label = model._meta.label_lower
        if not issubclass(model, Stateful) or subject_type not in (None, label):
            continue
        mine = Q(subject_id=Cast(OuterRef("pk"), models.CharField()))
        moves = Event.objects.filter(mine, subject_type=label).exclude(to_state="")
        last = moves.order_by("-sequence").values("to_state")[:1]
        count = moves.order_by().values("subject_id").annotate(n=Count("pk")).values("n")
        rows = model._base_manager.annotate(
            seen=Coalesce(Subquery(count), 0), last=Coalesce(Subquery(last), F("state"))
        ).exclude(steps_taken=F("seen"), state=F("last"))
        if subject_id:
            try:
                rows = rows.filter(pk=subject_id)
            except (ValueError, ValidationError):  # no row of this kind can have such an id
                continue
        for pk, taken, seen in rows.values_list("pk", "steps_taken", "seen"):
            reason = f"走过 {taken} 步，留痕里有 {seen} 步，状态与留痕对不上。"
            broken.append(Break(f"{label}:{pk}", seen + 1, reason))
    return broken


def verify(subject_type: str | None = None, subject_id: str | None = None) -> Verification:
    """Check chains and states: all (with the seals), of one type, or of one subject."""
    wanted = {"subject_type": subject_type, "subject_id": subject_id}
    events = Event.objects.filter(**{key: value for key, value in wanted.items() if value})
    count, broken = walk(events) if subject_type else walk_all()
    broken += _states(subject_type, subject_id)
    if not subject_type:
        broken += verify_seals().broken
    return Verification(count, not broken, broken)


def verify_seals() -> Verification:
    """Check every seal: chained without a gap, and its day's events are still the same."""
    broken, count, link, expected = [], 0, "", None
    for number, seal in enumerate(Seal.objects.order_by("day"), 1):
        links = list(events_of(seal.day).values_list("hash", flat=True))
        count += len(links)
        reason = ""
        if seal.previous_hash != link or expected not in (None, seal.day):
            reason = "与前一日的封存接不上。"
        elif seal.computed_hash() != seal.hash:
            reason = "封存记录被改动过。"
        elif len(links) != seal.events:
            reason = f"封存时有 {seal.events} 条记录，现在有 {len(links)} 条。"
        elif tree(links)[-1][0] != seal.root:
            reason = "封存以后，这一天的记录被改动过。"
        if reason:
            broken.append(Break(f"evidence.seal:{seal.day:%Y-%m-%d}", number, reason))
        link, expected = seal.hash, seal.day + timedelta(days=1)
    return Verification(count, not broken, broken)


def seals() -> QuerySet[Seal]:
    """The daily seals, newest first."""
    return Seal.objects.order_by("-day")


def sealed_until() -> date | None:
    """The last day that is sealed; None before the first."""
    return seals().values_list("day", flat=True).first()


def is_sealed(event: Event) -> bool:
    """True once the event's day is sealed, so that its receipt can be checked."""
    return Seal.objects.filter(day=timezone.localdate(event.at)).exists()


def publishable(subject: Any, step: str) -> Event | None:
    """The subject's event of this step if its receipt may be given to anyone; one query."""
    event = trace.history(subject).filter(step=step).first()
    content = event and {name: getattr(event, name) for name in CONTENT}
    return event if content and is_publishable(content) else None


@dataclass(frozen=True)
class Checked:
    """What became of a receipt: the seal of its day, whether it holds, why not, what it says."""

    holds: bool
    sentence: str
    seal: Seal | None = None
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The facts a receipt of ours may hold in Chinese; those of staff's steps as they stand."""
        facts = self.said.get("facts", {})
        return [(PUBLIC_FACTS.get(name, name), f"{value}") for name, value in facts.items()]


def check(text: str) -> Checked:
    """Whether a receipt's event is among those sealed on its day, by our published root.

    ValueError with a sentence if the text is no receipt. The root written in the receipt proves
    nothing: whoever makes one up writes a root that fits.
    """
    given = read_receipt(text)
    seal = Seal.objects.filter(day=given["day"]).first()
    if seal is None:
        return Checked(False, "这一天的留痕还没有封存。每天零点以后封存前一天的，请明天再来核对。")
    if not given["root"]:
        return Checked(
            False, "这份凭证是封存以前下载的，里面没有路径。请重新下载一份再核对。", seal
        )
    if not receipt_holds(given, seal.root):
        return Checked(
            False, "这份凭证和那一天封存的根校验值对不上：内容被改过，或者不是本站的。", seal
        )
    return Checked(True, "这条留痕就在那一天封存的留痕里，一个字都没有改过。", seal, _said(given))


def _said(given: dict[str, Any]) -> dict[str, Any]:
    """The content of a receipt that holds, its moment as clocks here show it."""
    said = dict(json.loads(given["content"]))
    moment = datetime.fromisoformat(said["at"]).replace(tzinfo=UTC)
    return said | {"at": timezone.localtime(moment)}


def receipt(event: Event) -> dict[str, Any]:
    """What a citizen keeps (回执): the event's text and hash, and the path to the day's root.

    `rules.receipt_holds` checks it. Until the day is sealed `root` is empty.
    """
    day = timezone.localdate(event.at)
    seal = Seal.objects.filter(day=day).first()
    levels = tree(events_of(day).values_list("hash", flat=True)) if seal else []
    return {
        "day": day.isoformat(),
        "content": trace.canonical(event),
        "previous_hash": event.previous_hash,
        "algorithm": event.algorithm,
        "hash": event.hash,
        "path": path(levels, event.hash) if seal else [],
        "root": seal.root if seal else "",
    }


def as_file(event: Event) -> bytes:
    """The receipt as the file that people keep and `check` reads."""
    return json.dumps(receipt(event), ensure_ascii=False, indent=1).encode()
