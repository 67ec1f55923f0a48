"""What only the desk asks: drafts and what waits, always for a person; what may be linked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.core.access import Actor, may
from mingzheng.core.models import Event
from mingzheng.prose.rules.reading import pictures_in
from mingzheng.publishing.flow import TURNS
from mingzheng.publishing.models import (
    Article,
    InterpretationRule,
    Link,
    Manuscript,
    ReviewPlan,
    Revision,
    RevisionFile,
)
from mingzheng.publishing.queries import linkable_by, synchrony_for
from mingzheng.publishing.states import OPEN_STATES, ManuscriptState, Visibility
from mingzheng.texts.rules.content import Content, Enclosure
from mingzheng.texts.states import ArticleKind, Relation, Validity

KINDS = dict(ArticleKind.choices)


def _reach(person: Actor, deed: str, prefix: str = "organisation__") -> Q:
    inside = Q(pk__in=[])
    for grant in person.grants:
        if deed in grant.deeds:
            inside |= Q(**{f"{prefix}path__startswith": grant.path})
    return inside


def visible_to(person: Actor) -> QuerySet[Manuscript]:
    """Manuscripts of the offices whose drafts this person may see."""
    found = Manuscript.objects.filter(_reach(person, "manuscript.see"))
    return found.select_related("organisation", "article", "revision")


def readable_by(person: Actor) -> QuerySet[Manuscript]:
    """The same, and those on their way that an office of this person was asked to interpret."""
    asked = _reach(person, "manuscript.see", "article__interpreter__")
    mine = _reach(person, "manuscript.see") | (asked & Q(state__in=OPEN_STATES))
    return Manuscript.objects.filter(mine).select_related("organisation", "article", "revision")


def asked_to_interpret(person: Actor) -> list[Manuscript]:
    """Texts not public yet that the person's own office was asked to interpret. One query."""
    found = Manuscript.objects.filter(
        article__interpreter__code=person.organisation_code, state__in=OPEN_STATES
    )
    return list(found.select_related("organisation", "article").order_by("opened_at", "pk"))


def articles_seen_by(person: Actor) -> QuerySet[Article]:
    """Articles, public or not, of the offices whose drafts this person may see."""
    found = Article.objects.filter(_reach(person, "manuscript.see"))
    return found.select_related("organisation", "home")


def offices_to_write_for(person: Actor) -> QuerySet[Organisation]:
    """Offices in use for which this person may draft, the own one among them."""
    found = Organisation.objects.filter(_reach(person, "manuscript.edit", ""), is_active=True)
    return found.order_by("path")


def waiting_for(person: Actor) -> list[Manuscript]:
    """Manuscripts to review next, own drafts that came back, what did not go out. One query.

    Oldest first. What a person wrote or has passed already does not wait for them (four eyes);
    what was held back at its moment waits for its signers and for the drafters of its office.
    """
    reach = _reach(person, "manuscript.back_sign") | _reach(person, "manuscript.edit")
    mine = ~Q(held_back="") & reach
    for turn in TURNS:
        mine |= Q(state=turn.state) & _reach(person, f"manuscript.{turn.step}")
    back = Q(state=ManuscriptState.DRAFT, steps_taken__gt=0, drafter=person.actor_id)
    found = Manuscript.objects.filter(mine | back).select_related("organisation")
    return [one for one in found.order_by("submitted_at", "pk") if _is_mine(one, person)]


def _is_mine(one: Manuscript, person: Actor) -> bool:
    if one.held_back:
        return True
    if one.is_draft:
        return may(person, "manuscript.submit", one.organisation_path)
    return person.actor_id not in (*one.writers, *one.passers)


def kept_waiting_by(manuscript: Manuscript) -> list[Manuscript]:
    """Signed policies that would be held back without this interpretation (三同步). Two queries."""
    if manuscript.state != ManuscriptState.SIGNED:
        return []
    explained = Link.objects.filter(
        source=manuscript.article_id, relation=Relation.INTERPRETS, target__isnull=False
    )
    found = Manuscript.objects.filter(
        article__in=explained.values("target"),
        state=ManuscriptState.SIGNED,
        interpretation_reason="",
    )
    return [
        one
        for one in found.select_related("organisation").order_by("publish_at")
        if synchrony_for(one.organisation).asks(one.kind, one.purpose, one.article.kind)
    ]


