"""Odd files through the whole upload: each becomes its two items, or is refused with a sentence."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.tests.test_messy_files import (
    boxes,
    merged_word,
    plain_csv,
    spaced,
    web_page,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return a_cast()


def uploaded(cast: Cast, name: str, data: bytes) -> tuple[Client, str]:
    """The clerk's browser and the words of the page that answers the upload."""
    clerk = Client()
    clerk.force_login(cast.drafter)
    form = {"file": SimpleUploadedFile(name, data), "organisation": cast.office.code}
    answer = clerk.post(reverse("collection:upload"), form, follow=True)
    assert answer.status_code == 200
    return clerk, re.sub(r"<[^>]+>", "", answer.content.decode())


@pytest.mark.parametrize("make", [boxes, spaced, merged_word, web_page, plain_csv])
def test_a_messy_file_goes_all_the_way_into_the_draft(make, cast):
    clerk, words = uploaded(cast, *make())
    assert "对上列名" in words

    batch = ImportBatch.objects.get()
    clerk.post(reverse("collection:mapping", args=[batch.pk]))
    done = clerk.post(reverse("collection:apply", args=[batch.pk]), follow=True)

    assert "新增 2 个事项" in done.content.decode()
    items = edition_for(cast.office).items.order_by("level2")
    assert [(one.level1, one.level2) for one in items] == [
        ("最低生活保障", "办事指南"),
        ("最低生活保障", "审批信息"),
    ]


GOOD = "序号,一级事项,二级事项\n1,低保,办事指南\n2,低保,审批信息\n"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.csv", b"", "这个文件是空的"),
        ("空白.csv", b" \n \n", "没有找到目录表"),
        ("坏字.csv", GOOD.encode().replace("审批".encode(), b"\xe5\xae\xff\xff"), "第 3 行"),
        ("半截.csv", GOOD.encode("gb18030")[:-4] + b"\xff\n", "读不出来"),
        ("图片.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片"),
    ],
    ids=["empty", "blank", "broken letters", "broken GB18030", "a picture"],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(name, data, sentence, cast):
    _, words = uploaded(cast, name, data)

    assert sentence in words
    assert not ImportBatch.objects.filter(state="applied").exists()
    assert edition_for(cast.office) is None
