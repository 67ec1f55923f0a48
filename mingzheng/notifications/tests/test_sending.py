"""A release reaches every channel once, whatever platforms, lines and processes do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingzheng.channels.models import Channel
from mingzheng.channels.tests.fakes import gateway, wechat
from mingzheng.channels.tests.fakes.server import Reply
from mingzheng.core.access import Blocked, Denied
from mingzheng.core.models import Event
from mingzheng.files.tests.workshop import a_photo
from mingzheng.notifications import actions
from mingzheng.notifications.actions.sending import _claim
from mingzheng.notifications.models import Announcement, Delivery, Requirement
from mingzheng.notifications.states import DeliveryState as S
from mingzheng.notifications.tests.conftest import QUICK
from mingzheng.notifications.tests.factories import BOARD, a_due_article, an_item
from mingzheng.prose.actions import store
from mingzheng.publishing.actions import withdrawing
from mingzheng.publishing.models import Article
from mingzheng.publishing.tests.factories import a_change, an_article, an_article_let_pass, content
from mingzheng.texts.rules.content import Enclosure

pytestmark = pytest.mark.usefixtures("frozen")


def one_round() -> None:
    """What a tick does for channels."""
    now = timezone.now()
    actions.announce(now)
    actions.send_due(now, client=QUICK)
    actions.ask_platforms(now, client=QUICK)
    actions.find_lost(now)


def later(frozen, **more) -> None:
    frozen.shift(timedelta(**more))
    one_round()


def states() -> dict[str, str]:
    rows = Delivery.objects.filter(announcement__kind="release")
    return dict(rows.values_list("medium", "state"))


def test_a_release_is_sent_to_every_account_once_with_a_receipt(room, platforms, frozen):
    article = an_article(room)

    one_round()
    one_round()  # a second round sends nothing again
    later(frozen, minutes=2)
    later(frozen, minutes=2)

    assert states() == dict.fromkeys(("wechat", "weibo", "app"), S.SENT)
    sent = Delivery.objects.get(medium="wechat")
    assert sent.external_id == "A100000001"
    assert sent.address == "https://mp.weixin.qq.com/s/100000001"
    assert len(sent.answer_digest) == 64
    assert len(platforms.wechat.drafts) == len(platforms.weibo.posts) == 1
    assert next(iter(platforms.app.taken.values()))["url"].endswith(article.get_absolute_url())
    assert Announcement.objects.count() == 1


def test_a_picture_of_the_text_goes_to_the_platform_before_its_draft(room, platforms):
    photo = store("现场.jpg", a_photo(), by=room.drafter, organisation=room.office, alt="现场")
    body = f'<p>开放了。</p><figure><img src="image:{photo.pk}" alt="现场"></figure>'
    named = (Enclosure(photo.name, photo.pk, photo.content.content_hash),)
    an_article(room, content(room, body=body, files=named))

    one_round()

    (draft,) = platforms.wechat.drafts.values()
    assert '<img src="https://mmbiz.qpic.cn/1" alt="现场">' in draft["content"]
    assert len(platforms.wechat.pictures) == 1
    assert list(Delivery.objects.get(medium="wechat").notes["pictures"]) == [f"image:{photo.pk}"]


def test_a_picture_of_another_site_goes_nowhere_as_a_picture(room, platforms):
    body = '<p>开放了。</p><img src="http://evil.example/a.png" alt="现场">'
    an_article_let_pass(room, content(room, body=body))

    one_round()

    (draft,) = platforms.wechat.drafts.values()
    assert "<img" not in draft["content"]
    assert "图片：现场" in draft["content"]


def test_without_an_account_nothing_is_sent_and_the_row_says_so(room):
    a_due_article(room, an_item(room))

    one_round()

    row = Delivery.objects.get()
    assert (row.state, row.said) == (S.UNCONFIGURED, "没有这个渠道的账号")
    with pytest.raises(Blocked, match="没有配置"):
        actions.resend(row, by=room.drafter, note="再试")


def test_what_a_platform_refuses_waits_for_a_person_who_sends_it_again(room, platforms):
    platforms.wechat.fail["/cgi-bin/draft/add"] = [wechat.error(45003)]
    an_article(room)
    one_round()
    row = Delivery.objects.get(medium="wechat")
    assert (row.state, row.said) == (S.DEAD, "标题太长")

    with pytest.raises(Denied):
        actions.resend(row, by=room.stranger, note="再试")
    with pytest.raises(Blocked, match="要写明意见"):
        actions.resend(row, by=room.drafter, note=" ")
    actions.resend(row, by=room.drafter, note="标题改短了")
    one_round()

    row.refresh_from_db()
    assert row.state == S.CONFIRMING
    assert [one.outcome for one in row.attempts.all()] == ["accepted", "refused"]


def test_trouble_is_tried_again_further_and_further_apart_until_it_is_dead(room, platforms, frozen):
    platforms.weibo.fail = [Reply(b"", 503) for _ in range(6)]
    an_article(room)
    one_round()
    later(frozen, seconds=30)  # too early
    assert Delivery.objects.get(medium="weibo").tries == 1

    for minutes in (1, 5, 15, 60, 240):
        later(frozen, minutes=minutes)

    row = Delivery.objects.get(medium="weibo")
    assert (row.state, row.tries) == (S.DEAD, 6)
    assert platforms.weibo.posts == {}


def test_what_may_be_out_is_never_sent_again_by_the_machine(room, platforms, frozen):
    platforms.weibo.fail = [Reply(hang_up=True)]
    an_article(room)
    one_round()
    later(frozen, hours=12)

    row = Delivery.objects.get(medium="weibo")
    assert (row.state, row.tries) == (S.UNSURE, 1)
    actions.confirm(row, by=room.drafter, note="微博上看到了")
    assert Delivery.objects.get(medium="weibo").state == S.SENT


def test_a_receiver_that_drops_doubles_is_asked_again(room, platforms, frozen):
    platforms.app.fail = [Reply(hang_up=True)]
    an_article(room)
    one_round()
    later(frozen, minutes=1)

    row = Delivery.objects.get(medium="app")
    assert (row.state, row.tries) == (S.SENT, 2)
    assert len(platforms.app.taken) == 1


def test_a_withdrawal_stops_what_waits_and_deletes_what_is_out(room, platforms, frozen):
    platforms.app.fail = [Reply(b"", 503)]
    article = a_due_article(room, an_item(room))
    one_round()
    later(frozen, minutes=2)
    row = Delivery.objects.get(medium="app")
    assert row.state == S.SENT

    withdrawing.withdraw(article, by=room.signer, reason="标题有误")
    later(frozen, minutes=2)

    assert platforms.wechat.deleted == ["100000001"]
    assert platforms.weibo.posts == {}
    assert not Requirement.objects.filter(withdrawn_on=None).exists()


def test_what_was_withdrawn_before_it_was_sent_is_not_sent(room, platforms):
    article = an_article(room)
    actions.announce(timezone.now())
    withdrawing.withdraw(article, by=room.signer, reason="标题有误")

    actions.send_due(timezone.now(), client=QUICK)

    assert set(states().values()) == {S.ABANDONED}
    assert platforms.weibo.seen == platforms.app.seen == []


def test_a_correction_is_told_where_the_original_was(room, platforms):
    article = an_article(room)
    one_round()
    a_change(article, room, title="关于开放夏季便民服务点的公告（更正）")
    one_round()

    posts = list(platforms.weibo.posts.values())
    assert len(posts) == 2
    assert posts[1].startswith("【更正】")
    assert "服务点个数写错了" in posts[1]


def test_two_workers_never_send_the_same(room, platforms):
    an_article(room)
    actions.announce(timezone.now())
    mine, theirs = (Delivery.objects.get(medium="weibo") for _ in range(2))
    assert _claim(mine) is not None
    assert _claim(theirs) is None


def test_keys_that_do_not_open_are_said_and_nothing_is_sent(room, platforms, settings):
    an_article(room)
    settings.SEALING_KEYS = "1:" + "ab" * 32

    one_round()

    assert set(states().values()) == {S.DEAD}
    assert "密文打不开" in Delivery.objects.first().said
    assert platforms.app.seen == []


def test_a_channel_sends_so_many_a_minute(room, platforms, frozen):
    Channel.objects.update(per_minute=1)
    for _ in range(3):
        an_article(room)
    one_round()
    assert len(platforms.app.taken) == 1
    later(frozen, minutes=1)
    assert len(platforms.app.taken) == 2


def test_a_channel_switched_off_keeps_what_waits(room, platforms):
    an_article(room)
    actions.announce(timezone.now())
    Channel.objects.update(is_on=False)

    actions.send_due(timezone.now(), client=QUICK)

    assert set(states().values()) == {S.WAITING}


def test_an_event_committed_late_is_not_passed_over(room, platforms):
    """Keys follow writing, not committing: a mark would have lost it."""
    an_article(room)
    late = Event.objects.filter(subject_type="publishing.article", step="release").get()
    an_article(room)
    newer = Event.objects.filter(subject_type="publishing.article", step="release").last()
    Announcement.objects.all().delete()
    assert late.pk < newer.pk
    actions.announce(timezone.now())
    Announcement.objects.filter(event_id=late.pk).delete()

    assert actions.announce(timezone.now()) == 1


def test_the_steps_of_a_delivery_are_in_the_trace_without_secrets(room, platforms):
    an_article(room)
    one_round()

    events = Event.objects.filter(subject_type="notifications.delivery")
    assert {"queue", "claim", "finish"} <= set(events.values_list("step", flat=True))
    assert not any(gateway.SECRET in one.facts_text for one in events)


def test_required_channels_are_done_by_receipts_and_the_rest_is_missing(room, platforms):
    article = a_due_article(room, an_item(room))

    one_round()

    rows = {one.name: one for one in Requirement.objects.filter(article=article)}
    assert rows["政府网站"].evidence == "site"
    assert rows["两微一端"].evidence == "receipt"
    assert [name for name, one in rows.items() if one.is_missing] == [BOARD, "精准推送"]
    assert not rows["纸质媒体"].is_required


def test_an_article_of_an_old_site_is_no_news(room, platforms):
    article = an_article(room)
    Article.objects.filter(pk=article.pk).update(released_at=timezone.now() - timedelta(days=400))

    one_round()

    assert Announcement.objects.get().pushed_at
    assert not Delivery.objects.exists()
