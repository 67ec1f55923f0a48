"""The verbs of dues: the clock opens and recounts, people register, fulfil and excuse."""

from mingzheng.dues.actions.deeds import (
    excuse,
    open_due,
    register_elsewhere,
    restore,
    set_prompt,
)
from mingzheng.dues.actions.fulfilling import fulfil, fulfil_unlisted, rename, unfulfil
from mingzheng.dues.actions.ticking import tick

__all__ = [
    "excuse",
    "fulfil",
    "fulfil_unlisted",
    "open_due",
    "register_elsewhere",
    "rename",
    "restore",
    "set_prompt",
    "tick",
    "unfulfil",
]
