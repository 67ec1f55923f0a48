"""Backup and restore: what goes in comes out, whole or not at all."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast, an_edition
from mingzheng.upkeep import archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "imports").mkdir(parents=True)
    (tmp_path / "media" / "imports" / "a.bin").write_bytes("表格".encode())
    cast = a_cast()
    an_edition(cast, at=EditionState.IN_FORCE)
    return cast


def manage(*command, database, media):
    """A management command in a process of its own, on its own SQLite file."""
    env = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "MINGZHENG_VAR": str(media)}
    env.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(django_settings.BASE_DIR / "manage.py"), *command],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_backup_fills_another_database_and_the_chain_still_holds(county, tmp_path):
    file = tmp_path / "全县.zip"
    wrote = archive.write(file)
    elsewhere = {"database": tmp_path / "new.sqlite3", "media": tmp_path / "var"}
    assert manage("migrate", "-v0", **elsewhere).returncode == 0

    restored = manage("restore", str(file), "--json", **elsewhere)

    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout) == wrote
    assert wrote["files"] == 1
    assert (tmp_path / "var" / "media" / "imports" / "a.bin").read_bytes() == "表格".encode()
    trace = json.loads(manage("verify_trace", "--json", **elsewhere).stdout)
    assert trace["ok"]
    assert trace["events"] > 10
    again = tmp_path / "again.zip"
    assert manage("backup", str(again), **elsewhere).returncode == 0
    assert digests(again) == digests(file)
    full = manage("restore", str(file), **elsewhere)
    assert full.returncode != 0
    assert "空的数据库" in full.stderr


def digests(file: Path):
    with zipfile.ZipFile(file) as archived:
        return json.loads(archived.read(archive.MANIFEST))["parts"]


def test_the_backup_is_for_its_owner_only(county, tmp_path):
    archive.write(tmp_path / "b.zip")

    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0


def test_a_database_with_rows_is_not_overwritten(county, tmp_path):
    archive.write(tmp_path / "b.zip")

    with pytest.raises(CommandError, match="空的数据库"):
        call_command("restore", str(tmp_path / "b.zip"))


def test_a_changed_backup_is_refused(county, tmp_path):
    archive.write(tmp_path / "b.zip")
    with (
        zipfile.ZipFile(tmp_path / "b.zip") as old,
        zipfile.ZipFile(tmp_path / "c.zip", "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            changed = data.replace("民政局".encode(), "财政局".encode())
            new.writestr(name, changed if "organisation" in name else data)

    with pytest.raises(CommandError, match="坏了或者被改过"):
        call_command("restore", str(tmp_path / "c.zip"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_no_backup_gets_a_sentence(tmp_path, data):
    (tmp_path / "x.zip").write_bytes(data)

    with pytest.raises(CommandError, match="不是完整的备份文件"):
        call_command("restore", str(tmp_path / "x.zip"))


@pytest.mark.parametrize("manifest", ["[]", "{}", "no json", '{"version": 1, "migrations": 7}'])
def test_a_foreign_package_gets_a_sentence(tmp_path, manifest):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("manifest.json", manifest)

    with pytest.raises(CommandError, match="备份"):
        call_command("restore", str(tmp_path / "x.zip"))


def test_a_folder_that_is_not_there_gets_a_sentence(county, tmp_path):
    with pytest.raises(CommandError, match="写不了"):
        call_command("backup", str(tmp_path / "没有" / "b.zip"))


@pytest.fixture
def with_codes(county, tmp_path):
    """A backup of a county in which one person has a second factor."""
    Authenticator.objects.create(
        user=county.drafter, type="totp", data={"secret": get_adapter().encrypt("JBSWY3DP")}
    )
    archive.write(tmp_path / "b.zip")
    return tmp_path / "b.zip"


def test_another_signing_key_is_said_before_somebody_stands_at_the_gate(with_codes, settings):
    assert archive.unreadable_codes(with_codes) == 0

    settings.SECRET_KEY = "the key of another machine"

    assert archive.unreadable_codes(with_codes) == 1


@pytest.mark.slow
def test_restore_warns_of_codes_it_cannot_read(with_codes, tmp_path):
    elsewhere = {"database": tmp_path / "new.sqlite3", "media": tmp_path / "var"}
    assert manage("migrate", "-v0", **elsewhere).returncode == 0

    restored = manage("restore", str(with_codes), "--json", **elsewhere)

    assert restored.returncode == 0
    assert "1 个动态码和备用码用不了" in restored.stderr
    assert json.loads(restored.stdout)["rows"] > 10


def test_the_backup_gives_the_signing_key_away_nowhere(with_codes, settings):
    with zipfile.ZipFile(with_codes) as file:
        parts = [file.read(name) for name in file.namelist()]

    assert not any(settings.SECRET_KEY.encode() in part for part in parts)
