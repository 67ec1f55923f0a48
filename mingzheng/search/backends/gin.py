"""PostgreSQL: a GIN index over the numbers of tokens, and the flat text to make sure.

The numbers find every document that holds all tokens of a phrase. Whether they stand side by side
is read off the flat text, unless the phrase is a single pair. So nothing is missed and nothing is
counted that is not there.

Years and months are numbers too: a question goes from the newest month backwards and ends as soon
as enough was found. The row that a hit reads is narrow; the long text lies in a table of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction

from mingzheng.search.backends.entries import KEYS, Entry, Question, Tally, tally_of
from mingzheng.search.rules.text import gram, grams, needs

TABLES, NAMED = ("search_index", "search_texts"), ("search_grams", "search_title_grams")
AT_ONCE = 500  # documents
# The numbers of time a question goes through: months of two years, then years, at last no date.
TIMES = f"""(SELECT y * 100 + m AS s
 FROM (SELECT extract(year FROM date '0001-01-01' + (min(place) >> 32)::int - 1)::int,
  extract(year FROM date '0001-01-01' + (max(place) >> 32)::int - 1)::int
  FROM search_index WHERE place >= {KEYS}) b (first, last),
 generate_series(b.first, b.last) y, generate_series(0, 12) m
 WHERE (y >= b.last - 1) = (m > 0) UNION ALL SELECT 0 ORDER BY s DESC)"""  # noqa: S608
HEADING = r"split_part(t.flat, E'\n', 1) || E'\n' || split_part(t.flat, E'\n', 3)"
FOUND = "place, kind, organisation, field"
MEMORY = "256MB"  # for building a GIN index: it is written out whenever this is full


def create(suffix: str) -> None:
    """Make the empty tables of an index; `finish` indexes them."""
    with connection.cursor() as cursor:
        # Arrays are kept outside the row, texts inside theirs, neither compressed.
        cursor.execute(
            f"CREATE TABLE search_index{suffix} (place bigint PRIMARY KEY, kind text NOT NULL,"
            " organisation text NOT NULL, field text NOT NULL,"
            " title_grams integer[] NOT NULL, grams integer[] NOT NULL)"
            " WITH (toast_tuple_target = 128)"
        )
        for column in ("grams", "title_grams"):
            cursor.execute(f"ALTER TABLE search_index{suffix} ALTER {column} SET STORAGE EXTERNAL")
        cursor.execute(
            f"CREATE TABLE search_texts{suffix} (place bigint PRIMARY KEY,"
            ' flat text COLLATE "C" NOT NULL) WITH (toast_tuple_target = 8160)'
        )
        cursor.execute(f"ALTER TABLE search_texts{suffix} ALTER flat SET STORAGE EXTERNAL")


def finish(suffix: str) -> None:
    """Index the tokens of a table: much faster once it is full."""
    # Outside a transaction nobody who writes has to wait for it.
    how = "" if connection.in_atomic_block else "CONCURRENTLY "
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, false)", [MEMORY])
        for column in ("grams", "title_grams"):
            # No pending list: a query would have to read it.
            cursor.execute(
                f"CREATE INDEX {how}search_{column}{suffix} ON search_index{suffix}"
                f" USING gin ({column}) WITH (fastupdate = off)"
            )
        cursor.execute("RESET maintenance_work_mem")
        cursor.execute(f"ANALYZE search_index{suffix} (place, kind, organisation, field)")


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
    entries = iter(entries)
    while some := list(islice(entries, AT_ONCE)):
        _copy(f"search_texts{suffix} (place, flat)", ((one.place, one.flat) for one in some))
        _copy(f"search_index{suffix} ({FOUND}, title_grams, grams)", map(_row, some))


def _copy(into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {into} FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _row(one: Entry) -> tuple[Any, ...]:
    when, day = {0}, one.place // KEYS
    if day:
        on = date.fromordinal(day)
        when = {on.year * 100, on.year * 100 + on.month}
    title, _, sound, _ = one.flat.split("\n")
    both = grams(f"{title}\n{sound}") | when, grams(one.flat) | when
    # Written as text here: the driver would take longer over each number than we over the token.
    numbers = (f"{{{','.join(map(str, some))}}}" for some in both)
    return (*one[:4], *numbers)


def remove(places: Sequence[int], suffix: str = "") -> None:
    """Take entries out; places that are not there do not matter."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"DELETE FROM {table}{suffix} WHERE place = ANY(%s)",  # noqa: S608
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


