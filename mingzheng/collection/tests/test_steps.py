"""Steps by spreadsheet: every row a step, information of one, or a named problem; undone whole."""

import io

import pytest
from openpyxl import load_workbook

from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection import actions as collection
from mingzheng.core.access import Blocked
from mingzheng.powers.tests.factories import a_list, power
from mingzheng.processes.importing import template
from mingzheng.processes.models import Information
from mingzheng.processes.tests.factories import a_process, a_proposal, information, judge_all

pytestmark = pytest.mark.django_db
HEAD = "事项名称,环节序号,环节名称,岗位,时限,时限单位,下一环节,产生的信息,公开属性\n"


@pytest.fixture
def cast(db) -> Cast:
    return a_cast()


def imported(cast, data: bytes, name: str = "环节.csv"):
    batch = collection.receive(cast.office, name, data, by=cast.drafter, kind="steps")
    collection.read(batch)
    return batch


def test_steps_come_in_by_spreadsheet_and_can_be_taken_back(cast):
    edition = a_list(cast, rows=[power("养老机构设立许可", type="01")])
    table = HEAD + (
        "养老机构设立许可,1,受理,窗口岗,2,工作日,,受理通知书；不予受理通知书,主动公开\n"
        ",2,审查,审查岗,5,,齐全：3；不齐：1,,\n"
        ",,,,,,,审查意见,不予公开\n"
        ",3,办结,审批岗,3,,结束,许可决定书,主动公开\n"
    )

    batch = imported(cast, table.encode())
    assert batch.report["rows"] == 4
    assert not batch.report["problems"]
    collection.apply_batch(batch, by=cast.drafter)
    again = imported(cast, table.encode())

    item = edition.powers.get()
    assert [str(one) for one in item.steps.all()] == ["1. 受理", "2. 审查", "3. 办结"]
    assert Information.objects.count() == 4
    assert information(edition, "审查意见").suggested == "withheld"
    assert Edition.objects.get(pk=edition.pk).judgements_open == 4
    assert (again.report["counts"]["created"], again.report["counts"]["unchanged"]) == (0, 1)
    collection.undo_batch(batch, by=cast.drafter)
    assert not item.steps.exists()
    assert Edition.objects.get(pk=edition.pk).judgements_open == 0


@pytest.mark.parametrize(
    ("place", "text", "column", "words"),
    [
        (1, "100000", "环节序号", "序号最大是 99。"),
        (2, "长" * 101, "环节名称", "最多 100 个字，这里有 101 个。"),
        (3, "长" * 101, "岗位", "最多 100 个字，这里有 101 个。"),
        (7, "长" * 201, "产生的信息", "最多 200 个字，这里有 201 个。"),
    ],
)
def test_what_no_column_can_hold_is_named_and_not_cut_off(cast, place, text, column, words):
    edition = a_list(cast, rows=[power("养老机构设立许可", type="01")])
    row = ["养老机构设立许可", "1", "受理", "窗口岗", "1", "", "结束", "通知书", ""]
    row[place] = text

    batch = imported(cast, (HEAD + ",".join(row)).encode())

    found = [(p["row"], p["column"], p["message"]) for p in batch.report["problems"]]
    assert found == [(2, column, words)]
    with pytest.raises(Blocked):
        collection.apply_batch(batch, by=cast.drafter)
    assert not edition.powers.get().steps.exists()


def test_taking_an_import_back_brings_judgements_back(cast):
    edition = a_process(cast)
    judge_all(edition, cast)
    judged = information(edition, "内部审查意见")
    table = HEAD + "养老机构设立许可,1,一步办结,窗口岗,1,,,结果,\n"
    batch = imported(cast, table.encode())
    collection.apply_batch(batch, by=cast.drafter)
    assert Information.objects.get().name == "结果"

    collection.undo_batch(batch, by=cast.drafter)

    one = information(edition, "内部审查意见")
    assert (one.state, one.steps_taken, one.reason) == (
        "settled",
        judged.steps_taken,
        judged.reason,
    )
    assert Edition.objects.get(pk=edition.pk).judgements_open == 0


def test_a_judgement_before_the_openness_office_is_not_lost_by_an_import(cast):
    edition = a_process(cast)
    table = HEAD + "养老机构设立许可,1,一步办结,窗口岗,1,,,结果,\n"
    ready = imported(cast, table.encode())
    a_proposal(information(edition, "内部审查意见"), cast)

    batch = imported(cast, table.encode(), "再来.csv")

    assert ["等政务公开办审核" in one["message"] for one in batch.report["problems"]] == [True]
    with pytest.raises(Blocked, match="情况有变。第 2 行：“内部审查意见”正等政务公开办审核"):
        collection.apply_batch(ready, by=cast.drafter)
    with pytest.raises(Blocked):
        collection.apply_batch(batch, by=cast.drafter)
    assert information(edition, "内部审查意见").state == "review"


def test_a_step_that_leads_to_none_is_named(cast):
    edition = a_list(cast, rows=[power("养老机构设立许可", type="01")])
    table = HEAD + "养老机构设立许可,1,受理,窗口岗,1,,7,,\n,2,办结,窗口岗,1,,结束,结果,\n"

    batch = imported(cast, table.encode())

    said = [(one["row"], one["column"], one["message"]) for one in batch.report["problems"]]
    assert said == [(2, "下一环节", "第 1 步的下一环节写的是第 7 步，表里没有这一步。")]
    with pytest.raises(Blocked):
        collection.apply_batch(batch, by=cast.drafter)
    assert not edition.powers.get().steps.exists()


def test_taking_back_an_import_of_rows_brings_steps_and_judgements_back(cast):
    edition = a_process(cast)
    a_proposal(information(edition, "内部审查意见"), cast)
    table = "事项类型,事项名称,设定依据\n行政许可,另一项许可,《法》\n".encode()
    said = {"kind": "powers", "is_complete": True}
    batch = collection.receive(cast.office, "a.csv", table, by=cast.drafter, **said)
    collection.read(batch)
    collection.apply_batch(batch, by=cast.drafter, reason="依据废止")
    assert not Information.objects.exists()

    collection.undo_batch(batch, by=cast.drafter)

    assert information(edition, "内部审查意见").state == "review"
    assert Edition.objects.get(pk=edition.pk).judgements_open == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("没有的事项,1,受理,岗,1,,,,\n", "unknown_item"),
        ("养老机构设立许可,1,受理,岗,1,,天上,,\n", "next_unknown"),
        ("养老机构设立许可,1,受理,岗,1,,,,\n,1,审查,岗,1,,,,\n", "number_twice"),
        ("养老机构设立许可,1,受理,岗,1,,,信息,随便\n", "attribute_unread"),
        ("养老机构设立许可,1,受理,岗,若干,,,,\n", "limit_unread"),
        (",1,受理,岗,1,,,,\n", "no_item"),
        ("养老机构设立许可,1,,岗,1,,,,\n", "no_name"),
    ],
)
def test_a_row_that_says_no_step_is_named(cast, row, code):
    a_list(cast, rows=[power("养老机构设立许可", type="01")])

    batch = imported(cast, (HEAD + row).encode())

    assert code in [one["code"] for one in batch.report["problems"]]


def test_the_workbook_of_steps_reads_back_unchanged(cast):
    edition = a_process(cast)
    data = template(edition)

    batch = imported(cast, data, "环节.xlsx")

    assert batch.report["counts"] == {"created": 0, "updated": 0, "unchanged": 1, "removed": 0}
    sheet = load_workbook(io.BytesIO(template())).active
    assert len(sheet.data_validations.dataValidation) == 2
