"""The index itself, one file a database, behind the same functions.

`NEW` marks the tables of a rebuild under way. A row is `Entry`; a question is `Question`.
"""

from types import ModuleType

from django.db import connection

from mingzheng.search.backends import fts5, gin
from mingzheng.search.backends.entries import NEW, Entry, Hit, Question, entry_of

__all__ = ["NEW", "Entry", "Hit", "Question", "engine", "entry_of"]


def engine() -> ModuleType:
    """The backend of the database in use: SQLite FTS5, or PostgreSQL GIN."""
    return gin if connection.vendor == "postgresql" else fts5
