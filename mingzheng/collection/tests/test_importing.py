"""A workbook on its way into the catalogue: received, read, applied, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast, an_edition
from mingzheng.collection import actions, queries
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.tests.workbooks import GUIDE, a_workbook, row, two_rows
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.files.rules.safety import Refused
from mingzheng.screens.states import ImportState

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return a_cast()


def received(cast, data=None, name="目录.xlsx", **options):
    batch = actions.receive(cast.office, name, data or two_rows(), by=cast.drafter, **options)
    actions.read(batch)
    return batch


def rows_of(cast):
    edition = edition_for(cast.office)
    return [item.content for item in edition.items.select_related("field")] if edition else []


def test_reading_changes_nothing_and_says_what_would_change(cast):
    batch = received(cast)

    assert batch.state == ImportState.READ
    assert (batch.report["rows"], batch.report["counts"]["created"]) == (2, 2)
    assert batch.report["duties"] == 2
    assert edition_for(cast.office) is None


def test_applying_opens_a_draft_with_every_column(cast):
    outcome = actions.apply_batch(received(cast), by=cast.drafter)

    assert outcome.created == 2
    guide = rows_of(cast)[0]
    assert [choice.text for choice in guide.elements] == ["办理条件", "申请材料"]
    assert [choice.text for choice in guide.channels] == ["政府网站"]
    assert (guide.mode, guide.levels, guide.audience_all) == ("active", ("county",), True)
    assert edition_for(cast.office).duties_total == 2


def test_the_same_file_again_changes_nothing(cast):
    actions.apply_batch(received(cast), by=cast.drafter)
    before = rows_of(cast)
    events = trace.history(edition_for(cast.office)).count()

    again = actions.apply_batch(received(cast), by=cast.drafter)

    assert (again.created, again.updated, again.unchanged, again.changes) == (0, 0, 2, [])
    assert rows_of(cast) == before
    assert trace.history(edition_for(cast.office)).count() == events


def test_a_file_equal_to_the_edition_in_force_opens_no_draft(cast):
    actions.apply_batch(received(cast), by=cast.drafter)
    edition = edition_for(cast.office)
    editions.submit(edition, by=cast.drafter)
    editions.pass_review(edition, by=cast.reviewer)
    editions.approve(
        edition,
        by=cast.openness,
        approval_number="1号",
        effective_on=timezone.localdate(edition.opened_at),
    )

    actions.apply_batch(received(cast), by=cast.drafter)

    assert edition_for(cast.office) == edition
    assert edition_for(cast.office).state == EditionState.IN_FORCE


def test_undoing_restores_the_draft_as_it_was(cast):
    actions.apply_batch(received(cast), by=cast.drafter)
    before = rows_of(cast)
    second = received(cast, two_rows(d="及时公开"))
    actions.apply_batch(second, by=cast.drafter)
    assert rows_of(cast) != before

    actions.undo_batch(second, by=cast.drafter)

    assert rows_of(cast) == before
    second.refresh_from_db()
    assert second.state == ImportState.UNDONE


def test_an_import_is_undone_once(cast):
    batch = received(cast)
    actions.apply_batch(batch, by=cast.drafter)
    actions.undo_batch(batch, by=cast.drafter)

    with pytest.raises(Blocked, match="已撤销"):
        actions.undo_batch(batch, by=cast.drafter)


def test_a_double_click_applies_once(cast):
    batch = received(cast)
    twin = ImportBatch.objects.select_related("organisation").get(pk=batch.pk)
    actions.apply_batch(batch, by=cast.drafter)

    with pytest.raises(Blocked, match="已被他人处理"):
        actions.apply_batch(twin, by=cast.drafter)

    assert len(rows_of(cast)) == 2


def test_a_row_that_cannot_become_an_item_stops_the_whole_file(cast):
    bad = row(2, "", ("", "●某某", "及时公开", "县级民政部门"))
    batch = received(cast, a_workbook(bad, row(1, "最低生活保障", GUIDE)))
    assert any(problem["blocking"] for problem in batch.report["problems"])

    with pytest.raises(Blocked, match="要么全部成功，要么全部不动"):
        actions.apply_batch(batch, by=cast.drafter)

    assert rows_of(cast) == []
    batch.refresh_from_db()
    assert batch.state == ImportState.READ


def test_an_unread_limit_is_named_with_its_place_and_kept_as_text(cast):
    batch = received(cast, two_rows(d="尽快"))

    (problem,) = batch.report["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (4, "公开时限", "尽快")
    assert problem["code"] == "limit_unread"
    actions.apply_batch(batch, by=cast.drafter)
    assert rows_of(cast)[0].limit_text == "尽快"
    assert edition_for(cast.office).findings_total == 1


def test_a_field_nobody_knows_blocks_and_says_what_to_do(cast):
    data = a_workbook(row(1, "最低生活保障", GUIDE), title="海洋渔业领域基层政务公开标准目录")

    batch = received(cast, data)

    (problem,) = batch.report["problems"]
    assert problem["code"] == "unknown_field"
    assert problem["blocking"]
    assert "海洋渔业" in problem["message"]


def test_a_field_given_by_hand_serves_a_table_that_names_none(cast):
    data = a_workbook(row(1, "最低生活保障", GUIDE), title="公开事项目录")

    batch = received(cast, data, field_name="社会救助")

    assert batch.report["problems"] == []
    assert batch.report["counts"]["created"] == 1


def test_names_without_an_office_are_listed_and_do_not_block(cast):
    batch = received(cast, two_rows(s="相关审批部门"))

    assert batch.report["unmatched"] == [["相关审批部门", 1]]
    assert actions.apply_batch(batch, by=cast.drafter).created == 2
    assert edition_for(cast.office).gaps_total == 1


def test_an_edition_under_review_takes_no_import(cast):
    an_edition(cast, at=EditionState.REVIEW)

    with pytest.raises(Blocked, match="只有草稿才能改"):
        actions.apply_batch(received(cast), by=cast.drafter)


@pytest.mark.parametrize(
    ("name", "data"), [("空.xlsx", b""), ("病毒.exe", b"MZ\x90"), ("坏.xlsx", b"PK\x03\x04oops")]
)
def test_a_bad_file_is_refused_with_a_sentence_and_leaves_nothing(cast, name, data):
    with pytest.raises(Refused) as refused:
        actions.receive(cast.office, name, data, by=cast.drafter)

    assert refused.value.sentence.endswith("。")
    assert not ImportBatch.objects.exists()


def test_a_stranger_neither_imports_nor_sees_the_import(cast):
    batch = received(cast)

    with pytest.raises(Denied):
        actions.receive(cast.office, "目录.xlsx", two_rows(), by=cast.stranger)
    with pytest.raises(Denied):
        actions.apply_batch(batch, by=cast.stranger)
    assert batch not in queries.visible_to(cast.stranger)
    assert batch in queries.visible_to(cast.reviewer)


def test_a_person_may_say_which_column_is_which(cast):
    batch = received(cast)
    column = next(c for c in batch.report["layouts"][0]["columns"] if c["meaning"] == "basis")

    actions.remap(batch, {f"0:{column['index']}": "ignore"}, by=cast.drafter)
    actions.apply_batch(batch, by=cast.drafter)

    assert rows_of(cast)[0].bases == ()


def test_the_import_stands_in_the_editions_trace_with_the_files_fingerprint(cast):
    batch = received(cast)
    actions.apply_batch(batch, by=cast.drafter)

    event = trace.history(edition_for(cast.office)).get(step="import")

    assert event.note == "目录.xlsx"
    assert event.facts["file_hash"] == batch.file_hash
    assert event.facts["created"] == "2 个：200001–200002"


def test_a_reading_that_was_killed_is_taken_up_again(cast):
    batch = actions.receive(cast.office, "目录.xlsx", two_rows(), by=cast.drafter)
    a_moment_ago, later = batch.uploaded_at, batch.uploaded_at + timedelta(minutes=1)

    assert actions.work_left(a_moment_ago) == 0
    assert actions.work_left(later) == 1
    assert actions.work_left(later) == 0

    batch.refresh_from_db()
    assert batch.state == ImportState.READ


def test_a_nul_in_a_cell_is_no_trouble_on_any_database(cast):
    lines = (
        "领域,一级事项,二级事项,公开依据,公开时限,公开主体",
        "社会救助,低\0保,名单,,及时,民政局",
    )

    batch = received(cast, "\r\n".join(lines).encode("utf-16"), name="目录.csv")

    assert batch.state == ImportState.READ
    assert "\0" not in str(batch.report)


def test_a_very_long_file_name_keeps_its_ending(cast):
    batch = received(cast, name="目" * 230 + ".xlsx")

    assert (batch.state, len(batch.file_name)) == (ImportState.READ, 200)
    assert batch.file_name.endswith("目.xlsx")


def test_rows_that_the_table_lacks_go_only_with_a_reason(cast):
    actions.apply_batch(received(cast), by=cast.drafter)
    only_one = a_workbook(row(1, "最低生活保障", GUIDE))
    batch = received(cast, only_one, is_complete=True)

    assert [name for _, name in batch.report["gone"]] == ["最低生活保障：审批信息"]
    with pytest.raises(Blocked, match="写明理由"):
        actions.apply_batch(batch, by=cast.drafter)
    assert len(rows_of(cast)) == 2

    batch.refresh_from_db()
    actions.apply_batch(batch, by=cast.drafter, reason="改由乡镇公开。")

    (event,) = trace.history(edition_for(cast.office)).filter(step="remove_item")
    assert (event.note, event.facts["name"]) == ("改由乡镇公开。", "最低生活保障：审批信息")


def test_the_report_shows_changed_rows_old_beside_new(cast):
    actions.apply_batch(received(cast), by=cast.drafter)

    batch = received(cast, two_rows(l="办事指引（新）", d="制定之日起7个工作日内"))
    again = received(cast, two_rows(d="制定之日起7个工作日内"))

    assert batch.report["updates"] == []  # another name is another item
    (update,) = again.report["updates"]
    assert update["columns"] == [["公开时限", GUIDE[2], "制定之日起7个工作日内"]]


def test_what_was_not_in_the_report_is_not_deleted(cast):
    actions.apply_batch(received(cast), by=cast.drafter)
    batch = received(cast, a_workbook(row(1, "最低生活保障", GUIDE)), is_complete=True)
    actions.apply_batch(received(cast, a_workbook(row(1, "临时救助", GUIDE))), by=cast.drafter)

    with pytest.raises(Blocked, match="和报告不一样"):
        actions.apply_batch(batch, by=cast.drafter, reason="改由乡镇公开。")

    batch.refresh_from_db()
    assert (batch.state, "和报告不一样" in batch.failure) == (ImportState.READ, True)
    assert len(rows_of(cast)) == 3


def test_an_import_confirmed_and_killed_is_written_later_as_its_confirmer(cast):
    batch = received(cast)
    actions.confirm(batch, by=cast.drafter)
    later = batch.uploaded_at + timedelta(minutes=1)

    assert actions.work_left(batch.uploaded_at - timedelta(minutes=1)) == 0
    assert actions.work_left(later) == 1
    assert actions.work_left(later) == 0

    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED
    imported = trace.history(edition_for(cast.office)).get(step="import")
    assert imported.actor_name == cast.drafter.name


def test_a_large_import_is_written_by_the_worker(cast, monkeypatch, client):
    monkeypatch.setattr(actions, "INLINE_ROWS", 1)
    batch = received(cast)
    client.force_login(cast.drafter)

    page = client.post(reverse("collection:apply", args=[batch.pk]), follow=True)
    assert "正在导入，一共 2 行" in page.content.decode()
    assert rows_of(cast) == []

    waiting = DBTaskResult.objects.get()
    waiting.task.call(*waiting.args_kwargs["args"])

    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED
    assert len(rows_of(cast)) == 2
