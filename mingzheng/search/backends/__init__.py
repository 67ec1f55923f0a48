"""The index itself, one file a database, behind the same functions.

`NEW` marks the tables of a rebuild under way. A row is `Entry`; a question is `Question`,
its answer a `Tally`.
"""

from types import ModuleType

from django.db import connection

from mingzheng.search.backends import fts5, gin
from mingzheng.search.backends.entries import NEW, Entry, Question, Tally, entry_of

__all__ = ["NEW", "Entry", "Question", "Tally", "adopt", "drop", "engine", "entry_of"]


def engine() -> ModuleType:
    """The backend of the database in use: SQLite FTS5, or PostgreSQL GIN."""
    return gin if connection.vendor == "postgresql" else fts5


def drop(suffix: str = "") -> None:
    """Take the tables of an index away, if they are there."""
    with connection.cursor() as cursor:
        for table in engine().TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")


def adopt() -> None:
    """Let the index under construction take the place of the one in use."""
    drop()
    with connection.cursor() as cursor:
        for kind, names in (("TABLE", engine().TABLES), ("INDEX", engine().NAMED)):
            for name in names:
                cursor.execute(f"ALTER {kind} {name}{NEW} RENAME TO {name}")
