"""The verbs of check lists: words, sites, asking links."""

from mingzheng.checklists.actions.links import begin_day, probe_due, switch_probing, watch
from mingzheng.checklists.actions.lists import (
    load_starter,
    may_edit,
    put_words,
    remove,
    save_host,
    save_list,
    save_word,
)

__all__ = [
    "begin_day",
    "load_starter",
    "may_edit",
    "probe_due",
    "put_words",
    "remove",
    "save_host",
    "save_list",
    "save_word",
    "switch_probing",
    "watch",
]
