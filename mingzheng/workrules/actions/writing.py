"""Rules of a draft (写规则): added, changed, removed, each with its event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.workrules import queries
from mingzheng.workrules.actions.sets import GENERAL, count
from mingzheng.workrules.models import RuleSet, WorkRule
from mingzheng.workrules.rules.course import Row, as_text, to_keep
from mingzheng.workrules.rules.covering import Target


@dataclass(frozen=True)
class RuleDraft:
    """A rule as somebody wants it; the general one has no targets and keeps its name."""

    name: str
    rows: tuple[Row, ...]
    targets: tuple[Target, ...] = ()
    is_general: bool = False


def open_for(rule_set: RuleSet, by: Actor) -> None:
    """Raise Denied or Blocked unless this person may change this set now.

    The row is locked, so that nobody sends it for review while it is being changed.
    """
    place = rule_set.organisation
    require(by, "workrule.edit", place.path, place.name)
    locked = RuleSet.objects.select_for_update().get(pk=rule_set.pk)
    if not locked.is_draft:
        raise Blocked(f"这一版是“{locked.state_label}”，只有起草时能改。")


@transaction.atomic
def add_rule(rule_set: RuleSet, draft: RuleDraft, *, by: Actor) -> WorkRule:
    """Add a rule to a draft. Raises Denied, Blocked for a name or a scope that is taken."""
    open_for(rule_set, by)
    rules = list(rule_set.rules.all())
    _check(draft, rules)
    last = rule_set.rules.aggregate(last=Max("position"))["last"] or 0
    made = WorkRule.objects.create(
        rule_set=rule_set, position=last + 1, is_general=draft.is_general, **_columns(draft)
    )
    trace.record(
        rule_set, "add_rule", by=by, label="新增规则", name=draft.name,
        covers=_covers(rule_set, draft.targets), course=as_text(draft.rows),
    )  # fmt: skip
    count(rule_set)
    return made


@transaction.atomic
def change_rule(rule: WorkRule, draft: RuleDraft, *, by: Actor) -> bool:
    """Write a rule of a draft anew; False when it says so already. Raises Denied, Blocked."""
    rule_set = rule.rule_set
    open_for(rule_set, by)
    others = [one for one in rule_set.rules.all() if one.pk != rule.pk]
    _check(draft, others)
    wanted = _columns(draft)
    if all(getattr(rule, name) == value for name, value in wanted.items()):
        return False
    covers = _covers(rule_set, rule.targets), _covers(rule_set, draft.targets)
    course = as_text(rule.course), as_text(draft.rows)
    pairs = {"name": (rule.name, draft.name), "covers": covers, "course": course}
    changes = {name: list(pair) for name, pair in pairs.items() if pair[0] != pair[1]}
    WorkRule.objects.filter(pk=rule.pk).update(**wanted)
    trace.record(rule_set, "change_rule", by=by, label="修改规则", note=draft.name, changes=changes)
    count(rule_set)
    return True


@transaction.atomic
def put_courses(rule_set: RuleSet, courses: Mapping[str, Sequence[Row]], *, by: Actor) -> int:
    """Give rules of a draft, by name, the courses of a workbook; how many changed. All or nothing.

    Scopes stay as they are. Raises Denied; Blocked for a rule that the draft does not have.
    """
    open_for(rule_set, by)
    rules = {rule.name: rule for rule in rule_set.rules.all()}
    unknown = [name for name in courses if name not in rules]
    if unknown:
        raise Blocked(
            f"这一版里没有叫《{'》《'.join(unknown)}》的规则，先在网上新增，选好适用范围。"
        )
    drafts = [
        (rule, RuleDraft(rule.name, tuple(courses[name]), rule.targets, rule.is_general))
        for name, rule in rules.items()
        if name in courses
    ]
    return sum(change_rule(rule, draft, by=by) for rule, draft in drafts)


@transaction.atomic
def remove_rule(rule: WorkRule, *, by: Actor) -> None:
    """Take a rule out of a draft; its items fall to the wider one. Raises Denied, Blocked."""
    rule_set = rule.rule_set
    open_for(rule_set, by)
    if rule.is_general:
        raise Blocked("通用规则不能删除：没有单独规则的事项都照它办。可以改它的程序。")
    rule.delete()
    trace.record(rule_set, "remove_rule", by=by, label="删除规则", name=rule.name)
    count(rule_set)


def _columns(draft: RuleDraft) -> dict[str, object]:
    name = GENERAL if draft.is_general else draft.name.strip()
    scope = [list(target) for target in draft.targets]
    return {"name": name, "scope": scope, "rows": to_keep(draft.rows)}


def _check(draft: RuleDraft, others: Sequence[WorkRule]) -> None:
    if not draft.rows:
        raise Blocked("至少写一步程序。")
    if draft.is_general:
        if draft.targets or any(one.is_general for one in others):
            raise Blocked("通用规则一版只有一条，不另定适用范围。")
        return
    if not draft.targets:
        raise Blocked(f"《{draft.name}》要选适用的领域、一级事项或者事项。")
    if any(one.name == draft.name.strip() for one in others):
        raise Blocked(f"已经有一条叫《{draft.name}》的规则，换个名称。")
    taken = {target: one.name for one in others for target in one.targets}
    twice = [taken[target] for target in draft.targets if target in taken]
    if twice:
        raise Blocked(f"选的适用范围里有 {len(twice)} 处已经归《{twice[0]}》，先从那一条里去掉。")


def _covers(rule_set: RuleSet, targets: Sequence[Target]) -> str:
    owed = queries.owed_by(rule_set.organisation)
    return "；".join(queries.words_of(targets, owed)) or "其余全部事项"
