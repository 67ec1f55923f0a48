"""Deeds on people: create, change, reset, lock and unlock, deactivate."""

import secrets

from allauth.mfa.models import Authenticator
from axes.utils import reset as reset_attempts
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mingzheng.accounts import rules
from mingzheng.accounts.models import Membership, Organisation, Person
from mingzheng.accounts.queries.reach import require
from mingzheng.accounts.states import Line
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied

# Without 0 O 1 l I: one-time passwords are read from a screen and typed by hand.
_LOWER, _UPPER, _DIGITS = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"


def one_time_password() -> str:
    """A random password of three groups of four (about 66 bits), fit for the policy."""
    groups = []
    for _ in range(3):
        signs = [secrets.choice(_UPPER), secrets.choice(_DIGITS)]
        signs += [secrets.choice(_LOWER + _UPPER + _DIGITS) for _ in range(2)]
        secrets.SystemRandom().shuffle(signs)
        groups.append("".join(signs))
    return "-".join([*groups[:2], groups[2][:3] + secrets.choice(_LOWER)])


def deed_over(person: Person) -> str:
    """The deed needed to reset or stop this person: administrators are not the system's to touch.

    GB/T 22239-2019 8.1.5: otherwise whoever manages people could step into the other two lines.
    """
    return "person.edit" if person.line in ("", Line.BUSINESS) else "person.unlock"


def _not_oneself(person: Person, by: Actor, sentence: str) -> None:
    if by.actor_id == person.actor_id:
        raise Denied(sentence)


@transaction.atomic
def create_person(
    *, by: Actor, username: str, name: str, organisation: Organisation, with_password: bool = True
) -> tuple[Person, str]:
    """Add somebody (新增人员); returns the person and the one-time password, shown only now.

    Without a password ("") the person cannot sign in until reset_password gives one.
    Raises Denied, or ValidationError with a sentence per field.
    """
    require(by, "person.edit", organisation.path, organisation.name)
    username, name = username.strip(), name.strip()
    faults = {}
    if fault := rules.username_fault(username):
        faults["username"] = fault
    elif Person.objects.filter(username__iexact=username).exists():
        faults["username"] = f"工号“{username}”已经有人在用。"
    if not name:
        faults["name"] = "请填姓名。"
    if not organisation.is_active:
        faults["organisation"] = f"“{organisation.name}”已经停用，不能再加人。"
    if faults:
        raise ValidationError(dict(faults))
    person = Person(username=username, name=name, organisation=organisation)
    password = one_time_password() if with_password else ""
    person.set_password(password or None)
    person.save()
    trace.record(person, "create", by=by, label="新增人员")
    return person, password


@transaction.atomic
def update_person(person: Person, *, by: Actor, name: str, organisation: Organisation) -> None:
    """Correct the name or change the home organisation (调动); roles stay as they are."""
    require(by, "person.edit", person.organisation_path, person.organisation_name)
    require(by, "person.edit", organisation.path, organisation.name)
    changes = {}
    if person.name != name.strip():
        changes["name"] = [person.name, name.strip()]
    if person.organisation_id != organisation.pk:
        changes["organisation"] = [person.organisation.name, organisation.name]
    if not changes:
        return
    person.name, person.organisation = name.strip(), organisation
    person.save(update_fields=["name", "organisation"])
    trace.record(person, "update", by=by, label="修改人员", changes=changes)


@transaction.atomic
def reset_password(person: Person, *, by: Actor) -> str:
    """Give a new one-time password (重置密码), returned once; ends the person's sessions.

    Raises Denied for oneself and for whoever is not entitled to this person.
    """
    require(by, deed_over(person), person.organisation_path, person.organisation_name)
    _not_oneself(person, by, "自己的密码请在“修改密码”里改，不能重置。")
    password = one_time_password()
    _set_password(person, password, must_change=True)
    reset_attempts(username=person.username)
    trace.record(person, "reset_password", by=by, label="重置密码")
    return password


@transaction.atomic
def change_password(person: Person, password: str) -> None:
    """The person's own new password (修改密码), already validated by the form."""
    _set_password(person, password, must_change=False)
    trace.record(person, "change_password", by=person, label="修改密码")


def _set_password(person: Person, password: str, *, must_change: bool) -> None:
    person.set_password(password)
    person.must_change_password = must_change
    person.password_changed_at = timezone.now()
    person.save(update_fields=["password", "must_change_password", "password_changed_at"])


@transaction.atomic
def unlock_person(person: Person, *, by: Actor) -> None:
    """Let somebody who mistyped too often try again at once (解除锁定)."""
    require(by, "person.unlock", person.organisation_path, person.organisation_name)
    _not_oneself(person, by, "不能给自己解除锁定，请另一位安全管理员来办。")
    reset_attempts(username=person.username)
    trace.record(person, "unlock", by=by, label="解除锁定")


@transaction.atomic
def reset_totp(person: Person, *, by: Actor, reason: str) -> None:
    """Forget the person's authenticator and recovery codes (重置动态码), say after a lost phone."""
    require(by, "person.unlock", person.organisation_path, person.organisation_name)
    _not_oneself(person, by, "不能重置自己的动态码，请另一位安全管理员来办。")
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise Blocked(f"{person.name}没有开通动态码，不用重置。")
    trace.record(person, "reset_totp", by=by, label="重置动态码", note=reason)


@transaction.atomic
def deactivate_person(person: Person, *, by: Actor, reason: str) -> None:
    """Stop an account (停用人员) and end all its roles; what the person did stays in the trace."""
    require(by, deed_over(person), person.organisation_path, person.organisation_name)
    _not_oneself(person, by, "不能停用自己的账号，请另一位管理员来办。")
    if not Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False, line=""):
        raise Blocked(f"{person.name}的账号已经停用了。")
    person.refresh_from_db()
    held = Membership.objects.filter(person=person, until=None).select_related("organisation")
    ended = [f"{one.organisation.name} {one.role_label}" for one in held]
    held.update(until=timezone.localdate())
    trace.record(person, "deactivate", by=by, label="停用人员", note=reason, ended=ended)


@transaction.atomic
def reactivate_person(person: Person, *, by: Actor, reason: str) -> str:
    """Open a stopped account again (恢复人员), without roles; returns a one-time password."""
    require(by, "person.edit", person.organisation_path, person.organisation_name)
    if not Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise Blocked(f"{person.name}的账号本来就在用。")
    person.refresh_from_db()
    password = one_time_password()
    _set_password(person, password, must_change=True)
    trace.record(person, "reactivate", by=by, label="恢复人员", note=reason)
    return password
