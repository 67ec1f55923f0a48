"""The questions of work rules: what an office owes, which rule holds for it, does it hold."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.states import Level
from mingzheng.catalogue.models import Duty, Item
from mingzheng.catalogue.states import EditionState
from mingzheng.core.access import Actor
from mingzheng.deadlines.rules.limits import from_json
from mingzheng.workrules.models import RuleSet, WorkRule
from mingzheng.workrules.rules.checks import Fault, faults, posts_unlike
from mingzheng.workrules.rules.course import Span, span_of
from mingzheng.workrules.rules.covering import Cover, Place, Target, claimed_twice, unused
from mingzheng.workrules.rules.timing import Fit, fit, room_of
from mingzheng.workrules.states import OPEN_STATES, RuleSetState

NAMED = 6  # items named in a sentence; the list has them all


@dataclass(frozen=True)
class Owed:
    """One item that an office owes, as far as rules ask."""

    place: Place
    name: str
    field_name: str
    limit_text: str
    room: Span | None
    elements: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.place.code


@dataclass(frozen=True)
class Line:
    """One item with the rule that holds for it (None: none does) and whether the time fits."""

    owed: Owed
    rule: WorkRule | None
    span: Span | None
    fit: Fit


@dataclass(frozen=True)
class Problem:
    """One sentence of the check; `rule` is the rule to change, `lines` the items it is about."""

    words: str
    blocking: bool
    rule: WorkRule | None = None
    lines: tuple[Line, ...] = ()


@dataclass
class Report:
    """A set of rules beside what its office owes: each item with its rule, and what is wrong."""

    rules: list[WorkRule]
    owed: list[Owed]
    lines: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        cover = Cover(self.rules)
        spans = {rule.pk: span_of(rule.course) for rule in self.rules}
        self.lines = [_line(one, cover.rule_for(one.place), spans) for one in self.owed]

    @cached_property
    def by_rule(self) -> dict[int | None, list[Line]]:
        """The lines of each rule; under None those that no rule holds for."""
        found: dict[int | None, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.rule.pk if line.rule else None].append(line)
        return found

    def fitting(self, *fits: Fit) -> list[Line]:
        """The lines whose time stands so to their limit."""
        return [line for line in self.lines if line.fit in fits]

    @property
    def uncovered(self) -> list[Line]:
        """Items for which no rule holds."""
        return self.by_rule[None]

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that does not hold, what blocks first."""
        found = [
            Problem(f"《{rule.name}》{fault.words}", fault.blocking, rule)
            for rule in self.rules
            for fault in faults(rule.course)
        ]
        found += self._of_items()
        whole: list[Fault] = posts_unlike(rule.course for rule in self.rules)
        found += [Problem(fault.words, fault.blocking) for fault in whole]
        return sorted(found, key=lambda one: not one.blocking)

    @property
    def blocking(self) -> int:
        """How many problems hold the set back."""
        return sum(one.blocking for one in self.problems)

    def _of_items(self) -> list[Problem]:
        found = []
        if self.uncovered:
            words = f"{_named(self.uncovered)}没有规则；写一条通用规则，或者给它们单独写。"
            found.append(Problem(words, True, None, tuple(self.uncovered)))
        for rule in self.rules:
            found += _of_time(rule, self.by_rule[rule.pk])
        if claimed_twice(self.rules):
            found.append(Problem("有的事项、一级事项或者领域同时归了两条规则，只能归一条。", True))
        gone = unused(self.rules, [one.place for one in self.owed])
        if gone:
            words = f"规则里写到的 {len(gone)} 处适用范围，本单位现行目录里已经没有了。"
            found.append(Problem(words, False))
        return found


def _line(owed: Owed, rule: WorkRule | None, spans: dict[int, Span]) -> Line:
    span = spans[rule.pk] if rule else None
    return Line(owed, rule, span, fit(span, owed.room) if span else Fit.OPEN)


def _of_time(rule: WorkRule, lines: Sequence[Line]) -> list[Problem]:
    span = span_of(rule.course).words
    over = tuple(line for line in lines if line.fit is Fit.OVER)
    tight = tuple(line for line in lines if line.fit is Fit.HOLIDAYS)
    found = []
    if over:
        words = (
            f"《{rule.name}》要 {span}，比{_named(over)}的公开时限长；"
            "给它们单独写规则，或者缩短各步时限。"
        )
        found.append(Problem(words, True, rule, over))
    if tight:
        words = f"《{rule.name}》要 {span}，{_named(tight)}遇周末、长假可能来不及。"
        found.append(Problem(words, False, rule, tight))
    return found


