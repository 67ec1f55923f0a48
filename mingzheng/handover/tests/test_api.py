"""The interface for document systems: owed at once, the same twice is one, errors in Chinese."""

import base64
from datetime import date

import pytest
from django.test import Client

from mingzheng.core import trace
from mingzheng.deadlines import almanac
from mingzheng.dues.models import Due
from mingzheng.dues.queries import owed_by
from mingzheng.dues.tests.factories import row
from mingzheng.handover import actions
from mingzheng.handover.models import Handover, Meeting, SystemKey
from mingzheng.handover.tests.factories import sat, sent, withheld

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def test_what_is_handed_over_is_owed_at_once_with_the_day_and_why(room, call):
    code = row().code

    answer = call(sent(room, items=[code]))

    said = answer.json()
    assert answer.status_code == 201, said
    assert said["number"] == "移交〔2026〕1号"
    assert said["publish_by"] == said["dues"][0]["due_on"] == "2026-06-15"
    assert "10 个工作日" in "".join(line["text"] for line in said["dues"][0]["explanation"])
    due = Due.objects.get(handovers__number=said["number"])
    assert (due.what, due.reference) == (said_title(), "云民发〔2026〕17号")


def said_title() -> str:
    return "关于做好夏季临时救助工作的通知"


def test_without_an_item_the_law_itself_gives_the_day(room, call):
    """《政府信息公开条例》第二十六条: owed within twenty working days, whatever item it is."""
    said = call(sent(room)).json()

    (due,) = said["dues"]
    assert (due["item"], due["name"]) == ("", "还没有对上公开事项")
    assert (due["due_on"], due["light"]) == ("2026-06-30", "green")
    owed = [line.due for line in owed_by(room.cast.office, TODAY, almanac.current())]
    assert Due.objects.get(item_code="") in owed
    assert said["publish_by"] == "2026-06-30"  # 端午 19 June does not count
    assert said["explanation"][0]["basis"] == "《政府信息公开条例》第二十六条"


def test_the_same_again_changes_nothing(room, call):
    first = call(sent(room, items=[row().code]))
    events = trace.history(Handover.objects.get()).count()

    again = call(sent(room, items=[row().code]))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Handover.objects.count() == Due.objects.filter(handovers__isnull=False).count() == 1
    assert trace.history(Handover.objects.get()).count() == events


def test_other_content_under_the_same_number_is_refused_by_name(room, call):
    call(sent(room))

    answer = call(sent(room, title="另一个标题", body="别的"))

    said = answer.json()
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert said["type"].endswith("different")
    assert "标题、正文不一样" in said["detail"]
    assert said["number"] == "移交〔2026〕1号"
    assert Handover.objects.get().title == said_title()


def test_sent_back_it_comes_again_as_a_new_version(room, call):
    call(sent(room, items=[row().code]))
    one = Handover.objects.get()
    actions.turn_down(one, by=room.cast.openness, note="标题不全")
    back = call(None, organisation=room.cast.office.code, source_id="OA-2026-0117").json()

    same = call(sent(room, items=[row().code]))
    again = call(sent(room, items=[row().code], title="关于做好 2026 年夏季临时救助工作的通知"))

    assert (back["state"], back["note"]) == ("returned", "标题不全")
    assert (same.status_code, again.status_code) == (409, 201)
    assert again.json()["version"] == 2
    assert [due["result"] for due in again.json()["dues"]] == ["今天到期"]
    assert Due.objects.filter(handovers=one).get().is_open


def test_a_meeting_is_owed_by_the_item_of_meetings(room, call):
    said = call(sat(room)).json()

    assert [due["item"] for due in said["dues"]] == [row("政府常务会议").code]
    assert said["publish_by"] == "2026-06-25"
    one = Meeting.objects.get()
    assert (one.held_on, one.is_open, len(one.topics)) == (date(2026, 6, 10), True, 2)


def test_what_is_not_open_waits_for_the_openness_office_and_owes_nothing(room, call):
    said = call(withheld(room)).json()

    assert (said["state"], said["dues"], said["publish_by"]) == ("review", [], None)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": ""}, "title", "标题不能空着。"),
        ({"formed_on": "六月"}, "formed_on", "形成日期写成 2026-12-31 这样的日期。"),
        ({"disclosure": "yes"}, "disclosure", "公开属性不能这样写"),
        ({"subject": "x"}, "subject", "没有“subject”这个字段"),
        ({"body": ""}, "body", "主动公开的要有正文"),
        ({"formed_on": "2027-01-01"}, "formed_on", "形成日期还没有到"),
        ({"disclosure": "withheld"}, "ground", "选是条例第十四条到第十六条的哪一种情形"),
        ({"kind": "meeting"}, "meeting", "写明会议"),
        ({"items": "1"}, "items", "公开事项写成一列"),
        ({"files": [{"name": "a.docx", "content": "abc"}]}, "files.0.content", "base64"),
        ({"meeting": {"topics": []}}, "meeting.type", "没有写会议种类"),
    ],
)
def test_an_error_names_the_field_in_chinese(room, call, change, field, sentence):
    answer = call(sent(room, **change))

    said = answer.json()
    assert answer.status_code == 422, said
    assert sentence in next(one["message"] for one in said["errors"] if one["field"] == field)
    assert Handover.objects.count() == 0


