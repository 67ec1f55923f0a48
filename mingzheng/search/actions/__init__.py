"""The verbs of the search: what businesses hand in and take back, and the words that help."""

from mingzheng.search.actions.documents import Draft, Value, label, put, replace, withdraw
from mingzheng.search.actions.rebuilding import build_index, is_stale
from mingzheng.search.actions.words import (
    count,
    count_left,
    load_synonyms,
    may_edit,
    remove_word,
    save_best_bet,
    save_synonym,
    show,
)

__all__ = [
    "Draft",
    "Value",
    "build_index",
    "count",
    "count_left",
    "is_stale",
    "label",
    "load_synonyms",
    "may_edit",
    "put",
    "remove_word",
    "replace",
    "save_best_bet",
    "save_synonym",
    "show",
    "withdraw",
]
