"""Deeds on roles: grant and revoke, with the three administrators kept apart (三员分立)."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.accounts.models import Membership, Organisation, Person
from mingzheng.accounts.queries.reach import require
from mingzheng.accounts.states import Line
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied
from mingzheng.posts.roles import ROLES


def why_not_grant(person: Person, role: str) -> str | None:
    """Why this person cannot hold this role now, as a sentence; None if they can.

    GB/T 22239-2019 8.1.5: system, security and audit administrators exclude each other and all
    business roles.
    """
    if role not in ROLES:
        return f"没有“{role}”这个岗位。"
    if not person.is_active:
        return f"{person.name}的账号已经停用，不能授岗位。"
    if person.line not in ("", ROLES[role].line):
        held = person.memberships.filter(until=None).first()
        label = held.role_label if held else Line(person.line).label
        return (
            f"{person.name}已经是{label}，不能再当{ROLES[role].label}："
            "三员之间、三员和业务岗位之间都不能由同一个人兼任。"
        )
    return None


@transaction.atomic
def grant_membership(
    person: Person, *, role: str, organisation: Organisation, by: Actor, reason: str = ""
) -> Membership:
    """Grant a role in an organisation and below (授予岗位), from today on.

    Raises Denied for oneself or without the deed; Blocked when the lines would mix.
    """
    require(by, "membership.grant", organisation.path, organisation.name)
    if by.actor_id == person.actor_id:
        raise Denied("不能给自己授岗位，请另一位安全管理员来办。")
    if not organisation.is_active:
        raise Blocked(f"“{organisation.name}”已经停用，不能再授岗位。")
    # The person's row is the queue: of two grants at once, the second sees the first.
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if (reason_against := why_not_grant(person, role)) is not None:
        raise Blocked(reason_against)
    line = ROLES[role].line
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                person=person,
                organisation=organisation,
                role=role,
                line=line,
                since=timezone.localdate(),
            )
    except IntegrityError as twin:
        raise Blocked(_twin_sentence(person, role, organisation)) from twin
    Person.objects.filter(pk=person.pk).update(line=line)
    trace.record(
        person,
        "grant",
        by=by,
        label="授予岗位",
        note=reason,
        role=role,
        organisation=organisation.code,
    )
    return membership


def _twin_sentence(person: Person, role: str, organisation: Organisation) -> str:
    label = ROLES[role].label
    if person.memberships.filter(until=None, role=role, organisation=organisation).exists():
        return f"{person.name}在“{organisation.name}”已经有“{label}”岗位了。"
    return f"{person.name}已经是{label}，一个人只在一处当管理员。"


@transaction.atomic
def revoke_membership(membership: Membership, *, by: Actor, reason: str) -> None:
    """End a role today (收回岗位). Raises Denied for oneself, Blocked if it has ended already."""
    organisation, person = membership.organisation, membership.person
    require(by, "membership.grant", organisation.path, organisation.name)
    if by.actor_id == person.actor_id:
        raise Denied("不能收回自己的岗位，请另一位安全管理员来办。")
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    today = timezone.localdate()
    if not Membership.objects.filter(pk=membership.pk, until=None).update(until=today):
        raise Blocked("这个岗位已经收回了。")
    membership.until = today
    if not Membership.objects.filter(person=person, until=None).exists():
        Person.objects.filter(pk=person.pk).update(line="")
    trace.record(
        person,
        "revoke",
        by=by,
        label="收回岗位",
        note=reason,
        role=membership.role,
        organisation=organisation.code,
    )
