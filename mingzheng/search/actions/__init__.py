"""The verbs of the search: what businesses hand in and take back, and the words that help."""

from mingzheng.search.actions.documents import Draft, Value, label, put, replace, withdraw
from mingzheng.search.actions.rebuilding import is_stale, rebuild
from mingzheng.search.actions.words import (
    count,
    hide,
    load_synonyms,
    may_edit,
    remove_word,
    save_best_bet,
    save_synonym,
)

__all__ = [
    "Draft",
    "Value",
    "count",
    "hide",
    "is_stale",
    "label",
    "load_synonyms",
    "may_edit",
    "put",
    "rebuild",
    "remove_word",
    "replace",
    "save_best_bet",
    "save_synonym",
    "withdraw",
]