def flat_texts() -> Iterator[tuple[int, str]]:
    """Place and flat text of everything in the index: what a check by brute force reads."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DECLARE search_all CURSOR FOR SELECT place, flat FROM search_texts")
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


def newest(question: Question, limit: int) -> list[int]:
    """The places of what was found, newest first, at most `limit`."""
    return [row[0] for row in _ask(question, limit)]


def tally(question: Question, limit: int) -> Tally:
    """What was found, newest first, counted up to `limit`."""
    return tally_of(_ask(question, limit + 1), limit)


def titled(question: Question, limit: int) -> list[tuple[int, str]]:
    """Place and title of the newest documents whose title has every word."""
    title = "place, (SELECT title FROM search_document d WHERE d.place = h.place)"
    return _ask(question, limit, title, "title_grams")


def _ask(
    question: Question, limit: int, shown: str = FOUND, column: str = "grams"
) -> list[tuple[Any, ...]]:
    """The newest that have all numbers in a column, and all words in the text it stands for."""
    if not question.words:
        return []
    where, values = _conditions(question, column)
    check, said = _check(question, column)
    times = _times(question, column)
    with connection.cursor() as cursor:
        cursor.execute(
            # Rows come in the order of the times, and a nested loop ends where the limit does;
            # the check, a query of its own, is made row by row and never before that.
            f"SELECT {shown} FROM {'unnest(%s::integer[])' if times else TIMES} AS t (s)"  # noqa: S608
            f" CROSS JOIN LATERAL (SELECT {FOUND} FROM search_index WHERE {where}"
            f" ORDER BY place DESC) h WHERE {check} LIMIT %s",
            [*([times] if times else []), *values, *said, limit],
        )
        return cursor.fetchall()


def _times(question: Question, column: str) -> list[int]:
    """The numbers that part what to go through; [] for all times."""
    if {"organisation", "field"} & question.within.keys() and column == "grams":
        # Few documents: in one go, where a number they have anyway stands for the time.
        return [question.year * 100 or gram(question.facet_tokens[0])]
    months = range(12, 0, -1) if question.year else ()
    return [question.year * 100 + month for month in months]


def _conditions(question: Question, column: str) -> tuple[str, list[Any]]:
    """What the numbers and the facets must be; `s` is the number of the time."""
    always = [gram(token) for token in question.facet_tokens] if column == "grams" else []
    choices = []
    for term in question.words:
        ways = [needs(one)[0] for one in term.alternatives]
        if len(ways) == 1:
            always += ways[0]
        else:
            choices.append(ways)
    where: list[str] = []
    values: list[Any] = []
    # What is always asked goes into every scan: each then reads little.
    for ways in choices or [[[]]]:
        where.append(f"({' OR '.join([f'{column} @> (%s::integer[] || s)'] * len(ways))})")
        values += [sorted({*always, *way}) for way in ways]
    for name, value in question.within.items():
        where.append(f"{name} = %s")
        values.append(value)
    for name, value in sorted(question.hidden):
        where.append(f"{name} <> %s")
        values.append(value)
    return " AND ".join(where), values


def _check(question: Question, column: str) -> tuple[str, list[str]]:
    """Whether the text itself has every word."""
    if all(needs(line)[1] for line in question.phrases):
        return "true", []
    line = "t.flat" if column == "grams" else HEADING
    ways = (["strpos(x.line, %s) > 0"] * len(term.alternatives) for term in question.words)
    words = " AND ".join(f"({' OR '.join(some)})" for some in ways)
    text = f"(SELECT {line} AS line FROM search_texts t WHERE t.place = h.place) x"  # noqa: S608
    return f"(SELECT {words} FROM {text})", question.phrases  # noqa: S608
