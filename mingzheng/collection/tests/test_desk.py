"""Imports at the desk: refused with a sentence, read, reported, confirmed, taken back."""

import csv
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection import actions, tasks
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.tests.workbooks import GUIDE, a_workbook, row, two_rows
from mingzheng.screens.states import ImportState
from tests.pages import seat, wording

pytestmark = pytest.mark.django_db

UPLOAD = "/desk/collection/upload/"


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return a_cast()


def upload(client: Client, cast: Cast, data: bytes, name: str = "目录.xlsx", **more):
    form = {"file": SimpleUploadedFile(name, data), "organisation": cast.office.code, **more}
    return client.post(UPLOAD, form, follow=True)


def received(cast: Cast, data: bytes | None = None, name: str = "目录.xlsx") -> ImportBatch:
    batch = actions.receive(cast.office, name, data or two_rows(), by=cast.drafter)
    actions.read(batch)
    return batch


def at(name: str, batch: ImportBatch) -> str:
    return reverse(f"collection:{name}", args=[batch.pk])


def with_macro() -> bytes:
    file = io.BytesIO(two_rows())
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.xlsx", b"", "这个文件是空的"),
        ("程序.exe", b"MZ\x90\x00", "收不了 .exe 文件"),
        ("目录.xlsm", b"PK", "宏"),
        ("目录.xlsx", with_macro(), "宏"),
        ("目录.xlsx", b"%PDF-1.7", "里面其实是PDF 文件"),
        ("大.xlsx", b"0" * (21 * 1024 * 1024), "文件有 21 MB，超过了 20 MB"),
    ],
    ids=["empty", "program", "macro name", "macro inside", "disguised", "21 MB"],
)
def test_a_refused_file_is_refused_beside_its_field(cast, name, data, sentence):
    page = upload(seat(cast.drafter), cast, data, name)

    assert sentence in wording(page)
    assert page.context["form"].errors["file"]
    assert 'class="field has-error"' in page.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("form", "field"), [({}, "file"), ({"organisation": "别人"}, "organisation")]
)
def test_a_wrong_field_of_the_upload_is_named(cast, form, field):
    page = seat(cast.drafter).post(UPLOAD, form)

    assert "没有办成，请先改好" in wording(page)
    assert field in page.context["form"].errors


def test_nobody_uploads_for_another_office(cast):
    page = upload(seat(cast.stranger), cast, two_rows())

    assert "organisation" in page.context["form"].errors
    assert not ImportBatch.objects.exists()


def test_whoever_may_not_import_reads_who_may(cast):
    assert "您现在不能导入目录" in wording(seat(cast.supervisor).get(UPLOAD))


@pytest.mark.parametrize("name", ["batch", "mapping", "report", "annotated"])
def test_a_stranger_does_not_learn_of_an_import(cast, name):
    batch = received(cast)

    assert seat(cast.stranger).get(at(name, batch)).status_code == 404


@pytest.mark.parametrize("name", ["apply", "undo", "drop"])
def test_deeds_ask_for_a_post_from_whoever_may(cast, name):
    batch = received(cast)

    assert seat(cast.drafter).get(at(name, batch)).status_code == 405
    assert seat(cast.stranger).post(at(name, batch)).status_code == 404
    assert seat(cast.reviewer).post(at(name, batch)).status_code == 403
    batch.refresh_from_db()
    assert batch.state == ImportState.READ


def test_the_report_names_sheet_row_column_and_what_to_write(cast):
    page = wording(seat(cast.drafter).get(at("batch", received(cast, two_rows(d="尽快")))))

    assert "读完了，有 1 处请留意" in page
    assert "Sheet 4 公开时限 看不懂这个时限" in page
    assert "看怎么写" in page
    assert "确认导入 2 个事项" in page


def test_a_file_with_a_blocking_row_cannot_be_confirmed(cast):
    data = a_workbook(row(1, "最低生活保障", GUIDE), title="海洋渔业领域基层政务公开标准目录")
    batch, clerk = received(cast, data), seat(cast.drafter)

    assert "一次导入要么全部成功，要么全部不动" in wording(clerk.get(at("batch", batch)))
    assert "还有 1 行有问题" in wording(clerk.post(at("apply", batch)), 409)
    assert edition_for(cast.office) is None


def test_the_second_of_two_clicks_imports_nothing_more(cast):
    batch, clerk = received(cast), seat(cast.drafter)

    first = wording(clerk.post(at("apply", batch), follow=True))
    second = wording(clerk.post(at("apply", batch)), 409)

    assert "新增 2 个事项" in first
    assert "现在是“已导入”" in second
    assert edition_for(cast.office).items_total == 2


def test_the_same_file_again_says_that_nothing_changed(cast):
    clerk = seat(cast.drafter)
    clerk.post(at("apply", received(cast)))

    again = wording(clerk.post(at("apply", received(cast)), follow=True))

    assert "什么都没有改" in again


def test_an_import_given_up_changes_nothing(cast):
    batch = received(cast)

    page = wording(seat(cast.drafter).post(at("drop", batch), follow=True))

    assert "已放弃《目录.xlsx》，目录没有变" in page
    assert edition_for(cast.office) is None


def test_an_import_of_an_edition_that_left_the_draft_is_not_offered_back(cast):
    batch, clerk = received(cast), seat(cast.drafter)
    clerk.post(at("apply", batch))
    edition = edition_for(cast.office)
    clerk.post(reverse("catalogue_desk:step", args=[edition.pk, "submit"]))

    assert "只有草稿里的导入能撤销" in wording(clerk.get(at("batch", batch)))
    assert "只有草稿才能改" in wording(clerk.post(at("undo", batch)), 409)


