"""A resident follows something, confirms, is told once, changes, stops; nobody else learns it."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingzheng.core.models import Event
from mingzheng.notifications import actions as notifications
from mingzheng.notifications.models import Requirement
from mingzheng.notifications.tests.factories import a_due_article, an_item
from mingzheng.publishing.actions import withdrawing
from mingzheng.publishing.tests.factories import a_column, an_article
from mingzheng.sealing import keeping
from mingzheng.subscriptions import actions, links
from mingzheng.subscriptions.models import PURPOSE, Interest, Letter, Request, Subscriber

pytestmark = pytest.mark.usefixtures("frozen")
NEW = "subscriptions:new"
WHO = "zhou@mail.example"


def words(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def asking(room, **change) -> dict:
    said = {"column": a_column(room.office).pk, "medium": "email", "address": WHO}
    return said | {"pace": "at_once", "office": "", "word": ""} | change


def link_in(letter) -> str:
    text = letter.get_body(("plain",)).get_content()
    return re.search(r"https://gk\.yunxi\.example(/subscriptions/confirm/\S+)", text)[1]


def follows(client, room, post, **change) -> Subscriber:
    """Somebody who has gone all the way."""
    client.post(reverse(NEW), asking(room, **change))
    actions.send_confirmations(timezone.now())
    client.post(link_in(post.letters[-1]))
    return Subscriber.objects.latest("pk")


def released(room, **said):
    """An article on its way to those who follow it."""
    made = an_article(room, **said)
    notifications.announce(timezone.now())
    actions.match(timezone.now())
    return made


def test_nobody_is_told_before_they_said_yes_where_they_read(client, room, post):
    """《个人信息保护法》第十四条: consent by the person whose address it is."""
    answer = client.post(reverse(NEW), asking(room))
    assert answer["Location"] == reverse("subscriptions:sent")
    assert not Subscriber.objects.exists()
    actions.send_confirmations(timezone.now())
    actions.send_confirmations(timezone.now())  # once
    [letter] = post.letters
    link = link_in(letter)

    client.get(link)  # a mail program looks at links
    assert not Subscriber.objects.exists()
    answer = client.post(link)

    found = Subscriber.objects.get()
    assert answer["Location"] == reverse("subscriptions:mine", args=[links.token_of(found)])
    assert [one.label for one in found.interests.all()] == ["云溪县民政局：通知公告"]
    assert words(client.post(link), 410).count("用过了") >= 1
    assert "sessionid" not in client.cookies


def test_an_address_is_ciphertext_mask_and_mark_and_never_in_the_trace(client, room, post):
    """《个人信息保护法》第五十一条."""
    one = follows(client, room, post)

    assert WHO not in f"{one.sealed}{one.mark}{one.masked}"
    assert one.masked == "z***@mail.example"
    assert keeping.unseal(one.sealed, PURPOSE) == WHO
    assert not Request.objects.exists()
    assert not any(WHO in event.facts_text for event in Event.objects.all())


def test_nobody_can_find_out_who_follows_something(client, room, post):
    follows(client, room, post)
    known = client.post(reverse(NEW), asking(room))
    unknown = client.post(reverse(NEW), asking(room, address="nobody@mail.example"))

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert actions.send_confirmations(timezone.now()) == 2
    subjects = {letter["Subject"] for letter in post.letters[-2:]}
    assert subjects == {"请确认订阅"}


def test_one_address_is_written_to_three_times_an_hour(client, room, post):
    for address in (WHO, WHO, WHO.title(), WHO.upper(), WHO):  # one mailbox, however spelled
        answer = client.post(reverse(NEW), asking(room, address=address))
        assert answer["Location"] == reverse("subscriptions:sent")

    assert actions.send_confirmations(timezone.now()) == 3


def test_one_visitor_asks_ten_times_in_ten_minutes(client, room, post):
    answers = [
        client.post(reverse(NEW), asking(room, address=f"a{n}@mail.example")) for n in range(11)
    ]

    assert {one.status_code for one in answers[:10]} == {302}
    assert "十分钟里" in words(answers[10], 409)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"address": "nobody"}, "地址不对"),
        ({"address": ""}, "请填收信的地址"),
        ({"address": "a@b.example\nBcc: x@y.example"}, "地址不对"),
        ({"column": "", "word": ""}, "至少选一样"),
        ({"column": "", "word": "低"}, "至少写 2 个字"),
        ({"medium": "sms"}, "没有办成"),
        ({"website": "http://x"}, "没有提交成功"),
    ],
)
def test_a_form_filled_badly_or_by_a_machine_asks_nothing(client, room, post, change, said):
    assert said in words(client.post(reverse(NEW), asking(room, **change)))
    assert not Request.objects.exists()


def test_without_an_account_there_is_nothing_to_ask_for(client, room):
    assert "还没有开通订阅" in words(client.get(reverse(NEW)))


def test_who_follows_a_column_is_told_once_with_a_way_to_stop(client, room, post):
    one = follows(client, room, post)
    article = released(room)
    actions.match(timezone.now())

    assert actions.tell(timezone.now()) == 1
    assert actions.tell(timezone.now() + timedelta(hours=1)) == 0
    letter = post.letters[-1]
    text = letter.get_body(("plain",)).get_content()
    assert letter["To"] == WHO
    assert letter["Subject"] == article.title
    assert f"https://gk.yunxi.example{article.get_absolute_url()}" in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = (
        letter["List-Unsubscribe"].strip().strip("<>").removeprefix("https://gk.yunxi.example")
    )
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 302
    assert not Subscriber.objects.filter(pk=one.pk).exists()


def test_stopping_forgets_everything_and_the_links_are_void(client, room, post):
    """《个人信息保护法》第四十七条."""
    one = follows(client, room, post)
    released(room)
    token = links.token_of(one)
    assert "全部退订吗" in words(client.get(reverse("subscriptions:stop", args=[token])))

    client.post(reverse("subscriptions:stop", args=[token]))

    for model in (Subscriber, Interest, Letter):
        assert not model.objects.exists()
    assert "已经退订了" in words(client.get(reverse("subscriptions:stop", args=[token])))
    client.post(reverse("subscriptions:stop", args=[token]))  # twice is no mistake
    assert client.get(reverse("subscriptions:mine", args=[token])).status_code == 404
    assert client.get(reverse("subscriptions:mine", args=["x:y:z"])).status_code == 404
    assert client.get(reverse("subscriptions:confirm", args=["x"])).status_code == 404
    assert client.get(reverse("subscriptions:code", args=["x"])).status_code == 404


def test_what_one_follows_is_changed_and_nothing_left_is_a_stop(client, room, post):
    one = follows(client, room, post, word="便民")
    url = reverse("subscriptions:mine", args=[links.token_of(one)])
    keep = one.interests.get(kind="word")

    client.post(url, {"keep": [keep.pk], "pace": "daily"})

    assert [row.kind for row in one.interests.all()] == ["word"]
    assert "z***@mail.example" in words(client.get(url))
    client.post(url, {"pace": "daily"})
    assert not Subscriber.objects.exists()


def test_a_digest_comes_once_a_day_in_the_morning_with_all_of_it(client, room, post, frozen):
    follows(client, room, post, pace="daily")
    first = released(room)
    actions.tell(timezone.now())
    second = released(room)
    third = released(room)
    before = len(post.letters)

    assert actions.tell(timezone.now()) == 0
    frozen.shift(timedelta(hours=20))  # six in the morning
    assert actions.tell(timezone.now()) == 0
    frozen.shift(timedelta(hours=3))
    assert actions.tell(timezone.now()) == 1

    assert len(post.letters) == before + 1
    text = post.letters[-1].get_body(("plain",)).get_content()
    assert first.get_absolute_url() not in text
    assert second.get_absolute_url() in text
    assert third.get_absolute_url() in text
    assert "等 2 条" in post.letters[-1]["Subject"]


def test_who_wants_it_at_once_is_not_written_to_every_minute(client, room, post, frozen):
    follows(client, room, post)
    released(room)
    assert actions.tell(timezone.now()) == 1
    released(room)
    assert actions.tell(timezone.now()) == 0
    frozen.shift(timedelta(minutes=10))
    assert actions.tell(timezone.now()) == 1


def test_what_was_withdrawn_meanwhile_is_not_told(client, room, post):
    follows(client, room, post)
    article = released(room)
    withdrawing.withdraw(article, by=room.signer, reason="标题有误")

    assert actions.tell(timezone.now()) == 0
    assert not Letter.objects.exists()


def test_a_push_fulfils_the_channel_of_the_duty(client, room, post):
    follows(client, room, post)
    article = a_due_article(room, an_item(room))
    notifications.announce(timezone.now())
    actions.match(timezone.now())
    row = Requirement.objects.get(article=article, name="精准推送")
    assert row.is_missing

    actions.tell(timezone.now())

    row.refresh_from_db()
    assert (row.evidence, row.said) == ("push", "推送给 1 个订阅人")


def test_a_mailbox_that_refuses_three_times_is_forgotten(client, room, post, frozen):
    follows(client, room, post)
    post.refuse = "550 no such user"
    for _ in range(3):
        released(room)
        actions.tell(timezone.now())
        frozen.shift(timedelta(minutes=11))

    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("refuse", "hang_up", "standing"), [("450 later", False, "waiting"), ("", True, "unsure")]
)
def test_a_letter_that_may_have_gone_is_not_sent_again(
    client, room, post, frozen, refuse, hang_up, standing
):
    follows(client, room, post)
    released(room)
    post.refuse, post.hang_up = refuse, hang_up
    actions.tell(timezone.now())
    assert Letter.objects.get().standing == standing

    post.refuse, post.hang_up = "", False
    frozen.shift(timedelta(hours=2))
    assert actions.tell(timezone.now()) == (standing == "waiting")


def test_a_worker_killed_while_telling_leaves_it_noted(client, room, post):
    follows(client, room, post)
    released(room)
    Letter.objects.update(standing="sending", claimed_at=timezone.now() - timedelta(minutes=11))

    assert actions.find_lost(timezone.now()) == 1
    assert actions.tell(timezone.now()) == 0
    assert "中断" in Letter.objects.get().said


def test_a_thousand_followers_cost_as_many_queries_as_one(room, post):
    column = a_column(room.office)

    def crowd(start: int, number: int) -> None:
        who = Subscriber.objects.bulk_create(
            Subscriber(medium="email", sealed="x", mark=str(n), masked="x", key=str(n))
            for n in range(start, start + number)
        )
        Interest.objects.bulk_create(
            Interest(subscriber=one, kind="column", value=str(column.pk), label="公告")
            for one in who
        )

    def asked() -> int:
        an_article(room)
        notifications.announce(timezone.now())
        with CaptureQueriesContext(connection) as queries:
            actions.match(timezone.now())
        return len(queries)

    crowd(0, 1)
    few = asked()
    crowd(1, 999)
    many = asked()

    assert Letter.objects.count() == 1001
    assert few <= 18
    assert many - few <= 8  # rows of one statement are bounded


def test_a_number_is_confirmed_by_its_code_and_five_wrong_ones_void_it(client, room, sms):
    said = asking(room, medium="sms", address="138 0000 0000")
    page = client.post(reverse(NEW), said)["Location"]
    actions.send_confirmations(timezone.now())
    code = re.search(r"确认码 (\d{6})", next(iter(sms.taken.values()))["text"])[1]

    assert "6 位数字" in words(client.post(page, {"code": "12"}))
    wrong = "000000" if code != "000000" else "111111"
    assert "确认码不对" in words(client.post(page, {"code": wrong}))
    assert client.post(page, {"code": code}).status_code == 302
    assert Subscriber.objects.get().masked == "138****0000"

    page = client.post(reverse(NEW), said)["Location"]
    actions.send_confirmations(timezone.now())
    for _ in range(5):
        client.post(page, {"code": wrong})
    code = re.search(r"确认码 (\d{6})", list(sms.taken.values())[-1]["text"])[1]
    assert "错了太多次" in words(client.post(page, {"code": code}))


def test_a_short_message_tells_of_a_release(client, room, sms):
    page = client.post(reverse(NEW), asking(room, medium="sms", address="13800000000"))["Location"]
    actions.send_confirmations(timezone.now())
    code = re.search(r"确认码 (\d{6})", next(iter(sms.taken.values()))["text"])[1]
    client.post(page, {"code": code})
    article = released(room)

    assert actions.tell(timezone.now()) == 1
    text = list(sms.taken.values())[-1]["text"]
    assert text.startswith("【云溪县】云溪县民政局新公开：")
    assert text.endswith(article.get_absolute_url())


def test_pages_are_private_cheap_and_lead_from_the_column(
    client, room, post, django_assert_max_num_queries
):
    article = an_article(room)
    column = client.get(article.home.get_absolute_url()).content.decode()
    assert f"/subscriptions/?column={article.home_id}" in column

    with django_assert_max_num_queries(8):
        answer = client.get(reverse(NEW), {"column": article.home_id, "topic": "民政"})

    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex"' in answer.content.decode()
    assert "民政局：通知公告" in answer.content.decode()


def test_the_desk_counts_and_masks(client, room, post):
    one = follows(client, room, post)
    desk = Client()
    desk.force_login(room.openness)
    page = words(desk.get(reverse("subscriptions_desk:following")))

    assert one.masked in page
    assert WHO not in page
    assert "民政局：通知公告" in page
    clerk = Client()
    clerk.force_login(room.drafter)
    assert clerk.get(reverse("subscriptions_desk:following")).status_code == 403


def test_a_tick_does_it_all(client, room, post, capsys):
    follows(client, room, post)
    an_article(room)

    call_command("tick")

    assert '"pushed": 1' in capsys.readouterr().out
    assert post.letters[-1]["To"] == WHO
