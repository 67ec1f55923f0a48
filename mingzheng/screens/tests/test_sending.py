"""An attachment on its way out: whole, in part, unchanged, or not there."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from mingzheng.accounts.tests.factories import a_department, a_person
from mingzheng.files.tests.workshop import a_pdf, a_photo
from mingzheng.prose import actions
from mingzheng.prose.models import Attachment
from mingzheng.screens.sending import MISSING, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db):
    """Somebody who may attach files."""
    return a_person("drafter", a_department())


def stored(clerk, name, data):
    return actions.store(name, data, by=clerk, organisation=clerk.organisation)


def ask(attachment, **headers):
    request = RequestFactory().get("/", **{f"HTTP_{k.upper()}": v for k, v in headers.items()})
    return send(request, attachment)


def test_a_file_is_sent_to_be_saved_and_a_picture_to_be_shown(clerk):
    document, photo = stored(clerk, "公告.pdf", a_pdf("x")), stored(clerk, "a.jpg", a_photo())

    sent = ask(document)

    assert b"".join(sent).startswith(b"%PDF")
    assert sent["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%85%AC")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Length"] == str(document.content.size)
    assert ask(photo)["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        ("bytes=0-3", 206, "0123"),
        ("bytes=7-", 206, "789"),
        ("bytes=-2", 206, "89"),
        ("bytes=5-99", 206, "56789"),
        ("bytes=10-", 416, ""),
        ("bytes=-0", 416, ""),
        ("bytes=3-1", 416, ""),
        ("bytes=-", 200, "0123456789"),
        ("lines=1-2", 200, "0123456789"),
    ],
)
def test_a_part_is_sent_when_asked_for(clerk, asked, status, body):
    sent = ask(stored(clerk, "a.txt", b"0123456789"), range=asked)

    assert sent.status_code == status
    assert b"".join(sent).decode() == body


def test_an_unchanged_file_is_not_sent_again(clerk):
    attachment = stored(clerk, "a.txt", b"0123456789")
    etag = ask(attachment)["ETag"]

    assert ask(attachment, if_none_match=etag).status_code == 304
    assert ask(attachment, range="bytes=0-1", if_range='"old"').status_code == 200


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-3"}])
def test_bytes_that_cannot_be_read_are_not_there_and_the_log_says_so(clerk, caplog, headers):
    kept = stored(clerk, "a.txt", b"0123456789").content.file
    kept.storage.delete(kept.name)
    attachment = Attachment.objects.get()

    with pytest.raises(Http404, match=MISSING):
        ask(attachment, **headers)
    assert f"attachment {attachment.pk} cannot be read" in caplog.text
