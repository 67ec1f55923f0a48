"""People and roles: three administrators apart, nobody raises himself, secrets shown once."""

import threading

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from mingzheng.accounts import actions, queries
from mingzheng.accounts.models import Membership, Person
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied, may
from mingzheng.posts.actors import COMMAND_LINE
from mingzheng.posts.roles import ROLES

from .factories import a_county, a_department, a_person, a_town

pytestmark = pytest.mark.django_db

BUSINESS = [role.name for role in ROLES.values() if role.line == "business"]
ADMINISTRATORS = ["system_admin", "security_admin", "audit_admin"]


def test_a_new_person_gets_a_password_once_and_must_change_it():
    person, password = actions.create_person(
        by=COMMAND_LINE, username="YX0317", name="林书瑶", organisation=a_county()
    )

    assert person.check_password(password)
    assert person.must_change_password
    assert person.grants == ()
    assert password not in trace.history(person).get().facts_text


def test_one_time_passwords_fit_the_policy_and_never_repeat():
    from django.contrib.auth.password_validation import validate_password

    from mingzheng.accounts.actions.people import one_time_password

    passwords = {one_time_password() for _ in range(200)}

    assert len(passwords) == 200
    for password in passwords:
        validate_password(password)


@pytest.mark.parametrize(
    ("username", "name", "field"),
    [("林", "林书瑶", "username"), ("YX 1", "林书瑶", "username"), ("YX1", " ", "name")],
)
def test_a_person_needs_a_readable_number_and_a_name(username, name, field):
    with pytest.raises(ValidationError) as refused:
        actions.create_person(
            by=COMMAND_LINE, username=username, name=name, organisation=a_county()
        )

    assert list(refused.value.message_dict) == [field]


def test_a_staff_number_is_taken_in_any_case():
    a_person(username="YX0317")

    with pytest.raises(ValidationError, match="已经有人在用"):
        a_person(username="yx0317")


def test_a_role_holds_in_the_organisation_and_below_only():
    town, office = a_town(), a_department()
    clerk = a_person("drafter", town)

    assert may(clerk, "edition.edit", town.path)
    assert not may(clerk, "edition.edit", office.path)
    assert not may(clerk, "edition.approve", town.path)


def test_grants_are_read_in_one_query(django_assert_num_queries):
    clerk = a_person("drafter", a_town())

    with django_assert_num_queries(1):
        for _ in range(3):
            may(clerk, "edition.edit", "/0001/")


@pytest.mark.parametrize("first", ADMINISTRATORS)
@pytest.mark.parametrize("second", ["drafter", "openness_office", *ADMINISTRATORS])
def test_an_administrator_holds_nothing_else(first, second):
    """GB/T 22239-2019 8.1.5: system, security and audit administration are separate."""
    person = a_person(first)

    with pytest.raises(Blocked):
        actions.grant_membership(
            person, role=second, organisation=a_department(), by=COMMAND_LINE, reason=""
        )

    assert person.memberships.count() == 1


@pytest.mark.parametrize("second", ADMINISTRATORS)
def test_a_business_person_becomes_no_administrator(second):
    person = a_person("drafter")

    with pytest.raises(Blocked, match="三员"):
        actions.grant_membership(
            person, role=second, organisation=a_county(), by=COMMAND_LINE, reason=""
        )


def test_business_roles_may_be_held_together():
    person = a_person("drafter")

    for role in BUSINESS[1:]:
        actions.grant_membership(
            person, role=role, organisation=a_county(), by=COMMAND_LINE, reason=""
        )

    assert person.memberships.filter(until=None).count() == len(BUSINESS)


def test_after_the_last_role_is_revoked_another_line_is_open():
    person = a_person("audit_admin")

    actions.revoke_membership(person.memberships.get(), by=COMMAND_LINE, reason="轮岗")
    actions.grant_membership(
        Person.objects.get(pk=person.pk),
        role="drafter",
        organisation=a_county(),
        by=COMMAND_LINE,
        reason="轮岗",
    )

    labels = [event.label for event in trace.history(person)]
    assert labels[-3:] == ["授予岗位", "收回岗位", "授予岗位"]


def test_nobody_grants_or_revokes_his_own_roles():
    person = a_person("security_admin")

    with pytest.raises(Denied, match="不能给自己授岗位"):
        actions.grant_membership(
            person, role="security_admin", organisation=a_town(), by=person, reason=""
        )
    with pytest.raises(Denied, match="不能收回自己的岗位"):
        actions.revoke_membership(person.memberships.get(), by=person, reason="")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "security_admin"])
