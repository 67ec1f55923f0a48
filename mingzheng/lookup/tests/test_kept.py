"""Downloads are built once: kept until something they show changes, one builder at a time."""

import fcntl
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzheng.accounts import actions as accounts
from mingzheng.accounts.tests.factories import a_person
from mingzheng.catalogue.actions import editions, items
from mingzheng.catalogue.tests.factories import content
from mingzheng.exports.files import KINDS
from mingzheng.lookup import kept
from mingzheng.lookup.tests.factories import a_past, put_into_force
from mingzheng.standards.models import Field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

LIST = "/catalogue/download.csv"
KEY = 3  # queries to know what a file depends on: editions, fields, offices


@pytest.fixture
def store(settings, tmp_path) -> Path:
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.DOWNLOADS = tmp_path
    settings.CACHES = settings.CACHES | {
        "downloads": {"BACKEND": backend, "LOCATION": str(tmp_path)}
    }
    return tmp_path


def asked(client, url: str, **headers):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url, headers=headers)
    return answer, len(queries)


@pytest.mark.parametrize("kind", KINDS)
def test_the_second_visitor_gets_the_same_bytes_and_nothing_is_built(client, kind):
    past = a_past()

    for url in (
        f"/catalogue/download.{kind}",
        f"/catalogue/editions/{past.old.pk}/download.{kind}",
    ):
        first, many = asked(client, url)
        second, few = asked(client, url)

        assert second.content == first.content
        assert len(first.content) > 100
        assert few == KEY < many


def test_another_filter_is_another_file(client):
    a_past()

    every, some = client.get(LIST), client.get(f"{LIST}?q=标准")

    assert every.headers["ETag"] != some.headers["ETag"]
    assert "保障标准" in some.content.decode()
    assert "办事指南" not in some.content.decode()
    assert client.get(f"{LIST}?page=2&q=标准").headers["ETag"] == some.headers["ETag"]


def test_a_new_edition_in_force_is_another_file_and_a_draft_is_not(client):
    past = a_past()
    before = client.get(LIST)
    draft = editions.open_draft(past.cast.office, by=past.cast.drafter)
    items.save_item(draft, content("新列入的事项"), by=past.cast.drafter)
    assert asked(client, LIST)[1] == KEY

    put_into_force(draft, past.cast)
    after = client.get(LIST)

    assert after.headers["ETag"] != before.headers["ETag"]
    assert "新列入的事项" in after.content.decode()


def test_a_field_taken_off_the_site_is_gone_from_every_file(client):
    past = a_past()
    address = f"/catalogue/editions/{past.new.pk}/download.csv"
    assert "保障标准" in client.get(address).content.decode()
    assert "保障标准" in client.get(LIST).content.decode()

    Field.objects.update(is_shown=False)

    assert "保障标准" not in client.get(address).content.decode()
    assert "保障标准" not in client.get(LIST).content.decode()


def test_an_office_renamed_is_renamed_in_the_files(client):
    past = a_past()
    client.get("/catalogue/download.json")

    admin = a_person("system_admin", past.cast.county)
    accounts.update_organisation(past.cast.office, by=admin, name="云溪县民政和社会工作局")

    assert "民政和社会工作局" in client.get("/catalogue/download.json").content.decode()


def test_the_booklet_is_printed_anew_each_day_the_table_is_not(client, frozen):
    a_past()
    url = "/catalogue/download.pdf"
    before = [client.get(one).headers["ETag"] for one in (url, LIST)]

    frozen.shift(24 * 60 * 60)
    after = [client.get(one).headers["ETag"] for one in (url, LIST)]

    assert (after[0] != before[0], after[1] == before[1]) == (True, True)


def test_who_has_the_file_gets_304(client):
    a_past()
    tag = client.get(LIST).headers["ETag"]

    same, few = asked(client, LIST, if_none_match=tag)
    other, _ = asked(client, LIST, if_none_match='"older"')

    assert (same.status_code, same.content, few) == (304, b"", KEY)
    assert (other.status_code, same.headers["ETag"]) == (200, tag)


def test_while_another_process_builds_one_waits_and_is_told(client, store, monkeypatch):
    a_past()
    kept_already = client.get("/catalogue/download.csv?q=标准")
    monkeypatch.setattr(kept, "PATIENCE", 0.1)

    with (store / "csv.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        busy = client.get(LIST)
        again = client.get("/catalogue/download.csv?q=标准")
        another_kind = client.get("/catalogue/download.json")

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10")
    assert "正在给别人生成同一种文件" in busy.content.decode()
    assert again.content == kept_already.content
    assert another_kind.status_code == 200
    assert client.get(LIST).status_code == 200


def test_a_crowd_does_not_take_every_thread(client):
    a_past()
    held = 0
    while kept._PLACES.acquire(blocking=False):
        held += 1
    try:
        assert client.get(LIST).status_code == 503
        assert client.get("/catalogue/items/").status_code == 200
    finally:
        kept._PLACES.release(held)

    assert 0 < held < 8  # script/server gives each process eight threads
    assert client.get(LIST).status_code == 200


def test_a_file_that_could_not_be_built_leaves_the_place_free(client, monkeypatch):
    a_past()

    def broken(*_, **__):
        raise OSError("no space")

    with monkeypatch.context() as patch:
        patch.setattr("mingzheng.lookup.pages.downloads.export", broken)
        with pytest.raises(OSError, match="no space"):
            client.get(LIST)

    assert client.get(LIST).status_code == 200
