"""Nasty tables of permits and penalties: read as they are meant, or refused with a sentence."""

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.files.tests.workshop import a_pdf, a_photo, packed
from mingzheng.intake.models import Intake
from mingzheng.intake.tests.tables import a_sheet, as_csv, as_xlsx, penalties, penalty
from mingzheng.publicity.models import Record
from mingzheng.publicity.tests.factories import card

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def send(client, cast, data: bytes, name: str = "公示表.csv"):
    file = SimpleUploadedFile(name, data)
    said = {"file": file, "kind": "penalty", "organisation": cast.office.code}
    return client.post(reverse("intake:upload"), said, follow=True)


def locked() -> bytes:
    data = bytearray(as_xlsx(a_sheet("penalty", *penalties(1))))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("表.csv", lambda: b"", "空的"),
        ("表.xlsx", lambda: b"", "空的"),
        (
            "表.csv",
            lambda: as_csv(a_sheet("penalty", *penalties(1))) + b"\xff\xfe\xfd\x81\n",
            "编码",
        ),
        ("表.xlsx", lambda: as_csv(a_sheet("penalty", *penalties(1))), "里面其实"),
        ("表.csv", lambda: as_xlsx(a_sheet("penalty", *penalties(1))), "里面其实"),
        ("表.xlsx", lambda: a_photo(), "里面其实"),
        ("表.pdf", lambda: a_pdf("x"), "收不了 .pdf"),
        ("表", lambda: b"1", "没有扩展名"),
        ("表.xlsm", lambda: b"PK", "宏"),
        ("表.xlsx", locked, "密码"),
        ("表.xlsx", lambda: packed({"xl/workbook.xml": b"<a" + b" " * 60_000_000}), "压缩炸弹"),
        ("表.csv", lambda: as_csv([[""] * 3] * 4), "没有"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_a_sentence(
    cast, at_desk, words, name, make, request
):
    said = request.node.callspec.params["words"]

    answer = send(at_desk(cast.drafter), cast, make(), name)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    "written",
    ["2026-06-10", "2026/6/10", "2026年6月10日", "20260610", "2026.6.10", "46183",
     "２０２６－６－１０", "2026-06-10 00:00:00"],
)  # fmt: skip
def test_a_day_written_as_text_is_the_same_day(cast, at_desk, written):
    clerk = at_desk(cast.drafter)
    sheet = a_sheet("penalty", penalty(CF_JDRQ=written))

    send(clerk, cast, as_xlsx(sheet), "表.xlsx")
    clerk.post(reverse("intake:apply", args=[Intake.objects.get().pk]))

    assert f"{Record.objects.get().decided_on}" == "2026-06-10"


def test_merged_cells_and_twins_are_told_row_by_row(cast, at_desk):
    clerk, rows = at_desk(cast.drafter), penalties(3)
    sheet = a_sheet("penalty", *rows, rows[0])
    at = sheet[0].index("处罚决定日期")
    sheet[2][at] = sheet[3][at] = ""
    letter = openpyxl.utils.get_column_letter(at + 1)

    shown = send(clerk, cast, as_xlsx(sheet, f"{letter}2:{letter}4"), "表.xlsx").content.decode()

    assert "和第 2 行完全一样，只算一行" in shown
    clerk.post(reverse("intake:apply", args=[Intake.objects.get().pk]))
    assert Record.objects.count() == 3


@pytest.mark.parametrize(
    ("field", "text", "said", "holds"),
    [
        ("CF_SY", f"张三（身份证号{card(2)}）无证经营", "里有身份证号", True),
        ("CF_NR", "罚款。张三手机13812345678", "里像有手机号码", False),
        ("CF_SY", "张小满，住柳溪镇东桥村3组12号，无证经营。", "里像有个人的住址", False),
    ],
)
def test_what_tells_of_a_natural_person_is_pointed_out(cast, at_desk, field, text, said, holds):
    """《个人信息保护法》第二十五条."""
    clerk = at_desk(cast.drafter)

    shown = send(clerk, cast, as_csv(a_sheet("penalty", penalty(**{field: text})))).content.decode()

    assert said in shown
    assert card(2) not in shown
    lines = [one for one in Intake.objects.get().report["problems"] if said in one["message"]]
    assert [one["blocking"] for one in lines] == [holds]
