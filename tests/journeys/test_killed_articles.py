"""The power goes off while old articles come in: nothing half is public, a second run finishes."""

import json
import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from mingzheng.backfile.models import ArticleBatch, CarriedArticle, FormerAddress
from mingzheng.core.models import Event
from mingzheng.evidence.queries import verify
from mingzheng.publishing.models import Article, Manuscript, Placement, Revision
from mingzheng.publishing.tests.factories import Newsroom, a_column, a_newsroom
from mingzheng.search.models import Document
from tests.journeys.processes import PYTHON, ROOT, environment
from tests.journeys.test_killed import PATIENCE, SOME, is_writing, kill_when

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROWS = 1200  # three bulks: the writing takes a second or more
TABLES = (Article, Manuscript, Revision, Placement, ArticleBatch, CarriedArticle, FormerAddress)


@pytest.fixture
def room(settings, tmp_path) -> Newsroom:
    settings.MEDIA_ROOT = tmp_path / "media"
    return a_newsroom()


@pytest.fixture
def export(tmp_path):
    line = "关于第{0}号事项的通知,2019-03-{1:02},县林业局,http://old.cn/{0}.html,第{0}号：各村组织植树。\n"
    path = tmp_path / "旧站.csv"
    rows = "".join(line.format(at, at % 28 + 1) for at in range(1, ROWS + 1))
    path.write_text("标题,日期,来源,原网址,正文\n" + rows, "utf-8")
    return path


def start(room: Newsroom, export) -> subprocess.Popen:
    """The command as the office runs it: a process of its own on the same database."""
    place = ["--organisation", room.office.code, "--column", "notices", "--json"]
    return subprocess.Popen(
        [PYTHON, "manage.py", "import_articles", export, *place],
        cwd=ROOT, env=environment(export.parent),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def has_written(_export):
    """Many rows, not yet committed or being committed, lie in the files of the database."""
    before = size()
    return lambda: size() > before + SOME


def size() -> int:
    if connection.vendor == "sqlite":
        log = Path(f"{connection.settings_dict['NAME']}-wal")
        return log.stat().st_size if log.exists() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [Article._meta.db_table])
        return cursor.fetchone()[0]


def counts() -> list[int]:
    """Every row of every table that an import of articles writes to."""
    found = [table.objects.count() for table in (*TABLES, Event)]
    return [*found, Document.objects.filter(kind__in=["policy", "article"]).count()]


@pytest.mark.parametrize("moment", [is_writing, has_written])
def test_articles_whose_import_was_killed_are_all_public_or_none(moment, room, export):
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before, column = counts(), a_column(room.office)

    kill_when(moment(export), start(room, export))

    # SQLite writes its files at the commit: who dies in it may have finished.
    is_whole = counts() != before
    assert not is_whole or connection.vendor == "sqlite"
    there = ROWS if is_whole else 0
    assert [table.objects.count() for table in TABLES[:4]] == [there] * 4
    column.refresh_from_db()
    assert column.articles_total == there
    shown = Client().get(column.get_absolute_url()).content.decode()
    assert ("号事项的通知" in shown) == is_whole
    assert verify().ok

    again = start(room, export)
    printed, complaint = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, complaint
    said = json.loads(printed)
    assert (said["rows"], said["problems"]) == (ROWS, [])
    assert said["unchanged" if is_whole else "created"] == ROWS
    assert [table.objects.count() for table in TABLES[:4]] == [ROWS] * 4
    assert len(set(Article.objects.values_list("index_number", flat=True))) == ROWS
    column.refresh_from_db()
    assert (column.articles_total, verify().ok) == (ROWS, True)
