"""PostgreSQL: a GIN index over the numbers of tokens, and the flat text to make sure.

The numbers find every document that holds all tokens of a phrase; whether they stand side by side
is read off the flat text. So nothing is missed and nothing is counted that is not there.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from mingzheng.search.backends.entries import NEW, Entry, Hit, Question
from mingzheng.search.rules.text import gram, grams, grams_of_phrase

READ_AHEAD = 1.1  # more candidates than wanted: one in 300 is none


def create(suffix: str = "", *, is_indexed: bool = True) -> None:
    """Make the empty table of an index. Rows stay whole in their page: reading them is the cost."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE search_index{suffix} (place bigint PRIMARY KEY, kind text NOT NULL,"
            " organisation text NOT NULL, field text NOT NULL,"
            ' title text COLLATE "C" NOT NULL, flat text COLLATE "C" NOT NULL,'
            " title_grams integer[] NOT NULL, grams integer[] NOT NULL)"
            " WITH (toast_tuple_target = 8160)"
        )
        cursor.execute(f"ALTER TABLE search_index{suffix} ALTER flat SET STORAGE MAIN")
        cursor.execute(f"ALTER TABLE search_index{suffix} ALTER grams SET STORAGE EXTERNAL")
    if is_indexed:
        finish(suffix)


def finish(suffix: str) -> None:
    """Index the tokens of a table: much faster once it is full."""
    # Outside a transaction nobody who writes has to wait for it.
    how = "" if connection.in_atomic_block else "CONCURRENTLY "
    with connection.cursor() as cursor:
        for column in ("grams", "title_grams"):
            # No pending list: a query would have to read it.
            cursor.execute(
                f"CREATE INDEX {how}search_{column}{suffix} ON search_index{suffix}"
                f" USING gin ({column}) WITH (fastupdate = off)"
            )
        cursor.execute(f"ANALYZE search_index{suffix}")


def drop(suffix: str = "") -> None:
    """Take the table of an index away, if it is there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS search_index{suffix}")


def adopt() -> None:
    """Let the index under construction take the place of the one in use."""
    drop()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE search_index{NEW} RENAME TO search_index")
        for column in ("grams", "title_grams"):
            cursor.execute(f"ALTER INDEX search_{column}{NEW} RENAME TO search_{column}")
        cursor.execute(f"ALTER INDEX search_index{NEW}_pkey RENAME TO search_index_pkey")


def reserve(n: int) -> list[int]:
    """Keys for new documents."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('search_document', 'id'))"
            " FROM generate_series(1, %s)",
            [n],
        )
        return [key for (key,) in cursor]


def hold(scope: str) -> None:
    """Let nobody else replace this scope before the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(20260, hashtext(%s))", [scope])


def add(entries: Iterable[Entry], suffix: str = "") -> None:
    """Put entries in that are not there."""
    columns = "place, kind, organisation, field, title, flat, title_grams, grams"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY search_index{suffix} ({columns}) FROM STDIN") as copy,
    ):
        for one in entries:
            heading = f"{one.title}\n{one.sound}"
            copy.write_row(
                (
                    *(one.place, one.kind, one.organisation, one.field, heading, one.flat),
                    *(sorted(grams(heading)), sorted(grams(one.flat))),
                )
            )


def remove(places: Sequence[int], suffix: str = "") -> None:
    """Take entries out; places that are not there do not matter."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM search_index{suffix} WHERE place = ANY(%s)",  # noqa: S608
            [list(places)],
        )


def known(places: Sequence[int], suffix: str = "") -> set[int]:
    """Which of these places the index has."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place FROM search_index{suffix} WHERE place = ANY(%s)",  # noqa: S608
            [list(places)],
        )
        return {place for (place,) in cursor}


def empty() -> None:
    """Forget everything at once."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_index")


def flat_texts() -> Iterator[tuple[int, str]]:
    """Place and flat text of everything in the index: what a check by brute force reads."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DECLARE search_all CURSOR FOR SELECT place, flat FROM search_index")
        while True:
            cursor.execute("FETCH 2000 FROM search_all")
            rows = cursor.fetchall()
            if not rows:
                break
            yield from rows
        cursor.execute("CLOSE search_all")


@contextmanager
def hurried() -> Iterator[Any]:
    """A cursor for a small write; here nobody waits for more than one row."""
    with connection.cursor() as cursor:
        yield cursor


def newest(question: Question, limit: int) -> list[Hit]:
    """What was found, newest first, at most `limit`."""
    found: list[Hit] = []
    before = 0
    while question.words:
        wanted = int((limit - len(found)) * READ_AHEAD) + 20
        sql, values = _candidates(question, wanted, before, titles=False)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        found += [Hit(*row[:-1]) for row in rows if row[-1]]
        if len(found) >= limit or len(rows) < wanted:
            break
        before = rows[-1][0]
    return found[:limit]


def titled(question: Question, limit: int) -> list[tuple[int, str]]:
    """Place and title of the newest documents whose title has every word."""
    sql, values = _candidates(question, limit * 2, 0, titles=True)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.place, d.title FROM ({sql}) f"  # noqa: S608 - placeholders only
            " JOIN search_document d ON d.place = f.place"
            " WHERE f.is_hit ORDER BY d.place DESC LIMIT %s",
            [*values, limit],
        )
        rows: list[tuple[int, str]] = cursor.fetchall()
        return rows


def _candidates(
    question: Question, wanted: int, before: int, *, titles: bool
) -> tuple[str, list[Any]]:
    """Documents with all the tokens, newest first, each with whether it has the phrases too."""
    line, column = ("title", "title_grams") if titles else ("flat", "grams")
    where, values = _filters(question, before)
    checks: list[str] = []
    said: list[str] = []
    for term in question.words:
        needs = [grams_of_phrase(one) for one in term.alternatives]
        where.append(f"({' OR '.join([f'{column} @> %s::integer[]'] * len(needs))})")
        values += [numbers for numbers, _ in needs]
        if not all(proves for _, proves in needs):
            checks.append(f"({' OR '.join([f'i.{line} LIKE %s'] * len(needs))})")
            said += [f"%{one}%" for one in term.alternatives]
    sql = (
        "WITH m AS MATERIALIZED (SELECT place, kind, organisation, field FROM search_index"  # noqa: S608
        f" WHERE {' AND '.join(where)}), n AS (SELECT * FROM m ORDER BY place DESC LIMIT %s)"
    )
    if checks:
        sql += f" SELECT n.*, {' AND '.join(checks)} AS is_hit FROM n JOIN search_index i"  # noqa: S608
        sql += " ON i.place = n.place ORDER BY n.place DESC"
    else:
        sql += " SELECT n.*, true AS is_hit FROM n ORDER BY n.place DESC"
    # Values in the order of the statement: the checks stand behind the limit.
    return sql, [*values, wanted, *said]


def _filters(question: Question, before: int) -> tuple[list[str], list[Any]]:
    where: list[str] = ["true"]
    values: list[Any] = []
    if question.facet_tokens:
        where.append("grams @> %s::integer[]")
        values.append([gram(token) for token in question.facet_tokens])
    for name, value in question.within.items():
        where.append(f"{name} = %s")
        values.append(value)
    for name, value in sorted(question.hidden):
        where.append(f"{name} <> %s")
        values.append(value)
    first, behind = question.places
    if behind:
        where.append("place >= %s AND place < %s")
        values += [first, behind]
    if before:
        where.append("place < %s")
        values.append(before)
    return where, values