def test_only_the_security_administrator_grants(role):
    person, other = a_person(role), a_person(None)

    with pytest.raises(Denied, match="安全管理员"):
        actions.grant_membership(
            other, role="drafter", organisation=a_county(), by=person, reason=""
        )


def test_the_same_role_is_not_granted_twice():
    person = a_person("drafter")

    with pytest.raises(Blocked, match="已经有“经办”岗位"):
        actions.grant_membership(
            person, role="drafter", organisation=a_county(), by=COMMAND_LINE, reason=""
        )


@pytest.mark.parametrize(
    ("held", "wanted"), [("drafter", "audit_admin"), ("system_admin", "drafter")]
)
def test_the_database_itself_keeps_the_lines_apart(held, wanted):
    """Even past the actions: GB/T 22239-2019 8.1.5."""
    person = a_person(held)
    row = Membership(
        person=person,
        organisation=a_town(),
        role=wanted,
        line=ROLES[wanted].line,
        since="2026-06-15",
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_database_refuses_a_line_that_is_not_the_roles():
    row = Membership(
        person=a_person(None),
        organisation=a_county(),
        role="audit_admin",
        line="business",
        since="2026-06-15",
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_lines_granted_at_once_one_is_refused():
    person, county, barrier = a_person(None), a_county(), threading.Barrier(4, timeout=60)
    outcomes = []

    def grant(role):
        barrier.wait()
        try:
            actions.grant_membership(
                Person.objects.get(pk=person.pk), role=role, organisation=county, by=COMMAND_LINE
            )
            outcomes.append(role)
        except Blocked:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=grant, args=[role])
        for role in ("drafter", "system_admin", "security_admin", "audit_admin")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len([role for role in outcomes if role]) == 1
    assert len(outcomes) == 4
    assert person.memberships.filter(until=None).count() == 1


def test_a_system_administrator_cannot_take_over_another_administrator():
    """Resetting the security administrator's password would be a way into the role."""
    system, audit = a_person("system_admin"), a_person("audit_admin")

    with pytest.raises(Denied):
        actions.reset_password(audit, by=system)
    with pytest.raises(Denied):
        actions.deactivate_person(audit, by=system, reason="")


def test_a_reset_password_is_new_and_must_be_changed():
    system, clerk = a_person("system_admin"), a_person("drafter")

    password = actions.reset_password(clerk, by=system)

    clerk.refresh_from_db()
    assert clerk.check_password(password)
    assert clerk.must_change_password
    assert password not in trace.history(clerk).last().facts_text


def test_a_stopped_person_loses_every_role_at_once():
    system, clerk = a_person("system_admin"), a_person("drafter")

    actions.deactivate_person(clerk, by=system, reason="退休")

    assert Person.objects.get(pk=clerk.pk).grants == ()
    assert trace.history(clerk).last().facts["ended"] == ["云溪县人民政府 经办"]
    with pytest.raises(Blocked, match="已经停用"):
        actions.grant_membership(
            Person.objects.get(pk=clerk.pk),
            role="drafter",
            organisation=a_county(),
            by=COMMAND_LINE,
        )


def test_a_person_comes_back_without_roles_and_with_a_new_password():
    system, clerk = a_person("system_admin"), a_person("drafter")
    actions.deactivate_person(clerk, by=system, reason="借调")

    password = actions.reactivate_person(clerk, by=system, reason="借调期满")

    again = Person.objects.get(pk=clerk.pk)
    assert again.check_password(password)
    assert again.grants == ()


def test_only_the_security_administrator_resets_a_second_factor():
    clerk, system, security = (
        a_person("drafter"),
        a_person("system_admin"),
        a_person("security_admin"),
    )
    TOTP.activate(clerk, generate_totp_secret())

    with pytest.raises(Denied):
        actions.reset_totp(clerk, by=system, reason="丢手机")
    actions.reset_totp(clerk, by=security, reason="丢手机")
    with pytest.raises(Blocked, match="没有开通"):
        actions.reset_totp(clerk, by=security, reason="丢手机")


def test_people_are_seen_where_one_administers():
    town = a_town()
    clerk, other = a_person("drafter", town), a_person("drafter", a_department())
    admin = a_person("system_admin", town)

    seen = queries.people_seen_by(admin)

    assert clerk in seen
    assert other not in seen
    assert not queries.people_seen_by(clerk).exists()


def test_holders_of_a_deed_are_found_above_and_here():
    town = a_town()
    here, above = a_person("reviewer", town), a_person("reviewer", a_county())
    a_person("reviewer", a_department())

    assert set(queries.holders_of("edition.pass_review", town.path)) == {here, above}
