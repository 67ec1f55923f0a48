"""SQLite: contentless FTS5 tables of tokens, all and titles only, and the flat text beside them.

FTS5 sees ready tokens; its own tokeniser only splits at blanks. Rows are numbered by place, so
"newest first" is the order of the index and ends as soon as enough was read.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection

from mingzheng.search.backends.entries import Entry, Question, Tally, tally_of
from mingzheng.search.rules.text import document_numbers, joined, phrase, tokens

GATHERED = 64 * 1024 * 1024  # bytes of new words before they are written: fewer, larger merges
AT_ONCE = 500  # documents


def _columns(flat: str) -> list[str]:
    return [" ".join(tokens(line)) for line in flat.split("\n")]


def _title_columns(flat: str) -> list[str]:
    title, _, sound, marks = flat.split("\n")
    return [" ".join(tokens(joined(title, sound))), " ".join(tokens(marks))]


# Titles have a table of their own: asking a column of the large one reads every hit.
INDEXES = {
    "search_words": ("title, body, sound, marks", _columns),
    "search_titles": ("line, marks", _title_columns),
}
TABLES, NAMED = (*INDEXES, "search_flat"), ()


def create(suffix: str) -> None:
    """Make the empty tables of an index."""
    with connection.cursor() as cursor:
        for table, (columns, _) in INDEXES.items():
            # ascii: folds nothing but A-Z and takes every other sign for part of a token.
            # prefix=1: a query of one character needs one list and not thousands.
            cursor.execute(
                f"CREATE VIRTUAL TABLE {table}{suffix} USING fts5"
                f"({columns}, content='', tokenize='ascii', prefix='1')"
            )
            cursor.execute(
                f"INSERT INTO {table}{suffix} ({table}{suffix}, rank)"  # noqa: S608
                f" VALUES ('hashsize', {GATHERED})"
            )
        cursor.execute(
            f"CREATE TABLE search_flat{suffix} (place INTEGER PRIMARY KEY, flat TEXT NOT NULL)"
        )


def finish(suffix: str) -> None:
    """Merge what was written in many batches, a little at a time, so that queries read less."""
    with connection.cursor() as cursor:
        for table in INDEXES:
            merge = f"INSERT INTO {table}{suffix} ({table}{suffix}, rank) VALUES ('merge', -2000)"  # noqa: S608
            changes, before = connection.connection.total_changes, -2
            while changes - before > 1:
                before = changes
                cursor.execute(merge)
                changes = connection.connection.total_changes


def reserve(n: int) -> list[int]:
    """Keys for new documents; the transaction holds the only pen already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'search_document'")
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + n + 1))


def hold(scope: str) -> None:
    """Nothing to do: with SQLite one writer is alone."""


def add(entries: Iterable[Entry], suffix: str = "") -> None:
    """Put entries in that are not there."""
    entries = iter(entries)
    # A few at a time: tokens take five times the memory of the text.
    while some := [(entry.place, entry.flat) for entry in islice(entries, AT_ONCE)]:
        _add(some, suffix)


def _add(rows: list[tuple[int, str]], suffix: str) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_flat{suffix} (place, flat) VALUES (%s, %s)",  # noqa: S608
            rows,
        )
        for table, (columns, read) in INDEXES.items():
            signs = ", %s" * (columns.count(",") + 1)
            cursor.executemany(
                f"INSERT INTO {table}{suffix} (rowid, {columns}) VALUES (%s{signs})",  # noqa: S608
                [(place, *read(flat)) for place, flat in rows],
            )


def remove(places: Sequence[int], suffix: str = "") -> None:
    """Take entries out; places that are not there do not matter."""
    with connection.cursor() as cursor:
        for place in places:
            # A contentless table forgets a row only when told word by word what was in it.
            row = cursor.execute(
                f"DELETE FROM search_flat{suffix} WHERE place = %s RETURNING flat",  # noqa: S608
                [place],
            ).fetchone()
            for table, (columns, read) in INDEXES.items() if row else ():
                signs = ", %s" * (columns.count(",") + 1)
                cursor.execute(
                    f"INSERT INTO {table}{suffix} ({table}{suffix}, rowid, {columns})"  # noqa: S608
                    f" VALUES ('delete', %s{signs})",
                    [place, *read(row[0])],
                )


