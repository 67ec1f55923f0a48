"""The verbs of notifications: the only code that writes this room's tables."""

from mingzheng.notifications.actions.announcing import announce
from mingzheng.notifications.actions.deciding import abandon, confirm, resend
from mingzheng.notifications.actions.proving import pushed, record_proof, withdraw_proof
from mingzheng.notifications.actions.sending import ask_platforms, find_lost, send_due

__all__ = [
    "abandon",
    "announce",
    "ask_platforms",
    "confirm",
    "find_lost",
    "pushed",
    "record_proof",
    "resend",
    "send_due",
    "withdraw_proof",
]
