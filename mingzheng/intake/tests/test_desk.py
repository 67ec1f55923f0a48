"""Importing on the desk: from the upload to review, every wrong turn said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.intake import actions, tasks
from mingzheng.intake.models import Intake
from mingzheng.intake.tests.tables import a_sheet, as_csv, penalties, penalty
from mingzheng.publicity.models import Record
from mingzheng.publicity.states import RecordState
from mingzheng.publicity.tests.factories import card
from mingzheng.screens.states import ImportState as S

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 10  # design §6


def send(client, cast, data: bytes, name: str = "公示表.csv", kind: str = "penalty"):
    file = SimpleUploadedFile(name, data)
    said = {"file": file, "kind": kind, "organisation": cast.office.code}
    return client.post(reverse("intake:upload"), said, follow=True)


def at(name: str) -> str:
    return reverse(f"intake:{name}", args=[Intake.objects.latest("pk").pk])


def test_a_table_goes_from_upload_to_review_and_its_import_is_listed(cast, at_desk, words):
    clerk = at_desk(cast.drafter)
    assert "官方的中文表头" in words(clerk.get(reverse("intake:upload")))

    read = words(send(clerk, cast, as_csv(a_sheet("penalty", *penalties(2)))))
    assert "读完了，2 行都读懂了" in read
    assert "2 新增" in read
    assert "已导入《公示表.csv》" in words(clerk.post(at("apply"), follow=True))
    sent = words(clerk.post(at("submit"), follow=True))

    assert "2 条已送审" in sent
    assert "有 2 条已经送审、公示或者作废。还没有审核的，先撤回送审" in sent
    assert Record.objects.filter(state=RecordState.REVIEW).count() == 2
    assert "公示表.csv" in words(clerk.get(reverse("intake:intakes")))
    assert "有 2 条已经送审" in words(clerk.post(at("undo")), 409)


def test_the_report_names_row_and_column_and_never_a_number(cast, at_desk, words):
    clerk = at_desk(cast.drafter)
    wrong = penalty(CF_XDR_ZJHM=card(2)[:-1] + "?", CF_JDRQ="=1+1")

    page = words(send(clerk, cast, as_csv(a_sheet("penalty", wrong))))

    assert "读完了，有 2 处必须改" in page
    assert "处罚决定日期" in page
    assert card(2)[:-1] not in page
    file = clerk.get(at("report")).content.decode()
    assert card(2)[:-1] not in file
    assert "'=1+1" in file
    assert "2 处必须改" in words(clerk.post(at("apply")), 409)
    assert "已放弃" in words(clerk.post(at("drop"), follow=True))


def test_columns_are_put_right_on_their_page(cast, at_desk, words):
    sheet = a_sheet("penalty", *penalties(1))
    place = sheet[0].index("违法事实")
    sheet[0][place] = "干了什么"
    clerk = at_desk(cast.drafter)
    assert "必须改" in words(send(clerk, cast, as_csv(sheet)))
    assert "干了什么" in words(clerk.get(at("columns")))

    told = words(clerk.post(at("columns"), {f"c-0:{place}": "CF_SY"}, follow=True))

    assert "1 行都读懂了" in told
    clerk.post(at("apply"))
    assert clerk.get(at("columns")).status_code == 302
    undone = words(clerk.post(at("undo"), follow=True))
    assert "1 条回到导入以前" in undone


def test_a_refused_file_is_named_beside_its_box(cast, at_desk, words):
    clerk = at_desk(cast.drafter)

    assert "收不了 .exe 文件" in words(send(clerk, cast, b"MZ", "表.exe"))
    assert Intake.objects.count() == 0
    assert "您现在不能导入" in words(at_desk(cast.supervisor).get(reverse("intake:upload")))


def test_a_large_table_is_worked_on_in_the_background(cast, at_desk, words, monkeypatch):
    monkeypatch.setattr(actions, "INLINE_BYTES", 10)
    clerk = at_desk(cast.drafter)

    waiting = send(clerk, cast, as_csv(a_sheet("penalty", *penalties(2))))
    assert "正在读" in words(waiting)
    assert waiting["Refresh"]
    intake = Intake.objects.get()
    tasks.work.call(intake.pk)
    clerk.post(at("apply"))
    assert "正在导入" in words(clerk.get(intake.get_absolute_url()))
    tasks.work.call(intake.pk)
    tasks.work.call(intake.pk)

    assert Intake.objects.get().state == S.APPLIED
    assert Record.objects.count() == 2


def test_another_office_sees_nothing_of_it(cast, at_desk):
    send(at_desk(cast.drafter), cast, as_csv(a_sheet("penalty", *penalties(1))))
    stranger = at_desk(cast.stranger)

    for name in ("intake", "columns", "report"):
        assert stranger.get(at(name)).status_code == 404
    assert at_desk(cast.supervisor).post(at("columns")).status_code == 403
    assert "公示表.csv" not in stranger.get(reverse("intake:intakes")).content.decode()


def test_its_pages_stay_cheap(cast, at_desk, django_assert_max_num_queries):
    clerk = at_desk(cast.drafter)
    for n in range(3):
        send(clerk, cast, as_csv(a_sheet("penalty", *penalties(2, start=10 * n))))

    for address in (reverse("intake:intakes"), at("intake")):
        with django_assert_max_num_queries(BUDGET):
            clerk.get(address)


def test_the_templates_come_down(cast, at_desk):
    clerk = at_desk(cast.drafter)

    for kind in ("permit", "penalty"):
        file = clerk.get(reverse("intake:template", args=[kind]))
        assert file.content.startswith(b"PK")
    assert clerk.get("/desk/publicity/imports/template-none.xlsx").status_code == 404
