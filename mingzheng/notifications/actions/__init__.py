"""The verbs of notifications: the only code that writes this room's tables."""

from mingzheng.notifications.actions.announcing import announce
from mingzheng.notifications.actions.batches import (
    Source,
    Told,
    announce_batch,
    announce_change,
    restate,
)
from mingzheng.notifications.actions.deciding import abandon, confirm, resend
from mingzheng.notifications.actions.proving import pushed, record_proof, withdraw_proof
from mingzheng.notifications.actions.sending import ask_platforms, find_lost, send_due

__all__ = [
    "Source",
    "Told",
    "abandon",
    "announce",
    "announce_batch",
    "announce_change",
    "ask_platforms",
    "confirm",
    "find_lost",
    "pushed",
    "record_proof",
    "resend",
    "restate",
    "send_due",
    "withdraw_proof",
]
