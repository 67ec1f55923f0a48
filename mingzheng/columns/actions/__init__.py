"""The verbs of columns: the only code that writes them."""

from mingzheng.columns.actions.counting import count
from mingzheng.columns.actions.trees import (
    ColumnDraft,
    add_column,
    change_column,
    close_column,
    lay_columns,
    move_column,
    reopen_column,
)

__all__ = [
    "ColumnDraft",
    "add_column",
    "change_column",
    "close_column",
    "count",
    "lay_columns",
    "move_column",
    "reopen_column",
]
