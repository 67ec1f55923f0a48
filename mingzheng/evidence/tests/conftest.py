"""The core's cast, and what somebody with the database's password could do."""

from django.db import connection

from conftest import triggers_lifted
from mingzheng.core.tests.conftest import clerk, papers, reviewer

__all__ = ["clerk", "papers", "reviewer"]


def behind_the_back(sql: str, *values: object) -> None:
    """Change the database as no code of ours can."""
    with triggers_lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)