def _named(lines: Sequence[Line]) -> str:
    names = "、".join(f"“{line.owed.name}”" for line in lines[:NAMED])
    return (
        f"{names}等 {len(lines)} 个事项" if len(lines) > NAMED else f"{names} {len(lines)} 个事项"
    )


# --- reading --------------------------------------------------------------------------------------


def _reach(person: Actor, prefix: str, deed: str = "edition.see") -> Q:
    inside = Q(pk__in=[])
    for grant in person.grants:
        if deed in grant.deeds:
            inside |= Q(**{f"{prefix}path__startswith": grant.path})
    return inside


def visible_to(person: Actor) -> QuerySet[RuleSet]:
    """Sets of the offices over which this person may see drafts; rules are internal."""
    found = RuleSet.objects.filter(_reach(person, "organisation__"))
    return found.select_related("organisation", "based_on")


def reach(person: Actor) -> QuerySet[Organisation]:
    """Offices over which this person may see drafts, closed ones left out."""
    return Organisation.objects.filter(_reach(person, ""), is_active=True)


def offices_seen_by(person: Actor) -> QuerySet[Organisation]:
    """Offices within reach that owe items in force or have rules, in tree order.

    A village has no staff of its own: its items are its town's work, so it need not have rules.
    """
    owes = Duty.objects.filter(
        organisation=OuterRef("pk"), item__edition__state=EditionState.IN_FORCE
    )
    has = RuleSet.objects.filter(organisation=OuterRef("pk"))
    owing = Exists(owes) & ~Q(level=Level.VILLAGE)
    return reach(person).filter(owing | Exists(has)).order_by("path")


def owed_by(organisation: Organisation) -> list[Owed]:
    """What an office owes by the editions in force, in the order of fields. One query."""
    items = (
        Item.objects.filter(
            duties__organisation=organisation, edition__state=EditionState.IN_FORCE
        )
        .select_related("field")
        .order_by("field__position", "edition_id", "position")
        .only("field", "code", "level1", "level2", "limit_text", "limit", "elements",
              "field__code", "field__list_name")
    )  # fmt: skip
    return [_owed(item) for item in {item.code: item for item in items}.values()]


def _owed(item: Item) -> Owed:
    return Owed(
        Place(item.code, item.field.code, item.level1),
        item.name,
        item.field.list_name,
        item.limit_text,
        room_of(from_json(item.limit)),
        tuple(one["text"] for one in item.elements),
    )


def report_of(rule_set: RuleSet) -> Report:
    """A set beside what its office owes now. Two queries; keeps the count for the guards."""
    report = Report(list(rule_set.rules.all()), owed_by(rule_set.organisation))
    rule_set.rules_total, rule_set.faults_total = len(report.rules), report.blocking
    return report


def under_way(organisation: Organisation) -> RuleSet | None:
    """The office's set that is not yet in force; None if there is none."""
    return RuleSet.objects.filter(organisation=organisation, state__in=OPEN_STATES).first()


def in_force(organisation: Organisation) -> RuleSet | None:
    """The office's set in force; None before its first."""
    return RuleSet.objects.filter(organisation=organisation, state=RuleSetState.IN_FORCE).first()


def waiting_for(person: Actor) -> list[RuleSet]:
    """Sets to review, and own drafts that came back, oldest first. One query."""
    review = Q(state=RuleSetState.REVIEW) & _reach(person, "organisation__", "workrule.pass_review")
    review &= ~Q(submitted_by=person.actor_id)
    # A draft waits for its own office, and only once somebody sent it back or took it back.
    back = Q(state=RuleSetState.DRAFT, steps_taken__gt=0) & _reach(
        person, "organisation__", "workrule.submit"
    )
    back &= Q(organisation__code=person.organisation_code)
    found = RuleSet.objects.filter(review | back).select_related("organisation")
    return list(found.order_by("opened_at", "pk"))


# --- many offices at once -------------------------------------------------------------------------


