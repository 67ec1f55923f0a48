"""The public face in service: every page, through an account that may do nothing but read."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse

from tests.journeys.processes import environment
from tests.journeys.served import Answer, prepare, serving
from tests.repo.access_rows import EVERYBODY
from tests.repo.access_table import SIGN_IN, TABLE
from tests.repo.access_world import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def a_reader(address: str) -> Iterator[str]:
    """The same database by an account that may SELECT; with SQLite the file says it itself."""
    if connection.vendor == "sqlite":
        yield address
        return
    name, parts = f"mz_reader_{os.getpid()}", urlsplit(address)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'read'")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    try:
        yield address.replace(parts.netloc, f"{name}:read@{parts.hostname}:{parts.port}")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {name}")
            cursor.execute(f"DROP ROLE {name}")


KEPT = ("attachments", "imports", "backfile", "publicity")
# docs/deploy/faces.md: nothing says the keys of the office at the public face, it makes its own.
KEYS_OF_ITS_OWN = {"MINGZHENG_SECRET_KEY": "", "MINGZHENG_SEALING_KEYS": ""}


HANDED_OVER = ("/errors/", "/subscriptions/")  # to the office, whose key signs them: nginx.conf


def as_documented(folder: Path, settings) -> dict[str, str]:
    """The folders of docs/deploy/faces.md: one for each face, two that both are told of.

    This process is the office: it stores its files as an installation does.
    """
    for name in ("office", "public", "shared/media", "shared/static"):
        (folder / name).mkdir(parents=True)
    kept = folder / "shared" / "media"
    real = {"BACKEND": "mingzheng.screens.storing.FaceStorage"}
    options = {"location": kept, "directory_permissions_mode": 0o750}
    settings.STORAGES = {**settings.STORAGES, "default": real | {"OPTIONS": options}}
    return {
        "MINGZHENG_MEDIA": str(kept),
        "MINGZHENG_STATIC": str(folder / "shared" / "static"),
    }


def bad_of(said: dict[str, Answer]) -> dict[str, int]:
    """The addresses that do not answer as they should, with their status."""
    return {
        one: answer.status
        for one, answer in said.items()
        if answer.status >= (500 if one.startswith(HANDED_OVER) else 400)
    }


def test_every_public_page_is_there_for_an_account_that_may_only_read(tmp_path, settings):
    shared = as_documented(tmp_path, settings)
    world = build()
    addresses = {
        reverse(name, kwargs=row.args(world)) + row.query
        for name, row in TABLE.items()
        if row.reads == EVERYBODY and name not in SIGN_IN
    }
    prepare(tmp_path / "office", **shared)
    spool = tmp_path / "spool"
    spool.mkdir()
    with (
        a_reader(environment(tmp_path)["DATABASE_URL"]) as address,
        serving(
            tmp_path / "public",
            MINGZHENG_FACE="public",
            DATABASE_URL=address,
            MINGZHENG_SPOOL=str(spool),
            **shared,
            **KEYS_OF_ITS_OWN,
        ) as site,
    ):
        said = {one: site.get(one) for one in sorted(addresses)}
        found = site.get("/search/?q=%E6%95%99%E8%82%B2")
        desk = [site.get(one).status for one in ("/desk/", "/sign-in/", "/desk/site/")]
        file = reverse("reading:file", kwargs=TABLE["reading:file"].args(world))
        shutil.rmtree(tmp_path / "shared" / "media" / "attachments")
        lost = site.get(f"{file}?again=1")  # not the page that is kept ready

    assert bad_of(said) == {}
    assert (lost.status, "取不出来" in lost.body.decode()) == (404, True)
    assert (found.status, desk) == (200, [404, 404, 404])
    assert "教育" in next(spool.iterdir()).read_text("utf-8")
    assert not any(
        "set-cookie" in answer.headers for one, answer in said.items() if "/skin/" not in one
    )


def test_only_attachments_and_static_files_are_left_open_to_the_public_face(tmp_path, settings):
    shared = as_documented(tmp_path, settings)
    umask = os.umask(0o027)
    try:
        names = [default_storage.save(f"{one}/2026/a.bin", ContentFile(b"x")) for one in KEPT]
        prepare(tmp_path / "office", **shared)
    finally:
        os.umask(umask)

    media, static = Path(shared["MINGZHENG_MEDIA"]), Path(shared["MINGZHENG_STATIC"])
    modes = {name: (media / name).stat().st_mode & 0o777 for name in names}
    assert list(modes.values()) == [0o640, 0o600, 0o600, 0o600]
    assert (media / "attachments" / "2026").stat().st_mode & 0o777 == 0o750
    assert (static / "staticfiles.json").stat().st_mode & 0o004
