"""The power goes off in the middle of an import: all of it is there afterwards, or nothing."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.tests.factories import Cast, a_cast, an_edition
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.tests.workbooks import GUIDE, a_workbook, row
from mingzheng.core.models import Event
from mingzheng.evidence.queries import verify
from tests.journeys.processes import PYTHON, ROOT, environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROWS = 2500  # enough that the writing takes a second or so
MOMENT, PATIENCE = 0.25, 180  # seconds
SOME = 128 * 1024  # bytes
TABLES = (Edition, Item, Duty, ImportBatch, Event)


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "media"
    return a_cast()


@pytest.fixture
def workbook(tmp_path) -> Path:
    rows = [row(at, "最低生活保障", (f"第{at}种救助", *GUIDE[1:])) for at in range(1, ROWS + 1)]
    path = tmp_path / "目录.xlsx"
    path.write_bytes(a_workbook(*rows))
    return path


def start(cast: Cast, workbook: Path) -> subprocess.Popen:
    """The command as the office runs it: a process of its own on the same database."""
    command = ["manage.py", "import_catalogue", workbook, "--json", "--organisation"]
    return subprocess.Popen(
        [PYTHON, *command, cast.office.code],
        cwd=ROOT,
        env=environment(workbook.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_writing(workbook: Path) -> Callable[[], bool]:
    """The upload is kept in the same transaction as the rows, just before them; a moment later."""
    files, now = (workbook.parent / "media").rglob, time.time
    return lambda: any(now() - path.stat().st_mtime > MOMENT for path in files("*.bin"))


def has_written(_workbook: Path) -> Callable[[], bool]:
    """Many rows, not yet committed or being committed, lie in the files of the database."""
    before = size()
    return lambda: size() > before + SOME


def size() -> int:
    if connection.vendor == "sqlite":
        log = Path(f"{connection.settings_dict['NAME']}-wal")
        return log.stat().st_size if log.exists() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [Item._meta.db_table])
        return cursor.fetchone()[0]


def kill_when(is_time: Callable[[], bool], process: subprocess.Popen) -> None:
    """SIGKILL: no exception, no `finally`, no rollback of ours."""
    deadline = time.monotonic() + PATIENCE
    while not is_time():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def counts() -> list[int]:
    """Every row of every table that an import writes to."""
    return [table.objects.count() for table in TABLES]


@pytest.mark.parametrize("moment", [is_writing, has_written])
def test_an_import_that_was_killed_left_all_or_nothing(moment, cast, workbook):
    edition = an_edition(cast)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = counts()

    kill_when(moment(workbook), start(cast, workbook))

    # SQLite writes its files at the commit: who dies in it may have finished.
    is_whole = counts() != before
    assert not is_whole or connection.vendor == "sqlite"
    edition.refresh_from_db()
    assert edition.items.count() == edition.items_total == 2 + (ROWS if is_whole else 0)
    assert ImportBatch.objects.filter(state="applied").count() == is_whole
    assert verify().ok

    again = start(cast, workbook)
    printed, complaint = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, complaint
    said = json.loads(printed)
    assert said["rows"] == said["items"] == ROWS
    assert said["unchanged" if is_whole else "created"] == ROWS
    assert edition_for(cast.office).items.count() == ROWS + 2
    assert Duty.objects.filter(item__edition=edition).count() == ROWS + 2
    assert verify().ok
