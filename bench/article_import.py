"""Taking the articles of an old site in: rate, and ratio of the least it could cost.

    script/bench article_import [--size 5000]

The least: reading the file with the csv module, and inserting ready-made rows of the five tables an
article lies in (article, manuscript, revision, place, event). What an import does beyond: cleaning
each body, dating, looking for the same article and for numbers of persons, index numbers, the
chain of hashes, and the search index. Processor seconds of this process, sides in turn, medians of
three runs. No budget stands in the design; the figures are in docs/adr/0027.
"""

import argparse
import csv
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

FOLDER = tempfile.TemporaryDirectory(prefix="mingzheng-bench-")
os.environ["MINGZHENG_VAR"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # noqa: E402 the settings must be named first

django.setup()

from django.db import connection, models, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from mingzheng.backfile import actions  # noqa: E402
from mingzheng.backfile.invented import made_up  # noqa: E402
from mingzheng.backfile.models import ArticleBatch  # noqa: E402
from mingzheng.core.models import Event  # noqa: E402
from mingzheng.prose.rules.reading import plain  # noqa: E402
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision  # noqa: E402
from mingzheng.publishing.tests.factories import Newsroom, a_column, a_newsroom  # noqa: E402

RUNS = 3
TABLES: tuple[type[models.Model], ...] = (Article, Manuscript, Revision, Placement, Event)


class _Undo(Exception):
    pass


def export(room: Newsroom, size: int) -> bytes:
    """A list of made-up articles as an old site would export it."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(["标题", "日期", "来源", "原网址", "正文"])
    columns = {"news": a_column(room.office).pk}
    for n in range(size):
        said = (one := made_up(n, room.office, columns)).content
        url = f"http://old.example.cn/content/{n}.html"
        body = plain(said.body)
        lines.writerow([said.title + f"（{n}）", f"{one.on:%Y-%m-%d}", said.source, url, body])
    return text.getvalue().encode()


def bare_read(data: bytes) -> float:
    """Seconds to read every cell and do nothing with it."""
    start = time.process_time()
    for _ in csv.reader(io.StringIO(data.decode(), newline="")):
        pass
    return time.process_time() - start


def whole(room: Newsroom, data: bytes) -> tuple[float, float]:
    """Seconds of the import, and of inserting the very rows it made once more, ready made."""
    spent = bare = 0.0
    try:
        with transaction.atomic():
            start = time.process_time()
            found = actions.examine(room.office, "旧站.csv", data)
            column = a_column(room.office)
            batch = actions.receive(room.office, column, "旧站.csv", data, by=room.openness)
            actions.take_in(batch, found, by=room.openness)
            spent = time.process_time() - start
            bare = sum(_again(model) for model in TABLES)
            raise _Undo
    except _Undo:
        return spent, bare


def _again(model: type[models.Model]) -> float:
    """Seconds to insert the rows of a table into a copy of it without anything of ours around."""
    table = model._meta.db_table
    names = [one.column for one in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(names)} FROM "{table}"')  # noqa: S608 our own names
        rows = cursor.fetchall()
        like = f'AS SELECT * FROM "{table}" WHERE 1 = 0'  # noqa: S608
        cursor.execute(f"CREATE TEMPORARY TABLE bare_rows {like}")
        marks = ", ".join(["%s"] * len(names))
        start = time.process_time()
        cursor.executemany(
            f"INSERT INTO bare_rows ({', '.join(names)}) VALUES ({marks})",  # noqa: S608
            [tuple(_plain(value) for value in row) for row in rows],
        )
        spent = time.process_time() - start
        cursor.execute("DROP TABLE bare_rows")
    return spent


def _plain(value: object) -> object:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


def main() -> None:
    """Make a list, take it in three times, print the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=5000)
    size = parser.parse_args().size
    old = setup_databases(verbosity=0, interactive=False)
    try:
        room = a_newsroom()
        data = export(room, size)
        runs = [(bare_read(data), *whole(room, data)) for _ in range(RUNS)]
        assert not ArticleBatch.objects.exists()
        read, spent, bare = (median(values) for values in zip(*runs, strict=True))
        print(f"{size:,} articles, {len(data) // 1024:,} KB, {connection.vendor}, CPU seconds")
        print(f"bare read {read:.3f}  bare bulk insert {bare:.3f}  whole import {spent:.3f}")
        print(f"{size / spent:,.0f} articles a second, ratio {spent / (read + bare):.2f}")
    finally:
        teardown_databases(old, verbosity=0)


main()
