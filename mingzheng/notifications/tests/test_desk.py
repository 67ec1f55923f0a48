"""渠道发布 on the desk: lists, deliveries, proofs, posters; and the pages of machines."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdfium2 import PdfDocument

from mingzheng.channels.tests.fakes.server import Reply
from mingzheng.core.access import Blocked, Denied
from mingzheng.files.rules.refusals import Refused
from mingzheng.notifications import actions, queries
from mingzheng.notifications.models import Delivery, Proof, Requirement
from mingzheng.notifications.tests.conftest import QUICK
from mingzheng.notifications.tests.factories import BOARD, a_due_article, an_item
from mingzheng.publishing.actions import drafting, withdrawing
from mingzheng.publishing.states import Purpose
from mingzheng.publishing.tests.factories import an_article, forward
from tests.pages import seat

pytestmark = pytest.mark.usefixtures("frozen")


def picture(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#c33").save(out, kind)
    return out.getvalue()


def words(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def article(room):
    found = a_due_article(room, an_item(room))
    actions.announce(timezone.now())
    return found


@pytest.fixture
def board(article) -> Requirement:
    return Requirement.objects.select_related("article", "organisation").get(name=BOARD)


def given(board, **change):
    said = {"requirement": board.pk, "on": "2026-06-15", "place": "柳溪村村务公示栏"}
    photo = SimpleUploadedFile("board.jpg", picture(), "image/jpeg")
    return said | {"photo": photo} | change


def test_what_is_missing_stands_on_the_article_and_in_the_to_do_list(room, article):
    page = words(seat(room.drafter).get(reverse("newsroom:article", args=[article.code])))
    todo = seat(room.drafter).get("/desk/").content.decode()

    assert "要求的渠道" in page
    assert "公示栏或者电子屏的照片" in page
    assert "3 个渠道没有做到" in todo
    assert queries.tasks_for(room.stranger) == []
    listed = words(seat(room.drafter).get(reverse("notifications:required"), {"look": "missing"}))
    assert BOARD in listed
    assert BOARD not in words(seat(room.stranger).get(reverse("notifications:required")))


def test_a_photo_of_the_board_fulfils_the_channel_and_can_be_taken_back(room, article, board):
    url = reverse("notifications:article", args=[article.code])
    client = seat(room.drafter)
    client.post(url, given(board))

    board.refresh_from_db()
    proof = Proof.objects.get()
    assert board.evidence == "proof"
    assert "柳溪村村务公示栏" in words(client.get(url))
    photo = client.get(reverse("notifications:photo", args=[proof.pk]))
    assert photo["Content-Type"] == "image/jpeg"
    client.post(reverse("notifications:withdraw_proof", args=[proof.pk]), {"note": "贴错了"})
    board.refresh_from_db()
    assert board.is_missing
    assert client.get(reverse("notifications:photo", args=[proof.pk])).status_code == 404
    assert "贴错了" in words(client.get(url))
    with pytest.raises(Blocked, match="已经作废"):
        actions.withdraw_proof(proof, by=room.drafter, reason="又一次")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": "2026-06-16"}, "还没有到"),
        ({"on": "x"}, "日期写成"),
        ({"place": ""}, "请填地点"),
        ({"photo": ""}, "请选照片"),
        ({"photo": SimpleUploadedFile("a.jpg", b"not a picture")}, "a.jpg"),
        ({"photo": SimpleUploadedFile("a.txt", "文字".encode())}, "凭证要用照片"),
    ],
)
def test_a_bad_proof_is_refused_with_a_sentence(room, article, board, change, said):
    url = reverse("notifications:article", args=[article.code])

    page = words(seat(room.drafter).post(url, given(board, **change)))

    assert said in page or "error-summary" in page
    assert not Proof.objects.exists()


def test_who_may_not_prove_is_told_why(room, article, board):
    page = words(seat(room.supervisor).get(reverse("notifications:article", args=[article.code])))
    assert "您没有这个岗位" in page
    with pytest.raises(Denied):
        actions.record_proof(
            board, by=room.stranger, on=timezone.localdate(), place="村口", name="a.jpg",
            data=picture(),
        )  # fmt: skip
    with pytest.raises(Refused):
        actions.record_proof(
            board, by=room.drafter, on=timezone.localdate(), place="村口", name="a.jpg", data=b"x"
        )


def test_an_article_of_another_office_is_not_there(room, article):
    url = reverse("notifications:article", args=[article.code])
    assert seat(room.stranger).get(url).status_code == 404


def test_a_delivery_shows_its_tries_and_what_may_be_done(room, platforms):
    platforms.weibo.fail = [Reply(hang_up=True)]
    an_article(room)
    actions.announce(timezone.now())
    actions.send_due(timezone.now(), client=QUICK)
    one = Delivery.objects.get(medium="weibo")
    client = seat(room.drafter)

    page = words(client.get(one.get_absolute_url()))
    assert "第 1 次：不知道发成没有" in page
    assert "确认已发出" in page
    assert "看清楚，重发或者不再发" in words(client.get("/desk/"))
    assert queries.tasks_for(room.stranger) == []
    client.post(reverse("notifications:step", args=[one.pk, "abandon"]), {"note": "不发了"})
    one.refresh_from_db()
    assert one.state == "abandoned"
    assert queries.tasks_for(room.drafter) == []
    assert client.post(reverse("notifications:step", args=[one.pk, "claim"])).status_code == 404
    listed = words(client.get(reverse("notifications:deliveries"), {"state": "abandoned"}))
    assert "开放夏季便民服务点" in listed


def test_pages_of_the_desk_ask_little(room, article, django_assert_max_num_queries):
    client = seat(room.drafter)
    client.get("/desk/")  # the menu is counted anew
    for name, args in (
        ("notifications:deliveries", []),
        ("notifications:required", []),
        ("notifications:article", [article.code]),
        ("notifications:delivery", [Delivery.objects.first().pk]),
    ):
        with django_assert_max_num_queries(10):
            words(client.get(reverse(name, args=args)))


def test_the_poster_is_one_a3_sheet_with_title_and_code(room, article):
    answer = seat(room.drafter).get(reverse("notifications:poster", args=[article.code]))

    sheet = PdfDocument(answer.content)
    text = sheet[0].get_textpage().get_text_range()
    assert len(sheet) == 1
    assert [round(side / 72 * 25.4) for side in sheet[0].get_size()] == [297, 420]
    assert "便民服务点" in text
    assert f"/articles/{article.code}/" in text
    withdrawing.withdraw(article, by=room.signer, reason="标题有误")
    again = seat(room.drafter).get(reverse("notifications:poster", args=[article.code]))
    assert again.status_code == 404


def test_a_screen_reads_plain_lines_in_its_own_encoding(client, room, article):
    url = reverse("carried:screen", args=[room.office.code])
    answer = client.get(url, {"charset": "gb18030", "length": "20"})

    lines = answer.content.decode("gb18030").split("\r\n")
    assert answer["Content-Type"] == "text/plain; charset=gb18030"
    assert lines[0].startswith("06-15 关于开放")
    assert len(lines[0]) == 20
    assert client.get(url, {"count": "x", "charset": "latin1"}).status_code == 200
    assert client.get(reverse("carried:screen", args=["nothing"])).status_code == 404
    empty = client.get(reverse("carried:screen", args=[room.town.code]) + "?charset=gb18030")
    assert empty.content.decode("gb18030") == f"{room.town.label}还没有公开信息\r\n"


def test_the_countys_screen_tells_what_all_its_offices_published(client, room, article):
    said = client.get(reverse("carried:screen", args=[room.county.code])).content.decode()

    assert article.title in said


def test_an_app_reads_what_changed_and_where_to_go_on(client, room, article):
    url = reverse("carried:changes")
    first = json.loads(client.get(url).content)
    withdrawing.withdraw(article, by=room.signer, reason="标题有误")
    actions.announce(timezone.now())
    second = json.loads(client.get(url, {"after": first["after"]}).content)

    assert [one["kind"] for one in first["changes"]] == ["release"]
    assert [(one["kind"], one["note"]) for one in second["changes"]] == [("withdraw", "标题有误")]
    assert json.loads(client.get(url, {"after": second["after"]}).content)["changes"] == []


def test_an_app_reads_nothing_more_of_what_was_said_of_closed_texts(client, room, article, frozen):
    def notes():
        actions.announce(timezone.now())
        return [one["note"] for one in json.loads(client.get(url).content)["changes"]]

    def change(note, **more):
        frozen.shift(timedelta(hours=1))
        made = drafting.open_change(
            article, Purpose.CORRECTION, by=room.drafter, public_note=note, **more
        )
        forward(made, room)

    url = reverse("carried:changes")
    change("张某的电话写错了。")
    assert notes() == ["", "张某的电话写错了。"]
    change("正文已重写。", closes_earlier="写了个人信息")
    assert notes() == ["", "", "正文已重写。"]
    change("改了一个错字。")
    assert notes() == ["", "", "正文已重写。", "改了一个错字。"]
    frozen.shift(timedelta(hours=1))
    withdrawing.withdraw(article, by=room.signer, reason="标题有误")
    assert notes() == ["", "", "", "", "标题有误"]
    frozen.shift(timedelta(hours=1))
    forward(drafting.open_change(article, Purpose.NEW, by=room.drafter), room)

    assert notes() == [""] * 6
