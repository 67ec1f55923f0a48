"""The questions of profiles: what an office shows of itself, what is missing, who may keep it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.profiles.models import Guide, Officer, Portrait, Profile, RosterImport, Unit
from mingzheng.profiles.rules import profile_gaps
from mingzheng.profiles.states import UnitKind


@dataclass
class About:
    """One office as its page shows it (机构职能): its own words, its units, its people."""

    organisation: Organisation
    profile: Profile | None
    guide: Guide | None
    units: list[Unit]
    officers: list[Officer]
    children: list[Organisation] = field(default_factory=list)

    @property
    def leaders(self) -> list[Officer]:
        """Members of the leadership, in their order."""
        return [one for one in self.officers if one.is_leader]

    @property
    def staff(self) -> list[Officer]:
        """Everybody else."""
        return [one for one in self.officers if not one.is_leader]

    @property
    def groups(self) -> list[tuple[str, list[Unit], str]]:
        """Kinds of units with the units, and what they say beside their names: 范围, 职责 or both.

        Kinds without a unit are left out.
        """
        held: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            held[unit.kind].append(unit)
        return [
            (str(label), held[kind], _said_by(held[kind]))
            for kind, label in UnitKind.choices
            if held[kind]
        ]

    @property
    def gaps(self) -> list[str]:
        """What the law asks for and is not there (条例第二十条第二项)."""
        one = self.organisation
        said = {
            "duties": self.profile and self.profile.duties,
            "divisions": any(unit.kind == UnitKind.DIVISION for unit in self.units),
            "address": one.address,
            "office_hours": one.office_hours,
            "phone": one.phone,
            "leaders": self.leaders,
        }
        return profile_gaps(said, one.level)

    @property
    def has_anything(self) -> bool:
        """True once there is more to show than the organisation's own row."""
        return bool((self.profile and self.profile.duties) or self.units or self.officers)


def _said_by(units: list[Unit]) -> str:
    said = {"范围": any(one.area for one in units), "职责": any(one.duties for one in units)}
    return "和".join(word for word, is_said in said.items() if is_said)


def organisation(code: str) -> Organisation | None:
    """An office in use by its code; None where there is none. One query."""
    return Organisation.objects.select_related("parent").filter(code=code, is_active=True).first()


def about(one: Organisation) -> About:
    """Everything an office shows of itself. Five queries, whatever its size."""
    return About(
        organisation=one,
        profile=Profile.objects.filter(organisation=one).first(),
        guide=Guide.objects.filter(organisation=one).first(),
        units=list(units_of(one)),
        officers=list(officers_of(one)),
        children=list(
            Organisation.objects.filter(parent=one, is_active=True).order_by("position", "pk")
        ),
    )


def guide_of(one: Organisation) -> Guide | None:
    """The office's own guide (政府信息公开指南); None until it wrote one. One query."""
    return Guide.objects.filter(organisation=one).first()


def units_of(one: Organisation) -> QuerySet[Unit]:
    """Divisions, teams and grids of an office, each knowing how many people are in it."""
    rows = Unit.objects.filter(organisation=one).annotate(people=Count("officers"))
    return rows.select_related("organisation").order_by("kind", "position", "pk")


def officers_of(one: Organisation) -> QuerySet[Officer]:
    """The public roster of an office, leaders first."""
    return (
        Officer.objects.filter(organisation=one)
        .select_related("unit", "organisation")
        .order_by("-is_leader", "position", "pk")
    )


def portrait(code: str, pk: int, mark: str) -> Portrait | None:
    """The photo of somebody shown by an office in use, under its present mark. One query."""
    shown = Officer.objects.filter(
        pk=pk, organisation__code=code, organisation__is_active=True
    )  # asked by its own key, which may be any number
    found = Portrait.objects.select_related("officer").filter(officer__in=shown).first()
    return found if found and mark and found.officer.photo[:12] == mark else None


def unit(code: str, pk: int) -> Unit | None:
    """A unit of an office in use; None where there is none. One query."""
    rows = Unit.objects.select_related("organisation")
    return rows.filter(pk=pk, organisation__code=code, organisation__is_active=True).first()


def kept_by(person: Person) -> QuerySet[Organisation]:
    """The offices whose profile this person keeps, with what the list shows of each."""
    rows = Organisation.objects.filter(within(paths_with(person, "profile.edit")), is_active=True)
    leaders = Count("officers", Q(officers__is_leader=True), distinct=True)
    return rows.select_related("profile", "guide").annotate(
        people_shown=Count("officers", distinct=True),
        leaders_shown=leaders,
        units_shown=Count("units", distinct=True),
        divisions_shown=Count("units", Q(units__kind=UnitKind.DIVISION), distinct=True),
    )


def gaps_of(one: Organisation) -> list[str]:
    """What a row of `kept_by` lacks, as `About.gaps` says it; no query."""
    profile = getattr(one, "profile", None)
    said = {
        "duties": profile and profile.duties,
        "divisions": one.divisions_shown,  # type: ignore[attr-defined]
        "address": one.address,
        "office_hours": one.office_hours,
        "phone": one.phone,
        "leaders": one.leaders_shown,  # type: ignore[attr-defined]
    }
    return profile_gaps(said, one.level)


def last_import(one: Organisation) -> RosterImport | None:
    """The newest import of a roster that was not taken back; None if there is none."""
    found = RosterImport.objects.filter(organisation=one).first()
    return found if found and not found.undone_at else None
