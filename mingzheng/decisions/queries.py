"""The questions of major decisions: what is public, what waits, what a matter's page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, F, Q, QuerySet, Value

from mingzheng.accounts.models import Organisation
from mingzheng.core.access import Actor
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.models import Clock
from mingzheng.deadlines.rules.lights import NO_LIGHT, Light, Thresholds, light
from mingzheng.decisions.models import (
    Decision,
    DecisionCatalogue,
    DecisionDocument,
    DecisionOpinion,
    DecisionRecord,
)
from mingzheng.decisions.rules import evidence, stages
from mingzheng.decisions.rules.rows import Row
from mingzheng.decisions.rules.stages import Place
from mingzheng.decisions.states import OPEN_LISTS
from mingzheng.decisions.states import DecisionListState as L
from mingzheng.decisions.states import DecisionState as S

# --- catalogues -----------------------------------------------------------------------------------


def published(organ: Organisation, year: int) -> DecisionCatalogue | None:
    """The organ's catalogue of that year that is published now; None if there is none."""
    found = DecisionCatalogue.objects.filter(organisation=organ, year=year, state=L.PUBLISHED)
    return found.select_related("organisation").first()


def public_catalogues() -> QuerySet[DecisionCatalogue]:
    """Every version that is or was published, the newest first."""
    found = DecisionCatalogue.objects.filter(state__in=[L.PUBLISHED, L.SUPERSEDED])
    return found.select_related("organisation", "based_on__organisation").order_by(
        "-published_on", "-number", "-pk"
    )


def rows_of(catalogue: DecisionCatalogue) -> dict[str, Row]:
    """The matters of a version as plain rows by code, in their order. One query."""
    return {one.code: one.row for one in catalogue.matters.select_related("lead")}


def leads_of(organ: Organisation) -> QuerySet[Organisation]:
    """The offices that may lead a matter of this organ: itself and those below it."""
    found = Organisation.objects.filter(path__startswith=organ.path, is_active=True)
    return found.exclude(level="village").order_by("path")


def names_of_leads(organ: Organisation) -> dict[str, str]:
    """Full and short names of the offices that may lead, with their codes."""
    offices = list(leads_of(organ))
    short = {one.short_name: one.code for one in offices if one.short_name}
    return short | {one.name: one.code for one in offices}


def under_way(organ: Organisation, year: int) -> DecisionCatalogue | None:
    """The version of that year that is not yet published; None if there is none."""
    return DecisionCatalogue.objects.filter(
        organisation=organ, year=year, state__in=OPEN_LISTS
    ).first()


def organ_of(office: Organisation) -> Organisation:
    """Which organ decides what this office leads: a government itself, else the one above it."""
    is_government = office.kind in ("government", "town", "street")
    return office if is_government or office.parent is None else office.parent


def planned_out(decision: Decision) -> dict[str, str]:
    """Which steps the published catalogue plans to leave out, with their reasons."""
    catalogue = published(decision.organ, decision.year)
    one = catalogue.matters.filter(code=decision.code).first() if catalogue else None
    return dict(one.left_out) if one else {}


def lead_of(organ: Organisation, code: str) -> Organisation | None:
    """The office of this code if it may lead a matter of this organ."""
    return leads_of(organ).filter(Q(code=code) | Q(name=code) | Q(short_name=code)).first()


# --- who sees what on the desk --------------------------------------------------------------------


def _reach(person: Actor, prefix: str, deed: str) -> Q:
    inside = Q(pk__in=[])
    for grant in person.grants:
        if deed in grant.deeds:
            inside |= Q(**{f"{prefix}path__startswith": grant.path})
    return inside


def visible_to(person: Actor) -> QuerySet[Decision]:
    """Matters whose lead office or organ this person may see into."""
    inside = _reach(person, "organisation__", "decision.see")
    return Decision.objects.filter(inside).select_related("organ", "organisation")


def catalogues_visible_to(person: Actor) -> QuerySet[DecisionCatalogue]:
    """Catalogues of organs this person may see into, and whatever is published."""
    inside = _reach(person, "organisation__", "decision.see") | Q(state=L.PUBLISHED)
    if not any("decision.see" in grant.deeds for grant in person.grants):
        inside = Q(pk__in=[])
    found = DecisionCatalogue.objects.filter(inside)
    return found.select_related("organisation", "based_on__organisation")


