"""The verbs of subscriptions: the only code that writes this room's tables."""

from mingzheng.subscriptions.actions.asking import ask, prune, send_confirmations
from mingzheng.subscriptions.actions.keeping import change, confirm, confirm_by_code, stop
from mingzheng.subscriptions.actions.telling import find_lost, match, tell

__all__ = [
    "ask",
    "change",
    "confirm",
    "confirm_by_code",
    "find_lost",
    "match",
    "prune",
    "send_confirmations",
    "stop",
    "tell",
]
