"""The table of roles: complete, separated, readable."""

import pytest

from mingzheng.posts.deeds import DEEDS, SYSTEM_DEEDS
from mingzheng.posts.roles import ADMINISTRATORS, ROLES, roles_with


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_every_deed_is_held_by_a_role_or_by_the_system_alone(deed):
    assert bool(roles_with(deed)) is (deed not in SYSTEM_DEEDS)


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_every_role_names_real_deeds_and_explains_itself(role):
    assert role.deeds <= set(DEEDS)
    assert role.deeds
    assert role.description.endswith("。")


def test_the_three_administrators_share_no_power():
    """GB/T 22239-2019 8.1.5."""
    powers = [
        {deed for deed in role.deeds if not deed.endswith((".see", ".verify"))}
        for role in ADMINISTRATORS
    ]

    assert len(powers) == 3
    assert not (powers[0] & powers[1] | powers[0] & powers[2] | powers[1] & powers[2])


def test_the_audit_administrator_changes_nothing():
    assert {deed.split(".")[1] for deed in ROLES["audit_admin"].deeds} == {
        "see",
        "verify",
        "export",
    }


def test_administrators_do_no_business():
    for role in ADMINISTRATORS:
        assert not any(deed.startswith(("edition.", "field.", "standard.")) for deed in role.deeds)