def organs_of(person: Actor, deed: str = "decision_list.edit") -> QuerySet[Organisation]:
    """Organs whose catalogue this person may write: governments, departments, towns."""
    inside = _reach(person, "", deed)
    return Organisation.objects.filter(inside, is_active=True).exclude(level="village")


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: a matter or a catalogue at a step of theirs."""

    kind: str  # "matter", "catalogue", or "papers" of a matter that wait to be released
    pk: int
    title: str
    state: str
    origin: str
    closes_on: date | None = None


# From which state the next step is whose: deed, states.
TURNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("decision.start", (S.PROPOSED,)),
    ("decision.draft", (S.STARTED,)),
    ("decision.give_legality", (S.LEGAL,)),
    ("decision.discuss", (S.LEGAL, S.DISCUSSED)),
    ("decision.execute", (S.PUBLISHED,)),
    ("decision.consult", (S.DRAFTED, S.CONSULTING)),
    ("decision.submit_legal", (S.ANSWERED, S.ARGUED, S.ASSESSED)),
)
LIST_TURNS = (
    ("decision_list.submit", (L.DRAFT,)),
    ("decision_list.pass_on", (L.REVIEW,)),
    ("decision_list.consent", (L.CONSENT, L.AGREED)),
)


def _mine(person: Actor, turns: Iterable[tuple[str, tuple[str, ...]]]) -> Q:
    found = Q(pk__in=[])
    for deed, states in turns:
        turn = Q(state__in=states)
        if deed == "decision.give_legality":
            turn &= Q(legality="") & ~Q(organisation__code=person.organisation_code)
        if deed == "decision.discuss":
            turn &= ~Q(legality="") & ~Q(legality="unlawful")
        if deed == "decision.consult":
            turn &= ~Q(drafted_by=person.actor_id)
        if deed in ("decision.draft", "decision.submit_legal"):
            turn &= Q(organisation__code=person.organisation_code)
        if deed == "decision_list.pass_on":
            turn &= ~Q(submitted_by=person.actor_id)
        if deed == "decision_list.submit":
            turn &= Q(organisation__code=person.organisation_code)
        found |= turn & _reach(person, "organisation__", deed)
    return found


def _to_release(person: Actor) -> Q:
    """Matters with documents that another person put on file to be public."""
    waits = DecisionDocument.objects.filter(is_public=True, released_on=None)
    others = waits.exclude(added_by=person.actor_id).values("decision")
    reach = _reach(person, "organisation__", "decision.release_document")
    return Q(pk__in=others) & ~Q(state=S.ENDED) & reach


def waiting_for(person: Actor) -> list[Task]:
    """Matters and catalogues whose next step is this person's, oldest first. One query."""
    held = frozenset[str]().union(*(grant.deeds for grant in person.grants))
    if not held.intersection(deed for deed, _ in (*TURNS, *LIST_TURNS)):
        return []
    columns = ("what", "pk", "named", "state", "organisation__name", "closing")
    matters = Decision.objects.filter(_mine(person, TURNS)).annotate(
        what=_text("matter"), named=F("name"), closing=F("closes_on")
    )
    lists = DecisionCatalogue.objects.filter(_mine(person, LIST_TURNS)).annotate(
        what=_text("catalogue"), named=_text("年度重大行政决策事项目录"), closing=F("consent_on")
    )
    papers = Decision.objects.filter(_to_release(person)).annotate(
        what=_text("papers"), named=F("name"), closing=F("closes_on")
    )
    rows = matters.order_by().values_list(*columns)
    rows = rows.union(*(some.order_by().values_list(*columns) for some in (lists, papers)))
    return [Task(*row) for row in rows.order_by("what", "pk")]


def _text(words: str) -> Value:
    return Value(words, output_field=CharField())


# --- lights ---------------------------------------------------------------------------------------