def known(places: Sequence[int], suffix: str = "") -> set[int]:
    """Which of these places the index has."""
    if not places:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place FROM search_flat{suffix} WHERE place BETWEEN %s AND %s",  # noqa: S608
            [min(places), max(places)],
        )
        return {place for (place,) in cursor} & set(places)


def flat_texts() -> Iterator[tuple[int, str]]:
    """Place and flat text of everything in the index: what a check by brute force reads."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, flat FROM search_flat ORDER BY place")
        while rows := cursor.fetchmany(2000):
            yield from rows


def matching(question: Question) -> str:
    """The question in the language of FTS5; every token in it is ours and quoted."""
    words = " AND ".join(
        f"({' OR '.join(map(_phrase, term.alternatives))})" for term in question.words
    )
    marks = [*question.facet_tokens, *_numbers(question)]
    return " AND ".join([*(f'marks : "{token}"' for token in marks), words])


def _phrase(line: str) -> str:
    found, goes_on = phrase(line)
    return f'"{" ".join(found)}"{" *" if goes_on else ""}'


def _numbers(question: Question) -> list[str]:
    """A 文号 in the query is rare, its parts are not: its own token goes first."""
    alone = [term.own for term in question.words if len(term.alternatives) == 1]
    return [token for line in alone for token in document_numbers(line)]


@contextmanager
def hurried() -> Iterator[Any]:
    """A cursor for a write that is given up at once while somebody else writes."""
    with connection.cursor() as cursor:
        link = connection.connection
        patience = link.execute("PRAGMA busy_timeout").fetchone()[0]
        link.execute("PRAGMA busy_timeout = 0")
        try:
            yield cursor
        finally:
            link.execute(f"PRAGMA busy_timeout = {patience}")


def newest(question: Question, limit: int) -> list[int]:
    """The places of what was found, newest first, at most `limit`."""
    return [row[0] for row in _found(question, limit)]


def tally(question: Question, limit: int) -> Tally:
    """What was found, newest first, counted up to `limit`."""
    return tally_of(_found(question, limit + 1), limit)


def _found(question: Question, limit: int) -> list[tuple[Any, ...]]:
    if not question.words:
        return []
    where, values = _conditions(question, "search_words")
    with connection.cursor() as cursor:
        cursor.execute(
            # CROSS JOIN: the words first, always; the planner's own choice was 90 times slower.
            # INDEXED BY: without it every hit reads a long row, four times slower.
            "SELECT d.place, d.kind, d.organisation, d.field FROM search_words w"  # noqa: S608
            " CROSS JOIN search_document d INDEXED BY document_facets ON d.place = w.rowid"
            f" WHERE {where} ORDER BY w.rowid DESC LIMIT %s",
            [*values, limit],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def titled(question: Question, limit: int) -> list[tuple[int, str]]:
    """Place and title of the newest documents whose title has every word."""
    where, values = _conditions(question, "search_titles")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.place, d.title FROM search_titles w"  # noqa: S608
            f" CROSS JOIN search_document d ON d.place = w.rowid WHERE {where}"
            " ORDER BY w.rowid DESC LIMIT %s",
            [*values, limit],
        )
        rows: list[tuple[int, str]] = cursor.fetchall()
        return rows


def _conditions(question: Question, table: str) -> tuple[str, list[Any]]:
    where = [f"w.{table} MATCH %s"]
    values: list[Any] = [matching(question)]
    first, behind = question.places
    if behind:
        where.append("w.rowid >= %s AND w.rowid < %s")
        values += [first, behind]
    for name, value in question.within.items():
        where.append(f"d.{name} = %s")
        values.append(value)
    for name, value in sorted(question.hidden):
        where.append(f"d.{name} <> %s")
        values.append(value)
    return " AND ".join(where), values