@dataclass(frozen=True)
class Overtaken:
    """A document that stands as 有效 though a public text in force says that it repeals it."""

    document: Article
    by: Article

    @property
    def on(self) -> date:
        """The day from which it holds no longer: when the other began to, and never before it."""
        released = timezone.localdate(self.by.released_at)
        begun = self.by.effective_on or self.by.dated_on or released
        own = (self.document.dated_on, self.document.effective_on)
        return max([begun, *(day for day in own if day)])


def overtaken_by(person: Actor) -> list[Overtaken]:
    """The documents that this person may mark as repealed, and should. At most one query."""
    return _overtaken(_reach(person, "article.repeal", "target__organisation__"))


def overtaking(document: Article) -> Overtaken | None:
    """What says that this document is repealed while it still stands as 有效. One query."""
    return next(iter(_overtaken(Q(target=document))), None)


def _overtaken(wanted: Q) -> list[Overtaken]:
    begun = Q(source__effective_on=None) | Q(source__effective_on__lte=timezone.localdate())
    found = Link.objects.filter(
        wanted, begun, relation=Relation.REPEALS, is_public=True,
        source__visibility=Visibility.PUBLIC, target__visibility=Visibility.PUBLIC,
        target__validity=Validity.VALID,
    )  # fmt: skip
    rows = found.select_related("source__organisation", "target__organisation")
    # Where several say so, the one that said it first ends up standing for all.
    said = {one.target_id: one for one in rows.order_by("-source__released_at", "-pk")}
    return [Overtaken(one.target, one.source) for one in said.values() if one.target]


def revisions_of(article: Article) -> list[Revision]:
    """All revisions of an article without their texts, the newest first. One query."""
    return list(article.revisions.defer("body").order_by("-number"))


def enclosed_in(revision: Revision | None) -> list[tuple[RevisionFile, bool]]:
    """The files of a revision in their order, and whether the text shows each as a picture."""
    if revision is None:
        return []
    shown = pictures_in(revision.body)
    rows = revision.files.select_related("attachment__content").order_by("position")
    found = rows.defer("attachment__content__texts")
    return [(one, one.attachment_id in shown) for one in found]


def content_of(revision: Revision | None, files: list[tuple[RevisionFile, bool]]) -> Content:
    """What a revision says, with its files as `enclosed_in` gives them. No query."""
    if revision is None:
        return Content()
    hashes = [one.attachment.content.content_hash if one.attachment else "" for one, _ in files]
    return revision.content_with(
        Enclosure(one.name, one.attachment_id, key)
        for (one, _), key in zip(files, hashes, strict=True)
    )


def last_passed(manuscript: Manuscript) -> Revision | None:
    """The revision that a reviewer last passed, to compare with what is sent now; None at first.

    A sent-back one counts too: the reviewer wants to see what was changed since.
    """
    found = manuscript.reviews.exclude(revision=manuscript.revision).order_by("-at", "-pk").first()
    return found.revision if found else None


def linkable(text: str, *, apart_from: Article, limit: int = 20) -> list[Article]:
    """Articles that the office of this one may link with, by words of the title or a 文号."""
    found = linkable_by(apart_from.organisation_id).exclude(title="")
    for word in text.split():
        found = found.filter(
            Q(title__contains=word) | Q(document_number__contains=word) | Q(code=word)
        )
    return list(found.exclude(pk=apart_from.pk).order_by("-released_at", "-pk")[:limit])


@dataclass
class Decided:
    """What an office itself has decided about its publishing (发布设置), and who did so last."""

    organisation: Organisation
    plan: ReviewPlan | None = None
    rule: InterpretationRule | None = None
    plan_event: Event | None = None
    rule_event: Event | None = None

    @property
    def kinds(self) -> str:
        """The kinds that go out with an interpretation, in words."""
        return "、".join(str(KINDS[kind]) for kind in self.rule.kinds) if self.rule else ""


def decided_by(offices: Sequence[Organisation]) -> dict[int, Decided]:
    """By key, those of these offices that decided anything themselves. Three queries."""
    found = {one.pk: Decided(one) for one in offices}
    kinds = (ReviewPlan._meta.label_lower, InterpretationRule._meta.label_lower)
    events = Event.objects.filter(subject_type__in=kinds).order_by("sequence")
    last = {(event.subject_type, event.subject_id): event for event in events}
    for plan in ReviewPlan.objects.filter(organisation__in=found):
        one = found[plan.organisation_id]
        one.plan, one.plan_event = plan, last.get((kinds[0], str(plan.pk)))
    for rule in InterpretationRule.objects.filter(organisation__in=found):
        one = found[rule.organisation_id]
        one.rule, one.rule_event = rule, last.get((kinds[1], str(rule.pk)))
    return {key: one for key, one in found.items() if one.plan or one.rule}