def planned_for(decision: Decision) -> date | None:
    """The last day of the month that the plan gives the next stage; None where it gives none."""
    due = stages.next_stage(decision.state, decision.left_out, decision.kept)
    month = decision.plan.get(due or "", "")
    if not month:
        return None
    year, number = (int(part) for part in month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return following - timedelta(days=1)


def light_of(decision: Decision, today: date, calendar: WorkCalendar) -> Light:
    """How the next stage stands to its plan; grey where nothing is planned or all is done."""
    due = planned_for(decision)
    return light(due, today, calendar, Thresholds()) if due else NO_LIGHT


def running_clocks(decision: Decision) -> list[Clock]:
    """The periods of a matter that run now, the first due first. Two queries."""
    found = Clock.objects.filter(
        subject_type="decisions.decision", subject_id=str(decision.pk), stopped_on=None
    )
    return list(found.order_by("due_on").prefetch_related("facts"))


# --- one matter -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Leaf:
    """One record as a page shows it: its step, day, and the words of each field."""

    record: DecisionRecord
    rows: list[tuple[str, str]]

    @property
    def title(self) -> str:
        """What happened, without the clerk's 登记."""
        return self.record.label.removeprefix("登记")


@dataclass(frozen=True)
class Chapter:
    """One stage with what is on file of it."""

    place: Place
    leaves: list[Leaf]
    documents: list[DecisionDocument]
    opinions: list[DecisionOpinion]
    day: date | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (self.leaves or self.documents or self.opinions)


def chapters(decision: Decision, *, public: bool) -> list[Chapter]:
    """The whole course, stage by stage, with its files. Three queries.

    With `public` only what the public may see: public fields of published records, released
    documents of stages that are public, and opinions once their adoption is published.
    """
    records = list(decision.records.order_by("pk"))
    shown = [one for one in records if one.is_public or not public]
    stages_shown = {one.stage for one in shown}
    papers = [
        one
        for one in decision.documents.order_by("pk")
        if not public or (one.released_on and one.stage in stages_shown)
    ]
    answered = S.ANSWERED in stages_shown or not public
    opinions = list(decision.opinions.order_by("-round", "position")) if answered else []
    if public:
        rounds = {one.round for one in shown if one.stage == S.ANSWERED}
        opinions = [one for one in opinions if one.round in rounds]
    mine = [one for one in records if one.round == decision.round or one.stage in decision.kept]
    reached = {one.stage for one in mine if one.step != "return_legal"} | {S.PROPOSED.value}
    reached |= {one.stage for one in records if one.step == "start"}
    found = []
    for place in stages.line(decision.state, decision.left_out, reached, decision.kept):
        told = [Leaf(one, _rows(one, public)) for one in shown if one.stage == place.stage]
        leaves = [leaf for leaf in told if leaf.rows]
        mine_here = [one.recorded_on for one in records if one.stage == place.stage]
        found.append(
            Chapter(
                place,
                leaves,
                [one for one in papers if one.stage == place.stage],
                opinions if place.stage == S.ANSWERED else [],
                max(mine_here) if mine_here and place.mark == "done" else None,
            )
        )
    return found


def _rows(record: DecisionRecord, public: bool) -> list[tuple[str, str]]:
    return evidence.told(record.step, record.said, public=public)


# --- the public -----------------------------------------------------------------------------------


def public_decisions() -> QuerySet[Decision]:
    """Matters that anybody may look at: those of a published catalogue or with a public act.

    A matter that law keeps closed is nowhere, and a suggestion outside the catalogue only once
    something of it was published.
    """
    acts = DecisionRecord.objects.filter(is_public=True).exclude(step="end")
    acted = Q(pk__in=acts.values("decision"))
    found = Decision.objects.filter(Q(is_listed=True) | acted, is_open=True)
    return found.select_related("organ", "organisation")


def newest(number: int) -> list[DecisionRecord]:
    """The newest public acts of all open matters, for the feed. One query."""
    found = DecisionRecord.objects.filter(is_public=True, decision__in=public_decisions())
    found = found.select_related("decision__organ", "decision__organisation")
    wanted = ("consult", "announce_hearing", "publish_adoption", "publish", "evaluate", "end")
    return list(found.filter(step__in=wanted).order_by("-recorded_on", "-pk")[:number])


def ending(decision: Decision) -> list[DecisionRecord]:
    """Why an ended matter was given up; no query for one that goes on."""
    if decision.state != S.ENDED:
        return []
    return list(decision.records.filter(step="end").order_by("-pk")[:1])
