"""Attachments live: stored once, read, never changed."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mingzheng.accounts.tests.factories import a_department, a_person
from mingzheng.core.access import Denied
from mingzheng.core.models import Event
from mingzheng.files.rules.refusals import Refused
from mingzheng.files.tests.workshop import a_photo
from mingzheng.prose import actions, queries
from mingzheng.prose.models import Attachment, StoredContent
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.tests.workshop import a_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db):
    """Somebody who may attach files."""
    return a_person("drafter", a_department())


def stored(clerk, name="名单.xlsx", data=None, **more):
    data = a_workbook() if data is None else data
    return actions.store(name, data, by=clerk, organisation=clerk.organisation, **more)


def test_a_stored_file_is_read_at_once_hidden_sheets_too(clerk):
    attachment = stored(clerk)

    texts = attachment.content.extracted.placed_in("附件 1 名单.xlsx")
    assert (
        Piece("附件 1 名单.xlsx 工作表“底表”（隐藏）第 1 行", "电话\t13800000000") in texts.pieces
    )
    assert attachment.content.is_read
    assert (attachment.type_label, attachment.is_picture) == ("表格", False)


def test_the_same_bytes_are_kept_once(clerk):
    data = a_workbook()
    first, second = stored(clerk, data=data), stored(clerk, "另一份.xlsx", data)

    assert first.content == second.content
    assert StoredContent.objects.count() == 1
    assert queries.attachments([second.pk, 0, first.pk]) == [second, first]


def test_an_upload_is_in_the_trace(clerk):
    attachment = stored(clerk)

    event = Event.objects.get(subject_type="prose.attachment")
    assert event.facts["content_hash"] == attachment.content.content_hash
    assert event.actor_name == clerk.name


def test_other_words_make_another_attachment(clerk):
    photo = stored(clerk, "a.jpg", a_photo(), alt=" 签约\n现场 ")

    again = actions.restated(photo, by=clerk, name="会议.exe", alt="会议现场")

    photo.refresh_from_db()
    assert (photo.alt, again.alt) == ("签约 现场", "会议现场")
    assert (again.content, again.name) == (photo.content, "会议.exe.jpg")


def test_who_has_not_the_post_may_not_attach(clerk):
    stranger = a_person("signer", clerk.organisation)

    with pytest.raises(Denied):
        stored(stranger)
    with pytest.raises(Denied):
        actions.restated(stored(clerk), by=stranger, name="b.xlsx")
    assert Attachment.objects.count() == 1


def test_a_refused_file_leaves_nothing(clerk):
    with pytest.raises(Refused):
        stored(clerk, "a.exe", b"MZ")

    assert not StoredContent.objects.exists()
    assert not Event.objects.filter(subject_type="prose.attachment").exists()


def test_a_large_file_is_read_in_the_background(clerk, django_capture_on_commit_callbacks):
    data = b"\n".join(b"line %d" % n for n in range(110_000))
    with django_capture_on_commit_callbacks(execute=True):
        attachment = stored(clerk, "a.txt", data)

    assert not attachment.content.is_read
    assert DBTaskResult.objects.count() == 1
    assert actions.read_left(timezone.now()) == 1
    assert actions.read_left(timezone.now()) == 0
    assert queries.attachments([attachment.pk])[0].content.is_read


def test_asking_for_attachments_takes_one_query(clerk, django_assert_num_queries):
    found = [stored(clerk, f"{n}.txt", b"%d" % n).pk for n in range(3)]

    with django_assert_num_queries(1):
        assert [one.organisation_name for one in queries.attachments(found)]