def test_a_form_is_told_that_it_should_be_json(room):
    head = {"authorization": f"Bearer {room.secret}"}

    answer = Client().post("/desk/api/handovers", sent(room), headers=head)  # multipart/form-data

    assert answer.status_code == 415
    assert "Content-Type: application/json" in answer.json()["detail"]


def test_a_missing_field_is_named(room, call):
    said = sent(room)
    del said["title"], said["disclosure"]

    errors = call(said).json()["errors"]

    assert {one["message"] for one in errors} == {"没有写标题。", "没有写公开属性。"}


def test_an_item_that_the_office_does_not_owe_changes_nothing(room, call):
    answer = call(sent(room, items=["999999"]))

    assert answer.status_code == 409
    assert "999999" in answer.json()["detail"]
    assert Handover.objects.count() == 0


def test_a_hostile_file_is_refused_and_a_good_one_is_read(room, call):
    bad = {"name": "木马.exe", "content": base64.b64encode(b"MZ").decode()}
    good = {"name": "通知.txt", "content": base64.b64encode("文件里的正文".encode()).decode()}

    refused = call(sent(room, files=[bad]))

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "files"
    assert Handover.objects.count() == 0
    assert call(sent(room, body="", files=[good])).status_code in (201, 422)


def test_a_key_reaches_its_office_and_below_only(room, call):
    answer = call(sent(room, organisation=room.cast.town.code))

    assert answer.status_code == 403
    assert "云溪县民政局和下级单位" in answer.json()["detail"]


def test_no_key_a_wrong_key_and_a_revoked_key_open_nothing(room, call, client):
    nothing = client.post("/desk/api/handovers", "{}", content_type="application/json")
    wrong = call(sent(room), secret="mzk_00000000_nonsense")
    actions.revoke(room.key, by=room.system_admin)
    revoked = call(sent(room))

    assert [one.status_code for one in (nothing, wrong, revoked)] == [401] * 3
    assert "系统管理员" in wrong.json()["detail"]
    assert wrong["WWW-Authenticate"] == "Bearer"


def test_wrong_keys_cannot_fill_the_trace(room, call):
    codes = [call(sent(room), secret=f"mzk_{n:08d}_x").status_code for n in range(22)]

    assert codes == [401] * 20 + [429] * 2


def test_a_key_is_kept_as_a_digest_and_every_call_is_in_its_trace(room, call):
    call(sent(room))
    call(sent(room, title=""))
    call(None, organisation=room.cast.office.code, path="/desk/api/items")

    kept = SystemKey.objects.get()
    assert room.secret not in str(vars(kept))
    calls = [one for one in trace.history(kept) if one.step == "call"]
    assert [one.facts["answered"] for one in calls] == ["201", "422", "200"]
    assert calls[0].actor_name == "民政局办文系统（接口）"


def test_a_key_is_limited_to_so_many_calls_a_minute(room, call, frozen):
    actions.revoke(room.key, by=room.system_admin)
    admin = room.system_admin
    _, secret = actions.issue(room.cast.office, "民政局办文系统", by=admin, per_minute=3)
    ask = {"organisation": room.cast.office.code, "path": "/desk/api/items", "secret": secret}

    codes = [call(None, **ask).status_code for _ in range(5)]
    frozen.shift(61)

    # The issuing of the key is the first event of its chain and counts too.
    assert codes == [200, 200, 429, 429, 429]
    assert call(None, **ask).status_code == 200


def test_the_items_to_choose_from_leave_out_what_is_periodic(room, call):
    said = call(None, organisation=room.cast.office.code, path="/desk/api/items").json()

    assert {one["name"].split("：")[-1] for one in said} == {"办事指南", "政府常务会议"}


def test_the_contract_is_there_and_the_public_one_has_nothing_of_it(room, client, at_desk):
    said = at_desk(room.system_admin).get("/desk/api/openapi.json").json()

    assert set(said["paths"]) == {"/desk/api/handovers", "/desk/api/items"}
    assert said["components"]["schemas"]["HandoverIn"]["required"] == [
        *("source_id", "organisation", "title", "formed_on", "disclosure")
    ]
    assert "handover" not in client.get("/api/openapi.json").content.decode()
