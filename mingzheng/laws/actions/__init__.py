"""The verbs of the register: laws, texts and names entered; citations put and judged anew."""

from mingzheng.laws.actions.citing import Source, put_citations, rematch
from mingzheng.laws.actions.register import (
    add_alias,
    add_law,
    correct,
    demand_edit,
    known_as,
    remove_alias,
)
from mingzheng.laws.actions.texts import (
    add_version,
    correct_version,
    remove_version,
    repeal,
    settle_due,
    settle_texts,
    undo_repeal,
)

__all__ = [
    "Source",
    "add_alias",
    "add_law",
    "add_version",
    "correct",
    "correct_version",
    "demand_edit",
    "known_as",
    "put_citations",
    "rematch",
    "remove_alias",
    "remove_version",
    "repeal",
    "settle_due",
    "settle_texts",
    "undo_repeal",
]
