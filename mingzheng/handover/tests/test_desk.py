"""办文办会 on the desk: one click to the draft that fulfils the due, reviews, keys."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.dues.models import Due
from mingzheng.dues.tests.factories import row
from mingzheng.handover import actions, queries
from mingzheng.handover.models import Handover, SystemKey
from mingzheng.handover.tests.factories import a_parcel, a_sitting, sat, sent, withheld
from mingzheng.prose.tests.workshop import SECRET, a_workbook
from mingzheng.publishing.actions import fulfilling, reviewing
from mingzheng.publishing.models import Article, Manuscript

pytestmark = pytest.mark.django_db
LIST = "/desk/handovers/"


def test_the_list_shows_what_waits_with_its_light(room, call, at_desk, words):
    call(sent(room, items=[row().code]))
    call(withheld(room))

    page = words(at_desk(room.cast.drafter).get(LIST))
    review = words(at_desk(room.cast.openness).get(LIST, {"look": "review"}))

    assert "关于做好夏季临时救助工作的通知 2026-06-15 待公开" in page
    assert "民政局办文系统" in page
    assert "待审核公开属性 公文 不予公开" in review


def test_one_click_starts_the_draft_tied_to_its_due(room, call, at_desk):
    call(sent(room, items=[row().code]))
    one = Handover.objects.get()

    answer = at_desk(room.cast.drafter).post(f"{LIST}{one.pk}/draft/")

    made = Manuscript.objects.select_related("revision", "article").get()
    assert answer["Location"] == f"/desk/newsroom/{made.pk}/edit/"
    said = made.revision.content
    assert (said.title, said.document_number) == (one.title, one.document_number)
    assert said.items == (row().code,)
    assert "<p>做好夏季临时救助工作。</p>" in said.body
    expected = fulfilling.possible(made.article, made.revision, timezone.localdate())
    assert [one.match.due for one in expected if one.is_meant] == [Due.objects.get(handovers=one)]


def test_what_has_no_item_is_drafted_released_and_met_and_a_correction_takes_nothing_back(
    room, call, at_desk, words
):
    call(sent(room))
    one = Handover.objects.get()
    at_desk(room.cast.drafter).post(f"{LIST}{one.pk}/draft/")
    made = Manuscript.objects.select_related("revision", "article").get()
    (option,) = fulfilling.possible(made.article, made.revision, timezone.localdate())
    assert (option.match.name, option.is_meant) == ("还没有对上公开事项", True)
    assert "还没有对上公开事项" in words(at_desk(room.cast.drafter).get(made.get_absolute_url()))

    now = timezone.now()
    Article.objects.filter(pk=made.article_id).update(released_at=now)
    article = Article.objects.get(pk=made.article_id)
    fulfilling.fulfil(article, made.revision, by=room.cast.drafter)
    assert Due.objects.get(item_code="").fulfilled_on == timezone.localdate(now)
    made.revision.dues = []  # as a correction of it begins
    fulfilling.fulfil(article, made.revision, by=room.cast.drafter)

    assert Due.objects.get(item_code="").fulfilled_on == timezone.localdate(now)


def test_a_draft_given_up_lets_it_wait_again_and_be_drafted_again(room, call):
    call(sent(room))
    one = Handover.objects.get()
    first = actions.draft_up(one, by=room.cast.drafter)
    assert actions.take_back_drafts() == 0

    reviewing.discard(first, by=room.cast.drafter, note="要重写")
    assert (actions.take_back_drafts(), actions.take_back_drafts()) == (1, 0)

    one.refresh_from_db()
    assert (one.state, one.article) == ("to_publish", None)
    assert trace.history(one).filter(step="take_back_draft").exists()
    second = actions.draft_up(one, by=room.cast.drafter)
    assert second.pk != first.pk
    one.refresh_from_db()
    assert (one.state, one.article) == ("drafted", second.article)


def test_the_files_that_came_with_it_are_enclosed_once_each_and_traced(room):
    table, note = ("救助标准.csv", "类别,元\n低保,820\n".encode()), ("说明.csv", "见表\n".encode())
    files = [table, note, table]
    parcel = a_parcel(formed_on=date(2026, 6, 1))
    one = actions.send(room.cast.office, parcel, by=room.cast.drafter, files=files).handover

    made = actions.draft_up(one, by=room.cast.drafter)

    kept = [(row.name, row.attachment.content.content_hash) for row in made.revision.files.all()]
    assert kept == [(name, trace.digest(data)) for name, data in (table, note)]
    event = trace.history(one).get(step="draft_up")
    assert event.facts["enclosed"] == "救助标准.csv、说明.csv"


def test_what_a_file_hides_does_not_get_into_the_draft(room):
    parcel = replace(a_parcel(formed_on=date(2026, 6, 1)), body="")
    files = [("名单.xlsx", a_workbook())]
    one = actions.send(room.cast.office, parcel, by=room.cast.drafter, files=files).handover

    body = actions.draft_up(one, by=room.cast.drafter).revision.body

    assert "张某" in body
    assert not [said for said in (SECRET, "王某", "13800000000", "底表") if said in body]


def test_a_meeting_becomes_a_text_with_its_topics_and_decisions(room, call):
    call(sat(room))

    made = actions.draft_up(Handover.objects.get(), by=room.cast.drafter)

    said = made.revision.content
    assert said.kind == "meeting"
    assert "邀请居民代表 3 人列席。" in said.body
    assert "<h2>议定事项</h2>" in said.body


def test_a_second_click_and_another_office_are_refused(room, call, at_desk):
    call(sent(room))
    one = Handover.objects.get()
    actions.draft_up(one, by=room.cast.drafter)

    with pytest.raises(Blocked, match="已起草"):
        actions.draft_up(Handover.objects.get(), by=room.cast.drafter)
    assert at_desk(room.cast.stranger).post(f"{LIST}{one.pk}/draft/").status_code == 404
    assert Manuscript.objects.count() == 1


def test_naming_the_item_counts_its_own_limit(room, call, at_desk, words):
    call(sent(room, title="低保办事指南修订稿"))
    one = Handover.objects.get()
    desk = at_desk(room.cast.drafter)
    # 办事指南 stands in the title, so it was found at once.
    assert one.items == [row().code]

    call(sent(room, source_id="2", title="没有说是什么的通知"))
    other = Handover.objects.get(source_id="2")
    before = other.publish_by
    page = words(desk.get(f"{LIST}{other.pk}/"))
    desk.post(f"{LIST}{other.pk}/items/", {"item": row("政府常务会议").code})

    other.refresh_from_db()
    assert "还没有对上公开事项" in page
    assert "最晚 2026年6月30日" in page
    due = Due.objects.get(handovers=other)
    assert (due.item_code, due.organisation) == (row("政府常务会议").code, other.organisation)
    assert trace.history(due).filter(step="name_item").exists()
    assert (f"{before}", f"{other.publish_by}") == ("2026-06-30", "2026-06-15")
    again = desk.post(f"{LIST}{other.pk}/items/", {"item": row("政府常务会议").code})
    assert "没有这一项" in words(again)


def test_what_is_not_open_is_passed_by_another_person(room, call, at_desk, words):
    call(withheld(room))
    one = Handover.objects.get()
    openness = at_desk(room.cast.openness)

    with pytest.raises(Denied):
        actions.pass_through(one, by=room.cast.drafter)
    openness.post(f"{LIST}{one.pk}/steps/pass_through/", {"note": "同意"})

    one.refresh_from_db()
    assert (one.state, one.passed_by_name) == ("settled", "孟长河")
    actions.open_up(one, by=room.cast.drafter)
    one.refresh_from_db()
    assert (one.state, one.disclosure, one.formed_on) == (
        "to_publish", "active", timezone.localdate(),
    )  # fmt: skip


def test_nobody_passes_what_they_proposed(room):
    reason = a_parcel(
        disclosure="on_request", ground="E16-1", basis="《政府信息公开条例》第十六条",
        reason="内部安排", next_review_on=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    one = actions.send(room.cast.county, reason, by=room.cast.openness).handover

    with pytest.raises(Blocked, match="您自己提请"):
        actions.pass_through(one, by=room.cast.openness)


def test_sending_back_needs_a_reason_and_excuses_what_was_owed(room, call, at_desk, words):
    call(sent(room, items=[row().code]))
    one = Handover.objects.get()
    desk = at_desk(room.cast.openness)

    assert "写明理由" in words(desk.post(f"{LIST}{one.pk}/steps/turn_down/", {"note": " "}))
    desk.post(f"{LIST}{one.pk}/steps/turn_down/", {"note": "公开属性写错了"})

    one.refresh_from_db()
    assert one.state == "returned"
    assert Due.objects.get(handovers=one).closing == "excused"
    assert "公开属性写错了" in words(desk.get(f"{LIST}{one.pk}/"))


def form(**said):
    row = {
        "source_id": "form-1", "title": "关于防汛的通知", "formed_on": "2026-06-12",
        "article_kind": "notice", "disclosure": "active", "body": "各村：做好防汛。",
    }  # fmt: skip
    return row | said


def test_a_document_is_handed_over_by_form_once_however_often_it_is_sent(room, at_desk):
    desk = at_desk(room.cast.drafter)

    first = desk.post(f"{LIST}new/document/", form())
    again = desk.post(f"{LIST}new/document/", form())

    one = Handover.objects.get()
    assert first["Location"] == again["Location"] == one.get_absolute_url()
    assert one.sent_by_name == "林书瑶"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "写明标题。"),
        ({"formed_on": "2026-07-01"}, "形成日期还没有到"),
        ({"body": ""}, "要有正文，或者附上文件"),
        ({"disclosure": "withheld"}, "选是条例第十四条到第十六条"),
        ({"file": SimpleUploadedFile("木马.exe", b"MZ")}, "收不了 .exe 文件"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(room, at_desk, words, said, sentence):
    answer = at_desk(room.cast.drafter).post(f"{LIST}new/document/", form(**said))

    assert sentence in words(answer)
    assert "做好防汛" in answer.content.decode() or "body" in said
    assert Handover.objects.count() == 0


def test_a_meeting_is_handed_over_by_form(room, at_desk, words):
    said = form(type="special", topics="防汛\n抗旱", decisions="", session="防汛专题会", body="")
    desk = at_desk(room.cast.drafter)

    wrong = words(desk.post(f"{LIST}new/meeting/", said | {"guests": "代表 2 人"}))
    desk.post(f"{LIST}new/meeting/", said | {"is_open": "on", "guests": "代表 2 人"})

    one = Handover.objects.get()
    assert "写明邀请了代表列席" in wrong
    assert one.meeting.topics == ["防汛", "抗旱"]
    assert "邀请了代表 2 人" in words(desk.get(one.get_absolute_url()))


def test_the_to_do_list_counts_what_waits(room, call, at_desk, words):
    call(sent(room, items=[row().code]))
    call(sent(room, source_id="2"))
    call(withheld(room))

    drafter = [(one.state, one.number) for one in queries.waiting_for(room.cast.drafter)]
    openness = [(one.state, one.number) for one in queries.waiting_for(room.cast.openness)]

    assert (drafter, openness) == ([("to_publish", 2)], [("review", 1)])
    assert "办文办会移交" in words(at_desk(room.cast.drafter).get("/desk/"))
    assert queries.waiting_for(room.cast.stranger) == []


def test_a_key_is_shown_once_and_revoked(room, at_desk, words):
    desk = at_desk(room.system_admin)
    said = {"office": room.cast.county.code, "system": "县政府办公文系统", "per_minute": "30"}

    answer = desk.post(f"{LIST}keys/", said)
    again = words(desk.get(f"{LIST}keys/"))

    key = SystemKey.objects.get(system="县政府办公文系统")
    assert f"mzk_{key.prefix}_" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "mzk_" not in again
    assert "先收回再发" in words(desk.post(f"{LIST}keys/", said))
    desk.post(f"{LIST}keys/{key.pk}/revoke/")
    assert "收回" in words(desk.get(f"{LIST}keys/"))
    assert at_desk(room.cast.openness).get(f"{LIST}keys/").status_code == 403


@pytest.mark.parametrize(("system", "per_minute"), [(" ", 5), ("x" * 61, 5), ("x", 0), ("x", 601)])
def test_a_key_that_cannot_be_is_refused(room, system, per_minute):
    with pytest.raises(Blocked):
        actions.issue(room.cast.county, system, by=room.system_admin, per_minute=per_minute)


def test_the_pages_stay_within_their_queries(room, call, at_desk, django_assert_max_num_queries):
    for number in range(12):
        call(sent(room, source_id=f"{number}", title=f"第 {number} 件", items=[row().code]))
    one = Handover.objects.order_by("pk").first()
    desk = at_desk(room.cast.drafter)

    desk.get(LIST)

    with django_assert_max_num_queries(9):
        desk.get(LIST)
    with django_assert_max_num_queries(22):
        desk.get(one.get_absolute_url())


def test_a_sitting_reads_back_as_it_was_sent(room):
    said = a_parcel(kind="meeting", article_kind="meeting", meeting=a_sitting())

    one = actions.send(room.cast.office, said, by=room.cast.drafter).handover

    # The item that it most likely is was found meanwhile.
    assert Handover.objects.get(pk=one.pk).parcel == replace(said, items=tuple(one.items))
    again = actions.send(room.cast.office, said, by=room.cast.drafter)
    assert (again.is_new, again.handover.pk) == (False, one.pk)
