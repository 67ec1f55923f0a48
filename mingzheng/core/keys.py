"""Keys taken before the rows are written, so that rows written at once may point at each other."""

from django.db import connection, models


def reserve(model: type[models.Model], number: int) -> list[int]:
    """So many keys of a table that nobody else will get. Call it inside the transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, number],
            )
            return [key for (key,) in cursor]
        # The transaction holds the only pen already.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + number + 1))