@dataclass
class Standing:
    """Where one office stands: its set in force, the one under way, its items and their rules."""

    in_force: tuple[int, str] | None = None  # key, since when
    under_way: tuple[int, str] | None = None  # key, state
    owed: int = 0
    uncovered: int = 0
    over: int = 0
    blocking: int = 0


def standings(offices: Iterable[Organisation]) -> dict[int, Standing]:
    """Where these offices stand, by key. Two queries, whatever their number."""
    keys = [one.pk for one in offices]
    found = {key: Standing() for key in keys}
    rules = _rules_of(keys, found)
    owed: dict[int, list[Owed]] = defaultdict(list)
    for key, one in _owed_by_many(keys):
        owed[key].append(one)
    for key, standing in found.items():
        report = Report(rules[key], owed[key])
        standing.owed, standing.uncovered = len(owed[key]), len(report.uncovered)
        standing.over = len(report.fitting(Fit.OVER))
        standing.blocking = report.blocking if rules[key] else 0
    return found


def _rules_of(keys: list[int], found: dict[int, Standing]) -> dict[int, list[WorkRule]]:
    """The rules in force of each office; notes on the way which sets it has."""
    living = [RuleSetState.IN_FORCE, *OPEN_STATES]
    names = ("organisation_id", "pk", "state", "effective_on", "rules__pk", "rules__name",
             "rules__is_general", "rules__scope", "rules__rows")  # fmt: skip
    rows = RuleSet.objects.filter(organisation__in=keys, state__in=living).order_by(
        "organisation_id", "-rules__is_general", "rules__position", "rules__pk"
    )
    rules: dict[int, list[WorkRule]] = defaultdict(list)
    for office, key, state, day, rule, name, is_general, scope, kept in rows.values_list(*names):
        if state != RuleSetState.IN_FORCE:
            found[office].under_way = (key, str(RuleSetState(state).label))
            continue
        found[office].in_force = (key, f"{day:%Y-%m-%d}")
        if rule:
            rules[office].append(
                WorkRule(pk=rule, name=name, is_general=is_general, scope=scope, rows=kept)
            )
    return rules


def _owed_by_many(keys: list[int]) -> Iterable[tuple[int, Owed]]:
    duties = (
        Duty.objects.filter(organisation__in=keys, item__edition__state=EditionState.IN_FORCE)
        .order_by("organisation_id", "item_id")
        .values_list("organisation_id", "item__code", "item__field__code", "item__level1",
                     "item__level2", "item__limit")
    )  # fmt: skip
    read: dict[str, Owed] = {}  # the same item is owed by many; its limit is read once
    seen: set[tuple[int, str]] = set()
    for office, code, of_field, level1, level2, limit in duties:
        if (office, code) in seen:
            continue
        seen.add((office, code))
        if code not in read:
            place = Place(code, of_field, level1)
            read[code] = Owed(place, level2 or level1, "", "", room_of(from_json(limit)))
        yield office, read[code]


def rules_for_item(person: Actor, code: str) -> list[tuple[Organisation, RuleSet | None]]:
    """Offices within reach that owe this item, each with its set in force. Two queries."""
    owes = Duty.objects.filter(
        organisation=OuterRef("pk"),
        item__code=code,
        item__edition__state=EditionState.IN_FORCE,
    )
    offices = reach(person).filter(Exists(owes)).order_by("path")
    sets = RuleSet.objects.filter(organisation__in=offices, state=RuleSetState.IN_FORCE)
    by_office = {one.organisation_id: one for one in sets}
    return [(office, by_office.get(office.pk)) for office in offices]


def name_of(code: str) -> str:
    """What the item with this code is called in the editions in force; empty if unknown."""
    found = Item.objects.filter(code=code, edition__state=EditionState.IN_FORCE).first()
    return found.name if found else ""


def words_of(targets: Iterable[Target], owed: Iterable[Owed]) -> list[str]:
    """A scope in words: 领域 社会救助, 一级事项 低保, 事项 200001 低保：办事指南."""
    names: dict[Target, str] = {}
    for one in owed:
        item, matter, of_field = one.place.targets
        names |= {
            item: f"{one.code} {one.name}",
            matter: f"{one.place.level1}（{one.field_name}，整个一级事项）",
            of_field: f"{one.field_name}（整个领域）",
        }
    return [names.get(target, f"{target[1]}（目录里已经没有）") for target in targets]
