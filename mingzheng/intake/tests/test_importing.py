"""Tables coming in: whatever shape they have, all or nothing, twice without harm, taken back."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.files.rules.safety import Refused
from mingzheng.intake import actions, exporting
from mingzheng.intake.models import Intake
from mingzheng.intake.tests.tables import a_sheet, as_csv, as_xlsx, penalties, penalty, permit
from mingzheng.publicity.actions import records
from mingzheng.publicity.models import Record
from mingzheng.publicity.states import RecordState
from mingzheng.publicity.tests.factories import a_record, anew, card
from mingzheng.screens.states import ImportState as S

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def receive(cast, data: bytes, kind: str = "penalty", name: str = "公示表.csv") -> Intake:
    intake = actions.receive(cast.office, kind, name, data, by=cast.drafter)
    actions.read(intake)
    return Intake.objects.select_related("organisation").get(pk=intake.pk)


def apply(cast, intake: Intake) -> dict[str, int]:
    actions.confirm(intake, by=cast.drafter)
    return actions.write(intake)


def told(intake: Intake) -> str:
    return "".join(f"{p['row']}{p['column']}{p['message']}" for p in intake.report["problems"])


def test_a_table_becomes_drafts_and_its_numbers_are_nowhere_in_the_clear(cast):
    """《个人信息保护法》第五十一条."""
    intake = receive(cast, as_csv(a_sheet("penalty", *penalties(3))))

    assert intake.report["counts"] == {"created": 3, "updated": 0, "unchanged": 0, "held": 0}
    assert apply(cast, intake)["created"] == 3

    assert Record.objects.filter(state=RecordState.DRAFT, batch=intake.pk).count() == 3
    record = Record.objects.first()
    assert records.reveal(record, "CF_XDR_ZJHM", by=cast.drafter) == card(2)
    with intake.file.open("rb") as file:
        assert card(2).encode() not in file.read()
    assert card(2) not in f"{intake.report}{vars(record)}{intake.changes}"
    assert [event.step for event in trace.history(record)] == ["enter", "reveal"]


def test_the_same_file_twice_changes_nothing(cast):
    data = as_csv(a_sheet("penalty", *penalties(2)))
    apply(cast, receive(cast, data))

    again = receive(cast, data)

    assert apply(cast, again) == {"created": 0, "updated": 0, "unchanged": 2, "held": 0}
    assert Record.objects.count() == 2
    assert actions.undo(again, by=cast.drafter) == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("代码表头.csv", lambda: as_csv(a_sheet("penalty", *penalties(2), codes=True)[1:])),
        ("两行表头.csv", lambda: as_csv(a_sheet("penalty", *penalties(2), codes=True))),
        ("中文编码.csv", lambda: as_csv(a_sheet("penalty", *penalties(2)), "gb18030")),
        ("有标题.xlsx", lambda: as_xlsx(a_sheet("penalty", *penalties(2)), title="公示表")),
    ],
)  # fmt: skip
def test_tables_are_read_in_every_usual_dress(cast, name, data):
    assert receive(cast, data(), name=name).report["counts"]["created"] == 2


def test_merged_cells_hold_for_every_row_they_cover(cast):
    rows = penalties(3)
    sheet = a_sheet("penalty", *rows)
    at = sheet[0].index("处罚决定日期")
    sheet[2][at] = sheet[3][at] = ""
    letter = openpyxl.utils.get_column_letter(at + 1)

    intake = receive(cast, as_xlsx(sheet, f"{letter}2:{letter}4"), name="合并.xlsx")

    assert apply(cast, intake)["created"] == 3
    assert {str(one.decided_on) for one in Record.objects.all()} == {"2026-06-10"}


def test_one_wrong_row_holds_the_whole_file_back(cast):
    wrong = penalty(CF_WSH="云民罚〔2026〕9号", CF_JDRQ="上周", CF_XDR_ZJHM="12345")
    intake = receive(cast, as_csv(a_sheet("penalty", *penalties(2), wrong)))

    assert "4处罚决定日期写成 2026-06-01" in told(intake)
    assert "4证件号码身份证号要 18 位" in told(intake)
    assert "12345" not in str(intake.report)
    with pytest.raises(Blocked, match="2 处必须改"):
        actions.confirm(intake, by=cast.drafter)
    assert Record.objects.count() == 0


def test_two_rows_about_one_decision(cast):
    same, other = penalties(1), penalty(CF_WSH="云民罚〔2026〕1号", CF_NR_FK="9")

    alike = receive(cast, as_csv(a_sheet("penalty", *same, *same)))
    unlike = receive(cast, as_csv(a_sheet("penalty", *same, other)))

    assert "和第 2 行完全一样" in told(alike)
    assert apply(cast, alike)["created"] == 1
    assert "和第 2 行是同一个决定" in told(unlike)
    with pytest.raises(Blocked):
        actions.confirm(unlike, by=cast.drafter)


@pytest.mark.parametrize(
    ("kind", "sheet", "words"),
    [
        ("penalty", a_sheet("permit", permit()), "看起来是行政许可的表，这次选的是行政处罚"),
        ("permit", [["姓名", "电话"], ["张三", "1"]], "没有找到表头"),
        ("permit", a_sheet("permit"), ""),
    ],
)
def test_a_table_that_holds_no_records_says_so(cast, kind, sheet, words):
    intake = receive(cast, as_csv(sheet), kind)

    assert words in told(intake)
    assert intake.state == S.READ
    with pytest.raises(Blocked, match="没有一行|处必须改"):  # noqa: RUF043
        actions.confirm(intake, by=cast.drafter)


def test_files_nobody_can_read_are_refused_or_say_why(cast):
    with pytest.raises(Refused, match="空"):
        actions.receive(cast.office, "permit", "表.csv", b"", by=cast.drafter)
    with pytest.raises(Denied):
        actions.receive(cast.office, "permit", "表.csv", b"a,b", by=cast.stranger)
    whole = as_xlsx(a_sheet("penalty", *penalties(1)))
    with pytest.raises(Refused):
        actions.receive(
            cast.office, "penalty", "表.xlsx", whole[: len(whole) // 2], by=cast.drafter
        )
    assert Intake.objects.count() == 0


def test_drafts_are_changed_by_a_later_table_and_the_rest_is_left_alone(cast):
    a_record(cast, CF_WSH="云民罚〔2026〕1号")
    shown = a_record(cast, CF_WSH="云民罚〔2026〕2号", at=RecordState.PUBLISHED)
    rows = [penalty(CF_WSH=f"云民罚〔2026〕{n}号", CF_NR_FK="0.9") for n in (1, 2, 3)]

    intake = receive(cast, as_csv(a_sheet("penalty", *rows)))

    assert "已经有这一条，是“公示中”" in told(intake)
    assert apply(cast, intake) == {"created": 1, "updated": 1, "unchanged": 0, "held": 1}
    assert anew(shown).values["CF_NR_FK"] == "0.5"
    assert actions.undo(intake, by=cast.drafter) == 2
    first = Record.objects.get(document_number="云民罚〔2026〕1号")
    assert first.values["CF_NR_FK"] == "0.5"
    assert records.reveal(first, "CF_XDR_ZJHM", by=cast.drafter) == card(2)
    assert not Record.objects.filter(document_number="云民罚〔2026〕3号").exists()


def test_an_import_is_taken_back_until_something_of_it_was_sent(cast):
    intake = receive(cast, as_csv(a_sheet("penalty", *penalties(2))))
    apply(cast, intake)
    assert actions.submit(intake, by=cast.drafter) == (2, 0)

    with pytest.raises(Blocked, match="有 2 条已经送审"):
        actions.undo(intake, by=cast.drafter)
    for record in Record.objects.all():
        records.take_back(record, by=cast.drafter)
    intake = Intake.objects.select_related("organisation").get()
    assert actions.undo(intake, by=cast.drafter) == 2
    assert Record.objects.count() == 0


def test_confirming_twice_writes_once(cast):
    intake = receive(cast, as_csv(a_sheet("penalty", *penalties(2))))
    same = Intake.objects.select_related("organisation").get()

    apply(cast, intake)
    with pytest.raises(Blocked):
        actions.confirm(same, by=cast.drafter)

    assert Record.objects.count() == 2


def test_two_colleagues_import_the_same_table_and_it_is_there_once(cast):
    data = as_csv(a_sheet("penalty", *penalties(2)))
    first, second = receive(cast, data), receive(cast, data)

    apply(cast, first)

    assert second.report["counts"]["created"] == 2  # as it stood when it was read
    assert apply(cast, second)["unchanged"] == 2
    assert Record.objects.count() == 2


def test_a_column_with_another_name_is_named_by_a_person(cast):
    sheet = a_sheet("penalty", *penalties(1))
    at = sheet[0].index("违法事实")
    sheet[0][at] = "干了什么"
    intake = receive(cast, as_csv(sheet))
    assert "违法事实没有写" in told(intake)

    actions.remap(intake, {f"0:{at}": "CF_SY"}, by=cast.drafter)
    actions.read(intake)

    assert apply(cast, intake)["created"] == 1


def test_the_template_filled_in_is_read_back(cast):
    book = openpyxl.load_workbook(io.BytesIO(exporting.template("permit")))
    page = book["填报"]
    heads = [cell.value for cell in page[2]]
    for title, code in zip(heads, a_sheet("permit", codes=True)[1], strict=True):
        page.cell(3, heads.index(title) + 1, permit().get(code, ""))
    out = io.BytesIO()
    book.save(out)

    intake = receive(cast, out.getvalue(), "permit", "模板.xlsx")

    assert intake.report["problems"] == [p for p in intake.report["problems"] if not p["blocking"]]
    assert apply(cast, intake)["created"] == 1


def test_what_a_killed_worker_left_is_taken_up(cast):
    intake = actions.receive(
        cast.office, "penalty", "表.csv", as_csv(a_sheet("penalty", *penalties(1))), by=cast.drafter
    )
    later = timezone.now() + timedelta(minutes=20)

    assert actions.work_left(later) == 1
    intake = Intake.objects.select_related("organisation").get(pk=intake.pk)
    actions.confirm(intake, by=cast.drafter)
    assert actions.work_left(later) == 1
    assert actions.work_left(later) == 0

    assert Record.objects.count() == 1


def test_an_import_is_given_up(cast):
    intake = receive(cast, as_csv(a_sheet("penalty", *penalties(1))))

    actions.drop(intake, by=cast.drafter)

    assert Intake.objects.get().state == S.DROPPED
    assert Record.objects.count() == 0


@pytest.mark.slow
def test_ten_thousand_rows_come_in_whole(cast):
    sheet = a_sheet("penalty", *penalties(10_000))
    intake = receive(cast, as_csv(sheet))

    assert apply(cast, intake)["created"] == 10_000

    assert Record.objects.count() == 10_000
    assert actions.undo(intake, by=cast.drafter) == 10_000
    assert Record.objects.count() == 0
