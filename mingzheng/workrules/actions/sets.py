"""Sets of rules (工作规则): drafted, sent, reviewed, in force, superseded."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.catalogue.rules.ahead import too_far
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, SystemActor
from mingzheng.core.moves import move
from mingzheng.posts.deeds import SYSTEM_DEEDS
from mingzheng.workrules import queries
from mingzheng.workrules.models import RuleSet, WorkRule
from mingzheng.workrules.rules.course import STARTER, as_text, to_keep
from mingzheng.workrules.states import RuleSetState

SYSTEM = SystemActor(SYSTEM_DEEDS)
GENERAL = "通用规则"


@transaction.atomic
def open_draft(organisation: Organisation, *, by: Actor) -> RuleSet:
    """Open the next set as a copy of the one in force, or the first with the starter rule.

    Raises Denied without the deed workrule.edit, Blocked while another set is under way.
    """
    require(by, "workrule.edit", organisation.path, organisation.name)
    old = queries.in_force(organisation)
    last = RuleSet.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    year = timezone.localdate().year
    title = f"{organisation.name}政务公开工作规则（{year}年第{number}版）"
    try:
        with transaction.atomic():
            made = RuleSet.objects.create(
                organisation=organisation,
                number=number,
                title=title,
                based_on=old,
                state=RuleSetState.DRAFT,
            )
    except IntegrityError as error:
        raise Blocked("本单位已有一版工作规则正在办理，先办完那一版。") from error
    if old:
        _copy(old, made)
    else:
        WorkRule.objects.create(
            rule_set=made, position=1, name=GENERAL, is_general=True, rows=to_keep(STARTER)
        )
    count(made)
    trace.record(made, "open", by=by, label="起草工作规则", rules_total=made.rules_total)
    return made


def _copy(old: RuleSet, new: RuleSet) -> None:
    WorkRule.objects.bulk_create(
        WorkRule(
            rule_set=new,
            position=rule.position,
            name=rule.name,
            is_general=rule.is_general,
            scope=rule.scope,
            rows=rule.rows,
        )
        for rule in old.rules.all()
    )


def count(rule_set: RuleSet) -> None:
    """Bring up to date what the guards ask: how many rules, how many problems that block."""
    queries.report_of(rule_set)
    rule_set.save(update_fields=["rules_total", "faults_total"])


@transaction.atomic
def submit(rule_set: RuleSet, *, by: Actor, note: str = "") -> None:
    """Send the draft to the office's reviewer (送审). Raises Blocked while it must change."""
    count(rule_set)  # the catalogue may have changed since the rules were written
    names: dict[str, Any] = {"submitted_by": by.actor_id, "submitted_by_name": by.actor_name}
    _move(rule_set, "submit", by=by, note=note, **names)


@transaction.atomic
def withdraw(rule_set: RuleSet, *, by: Actor, note: str = "") -> None:
    """Take the set back before it is reviewed (撤回修改)."""
    _move(rule_set, "withdraw", by=by, note=note)


@transaction.atomic
def send_back(rule_set: RuleSet, *, by: Actor, note: str) -> None:
    """Back to the clerk with the reviewer's opinion (退回修改)."""
    _move(rule_set, "send_back", by=by, note=note)


@transaction.atomic
def discard(rule_set: RuleSet, *, by: Actor, note: str) -> None:
    """Give the draft up (作废草稿); the set in force stays."""
    _move(rule_set, "discard", by=by, note=note)


@transaction.atomic
def pass_review(rule_set: RuleSet, *, by: Actor, effective_on: date, note: str = "") -> None:
    """Pass the set and say from which day it holds (审核通过); in force at once on that day.

    Its content is fingerprinted in the event. Raises Denied, Blocked; Blocked for a day
    gone by or more than a year ahead.
    """
    today = timezone.localdate()
    if effective_on < today:
        raise Blocked(f"施行日期 {effective_on:%Y-%m-%d} 已经过去，从今天或者以后的一天起施行。")
    if far := too_far(effective_on, today, "施行日期"):
        raise Blocked(far)
    count(rule_set)
    _move(
        rule_set,
        "pass_review",
        by=by,
        note=note,
        facts={"content_hash": content_hash(rule_set)},
        reviewed_by_name=by.actor_name,
        effective_on=effective_on,
    )
    if effective_on <= today:
        enact(rule_set)


@transaction.atomic
def withdraw_pass(rule_set: RuleSet, *, by: Actor, note: str) -> None:
    """Take the passing back before its day (撤回审核): the set waits for review again."""
    # The state goes first: a database constraint wants the day as long as it is passed.
    move(rule_set, "withdraw_pass", by=by, note=note, effective_on=rule_set.effective_on)
    rule_set.effective_on, rule_set.reviewed_by_name = None, ""
    rule_set.save(update_fields=["effective_on", "reviewed_by_name"])


@transaction.atomic
def enact(rule_set: RuleSet, *, by: Actor = SYSTEM) -> None:
    """Put a passed set into force (施行) and supersede the one before it."""
    old = queries.in_force(rule_set.organisation)
    if old:
        _move(old, "supersede", by=by, superseded_on=rule_set.effective_on)
    move(rule_set, "enact", by=by, effective_on=rule_set.effective_on)


def enact_due(today: date) -> int:
    """Put every passed set into force whose day has come; how many. Safe to repeat."""
    due = RuleSet.objects.filter(state=RuleSetState.APPROVED, effective_on__lte=today)
    found = list(due.select_related("organisation"))
    for rule_set in found:
        enact(rule_set)
    return len(found)


def content_hash(rule_set: RuleSet) -> str:
    """SM3 over names, scopes and courses of all rules in their order (64 hex digits)."""
    lines = [
        trace.as_json([rule.name, rule.scope, as_text(rule.course), [r.note for r in rule.course]])
        for rule in rule_set.rules.all()
    ]
    return trace.digest("\n".join(lines).encode())


def _move(
    rule_set: RuleSet,
    step: str,
    *,
    by: Actor,
    note: str = "",
    facts: dict[str, Any] | None = None,
    **columns: Any,
) -> None:
    # A database constraint wants the day together with the state, so the columns go first;
    # move() refuses before the transaction keeps anything.
    if columns:
        RuleSet.objects.filter(pk=rule_set.pk).update(**columns)
    said = {name: value for name, value in columns.items() if not name.startswith("submitted")}
    move(rule_set, step, by=by, note=note, **said, **(facts or {}))
    for name, value in columns.items():
        setattr(rule_set, name, value)
