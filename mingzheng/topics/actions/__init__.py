"""The verbs of this room: each checks the deed, writes, and leaves an event in one breath."""

from mingzheng.topics.actions.keeping import (
    MOST_PARTS,
    MOST_PICKS,
    add_part,
    archive,
    freeze_due,
    pick,
    remove_part,
    restore,
    save,
    unpick,
)

__all__ = [
    "MOST_PARTS",
    "MOST_PICKS",
    "add_part",
    "archive",
    "freeze_due",
    "pick",
    "remove_part",
    "restore",
    "save",
    "unpick",
]
