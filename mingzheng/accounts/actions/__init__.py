"""The verbs of this room: each checks the deed, writes, and leaves an event in one breath."""

from mingzheng.accounts.actions.memberships import grant_membership, revoke_membership
from mingzheng.accounts.actions.organisations import (
    close_organisation,
    create_organisation,
    forget_alias,
    map_alias,
    move_organisation,
    name_everywhere,
    reopen_organisation,
    update_organisation,
)
from mingzheng.accounts.actions.people import (
    change_password,
    create_person,
    deactivate_person,
    reactivate_person,
    reset_password,
    reset_totp,
    unlock_person,
    update_person,
)

__all__ = [
    "change_password",
    "close_organisation",
    "create_organisation",
    "create_person",
    "deactivate_person",
    "forget_alias",
    "grant_membership",
    "map_alias",
    "move_organisation",
    "name_everywhere",
    "reactivate_person",
    "reopen_organisation",
    "reset_password",
    "reset_totp",
    "revoke_membership",
    "unlock_person",
    "update_organisation",
    "update_person",
]