def test_a_person_says_which_column_is_which(cast):
    batch, clerk = received(cast), seat(cast.drafter)
    page = clerk.get(at("mapping", batch)).content.decode()
    (name,) = re.findall(r'name="(c-0-\d+)"[^>]*>(?:(?!</select>).)*value="basis" selected', page)

    answer = wording(clerk.post(at("mapping", batch), {name: "ignore"}, follow=True))

    assert "手工指定" in answer
    clerk.post(at("apply", batch))
    assert edition_for(cast.office).items.first().bases == []


@pytest.mark.parametrize("said", [{}, {"c-0-4": "basis"}, {"c-0-4": "nonsense"}, {"c-9-9": "post"}])
def test_a_mapping_that_says_nothing_new_reads_nothing_again(cast, said):
    batch = received(cast)
    assert batch.report["layouts"][0]["columns"][4]["meaning"] == "basis"

    answer = seat(cast.drafter).post(at("mapping", batch), said)

    assert answer["Location"] == batch.get_absolute_url()
    batch.refresh_from_db()
    assert (batch.mapping, batch.steps_taken) == ({}, 1)


def test_the_reviewer_looks_at_the_columns_and_cannot_change_them(cast):
    batch, reviewer = received(cast), seat(cast.reviewer)

    assert "<select" not in reviewer.get(at("mapping", batch)).content.decode()
    assert reviewer.post(at("mapping", batch), {"c-0-4": "ignore"}).status_code == 403


def test_a_large_file_is_read_behind_the_page(cast, monkeypatch):
    monkeypatch.setattr(actions, "INLINE_BYTES", 100)

    page = wording(upload(seat(cast.drafter), cast, two_rows()))

    assert "对上列名" in page
    assert ImportBatch.objects.get().state == ImportState.READ


def test_while_a_file_is_read_the_page_renews_itself(cast):
    batch = actions.receive(cast.office, "大目录.xlsx", two_rows(), by=cast.drafter)
    ImportBatch.objects.update(progress=40)
    clerk = seat(cast.drafter)

    page = clerk.get(at("batch", batch))

    assert "正在读，读了 40%" in wording(page)
    assert page["Refresh"] == "3"
    tasks.read_batch.enqueue(batch.pk)
    assert "Refresh" not in clerk.get(at("batch", batch)).headers


def test_a_reading_that_died_can_be_given_up(cast, frozen):
    batch = actions.receive(cast.office, "大目录.xlsx", two_rows(), by=cast.drafter)
    frozen.shift(11 * 60)
    clerk = seat(cast.drafter)

    assert "比平时久" in wording(clerk.get(at("batch", batch)))
    clerk.post(at("drop", batch))
    batch.refresh_from_db()
    assert batch.state == ImportState.DROPPED


def test_a_file_nobody_foresaw_fails_with_a_sentence(cast):
    """What is stored is no workbook any more: no reader expects that."""
    batch = actions.receive(cast.office, "目录.xlsx", two_rows(), by=cast.drafter)
    batch.file.storage.delete(batch.file.name)

    actions.read(batch)

    page = wording(seat(cast.drafter).get(at("batch", batch)))
    assert "没有读成" in page
    assert "另存为 .xlsx" in page


def test_the_report_goes_out_with_formulas_defused(cast):
    formula = "=HYPERLINK(A1)"
    head = "领域,序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体"
    line = f"社会救助,1,最低生活保障,办事指南,条件,办法,{formula},民政局"
    batch = received(cast, f"{head}\n{line}\n".encode(), "目录.csv")
    assert formula in [problem["value"] for problem in batch.report["problems"]]

    answer = seat(cast.drafter).get(at("report", batch))

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert f"'{formula}" in [one["表里写的"] for one in rows]
    assert formula not in [one["表里写的"] for one in rows]


def test_the_workbook_comes_back_with_remarks_where_they_belong(cast):
    batch = received(cast, two_rows(d="尽快"))

    answer = seat(cast.drafter).get(at("annotated", batch))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    remarks = {
        cell.coordinate: cell.comment.text for line in sheet for cell in line if cell.comment
    }
    assert list(remarks) == ["F4"]
    assert "请留意：看不懂这个时限" in remarks["F4"]
    assert received(cast, answer.content).report["items"] == 2  # corrected there, it comes in again


def test_only_a_small_xlsx_carries_remarks(cast):
    batch = received(cast, "序号,一级事项\n1,低保\n".encode(), "目录.csv")
    clerk = seat(cast.drafter)

    assert "下载带批注的表格" not in wording(clerk.get(at("batch", batch)))
    assert "请下载 CSV 报告" in wording(clerk.get(at("annotated", batch)), 409)


@pytest.mark.parametrize("number", [3, pytest.param(300, marks=pytest.mark.slow)])
def test_the_list_asks_no_more_for_many(cast, django_assert_max_num_queries, number):
    first = received(cast)
    copies = [ImportBatch.objects.get(pk=first.pk) for _ in range(number)]
    for one in copies:
        one.pk = None
    ImportBatch.objects.bulk_create(copies)
    clerk = seat(cast.drafter)
    clerk.get("/desk/collection/")

    with django_assert_max_num_queries(10):
        page = clerk.get("/desk/collection/?q=目录&state=read&sort=file")

    assert "目录.xlsx" in wording(page)
    assert page.context["listing"].page.paginator.count == number + 1
