"""The verbs of taking old articles in."""

from mingzheng.backfile.actions.batches import (
    INLINE_BYTES,
    read,
    receive,
    summary,
    take_in,
    undo,
    work,
    work_left,
    write,
    write_confirmed,
)
from mingzheng.backfile.actions.examining import Examined, examine
from mingzheng.backfile.actions.passing import let_pass
from mingzheng.screens.importing import confirm, drop, remap

__all__ = [
    "INLINE_BYTES",
    "Examined",
    "confirm",
    "drop",
    "examine",
    "let_pass",
    "read",
    "receive",
    "remap",
    "summary",
    "take_in",
    "undo",
    "work",
    "work_left",
    "write",
    "write_confirmed",
]
