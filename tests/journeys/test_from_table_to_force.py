"""The catalogue's whole way through the web: a table comes in, three people pass it, it holds."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.tests.workbooks import two_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return a_cast()


def at_desk(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(answer) -> str:
    assert answer.status_code == 200, answer
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def imported(cast: Cast, clerk: Client, **cells) -> Edition:
    """Upload, columns, report, confirm: the draft that comes of it."""
    table = SimpleUploadedFile("民政局目录.xlsx", two_rows(**cells))
    form = {"file": table, "organisation": cast.office.code}
    columns = clerk.post(reverse("collection:upload"), form, follow=True)
    assert "对上列名" in text(columns)
    batch = ImportBatch.objects.latest("pk")
    report = clerk.post(reverse("collection:mapping", args=[batch.pk]), follow=True)
    assert "读完了" in text(report)
    done = clerk.post(reverse("collection:apply", args=[batch.pk]), follow=True)
    assert "新增 2 个事项" in text(done)
    return edition_for(cast.office)


def take(person: Client, edition: Edition, step: str, **form) -> str:
    place = reverse("catalogue_desk:step", args=[edition.pk, step])
    assert text(person.get(place))
    return text(person.post(place, form, follow=True))


def test_a_table_becomes_the_catalogue_in_force(cast, frozen):
    clerk, reviewer, office = (
        at_desk(person) for person in (cast.drafter, cast.reviewer, cast.openness)
    )
    edition = imported(cast, clerk, d="尽快", s="县低保中心")

    quality = text(clerk.get(reverse("catalogue_desk:quality", args=[edition.pk])))
    assert "看不懂这个时限" in quality
    names = reverse("catalogue_desk:names", args=[edition.pk])
    placed = clerk.post(names, {"text": "县低保中心", "office": cast.office.code}, follow=True)
    assert "公开主体全部对上了" in text(placed)
    row = edition.items.get(limit_text="尽快")
    edit = reverse("catalogue_desk:edit_item", args=[edition.pk, row.code])
    filled = {**clerk.get(edit).context["form"].initial, "limit_text": "每季度结束后10个工作日内"}
    assert "已保存" in text(clerk.post(edit, filled, follow=True))

    assert "等着办" in text(clerk.get("/desk/"))
    take(clerk, edition, "submit")
    assert "单位审核" in text(reviewer.get("/desk/"))
    take(reviewer, edition, "pass_review", note="核对过原件")
    assert "批复" in text(office.get("/desk/"))
    take(
        office, edition, "approve", approval_number="云政公开〔2026〕3号", effective_on="2026-06-15"
    )

    edition.refresh_from_db()
    assert (edition.state, edition.findings_total) == (EditionState.IN_FORCE, 0)
    case = text(clerk.get(edition.get_absolute_url()))
    assert "云政公开〔2026〕3号批复" in case
    assert "核对过原件" in case
    sealed = text(clerk.get(f"{edition.get_absolute_url()}?verify=1"))
    assert "与批复时一致，一个字没有改过" in sealed


def test_what_is_sent_back_comes_again_with_the_opinion(cast):
    clerk, reviewer = at_desk(cast.drafter), at_desk(cast.reviewer)
    edition = imported(cast, clerk)
    take(clerk, edition, "submit")

    take(reviewer, edition, "send_back", note="第 1 条时限太宽")

    case = text(clerk.get(edition.get_absolute_url()))
    assert "何静川退回修改：第 1 条时限太宽" in re.sub(r"\s+", "", case).replace("第1条", "第 1 条")
    assert "改好再送审" in text(clerk.get("/desk/"))


def test_an_import_that_was_wrong_is_taken_back_from_the_draft(cast):
    clerk = at_desk(cast.drafter)
    edition = imported(cast, clerk)
    batch = ImportBatch.objects.latest("pk")

    undone = clerk.post(reverse("collection:undo", args=[batch.pk]), follow=True)

    assert "目录草稿回到导入前" in text(undone)
    assert edition.items.count() == 0
