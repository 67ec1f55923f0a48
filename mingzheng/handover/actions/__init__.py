"""The verbs of handing over: send, choose the items, start the draft, review; issue keys."""

from mingzheng.handover.actions.handling import (
    draft_up,
    name_items,
    open_up,
    pass_through,
    take_back_drafts,
    turn_down,
)
from mingzheng.handover.actions.keys import issue, revoke
from mingzheng.handover.actions.sending import Different, Faulty, Received, send

__all__ = [
    "Different",
    "Faulty",
    "Received",
    "draft_up",
    "issue",
    "name_items",
    "open_up",
    "pass_through",
    "revoke",
    "send",
    "take_back_drafts",
    "turn_down",
]
