"""The questions of replay: the public steps of an article, every text of it that was public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from mingzheng.core import trace
from mingzheng.core.models import Event
from mingzheng.publishing.models import Article, Manuscript, Revision
from mingzheng.publishing.states import ManuscriptState


def versions_of(article: Article) -> list[tuple[Manuscript, Revision]]:
    """Every text that was public, the newest first, with the manuscript that brought it out.

    Empty for a withdrawn article: its old texts are as withdrawn as the last. None from before a
    change that closed them (以前的文字不再公开). Two queries.
    """
    if not article.is_public:
        return []
    found = Manuscript.objects.filter(article=article, state=ManuscriptState.PUBLISHED)
    # What was public before a withdrawal is not read again after a new release.
    taken_back = trace.history(article).filter(step="withdraw").order_by("-sequence").first()
    if taken_back:
        found = found.filter(published_at__gt=taken_back.at)
    rows = found.select_related("revision").order_by("-published_at", "-pk")
    return [(one, one.revision) for one in still_open(rows) if one.revision]


def still_open(rows: Iterable[Manuscript]) -> list[Manuscript]:
    """Of what went out, the newest first, what may still be read: down to what closed the rest."""
    found = []
    for one in rows:
        found.append(one)
        if one.closes_earlier:
            break
    return found


@dataclass(frozen=True)
class PublicStep:
    """One step as the public sees it (过程还原): what, when, and by which post; no names."""

    label: str
    at: datetime
    who: str
    note: str = ""


# What was said inside stays inside: opinions, sendings back and drafts are not information that
# the office has finished (条例第十六条第二款, 过程性信息).
PUBLIC_STEPS = {
    "submit": "送审",
    "pass_first": "初审",
    "pass_second": "复审",
    "pass_secrecy": "保密审查",
    "sign": "签发",
    "publish": "发布",
}
# Of an article: what its manuscripts tell already, and what changes nothing of the text.
INSIDE_STEPS = {"release", "pin"}
POSTS = {
    "submit": "拟稿人",
    "pass_first": "初审人",
    "pass_second": "复审人",
    "pass_secrecy": "保密审查人",
    "sign": "签发人",
    "publish": "系统",
}


def process_of(article: Article) -> list[PublicStep]:
    """How a public article came out (过程还原), for the public, oldest first. Two queries.

    Of each manuscript that went out, the last round of reviews; then withdrawal, repeal, lapse.
    """
    done = Manuscript.objects.filter(article=article, state=ManuscriptState.PUBLISHED)
    keys = [str(key) for key in done.values_list("pk", flat=True)]
    inside = Q(subject_type="publishing.manuscript", subject_id__in=keys)
    own = Q(subject_type="publishing.article", subject_id=str(article.pk))
    events = Event.objects.filter(inside | own).order_by("pk")
    rounds: dict[str, list[Event]] = {}
    steps: list[PublicStep] = []
    for event in events:
        if event.subject_type == "publishing.article":
            if event.step not in INSIDE_STEPS:
                steps.append(PublicStep(event.label, event.at, "", _public_note(event)))
        elif event.step == "submit":
            rounds[event.subject_id] = [event]
        elif event.step in PUBLIC_STEPS and event.subject_id in rounds:
            rounds[event.subject_id].append(event)
    steps += [
        PublicStep(PUBLIC_STEPS[one.step], one.at, POSTS[one.step])
        for some in rounds.values()
        for one in some
    ]
    return sorted(steps, key=lambda step: step.at)


def _public_note(event: Event) -> str:
    return event.note if event.step == "withdraw" else ""
