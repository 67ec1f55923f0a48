"""The verbs of dues: the clock opens and recounts, people register, fulfil and excuse."""

from mingzheng.dues.actions.deeds import (
    excuse,
    name_due,
    open_by_law,
    open_due,
    register_elsewhere,
    restore,
    set_prompt,
)
from mingzheng.dues.actions.fulfilling import fulfil, fulfil_unlisted, rename, unfulfil
from mingzheng.dues.actions.opening import form_earlier
from mingzheng.dues.actions.ticking import tick

__all__ = [
    "excuse",
    "form_earlier",
    "fulfil",
    "fulfil_unlisted",
    "name_due",
    "open_by_law",
    "open_due",
    "register_elsewhere",
    "rename",
    "restore",
    "set_prompt",
    "tick",
    "unfulfil",
]
